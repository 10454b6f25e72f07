namespace Fieldthread.Core.Register;

/// <summary>One member that an event names as moved, or that went by its memberships, from one organisation of the event to another.</summary>
/// <param name="Member">Who.</param>
/// <param name="From">Under whom it stood the day before; null where under nobody of the event.</param>
/// <param name="To">Under whom it stood on the day; null where under nobody of the event.</param>
/// <param name="Said">True where the event names it.</param>
/// <param name="Shown">True where its memberships show it.</param>
public readonly record struct MemberMove(Guid Member, Guid? From, Guid? To, bool Said, bool Shown);

/// <summary>What became of the members of one organisation of an event on its day.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Had">Members that it had the day before.</param>
/// <param name="Went">Of those, how many stood on the day under another organisation of the event, and under this no more.</param>
/// <param name="Came">Members that stood under it on the day, and the day before under another organisation of the event and not under this.</param>
/// <param name="Has">Members that it had on the day.</param>
public readonly record struct PartMoves(Guid Organisation, int Had, int Went, int Came, int Has);

/// <summary>What went between the organisations of one change event: what the event says, beside what the memberships show on its day.</summary>
/// <param name="Members">Members that went or are said to have gone, by place and id.</param>
/// <param name="Parts">What became of the members of each organisation that took part, other than those that were moved.</param>
public sealed record EventMoves(IReadOnlyList<MemberMove> Members, IReadOnlyList<PartMoves> Parts)
{
    /// <summary>True where the event names those who were moved: only then can it differ from the memberships in who they are.</summary>
    public bool Names => Members.Any(m => m.Said);

    /// <summary>True where the event names members and the memberships show just the same.</summary>
    public bool Agree => Names && Members.All(m => m.Said && m.Shown);

    /// <summary>Sets an event against the memberships of its day.</summary>
    /// <param name="change">The event.</param>
    /// <param name="memberships">Who belonged to whom, in any order; those of others are passed over.</param>
    public static EventMoves Of(ChangeEvent change, IEnumerable<Membership> memberships)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(memberships);
        var moved = change.Of(PartRole.Moved).ToHashSet();
        var groups = change.Parts.Where(p => p.Role != PartRole.Moved).Select(p => p.Organisation).Distinct().Order().ToList();
        var within = groups.ToHashSet();
        var (before, after) = (new Dictionary<Guid, HashSet<Guid>>(), new Dictionary<Guid, HashSet<Guid>>());
        foreach (var m in memberships.Where(m => within.Contains(m.Group) && !m.When.IsEmpty))
        {
            Put(before, m, change.Day - 1);
            Put(after, m, change.Day);
        }

        var found = new List<MemberMove>();
        foreach (var member in before.Keys.Union(after.Keys).Union(moved))
        {
            var (was, is_) = (before.GetValueOrDefault(member) ?? [], after.GetValueOrDefault(member) ?? []);
            var (left, joined) = (was.Except(is_).Order().ToList(), is_.Except(was).Order().ToList());
            var steps = left.SelectMany(f => joined.Select(t => (From: (Guid?)f, To: (Guid?)t))).ToList();
            found.AddRange(steps.Select(s => new MemberMove(member, s.From, s.To, moved.Contains(member), true)));
            if (steps.Count == 0 && moved.Contains(member))
            {
                found.Add(new MemberMove(member, was.Order().Select(g => (Guid?)g).FirstOrDefault(), is_.Order().Select(g => (Guid?)g).FirstOrDefault(), true, false));
            }
        }

        var shown = found.Where(m => m.Shown).ToList();
        return new EventMoves(
            [.. found.OrderBy(m => m.From).ThenBy(m => m.To).ThenBy(m => m.Member)],
            [.. groups.Select(g => new PartMoves(
                g, before.Values.Count(s => s.Contains(g)), shown.Where(m => m.From == g).Select(m => m.Member).Distinct().Count(), shown.Where(m => m.To == g).Select(m => m.Member).Distinct().Count(), after.Values.Count(s => s.Contains(g))))]);
    }

    private static void Put(Dictionary<Guid, HashSet<Guid>> held, Membership m, int day)
    {
        if (m.When.Holds(day))
        {
            if (!held.TryGetValue(m.Member, out var groups))
            {
                held.Add(m.Member, groups = []);
            }

            groups.Add(m.Group);
        }
    }
}
