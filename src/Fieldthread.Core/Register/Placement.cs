using System.Numerics;

namespace Fieldthread.Core.Register;

/// <summary>Where a figure goes: to groups, each with the whole of it or with a share by weight, or to none, with the reason.</summary>
/// <param name="Groups">The groups; none where it is not placed.</param>
/// <param name="Weights">What each weighs where the figure is shared; null where each gets the whole.</param>
/// <param name="Why">Why it is not placed, where it is not.</param>
internal readonly record struct Placed(IReadOnlyList<RollUpGroup> Groups, IReadOnlyList<BigInteger>? Weights = null, Unplaced Why = default)
{
    public static Placed Nowhere(Unplaced why) => new([], null, why);

    public static Placed In(IEnumerable<Guid> groups) => new([.. groups.Distinct().Order().Select(g => new RollUpGroup(g, ""))]);
}

/// <summary>Decides by a policy where figures go.</summary>
internal sealed class Placement
{
    private readonly RollUpRegister register;
    private readonly RollUpPolicy policy;
    private readonly FrozenPlaces? frozen;

    public Placement(IReadOnlyList<PeriodFigures> periods, RollUpRegister register, RollUpPolicy policy)
    {
        if (policy.NeedsDay && policy.To is null)
        {
            throw new ArgumentException("The policy restates figures on the groups of a day and none is given.", nameof(policy));
        }

        (this.register, this.policy) = (register, policy);
        if (policy.Kind == RollUpKind.Frozen)
        {
            frozen = new FrozenPlaces(periods, register, policy);
            FrozenAt = frozen.Base;
        }
    }

    /// <summary>The period whose published groups are the frozen ones.</summary>
    public IndicatorPeriod? FrozenAt { get; }

    public Placed Of(Figure figure, IndicatorPeriod period)
    {
        if (policy.Kind == RollUpKind.AsPublished)
        {
            return figure.Published.Length == 0 ? Placed.Nowhere(Unplaced.NoGroup)
                : new Placed([figure.PublishedGroup is { } known ? new RollUpGroup(known, "") : new RollUpGroup(null, figure.Published)]);
        }

        if (frozen is not null)
        {
            return frozen.Of(figure);
        }

        return Of(figure, policy.DayIn(period), policy.Kind == RollUpKind.MemberThen ? null : policy.To);
    }

    private Placed Of(Figure figure, int day, int? to)
    {
        IReadOnlyList<Guid> groups;
        if (policy.Basis == RollUpBasis.Published)
        {
            if (figure.Published.Length == 0)
            {
                return Placed.Nowhere(Unplaced.NoGroup);
            }

            if (figure.PublishedGroup is not { } group)
            {
                return to is null ? new Placed([new RollUpGroup(null, figure.Published)]) : Placed.Nowhere(Unplaced.GroupUnknown);
            }

            groups = [group];
        }
        else if (figure.Organisation is { } member)
        {
            groups = register.GroupsOf(member, day);
        }
        else
        {
            return Placed.Nowhere(Unplaced.MemberUnknown);
        }

        return groups.Count == 0 ? Placed.Nowhere(Unplaced.NoGroup) : to is not { } then ? Placed.In(groups)
            : policy.Kind == RollUpKind.Apportioned ? Apportion(groups, day, then) : Carry(register, groups, day, then);
    }

    /// <summary>Each group carried by itself; those of which that is certain take the figure.</summary>
    internal static Placed Carry(RollUpRegister register, IReadOnlyList<Guid> groups, int day, int then)
    {
        var ends = groups.Select(g => register.StandingFor(g, day, then)).ToList();
        var certain = ends.Where(e => e.Count == 1).Select(e => e[0]).ToList();
        return certain.Count > 0 ? Placed.In(certain) : Placed.Nowhere(Uncertain(ends[0].Count, day, then));
    }

    internal static Unplaced Uncertain(int ends, int day, int then) => (ends, then >= day) switch
    {
        (0, true) => Unplaced.GroupEnded,
        (0, false) => Unplaced.GroupNotYet,
        (_, true) => Unplaced.Split,
        _ => Unplaced.CameOfSeveral,
    };

    /// <summary>An equal part for each group that the member stands under, and of that a share for each that stands in the group’s place.</summary>
    private Placed Apportion(IReadOnlyList<Guid> groups, int day, int then)
    {
        var parts = new List<(IReadOnlyList<Guid> Ends, IReadOnlyList<int> Weights)>();
        Unplaced? why = null;
        foreach (var group in groups)
        {
            var ends = register.StandingFor(group, day, then);
            IReadOnlyList<int> weights = ends.Count < 2 || policy.ShareBy == ShareBy.Equal ? [.. ends.Select(_ => 1)] : [.. ends.Select(e => register.MembersFromTo(group, e, day, then))];
            if (weights.Sum() > 0)
            {
                parts.Add((ends, weights));
            }
            else
            {
                why ??= ends.Count == 0 ? Uncertain(0, day, then) : Unplaced.NothingToShareBy;
            }
        }

        if (parts.Count == 0)
        {
            return Placed.Nowhere(why!.Value);
        }

        // Over a common denominator, so that every group of the member weighs the same.
        var common = parts.Aggregate(BigInteger.One, (product, p) => product * p.Weights.Sum());
        var shares = parts.SelectMany(p => p.Ends.Select((end, i) => (End: end, Weight: common / p.Weights.Sum() * p.Weights[i])))
            .GroupBy(s => s.End).Select(g => (End: g.Key, Weight: g.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Weight))).Where(s => s.Weight > 0).OrderBy(s => s.End).ToList();
        return new Placed([.. shares.Select(s => new RollUpGroup(s.End, ""))], shares.Count > 1 ? [.. shares.Select(s => s.Weight)] : null);
    }
}
