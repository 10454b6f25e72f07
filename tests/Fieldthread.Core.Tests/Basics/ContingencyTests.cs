using Fieldthread.Core.Basics.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Basics;

public sealed class ContingencyTests
{
    /// <summary>Party and gender in the General Social Survey of 1991: Agresti, A. (2007), An Introduction to Categorical Data Analysis, 2nd edition, p. 38: X² = 30.1 (30.07), df 2, p below 0.0001.</summary>
    [Fact]
    public void Pearsons_test_gives_the_published_value()
    {
        var test = ChiSquared.Of([[762, 327, 468], [484, 239, 477]]);
        Assert.Equal((30.07, 2), (Math.Round(test.Statistic, 2), test.Freedom));
        Assert.Equal(2.954e-07, test.P, 1e-10);
        Assert.Equal(0, test.CellsBelowFive);
    }

    /// <summary>Fisher, R. A. (1935), The Design of Experiments, section 5: a lady who tells three of four cups (p 0.486 two-sided); and the convicts’ twins of Fisher (1962): p 0.0005367.</summary>
    [Fact]
    public void The_exact_test_gives_the_published_values()
    {
        Assert.Equal(0.4857, FisherExact.P([[3, 1], [1, 3]])!.Value, 4);
        Assert.Equal(0.0005367, FisherExact.P([[2, 15], [10, 3]])!.Value, 7);
    }

    [Fact]
    public void A_table_that_is_none_is_refused()
    {
        foreach (var table in new IReadOnlyList<IReadOnlyList<long>>[] { [[1, 2]], [[1], [2]], [[1, 2], [3]], [[1, -2], [3, 4]], [[0, 0], [3, 4]], [[0, 1], [0, 4]] })
        {
            Assert.Throws<ArgumentException>(() => ChiSquared.Of(table));
            Assert.Throws<ArgumentException>(() => FisherExact.P(table));
        }

        Assert.Null(FisherExact.P([.. Enumerable.Range(0, 6).Select(_ => (IReadOnlyList<long>)[40, 40, 40, 40, 40])]));
    }

    /// <summary>For two rows and columns the exact P is also the sum over the one free cell, worked out with binomials.</summary>
    [Fact]
    public void The_exact_test_agrees_with_the_sum_over_one_cell() => Prop.ForAll(
        (from a in Gen.Choose(0, 12) from b in Gen.Choose(0, 12) from c in Gen.Choose(0, 12) from d in Gen.Choose(0, 12) where a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0 select (a, b, c, d))
        .ToArbitrary(), t =>
        {
            var (first, second, all) = (t.a + t.b, t.a + t.c, t.a + t.b + t.c + t.d);
            double Of(int k) => MathNet.Numerics.SpecialFunctions.Binomial(first, k) * MathNet.Numerics.SpecialFunctions.Binomial(all - first, second - k) / MathNet.Numerics.SpecialFunctions.Binomial(all, second);
            var observed = Of(t.a) * (1 + 1e-7);
            var sum = Enumerable.Range(Math.Max(0, first + second - all), Math.Min(first, second) - Math.Max(0, first + second - all) + 1).Select(Of).Where(p => p <= observed).Sum();
            return Math.Abs(sum - FisherExact.P([[t.a, t.b], [t.c, t.d]])!.Value) < 1e-9;
        }).QuickCheckThrowOnFailure();
}
