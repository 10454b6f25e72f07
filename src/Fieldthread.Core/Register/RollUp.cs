using System.Numerics;

namespace Fieldthread.Core.Register;

/// <summary>Makes figures of groups from figures of members by a policy, and accounts for every unit.</summary>
/// <remarks>
/// The policies are those under which health statistics are restated when boundaries change; see the methods page on roll-ups. A member that stands under
/// several groups at once counts in each, and by how much the groups then hold more is said; only the apportioned policy shares it between them.
/// </remarks>
public static class RollUp
{
    /// <summary>Rolls up.</summary>
    /// <param name="periods">Figures by period, in any order of periods.</param>
    /// <param name="register">The register.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentException">The policy needs a day and has none.</exception>
    /// <exception cref="OverflowException">A sum has more digits than can be held exactly (28).</exception>
    public static RollUpResult Of(IReadOnlyList<PeriodFigures> periods, RollUpRegister register, RollUpPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(policy);
        var ordered = periods.OrderBy(p => p.Period).ToList();
        var placement = new Placement(ordered, register, policy);
        var (cells, lines, unassigned, doubled) = (new List<RollUpCell>(), new List<Reconciliation>(), new List<UnplacedFigure>(), new List<DoubleFigure>());
        for (var i = 0; i < ordered.Count; i++)
        {
            var sums = new Dictionary<RollUpGroup, Amount>();
            var why = new SortedDictionary<Unplaced, Amount>();
            Amount all = default, again = default, split = default;
            foreach (var figure in ordered[i].Figures)
            {
                var amount = new Amount(figure.Numerator, figure.Denominator, 1);
                all += amount;
                var place = placement.Of(figure, ordered[i].Period);
                if (place.Groups.Count == 0)
                {
                    why[place.Why] = why.GetValueOrDefault(place.Why) + amount;
                    unassigned.Add(new UnplacedFigure(i, figure, place.Why));
                    continue;
                }

                var shares = place.Weights is { } weights ? Shares(amount, weights) : null;
                split += shares is null ? default : amount;
                if (shares is null && place.Groups.Count > 1)
                {
                    doubled.Add(new DoubleFigure(i, figure, place.Groups));
                }

                for (var g = 0; g < place.Groups.Count; g++)
                {
                    var part = shares?[g] ?? amount;
                    sums[place.Groups[g]] = sums.GetValueOrDefault(place.Groups[g]) + part;
                    // Of a shared figure the units are shared and only the member is met again.
                    again += g == 0 ? default : shares is null ? amount : new Amount(0, figure.Denominator is null ? null : 0, 1);
                }
            }

            cells.AddRange(sums.Select(s => new RollUpCell(s.Key, i, s.Value)));
            Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(new Amount(0, all.Denominator is null ? null : 0, 0), (sum, a) => sum + a);
            lines.Add(new Reconciliation(ordered[i].Period, Sum([all]), Sum(sums.Values), Sum(why.Values), Sum([again]), Sum([split]), [.. why.Select(w => (w.Key, w.Value))]));
        }

        return new RollUpResult(policy, [.. ordered.Select(p => p.Period)], [.. cells.OrderBy(c => c.Period).ThenBy(c => c.Group.Organisation).ThenBy(c => c.Group.Code, StringComparer.Ordinal)], lines, unassigned, doubled, placement.FrozenAt);
    }

    private static List<Amount> Shares(Amount amount, IReadOnlyList<BigInteger> weights)
    {
        var numerators = Exact.Share(amount.Numerator, weights);
        var denominators = amount.Denominator is { } d ? Exact.Share(d, weights) : null;
        return [.. numerators.Select((n, i) => new Amount(n, denominators?[i], 1))];
    }
}
