using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>One organisation belonged to another over a time.</summary>
/// <param name="Member">Who belonged.</param>
/// <param name="Group">To whom.</param>
/// <param name="When">Over what time; one that holds no day says nothing.</param>
public readonly record struct Membership(Guid Member, Guid Group, Period When)
{
    /// <summary>The relation that makes members where nothing else is said.</summary>
    public const string MemberOf = "member of";

    /// <summary>“member of” and “member-of” are one relation: files write both.</summary>
    public static string Plain(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.Trim().Replace('-', ' ');
    }
}

/// <summary>How many members stood under one group on a first day and under another on a second.</summary>
/// <param name="From">Group on the first day; null where they had none.</param>
/// <param name="To">Group on the second day; null where they had none.</param>
/// <param name="Members">How many.</param>
/// <param name="Weight">What they weigh together; 0 where nothing is weighed.</param>
/// <param name="Without">How many of them have no weight.</param>
public readonly record struct Flow(Guid? From, Guid? To, int Members, decimal Weight = 0, int Without = 0);

/// <summary>Which groups of one day make up those of another, counted in the members that they share.</summary>
/// <remarks>
/// A member that stands under several groups on one of the days counts in each pair of them; <see cref="CountedAgain"/> says how often, so that the
/// flows always add up: their sum is <see cref="Members"/> and <see cref="CountedAgain"/> together.
/// </remarks>
public sealed class MembershipFlows
{
    private readonly Dictionary<Guid, int> before;
    private readonly Dictionary<Guid, int> after;

    internal MembershipFlows(IReadOnlyList<Flow> flows, Dictionary<Guid, int> before, Dictionary<Guid, int> after, int members, int stayed)
    {
        Flows = flows;
        (this.before, this.after) = (before, after);
        (Members, Stayed) = (members, stayed);
    }

    /// <summary>Every pair with at least one member, in a fixed order.</summary>
    public IReadOnlyList<Flow> Flows { get; }

    /// <summary>Members with a group on either day, each once.</summary>
    public int Members { get; }

    /// <summary>Members that stood under just the same groups on both days.</summary>
    public int Stayed { get; }

    /// <summary>By how much the flows add up to more than there are members, because some stood under several groups at once.</summary>
    public int CountedAgain => Flows.Sum(f => f.Members) - Members;

    /// <summary>Groups of the first day.</summary>
    public int GroupsBefore => before.Count;

    /// <summary>Groups of the second day.</summary>
    public int GroupsAfter => after.Count;

    /// <summary>Counts.</summary>
    /// <param name="memberships">Who belonged to whom, in any order; <see cref="Memberships"/> are counted without being arranged anew.</param>
    /// <param name="first">First day, as a day number of the common era.</param>
    /// <param name="second">Second day; it may be the earlier.</param>
    /// <param name="weight">What a member weighs, the same on both days; null for one without a figure. Nothing is weighed where this is null.</param>
    /// <exception cref="OverflowException">A sum of weights has more digits than can be held exactly (28).</exception>
    public static MembershipFlows Between(IEnumerable<Membership> memberships, int first, int second, Func<Guid, decimal?>? weight = null)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        return (memberships as Memberships ?? new Memberships(memberships)).Between(first, second, weight);
    }

    /// <summary>How many members a group had on the first day.</summary>
    public int Before(Guid group) => before.GetValueOrDefault(group);

    /// <summary>How many members a group had on the second day.</summary>
    public int After(Guid group) => after.GetValueOrDefault(group);

    /// <summary>What the members of each group of the first day weigh; those of none under the empty id. A member that goes to several groups counts in each flow.</summary>
    public IReadOnlyDictionary<Guid, decimal> WeightBefore() => Weigh(f => f.From);

    /// <summary>The same of the second day.</summary>
    public IReadOnlyDictionary<Guid, decimal> WeightAfter() => Weigh(f => f.To);

    private Dictionary<Guid, decimal> Weigh(Func<Flow, Guid?> end) => Flows.GroupBy(f => end(f) ?? Guid.Empty).ToDictionary(g => g.Key, g => g.Aggregate(0m, (sum, f) => Exact.Add(sum, f.Weight)));

    /// <summary>For each group of the second day, the group of the first from which most of its members came, with both shares; a group none of whose members had one is left out.</summary>
    /// <remarks>A group whose two shares are 1 has just the footprint of that predecessor.</remarks>
    public IReadOnlyList<Footprint> Footprints() =>
    [
        .. Flows.Where(f => f is { From: not null, To: not null }).GroupBy(f => f.To!.Value)
            .Select(g => g.MaxBy(f => f.Members)).Select(f => new Footprint(f.To!.Value, f.From!.Value, f.Members, (double)f.Members / after[f.To!.Value], (double)f.Members / before[f.From!.Value]))
            .OrderBy(f => f.Group),
    ];
}

/// <summary>How far a group covers what an earlier one covered.</summary>
/// <param name="Group">The group of the second day.</param>
/// <param name="Largest">The group of the first day that most of its members belonged to.</param>
/// <param name="Members">How many those are.</param>
/// <param name="OfGroup">Their share of the group’s members, 0 to 1.</param>
/// <param name="OfLargest">Their share of the earlier group’s members, 0 to 1.</param>
public readonly record struct Footprint(Guid Group, Guid Largest, int Members, double OfGroup, double OfLargest);
