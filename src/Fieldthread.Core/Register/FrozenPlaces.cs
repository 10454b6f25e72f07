namespace Fieldthread.Core.Register;

/// <summary>The place that every member has on the day to which membership is frozen.</summary>
/// <remarks>
/// By what is published, the groups of that day are those of the last period that had begun by then; a member without a figure in it has none.
/// A group that has ended by the day, though members are still written under it, is carried to what stands in its place.
/// </remarks>
internal sealed class FrozenPlaces
{
    private readonly RollUpRegister register;
    private readonly RollUpPolicy policy;
    private readonly int day;
    private readonly Dictionary<string, Placed> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Guid? Group, int Day)> now = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Guid? Group, int Day)> before = new(StringComparer.Ordinal);

    public FrozenPlaces(IReadOnlyList<PeriodFigures> periods, RollUpRegister register, RollUpPolicy policy)
    {
        (this.register, this.policy, day) = (register, policy, policy.To!.Value);
        if (policy.Basis == RollUpBasis.Register)
        {
            return;
        }

        foreach (var period in periods.Where(p => p.Period.First.DayNumber <= day))
        {
            foreach (var (member, group) in now)
            {
                before[member] = group;
            }

            now.Clear();
            Base = period.Period;
            var at = period.Period.Days.Holds(day) ? day : policy.DayIn(period.Period);
            foreach (var figure in period.Figures.Where(f => f.Published.Length > 0))
            {
                now[KeyOf(figure)] = (figure.PublishedGroup, at);
            }
        }
    }

    /// <summary>The period whose published groups are taken.</summary>
    public IndicatorPeriod? Base { get; }

    public Placed Of(Figure figure)
    {
        var key = KeyOf(figure);
        if (!places.TryGetValue(key, out var place))
        {
            places.Add(key, place = policy.Basis == RollUpBasis.Published ? ByPublished(figure, key) : ByRegister(figure));
        }

        return place;
    }

    private static string KeyOf(Figure figure) => figure.Organisation?.ToString() ?? "code " + figure.Member;

    private Placed ByRegister(Figure figure)
    {
        if (figure.Organisation is not { } member)
        {
            return Placed.Nowhere(Unplaced.MemberUnknown);
        }

        var groups = register.GroupsOf(member, day);
        if (groups.Count > 0)
        {
            return Placement.Carry(register, groups, day, day);
        }

        if (policy.Orphans == OrphanRule.Drop)
        {
            return Placed.Nowhere(Unplaced.Orphan);
        }

        return register.LastDayWithGroup(member, day) is not { } last ? Placed.Nowhere(Unplaced.NeverBefore)
            : policy.Orphans == OrphanRule.LastKnown ? Placement.Carry(register, register.GroupsOf(member, last), last, day)
            : Successors(member, last, successor => register.GroupsOf(successor, day));
    }

    private Placed ByPublished(Figure figure, string key)
    {
        if (now.TryGetValue(key, out var place))
        {
            return Carry(place);
        }

        if (policy.Orphans == OrphanRule.Drop)
        {
            return Placed.Nowhere(Unplaced.Orphan);
        }

        if (!before.TryGetValue(key, out var last))
        {
            return Placed.Nowhere(Unplaced.NeverBefore);
        }

        return policy.Orphans == OrphanRule.LastKnown ? Carry(last)
            : figure.Organisation is not { } member ? Placed.Nowhere(Unplaced.MemberUnknown)
            : Successors(member, last.Day, successor => now.TryGetValue(successor.ToString(), out var there) && there.Group is { } group ? [group] : []);
    }

    private Placed Carry((Guid? Group, int Day) from) => from.Group is { } group ? Placement.Carry(register, [group], from.Day, day) : Placed.Nowhere(Unplaced.GroupUnknown);

    /// <summary>The group of those that succeeded a member, where they have one in common.</summary>
    private Placed Successors(Guid member, int last, Func<Guid, IReadOnlyList<Guid>> groupsOf)
    {
        var groups = register.StandingFor(member, last, day).Where(s => s != member).SelectMany(groupsOf).Distinct().ToList();
        var ends = groups.SelectMany(g => register.StandingFor(g, day, day)).Distinct().ToList();
        return ends.Count == 1 ? Placed.In(ends) : Placed.Nowhere(groups.Count == 0 ? Unplaced.NoSuccessor : ends.Count == 0 ? Unplaced.GroupEnded : Unplaced.Split);
    }
}
