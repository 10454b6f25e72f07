namespace Fieldthread.Core.Register;

/// <summary>Who came out of whom: the graph that change events draw. It does not depend on the order in which the events are given.</summary>
/// <remarks>
/// What ended and what went on lead to what began; what ended leads also to what went on, as in an absorption. An organisation that only goes on, as
/// in a renaming, keeps its identity and is nobody's successor. A transfer, and a new extent under the same code, make no successor, whatever their parts are called. Chains are followed
/// through time only: who was absorbed in 2015 did not lead to what the absorbing one had let go in 2010.
/// </remarks>
public sealed class Lineage
{
    private readonly ILookup<Guid, Succession> after;
    private readonly ILookup<Guid, Succession> before;
    private readonly ILookup<Guid, int> endings;
    private readonly ILookup<Guid, int> beginnings;

    private Lineage(IReadOnlyList<Succession> successions, IReadOnlyList<Transfer> transfers, IEnumerable<(Guid Organisation, int Day)> ended, IEnumerable<(Guid Organisation, int Day)> began)
    {
        Successions = successions;
        Transfers = transfers;
        after = successions.ToLookup(s => s.Before);
        before = successions.ToLookup(s => s.After);
        endings = ended.ToLookup(e => e.Organisation, e => e.Day);
        beginnings = began.ToLookup(b => b.Organisation, b => b.Day);
    }

    /// <summary>Every step from one to another, by day.</summary>
    public IReadOnlyList<Succession> Successions { get; }

    /// <summary>Every transfer from one to another, by day.</summary>
    public IReadOnlyList<Transfer> Transfers { get; }

    /// <summary>Draws the graph.</summary>
    /// <param name="events">Events, in any order.</param>
    public static Lineage Of(IEnumerable<ChangeEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var (successions, transfers, ended, began) = (new HashSet<Succession>(), new HashSet<Transfer>(), new HashSet<(Guid, int)>(), new HashSet<(Guid, int)>());
        foreach (var change in events)
        {
            transfers.UnionWith(Moves(change).Select(m => new Transfer(m.From, m.To, change.Day, change.Id)));
            if (change.Kind is ChangeKind.Transferred or ChangeKind.Extent)
            {
                continue;
            }

            var (end, begin, goOn) = (change.Of(PartRole.Before), change.Of(PartRole.After), change.Of(PartRole.Continues));
            ended.UnionWith(end.Select(e => (e, change.Day)));
            began.UnionWith(begin.Select(b => (b, change.Day)));
            successions.UnionWith(from b in end.Concat(goOn) from a in begin where a != b select new Succession(b, a, change.Day, change.Id));
            successions.UnionWith(from b in end from c in goOn where b != c select new Succession(b, c, change.Day, change.Id));
        }

        return new(
            [.. successions.OrderBy(s => s.Day).ThenBy(s => s.Before).ThenBy(s => s.After).ThenBy(s => s.Event)],
            [.. transfers.OrderBy(t => t.Day).ThenBy(t => t.From).ThenBy(t => t.To).ThenBy(t => t.Event)],
            ended,
            began);
    }

    /// <summary>From where to where an event moved something. Where one keeps its code while its extent changes, what others give comes to it and what others receive comes from it.</summary>
    /// <param name="change">The event.</param>
    public static IEnumerable<(Guid From, Guid To)> Moves(ChangeEvent change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (from, to, stay) = (change.Of(PartRole.From), change.Of(PartRole.To), change.Of(PartRole.Continues));
        var pairs = change.Kind == ChangeKind.Extent && stay.Count > 0
            ? from.SelectMany(f => stay.Select(s => (f, s))).Concat(stay.SelectMany(s => to.Select(t => (s, t))))
            : from.SelectMany(f => to.Select(t => (f, t)));
        return pairs.Where(p => p.Item1 != p.Item2);
    }

    /// <summary>All that came out of an organisation, directly or through others.</summary>
    /// <param name="organisation">The one asked about; never among the answer.</param>
    /// <param name="until">Last day that is looked at; null for all time.</param>
    public IReadOnlySet<Guid> SuccessorsOf(Guid organisation, int? until = null)
    {
        var reached = Forward(organisation, until ?? int.MaxValue);
        reached.Remove(organisation);
        return reached.Keys.ToHashSet();
    }

