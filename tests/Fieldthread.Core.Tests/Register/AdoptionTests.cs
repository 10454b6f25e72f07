using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class AdoptionTests
{
    /// <summary>
    /// Years in teaching of 3,941 special educators (Singer and Willett, Applied Longitudinal Data Analysis, 2003, table 10.1, p. 327): at risk, left, censored at the end of the year, hazard,
    /// survivor. All numbers of persons, and three figures of hazard and survivor, agree with the table that the companion to the book for R (alda, “Chapter 10”) computes from the book’s
    /// data; the fourth decimal is arithmetic from these numbers.
    /// </summary>
    private static readonly (int AtRisk, int Events, int Censored, double Hazard, double Survivor)[] SpecialEducators =
    [
        (3941, 456, 0, .1157, .8843), (3485, 384, 0, .1102, .7869), (3101, 359, 0, .1158, .6958), (2742, 295, 0, .1076, .6209), (2447, 218, 0, .0891, .5656), (2229, 184, 0, .0825, .5189),
        (2045, 123, 280, .0601, .4877), (1642, 79, 307, .0481, .4642), (1256, 53, 255, .0422, .4446), (948, 35, 265, .0369, .4282), (648, 16, 241, .0247, .4177), (391, 5, 386, .0128, .4123),
    ];

    [Fact]
    public void Hazard_and_survivor_function_are_those_of_the_published_life_table()
    {
        var lines = Adoption.Table(SpecialEducators.Select((y, i) => new AdoptionCount(i, i + 1, y.AtRisk, y.Events, 0, y.Censored)));
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.Equal(SpecialEducators[i].Hazard, lines[i].Hazard!.Value, 4);
            Assert.Equal(SpecialEducators[i].Survivor, lines[i].Survivor, 4);
        }
    }

    /// <summary>A table typed from a book must close: what is left of a year begins the next, and every person leaves once.</summary>
    [Fact]
    public void The_published_numbers_close_and_lives_made_of_them_are_counted_into_the_same_risk_sets()
    {
        for (var i = 1; i < SpecialEducators.Length; i++)
        {
            Assert.Equal(SpecialEducators[i - 1].AtRisk - SpecialEducators[i - 1].Events - SpecialEducators[i - 1].Censored, SpecialEducators[i].AtRisk);
        }

        Assert.Equal((2207, 1734, 3941), (SpecialEducators.Sum(y => y.Events), SpecialEducators.Sum(y => y.Censored), SpecialEducators.Sum(y => y.Events + y.Censored)));
        var lives = SpecialEducators.SelectMany((y, i) => Enumerable.Repeat(new AdoptionLife(-1, null, false, (10 * i) + 5), y.Events).Concat(Enumerable.Repeat(new AdoptionLife(-1, (10 * i) + 9, false, null), y.Censored)));
        var (counts, leftOut) = Adoption.Count(lives, [.. Enumerable.Range(0, 13).Select(i => 10 * i)]);
        Assert.Equal(SpecialEducators.Select(y => (y.AtRisk, y.Events, y.Censored)), counts.Select(c => (c.AtRisk, c.Adopted, c.Closed)));
        Assert.Equal(new AdoptionLeftOut(0, 0, 0), leftOut);
    }

    /// <summary>Ten organisations, four quarters, by hand. Quarter 1: 10 at risk, 2 adopt, 1 merges. Quarter 2: 7 and one that is founded in it, 2 adopt, 2 merge. Quarter 3: 4 at risk, 1 closes. Quarter 4: 3, 1 adopts.</summary>
    [Fact]
    public void An_end_before_adoption_is_counted_apart_and_the_naive_curve_lies_above_the_incidence()
    {
        AdoptionLife[] lives =
        [
            new(null, null, false, 0), new(-5, null, false, 9), new(-5, 5, true, null), new(-5, null, false, 10), new(-5, 25, true, 19), new(-5, 12, true, null), new(-5, 19, true, null), new(-5, 29, false, null), new(-5, null, false, 30),
            new(-5, null, false, null), new(15, null, false, null),
            // Not in the table: before time began, from the first day, over before it began, founded after it ended, after its own end.
            new(-5, null, false, -1), new(12, null, false, 12), new(-9, 0, true, null), new(40, null, false, null),
        ];
        var (counts, leftOut) = Adoption.Count(lives, [0, 10, 20, 30, 40]);
        Assert.Equal([(10, 2, 1, 0), (8, 2, 2, 0), (4, 0, 0, 1), (3, 1, 0, 0)], counts.Select(c => (c.AtRisk, c.Adopted, c.Merged, c.Closed)));
        Assert.Equal(new AdoptionLeftOut(1, 1, 2), leftOut);
        var lines = Adoption.Table(counts);
        Assert.Equal([0.2, 0.25, 0, 1.0 / 3], lines.Select(l => l.Hazard!.Value));
        Near([0.7, 0.35, 0.2625, 0.175], lines.Select(l => l.Waiting));
        Near([0.2, 0.375, 0.375, 0.4625], lines.Select(l => l.Incidence));
        Near([0.1, 0.275, 0.3625, 0.3625], lines.Select(l => l.EndIncidence));
        Near([0.8, 0.6, 0.6, 0.4], lines.Select(l => l.Survivor));
        Near([0.2, 0.4, 0.4, 0.6], lines.Select(l => l.Naive));
    }

    [Fact]
    public void Who_adopts_after_its_end_has_not_adopted_and_nobody_at_risk_changes_nothing()
    {
        var (counts, _) = Adoption.Count([new AdoptionLife(-5, 5, true, 7)], [0, 10, 20]);
        Assert.Equal([(1, 0, 1), (0, 0, 0)], counts.Select(c => (c.AtRisk, c.Adopted, c.Merged)));
        var lines = Adoption.Table(counts);
        Assert.Equal((null, 0, 1, 0), (lines[1].Hazard, lines[1].Incidence, lines[1].EndIncidence, lines[1].Waiting));
        Assert.Throws<ArgumentException>(() => Adoption.Table([new AdoptionCount(0, 1, 1, 1, 1, 0)]));
        Assert.Throws<ArgumentException>(() => Adoption.Count([], [0]));
        Assert.Throws<ArgumentException>(() => Adoption.Count([], [0, 0]));
    }

    [Fact]
    public void Every_life_is_counted_once_and_the_probabilities_add_up() => Properties.Hold(
        from lives in (from opened in Gen.Choose(-30, 90)
                       from length in Gen.Choose(1, 100)
                       from goesOn in Gen.Elements(true, false)
                       from adopted in Gen.Choose(-40, 110)
                       from never in Gen.Elements(true, false)
                       from merged in Gen.Elements(true, false)
                       select new AdoptionLife(opened < -20 ? null : opened, goesOn ? null : Math.Max(opened, -20) + length, merged, never || (opened >= -20 && adopted < opened) ? null : adopted)).ListOf()
        from steps in Gen.Choose(1, 20).NonEmptyListOf()
        select (lives, steps), given =>
    {
        var bounds = given.steps.Aggregate(new List<int> { 0 }, (all, step) => [.. all, all[^1] + step]);
        var (counts, leftOut) = Adoption.Count(given.lives, bounds);
        var lines = Adoption.Table(counts);
        var waiting = counts[^1].AtRisk - counts[^1].Adopted - counts[^1].Merged - counts[^1].Closed;
        Assert.Equal(given.lives.Count, leftOut.Before + leftOut.FromTheStart + leftOut.Never + counts.Sum(c => c.Adopted + c.Merged + c.Closed) + waiting);
        foreach (var line in lines)
        {
            Assert.Equal(1, line.Waiting + line.Incidence + line.EndIncidence, 9);
            Assert.True(line.Incidence <= line.Naive + 1e-9);
        }

        if (counts.All(c => c.Merged + c.Closed == 0))
        {
            Assert.All(lines, l => Assert.Equal(l.Naive, l.Incidence, 9));
        }
    });

    private static void Near(double[] expected, IEnumerable<double> actual) => Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 12));
}
