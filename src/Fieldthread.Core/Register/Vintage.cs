using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>A register as one source gave it on one day: what was known then, and nothing that came to be known since.</summary>
/// <param name="Source">Who says so: the name of the list.</param>
/// <param name="Known">The day of the list, declared by whoever brought it in; a day number of the common era.</param>
/// <param name="Order">Among lists of one day, which came in first.</param>
/// <param name="Whole">True where the list claims to hold everything of its kind, so that who is missing is missed.</param>
/// <param name="Data">What it says.</param>
/// <param name="Declared">The day as it was declared, which may be known to the month only; null where it is just that day.</param>
public sealed record Vintage(string Source, int Known, int Order, bool Whole, RegisterData Data, string? Declared = null)
{
    /// <summary>By day, then by order; what stands later was known later.</summary>
    public static IComparer<Vintage> ByKnown { get; } = Comparer<Vintage>.Create((a, b) => a.Known != b.Known ? a.Known.CompareTo(b.Known) : a.Order.CompareTo(b.Order));

    /// <summary>How far the study goes by its source before others: 0 for no more than by any; the greater, the sooner.</summary>
    public int Preferred { get; init; }

    /// <summary>By preference, then as <see cref="ByKnown"/>; what stands later takes the place of what stands before.</summary>
    public static IComparer<Vintage> ByStanding { get; } = Comparer<Vintage>.Create((a, b) => a.Preferred != b.Preferred ? a.Preferred.CompareTo(b.Preferred) : ByKnown.Compare(a, b));

    /// <summary>The day as it is written.</summary>
    public string Date => Declared ?? Written(Known).ToString();

    /// <summary>A day number as a date of the calendar.</summary>
    public static PartialDate Written(int day) => PartialDate.Parse(DateOnly.FromDayNumber(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>What several lists together say.</summary>
/// <param name="Register">Organisations with their facts and events; without remarks.</param>
/// <param name="Conflicts">Where lists disagree with each other or with themselves, and what stands.</param>
public sealed record Merged(RegisterData Register, IReadOnlyList<Conflict> Conflicts);

/// <summary>Kinds of trouble that lists make.</summary>
public enum ConflictKind
{
    /// <summary>Two sources say different things.</summary>
    Disagrees,

    /// <summary>A later list of the same source gives another day for something that lay before the earlier list.</summary>
    Backdated,

    /// <summary>An organisation of an earlier list, open then, is missing from a later one of the same source.</summary>
    Vanished,

    /// <summary>A membership or succession of an earlier list is not in a later one that speaks of the same organisation.</summary>
    Retracted,

    /// <summary>An event says that it began or ended on another day than the lists, or that it ended where they have it open.</summary>
    EventDiffers,

    /// <summary>It had closed, and members belonged to it still.</summary>
    ClosedWithMembers,

    /// <summary>It has had members, is open, and has none left.</summary>
    OpenWithoutMembers,

    /// <summary>A membership reaches beyond the life of the member or of the group.</summary>
    OutsideLife,

    /// <summary>A member stood under two groups of one kind at once.</summary>
    Overlap,

    /// <summary>A member that was open belonged to nobody between two memberships.</summary>
    Gap,

    /// <summary>The study itself states otherwise than the lists.</summary>
    Corrected,

    /// <summary>A member is of a type that the rules of its group’s type do not have.</summary>
    MemberOfOtherType,

    /// <summary>An organisation lacks the post that leads its type, or nobody holds it.</summary>
    WithoutLead,
}

/// <summary>One trouble.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Organisation">Of which organisation.</param>
/// <param name="What">Of what: “closed”, “type”, “member of 00L”.</param>
/// <param name="One">What one source says, with its name and day.</param>
/// <param name="Other">What the other says; may be empty.</param>
/// <param name="Stands">What stands in the register.</param>
public sealed record Conflict(ConflictKind Kind, string Organisation, string What, string One, string Other, string Stands);
