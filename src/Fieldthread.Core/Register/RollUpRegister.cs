using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What a roll-up asks of the register: who belonged to whom, and what stood on one day in the place of what stood on another.</summary>
public sealed class RollUpRegister
{
    private readonly ILookup<Guid, Membership> byMember;
    private readonly ILookup<Guid, Membership> byGroup;
    private readonly Lineage lineage;
    private readonly IReadOnlyDictionary<Guid, Period> stood;
    private readonly Dictionary<(Guid, int, int), IReadOnlyList<Guid>> carried = [];
    private readonly Dictionary<(Guid, Guid, int, int), int> shared = [];

    /// <summary>Looks at a register.</summary>
    /// <param name="memberships">Who belonged to whom, in any order.</param>
    /// <param name="lineage">Who came out of whom.</param>
    /// <param name="stood">From when to when organisations existed; one that is missing is taken to exist always.</param>
    public RollUpRegister(IEnumerable<Membership> memberships, Lineage lineage, IReadOnlyDictionary<Guid, Period> stood)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        var all = memberships.Where(m => !m.When.IsEmpty).Distinct().ToList();
        (byMember, byGroup) = (all.ToLookup(m => m.Member), all.ToLookup(m => m.Group));
        (this.lineage, this.stood) = (lineage, stood);
    }

    /// <summary>Groups of a member on a day, in a fixed order.</summary>
    public IReadOnlyList<Guid> GroupsOf(Guid member, int day) => [.. byMember[member].Where(m => m.When.Holds(day)).Select(m => m.Group).Distinct().Order()];

    /// <summary>The last day before a day on which a member had a group; null where it never had one.</summary>
    public int? LastDayWithGroup(Guid member, int day) =>
        byMember[member].Where(m => (m.When.From ?? int.MinValue) < day).Select(m => (int?)Math.Min((m.When.End ?? int.MaxValue) - 1, day - 1)).Max();

    /// <summary>What stands on another day, later or earlier, in the place of an organisation. A group that had ended on its own day already is taken from its end.</summary>
    /// <remarks>None: it ended without a successor, or began out of nobody. Several: it became several, or came out of several. Who is taken in by nobody but closes by its dates, has ended.</remarks>
    public IReadOnlyList<Guid> StandingFor(Guid organisation, int day, int then)
    {
        if (!carried.TryGetValue((organisation, day, then), out var found))
        {
            var ended = lineage.EndedBy(organisation, day);
            found = then >= (ended ?? day) ? lineage.LeadsTo(organisation, then, ended ?? day + 1) : lineage.ComesFrom(organisation, ended - 1 ?? day, then);
            carried.Add((organisation, day, then), found = [.. found.Where(o => !stood.TryGetValue(o, out var when) || when.Holds(then))]);
        }

        return found;
    }

    /// <summary>How many members stood under one group on a day and under another on another day.</summary>
    public int MembersFromTo(Guid group, Guid other, int day, int then)
    {
        if (!shared.TryGetValue((group, other, day, then), out var members))
        {
            // Who still stands under a group that has ended was a member on its last day.
            var at = lineage.EndedBy(group, day) is { } ended ? ended - 1 : day;
            var before = byGroup[group].Where(m => m.When.Holds(at)).Select(m => m.Member).ToHashSet();
            before.IntersectWith(byGroup[other].Where(m => m.When.Holds(then)).Select(m => m.Member));
            shared.Add((group, other, day, then), members = before.Count);
        }

        return members;
    }
}
