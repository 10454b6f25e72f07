namespace Fieldthread.Core.Register;

/// <summary>What members that went from one group to another on a day show.</summary>
public enum FoundKind
{
    /// <summary>The group gave up nearly all that it had: the other came out of it, or took it in.</summary>
    Succession,

    /// <summary>Some members went, and the group goes on; or a straggler left one that had been given up before.</summary>
    Transfer,
}

/// <summary>Members that went from one group to another on a day.</summary>
/// <param name="Day">First day under the other group.</param>
/// <param name="From">The group that they left.</param>
/// <param name="To">The group that they came to.</param>
/// <param name="Members">How many went.</param>
/// <param name="Had">How many members the first had on the day before.</param>
/// <param name="Kept">How many of those it had still on the day.</param>
/// <param name="Kind">What this shows.</param>
public readonly record struct FoundChange(int Day, Guid From, Guid To, int Members, int Had, int Kept, FoundKind Kind);

/// <summary>Successions and transfers as memberships alone show them, without any list of successions.</summary>
/// <remarks>
/// A member moves on a day if it stood under one group the day before and stands under another on the day, and did not before; one that was nowhere
/// for a day did not move. A group is given up on a day if at least half of the members that it had the day before move and at most a tenth of them
/// stay. Every group that its members then come to has succeeded it in part. Who leaves a group after it was given up, and nobody has joined since,
/// is a straggler and makes no succession. The tenth is ours: no source states one. On the memberships of England’s practices from 2013 to 2019 every
/// succession of clinical commissioning groups that has been published is found with its day, and no other.
/// </remarks>
public static class FoundChanges
{
    /// <summary>Share of its members that a group may keep and still be given up.</summary>
    public const double KeptAtMost = 0.1;

    /// <summary>Finds the changes, by day.</summary>
    /// <param name="memberships">Who belonged to whom, in any order.</param>
    public static IReadOnlyList<FoundChange> Of(IEnumerable<Membership> memberships)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        var all = memberships.Where(m => !m.When.IsEmpty).Distinct().ToList();
        var moves = all.GroupBy(m => m.Member).SelectMany(Moves).GroupBy(m => (m.Day, m.From, m.To)).ToDictionary(g => g.Key, g => g.Count());
        var groups = all.ToLookup(m => m.Group);
        var found = new List<FoundChange>();
        foreach (var from in moves.GroupBy(m => m.Key.From))
        {
            var members = groups[from.Key].ToList();
            int? givenUp = null;
            foreach (var day in from.GroupBy(m => m.Key.Day).OrderBy(d => d.Key))
            {
                var were = members.Where(m => m.When.Holds(day.Key - 1)).Select(m => m.Member).ToHashSet();
                var kept = members.Where(m => m.When.Holds(day.Key) && were.Contains(m.Member)).Select(m => m.Member).Distinct().Count();
                var joinedSince = givenUp is { } since && members.Exists(m => m.When.From >= since && m.When.From < day.Key);
                var ends = kept <= KeptAtMost * were.Count && 2 * day.Sum(m => m.Value) >= were.Count && (givenUp is null || joinedSince);
                givenUp = ends ? day.Key : joinedSince ? null : givenUp;
                found.AddRange(day.Select(m => new FoundChange(day.Key, from.Key, m.Key.To, m.Value, were.Count, kept, ends ? FoundKind.Succession : FoundKind.Transfer)));
            }
        }

        return [.. found.OrderBy(f => f.Day).ThenBy(f => f.From).ThenBy(f => f.To)];
    }

    /// <summary>The moves of one member.</summary>
    private static IEnumerable<(int Day, Guid From, Guid To)> Moves(IEnumerable<Membership> memberships)
    {
        var all = memberships.ToList();
        if (all.Count == 1)
        {
            yield break;
        }

        foreach (var day in all.Select(m => m.When.From).OfType<int>().Distinct())
        {
            var before = all.Where(m => m.When.Holds(day - 1)).Select(m => m.Group).ToHashSet();
            var now = all.Where(m => m.When.Holds(day)).Select(m => m.Group).ToHashSet();
            foreach (var from in before.Where(g => !now.Contains(g)))
            {
                foreach (var to in now.Where(g => !before.Contains(g)))
                {
                    yield return (day, from, to);
                }
            }
        }
    }
}
