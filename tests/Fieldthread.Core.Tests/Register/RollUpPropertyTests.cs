using System.Numerics;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

/// <summary>Whatever the register and the policy, nothing is lost and nothing comes from nowhere.</summary>
public sealed class RollUpPropertyTests
{
    private static readonly Guid[] O = [.. Enumerable.Range(0, 14).Select(n => new Guid(n + 1, 0, 0, new byte[8]))];
    private static readonly int Zero = new DateOnly(2014, 1, 1).DayNumber;

    private static Gen<Membership> Memberships { get; } =
        from member in Gen.Choose(0, 6)
        from gr in Gen.Choose(7, 13)
        from start in Gen.Choose(0, 1500)
        from length in Gen.Choose(1, 1500)
        from open in Gen.Elements(true, false)
        select new Membership(O[member], O[gr], new Period(start < 300 ? null : Zero + start, open ? null : Zero + start + length));

    private static Gen<ChangeEvent> Events { get; } =
        from id in Gen.Choose(1, 1_000_000)
        from day in Gen.Choose(1, 1500)
        from kind in Gen.Elements(Enum.GetValues<ChangeKind>())
        from parts in Gen.Zip(Gen.Elements(O), Gen.Elements(Enum.GetValues<PartRole>())).ListOf(3)
        select new ChangeEvent(new Guid(id, 1, 0, new byte[8]), Zero + day, kind, [.. parts.Select(p => new EventPart(p.Item1, p.Item2))]);

    private static Gen<PeriodFigures> Period(int year, bool ratio) =>
        from figures in (from member in Gen.Choose(0, 9)
                         from gr in Gen.Choose(6, 15)
                         from units in Gen.Choose(-1000, 100_000)
                         from scale in Gen.Choose(0, 3)
                         from below in Gen.Choose(0, 1000)
                         select new Figure($"m{member}", member < 7 ? O[member] : null, gr == 6 ? "" : $"g{gr}", gr is > 6 and < 14 ? O[gr] : null, new decimal(Math.Abs(units), 0, 0, units < 0, (byte)scale), ratio ? below : null)).ListOf()
        select new PeriodFigures(new IndicatorPeriod(PeriodSpan.Year, new DateOnly(year, 1, 1)), [.. figures.DistinctBy(f => f.Member)]);

    private static Gen<(List<PeriodFigures> Figures, RollUpRegister Register, int To)> Cases { get; } =
        from memberships in Memberships.ListOf()
        from events in Events.ListOf()
        from closed in Gen.Zip(Gen.Elements(O), Gen.Choose(1, 1500)).ListOf()
        from ratio in Gen.Elements(true, false)
        from a in Period(2014, ratio)
        from b in Period(2015, ratio)
        from c in Period(2017, ratio)
        from to in Gen.Choose(-200, 1800)
        select (new List<PeriodFigures> { a, b, c }, new RollUpRegister(memberships, Lineage.Of(events), closed.DistinctBy(o => o.Item1).ToDictionary(o => o.Item1, o => new Period(null, Zero + o.Item2))), Zero + to);

    private static IEnumerable<RollUpPolicy> Policies(int to) =>
        from kind in Enum.GetValues<RollUpKind>()
        from basis in Enum.GetValues<RollUpBasis>()
        from rule in kind == RollUpKind.Frozen ? Enum.GetValues<OrphanRule>() : [OrphanRule.Drop]
        from share in kind == RollUpKind.Apportioned ? Enum.GetValues<ShareBy>() : [ShareBy.Members]
        select new RollUpPolicy(kind, basis, to, rule, (DayOfPeriod)(to % 3 < 0 ? 0 : to % 3), share);

    [Fact]
    public void Every_policy_reconciles_to_the_last_unit_and_all_agree_on_the_total() => Properties.Hold(Cases, given =>
    {
        foreach (var policy in Policies(given.To))
        {
            var result = RollUp.Of(given.Figures, given.Register, policy);
            for (var i = 0; i < result.Periods.Count; i++)
            {
                var (line, figures) = (result.Lines[i], given.Figures[i].Figures);
                Assert.True(line.Holds, policy.ToString());
                // Counted anew, apart from how the result came about.
                Assert.Equal((figures.Sum(f => f.Numerator), figures.Count), (line.In.Numerator, line.In.Members));
                Assert.Equal(line.Out.Numerator, result.Cells.Where(c => c.Period == i).Sum(c => c.Amount.Numerator));
                Assert.Equal(line.Unassigned.Numerator, result.Unassigned.Where(u => u.Period == i).Sum(u => u.Figure.Numerator));
                Assert.Equal(line.In.Numerator, line.Out.Numerator + line.Unassigned.Numerator - line.CountedAgain.Numerator);
                Assert.Equal(line.In.Denominator ?? 0, (line.Out.Denominator + line.Unassigned.Denominator - line.CountedAgain.Denominator) ?? 0);
                Assert.Equal(line.CountedAgain.Numerator, result.Doubled.Where(d => d.Period == i).Sum(d => d.Figure.Numerator * (d.Groups.Count - 1)));
                Assert.True(policy.Kind != RollUpKind.Apportioned || line.CountedAgain.Numerator == 0);
                // What a figure counts whole in lies on one side only.
                Assert.Empty(result.Unassigned.Where(u => u.Period == i).Select(u => u.Figure.Member).Intersect(result.Doubled.Where(d => d.Period == i).Select(d => d.Figure.Member)));
            }
        }
    }, count: 150);

    [Fact]
    public void A_result_does_not_depend_on_the_order_of_periods_or_figures() => Properties.Hold(Cases, given =>
    {
        var turned = given.Figures.AsEnumerable().Reverse().Select(p => p with { Figures = [.. p.Figures.Reverse()] }).ToList();
        foreach (var policy in Policies(given.To))
        {
            Assert.Equal(RollUp.Of(given.Figures, given.Register, policy).Cells, RollUp.Of(turned, given.Register, policy).Cells);
        }
    }, count: 60);

    [Fact]
    public void Shares_add_up_and_none_is_a_unit_off_its_quota() => Properties.Hold(
        from weights in Gen.Choose(0, 50).NonEmptyListOf()
        from units in Gen.Choose(-100_000, 100_000)
        from scale in Gen.Choose(0, 9)
        select (Weights: weights.Select(w => (BigInteger)w).Append(1).ToList(), Total: new decimal(Math.Abs(units), 0, 0, units < 0, (byte)scale)), given =>
    {
        var shares = Exact.Share(given.Total, given.Weights);
        var unit = new decimal(1, 0, 0, false, given.Total.Scale);
        Assert.Equal(given.Total, shares.Sum());
        Assert.All(shares.Zip(given.Weights), s => Assert.True(Math.Abs(s.First - (given.Total * (decimal)s.Second / given.Weights.Sum(w => (decimal)w))) < unit));
        Assert.All(shares, s => Assert.Equal(given.Total.Scale, s.Scale));
    });

    [Fact]
    public void Sums_are_never_rounded()
    {
        Assert.Equal([3m, 2m, 2m], Exact.Share(7, [1, 1, 1]));
        Assert.Equal(decimal.MaxValue, Exact.Share(decimal.MaxValue, [3, 4]).Sum());
        Assert.Throws<ArgumentOutOfRangeException>(() => Exact.Share(1, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exact.Share(1, [2, -1]));
        Assert.Throws<OverflowException>(() => Exact.Add(9_999_999_999_999.999999999999999m, 90_000_000_000_000m));
        Assert.Equal("5707", Exact.Plain(5707.00m).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
