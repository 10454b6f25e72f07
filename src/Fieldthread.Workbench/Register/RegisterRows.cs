using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A fact with the time over which it held: as it was written, and half-open in days for lists.</summary>
public interface IDated
{
    /// <summary>Partial date from which it held, as written; null where not known.</summary>
    string? FromDate { get; set; }

    /// <summary>Partial date of its last day, as written; null while it is still so.</summary>
    string? LastDate { get; set; }

    /// <summary>First day, as a day number of the common era; null where not known.</summary>
    int? FromDay { get; set; }

    /// <summary>First day on which it no longer held; null while it is still so.</summary>
    int? EndDay { get; set; }
}

/// <summary>An organisation of the register. What it was called, coded and related to are facts of their own; it is none of them.</summary>
[Table("organisations", "organisation")]
[NoTwoAlike(nameof(Organisation.Key))]
public sealed class Organisation : Evidence, IDated
{
    /// <summary>Its id in the files that it came from, or one that was given it here; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>What kind of organisation, in the words of the study; may be empty.</summary>
    public string Type { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>A name that an organisation bore.</summary>
[Table("organisation_names", "name of an organisation")]
public sealed class OrganisationName : Evidence, IDated
{
    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>A code that an organisation bore.</summary>
[Table("organisation_codes", "code of an organisation")]
public sealed class OrganisationCode : Evidence, IDated
{
    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>Who gives such codes; may be empty.</summary>
    public string Scheme { get; set; } = "";

    /// <summary>The code.</summary>
    public string Code { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>What one organisation was to another.</summary>
[Table("relations", "relation")]
public sealed class Relation : Evidence, IDated
{
    /// <summary>The one that is spoken of.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid SubjectId { get; set; }

    /// <summary>The relation, read from the subject: “member of”.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The other.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid ObjectId { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }
}

/// <summary>A change that organisations went through together.</summary>
[Table("change_events", "change event")]
[NoTwoAlike(nameof(RegisteredEvent.Key))]
public sealed class RegisteredEvent : Evidence
{
    /// <summary>Its id in the files that it came from; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>Partial date from which the change was in force, as written.</summary>
    public string Date { get; set; } = "";

    /// <summary>First day that the date can mean, as a day number of the common era.</summary>
    public int Day { get; set; }

    /// <summary>What kind.</summary>
    public ChangeKind Kind { get; set; }
}

/// <summary>One organisation that took part in a change event.</summary>
[Table("event_parts", "part in a change event")]
public sealed class RegisteredPart : Evidence
{
    /// <summary>Which event.</summary>
    [RefersTo(typeof(RegisteredEvent))]
    public Guid EventId { get; set; }

    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>As what.</summary>
    public PartRole Role { get; set; }

    /// <summary>What is said of its part; may be empty.</summary>
    public string Note { get; set; } = "";
}

/// <summary>Periods of dated rows.</summary>
public static class Dated
{
    /// <summary>The days over which it held.</summary>
    public static Period Period(this IDated fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(fact.FromDay, fact.EndDay);
    }

    /// <summary>Gives a row the time over which it held.</summary>
    public static T When<T>(this T fact, WrittenPeriod when)
        where T : IDated
    {
        (fact.FromDate, fact.LastDate, fact.FromDay, fact.EndDay) = (when.From?.ToString(), when.Last?.ToString(), when.Period.From, when.Period.End);
        return fact;
    }
}
