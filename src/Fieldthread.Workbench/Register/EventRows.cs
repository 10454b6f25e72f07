using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A reform, or something that happened around the organisations, on which change events hang.</summary>
[Table("reforms", "reform")]
[NoTwoAlike(nameof(Reform.Key))]
public sealed class Reform : Evidence
{
    /// <summary>Its id in the files that it came from, or one that was given it here; unique in the study.</summary>
    public string Key { get; set; } = "";

    /// <summary>What it is called; empty where only an event names it.</summary>
    public string Name { get; set; } = "";

    /// <summary>A reform, or what happened around.</summary>
    public ReformKind Kind { get; set; }

    /// <summary>Partial date on which it was made known; null where not told.</summary>
    public string? Announced { get; set; }

    /// <summary>Partial date on which it was passed; null where not told.</summary>
    public string? Enacted { get; set; }

    /// <summary>Partial date from which it was in force; null where not told.</summary>
    public string? Effective { get; set; }

    /// <summary>What else is said; may be empty.</summary>
    public string Note { get; set; } = "";

    /// <summary>The row as a file would give it.</summary>
    internal GivenReform Given => new(Key, Name, Kind, EventRows.Date(Announced), EventRows.Date(Enacted), EventRows.Date(Effective), Note);
}

/// <summary>What is told of a change event beyond who took part and when it counted.</summary>
[Table("event_details", "account of a change event")]
[NoTwoAlike(nameof(EventTold.EventId))]
public sealed class EventTold : Evidence
{
    /// <summary>Which event.</summary>
    [RefersTo(typeof(RegisteredEvent))]
    public Guid EventId { get; set; }

    /// <summary>Partial date on which the law made it so; null where not told.</summary>
    public string? LegalDate { get; set; }

    /// <summary>Partial date from which it was so in practice; null where not told.</summary>
    public string? OperationalDate { get; set; }

    /// <summary>Why it came about.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Who began it.</summary>
    public string Initiator { get; set; } = "";

    /// <summary>Who pressed for it, and how.</summary>
    public string Pressure { get; set; } = "";

    /// <summary>What shows it.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>The reform that it hangs on, or null.</summary>
    [RefersTo(typeof(Reform))]
    public Guid? ReformId { get; set; }

    /// <summary>The row as a file would give it.</summary>
    /// <param name="reform">Key of its reform; empty where it hangs on none.</param>
    internal EventDetails Given(string reform) => new(EventRows.Date(LegalDate), EventRows.Date(OperationalDate), Cause, Initiator, Pressure, Evidence, reform);
}

/// <summary>What is told of one organisation’s part in a change event.</summary>
[Table("event_part_details", "account of a part in a change event")]
[NoTwoAlike(nameof(PartTold.PartId))]
public sealed class PartTold : Evidence
{
    /// <summary>Which part.</summary>
    [RefersTo(typeof(RegisteredPart))]
    public Guid PartId { get; set; }

    /// <summary>What the organisation thought of the change before.</summary>
    public string AttitudeBefore { get; set; } = "";

    /// <summary>What it thought of it after.</summary>
    public string AttitudeAfter { get; set; } = "";

    /// <summary>How much of it moved, as <see cref="MovedShare"/> writes it; empty where not told.</summary>
    public string Share { get; set; } = "";

    /// <summary>In what the share is counted.</summary>
    public string Basis { get; set; } = "";

    /// <summary>The row as a file would give it.</summary>
    internal PartDetails Given => new(AttitudeBefore, AttitudeAfter, MovedShare.TryParse(Share, out var share) ? share : null, Basis);
}

/// <summary>Rows of events from what files or people give.</summary>
internal static class EventRows
{
    public static EventTold Fill(this EventTold row, EventDetails given, Guid? reform)
    {
        (row.LegalDate, row.OperationalDate, row.ReformId) = (given.Legal?.ToString(), given.Operational?.ToString(), reform);
        (row.Cause, row.Initiator, row.Pressure, row.Evidence) = (given.Cause, given.Initiator, given.Pressure, given.Evidence);
        return row;
    }

    public static PartTold Fill(this PartTold row, PartDetails given)
    {
        (row.AttitudeBefore, row.AttitudeAfter, row.Share, row.Basis) = (given.AttitudeBefore, given.AttitudeAfter, given.Share?.ToString() ?? "", given.Basis);
        return row;
    }

    public static Reform Fill(this Reform row, GivenReform given)
    {
        (row.Key, row.Name, row.Kind, row.Note) = (given.Id, given.Name, given.Kind, given.Note);
        (row.Announced, row.Enacted, row.Effective) = (given.Announced?.ToString(), given.Enacted?.ToString(), given.Effective?.ToString());
        return row;
    }

    /// <summary>What stands in the register, with what is given in its place wherever it is not silent.</summary>
    public static EventDetails Over(EventDetails stands, EventDetails given) => new(
        given.Legal ?? stands.Legal, given.Operational ?? stands.Operational, Or(given.Cause, stands.Cause), Or(given.Initiator, stands.Initiator), Or(given.Pressure, stands.Pressure), Or(given.Evidence, stands.Evidence), Or(given.Reform, stands.Reform));

    /// <inheritdoc cref="Over(EventDetails, EventDetails)"/>
    public static PartDetails Over(PartDetails stands, PartDetails given) => new(
        Or(given.AttitudeBefore, stands.AttitudeBefore), Or(given.AttitudeAfter, stands.AttitudeAfter), given.Share ?? stands.Share, given.Share is null ? stands.Basis : given.Basis);

    /// <inheritdoc cref="Over(EventDetails, EventDetails)"/>
    public static GivenReform Over(GivenReform stands, GivenReform given) => given with
    {
        Name = Or(given.Name, stands.Name), Kind = given.Name.Length > 0 ? given.Kind : stands.Kind, Announced = given.Announced ?? stands.Announced, Enacted = given.Enacted ?? stands.Enacted,
        Effective = given.Effective ?? stands.Effective, Note = Or(given.Note, stands.Note),
    };

    public static PartialDate? Date(string? kept) => PartialDate.TryParse(kept, out var date) ? date : null;

    private static string Or(string given, string stands) => given.Length > 0 ? given : stands;
}
