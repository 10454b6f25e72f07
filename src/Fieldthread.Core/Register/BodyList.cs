using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Bodies, posts, holders and persons as one import gave them. It holds no name of a person: a name can be erased, and what is kept of a list never changes.</summary>
/// <param name="Known">The day on which it was known, declared by whoever brought it in; a day number of the common era.</param>
/// <param name="Order">Among the lists of a study, which came in first.</param>
/// <param name="Data">What it says; organisations by their keys in the register.</param>
/// <param name="Declared">The day as it was declared, which may be known to the month only; null where it is just that day.</param>
public sealed record BodyList(int Known, int Order, BodyData Data, string? Declared = null)
{
    /// <summary>By day, then by order; what stands later was known later.</summary>
    public static IComparer<BodyList> ByKnown { get; } = Comparer<BodyList>.Create((a, b) => a.Known != b.Known ? a.Known.CompareTo(b.Known) : a.Order.CompareTo(b.Order));

    /// <summary>By how far the study goes by who says it, then by day and order; what stands later stands.</summary>
    public static IComparer<BodyList> ByStanding { get; } = Comparer<BodyList>.Create((a, b) => a.Preferred != b.Preferred ? a.Preferred.CompareTo(b.Preferred) : ByKnown.Compare(a, b));

    /// <summary>Who says it, as the register’s lists name their sources; empty where nobody is named.</summary>
    public string Source { get; init; } = "";

    /// <summary>How far the study goes by its source before others: more counts more; 0 for what was known last.</summary>
    public int Preferred { get; init; }

    /// <summary>The day as it is written.</summary>
    public string Date => Declared ?? Vintage.Written(Known).ToString();
}

/// <summary>What stands of something that several lists may state.</summary>
/// <param name="Value">What stands.</param>
/// <param name="List">Order of the list that says so.</param>
public readonly record struct SaidBy<T>(T Value, int List);

/// <summary>By what a holding of a post is met again.</summary>
/// <param name="Post">Id of the post.</param>
/// <param name="Person">Id of the person.</param>
/// <param name="From">When it began, as written; null where not known.</param>
public readonly record struct HoldingKey(string Post, string Person, PartialDate? From)
{
    /// <summary>The key of a holding.</summary>
    public static HoldingKey Of(GivenHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return new(holding.Post, holding.Person, holding.When.From);
    }
}

/// <summary>Why bodies cannot be as lists together say.</summary>
/// <param name="Code">Kind of the refusal.</param>
/// <param name="Body">Id of the body; null where it is about something else.</param>
/// <param name="Post">Id of the post; null where it is about a body.</param>
/// <param name="Person">Id of the person; null where it is about a body or a post.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record BodyFault(string Code, string? Body, string? Post, string? Person, string Message);
