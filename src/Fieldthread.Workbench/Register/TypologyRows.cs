using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>That an organisation was of a type over a time, in the judgement of a named analyst, on stated evidence. Analysts may differ, and both stand.</summary>
[Table("type_judgements", "judgement of a type")]
public sealed class TypeJudgement : Evidence, IDated
{
    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>Of which typology: “governance”.</summary>
    public string Typology { get; set; } = "";

    /// <summary>Of which of its types: “open”.</summary>
    public string TypeName { get; set; } = "";

    /// <summary>Who judged.</summary>
    public string Analyst { get; set; } = "";

    /// <summary>Partial date on which it was judged.</summary>
    public string Judged { get; set; } = "";

    /// <summary>On what evidence.</summary>
    public string Evidence { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>A document of an organisation, or about a change event: where it can be found, not its text.</summary>
[Table("register_documents", "document of the register")]
public sealed class RegisterDocument : Evidence
{
    /// <summary>Of which organisation; null for one about an event.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid? OrganisationId { get; set; }

    /// <summary>About which event; null for one of an organisation.</summary>
    [RefersTo(typeof(RegisteredEvent))]
    public Guid? EventId { get; set; }

    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it is: constitution, plan, risk assessment, order, board paper.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Partial date of it; null where it has none.</summary>
    public string? Date { get; set; }

    /// <summary>Where it is: an address, a shelf mark, a reference.</summary>
    public string Reference { get; set; } = "";
}
