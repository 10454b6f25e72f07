using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Approvals;

/// <summary>An approval of the study, of a site or of a participant.</summary>
[Table("approvals", "approval")]
public sealed class ApprovalRecord : Evidence
{
    /// <summary>What kind.</summary>
    public ApprovalKind Kind { get; set; }

    /// <summary>Who gave it.</summary>
    public string Body { get; set; } = "";

    /// <summary>Its reference, as it stands on the letter.</summary>
    public string Reference { get; set; } = "";

    /// <summary>Partial date of its first day, or null where not known.</summary>
    public string? FromDate { get; set; }

    /// <summary>Partial date of its last day, or null where none is set.</summary>
    public string? UntilDate { get; set; }

    /// <summary>On what conditions it was given.</summary>
    public string Conditions { get; set; } = "";

    /// <summary>The site that it is of; null for the whole study or a participant.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>The participant that it is of; null for the whole study or a site.</summary>
    [RefersTo(typeof(Participant))]
    public Guid? ParticipantId { get; set; }
}

/// <summary>That somebody looked again whether an approval still holds.</summary>
[Table("approval_checks", "check of an approval")]
public sealed class ApprovalCheck : Evidence
{
    /// <summary>Which approval.</summary>
    [RefersTo(typeof(ApprovalRecord))]
    public Guid ApprovalId { get; set; }

    /// <summary>When; a partial date.</summary>
    public string Day { get; set; } = "";

    /// <summary>What came of it.</summary>
    public string Note { get; set; } = "";

    /// <summary>Who looked.</summary>
    [RefersTo(typeof(Person))]
    public Guid? CheckedById { get; set; }
}