    /// <summary>All that an organisation came out of, directly or through others.</summary>
    /// <param name="organisation">The one asked about; never among the answer.</param>
    /// <param name="until">Last day that is looked at; null for all time.</param>
    public IReadOnlySet<Guid> PredecessorsOf(Guid organisation, int? until = null)
    {
        // Backwards: the latest day on which each still leads here.
        var latest = new Dictionary<Guid, int> { [organisation] = until ?? int.MaxValue };
        var open = new Queue<Guid>([organisation]);
        while (open.TryDequeue(out var at))
        {
            foreach (var step in before[at].Where(s => s.Day <= latest[at] && (!latest.TryGetValue(s.Before, out var known) || known < s.Day)))
            {
                latest[step.Before] = step.Day;
                open.Enqueue(step.Before);
            }
        }

        latest.Remove(organisation);
        return latest.Keys.ToHashSet();
    }

    /// <summary>What stands on a day in the place of an organisation: itself where no event has ended it, and all that came out of it and has not ended in turn.</summary>
    /// <param name="organisation">The one asked about.</param>
    /// <param name="day">Day number.</param>
    /// <param name="since">First day whose events count; null for all time.</param>
    public IReadOnlyList<Guid> LeadsTo(Guid organisation, int day, int? since = null) =>
        [.. Forward(organisation, day, since).Where(r => !endings[r.Key].Any(end => end <= day && end >= r.Value)).Select(r => r.Key).Order()];

    /// <summary>An organisation with everything that it came out of and that came out of it.</summary>
    public IReadOnlySet<Guid> FamilyOf(Guid organisation)
    {
        var family = SuccessorsOf(organisation).ToHashSet();
        family.UnionWith(PredecessorsOf(organisation));
        family.Add(organisation);
        return family;
    }

    /// <summary>What stood on an earlier day where an organisation stands on a later one: itself where no event began it since, and all that it came out of and that was there.</summary>
    /// <param name="organisation">The one asked about, which stands on <paramref name="day"/>.</param>
    /// <param name="day">The later day.</param>
    /// <param name="then">The earlier day.</param>
    public IReadOnlyList<Guid> ComesFrom(Guid organisation, int day, int then)
    {
        var latest = new Dictionary<Guid, int> { [organisation] = day };
        var open = new Queue<Guid>([organisation]);
        while (open.TryDequeue(out var at))
        {
            foreach (var step in before[at].Where(s => s.Day > then && s.Day <= latest[at] && (!latest.TryGetValue(s.Before, out var known) || known < s.Day)))
            {
                latest[step.Before] = step.Day;
                open.Enqueue(step.Before);
            }
        }

        return [.. latest.Where(r => !beginnings[r.Key].Any(b => b > then && b <= r.Value)).Select(r => r.Key).Order()];
    }

    /// <summary>The day on which an event had ended an organisation that then did not stand; null where it stood by what events say.</summary>
    /// <param name="organisation">The one asked about.</param>
    /// <param name="day">Day number.</param>
    public int? EndedBy(Guid organisation, int day) =>
        endings[organisation].Where(e => e <= day).Select(e => (int?)e).Max() is { } end && !beginnings[organisation].Any(b => b > end && b <= day) ? end : null;

    /// <summary>Forwards: the earliest day on which each is reached.</summary>
    private Dictionary<Guid, int> Forward(Guid organisation, int until, int? since = null)
    {
        var earliest = new Dictionary<Guid, int> { [organisation] = since ?? int.MinValue };
        var open = new Queue<Guid>([organisation]);
        while (open.TryDequeue(out var at))
        {
            foreach (var step in after[at].Where(s => s.Day <= until && s.Day >= earliest[at] && (!earliest.TryGetValue(s.After, out var known) || known > s.Day)))
            {
                earliest[step.After] = step.Day;
                open.Enqueue(step.After);
            }
        }

        return earliest;
    }
}
