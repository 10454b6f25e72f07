using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class PartFiguresTests
{
    [Fact]
    public void A_figure_that_is_given_stands_and_one_that_is_not_is_summed()
    {
        var figures = Of(("f", "0-4", 10), ("f", "5-9", 12), ("m", "0-4", 11), ("m", "5-9", 9), ("f", "", 23));
        Assert.Equal(new PartFigure(10, null, 0), figures.At(Part("f", "0-4")));
        Assert.Equal(new PartFigure(23, null, 0), figures.At(Part("f", "")));
        Assert.Equal(new PartFigure(20, null, 2), figures.At(Part("m", "")));
        Assert.Equal(new PartFigure(21, null, 2), figures.At(Part("", "0-4")));
        // The total is summed over the finest parts, not over the one margin that is given.
        Assert.Equal(new PartFigure(42, null, 4), figures.At(""));
        Assert.Null(figures.At(Part("x", "")));
        Assert.Equal(new PartFigure(5, null, 2), Of(("f", "", 2), ("m", "", 3), ("", "0-4", 5)).At(""));
        // Undivided beside divided: neither the finest parts nor one breakdown make the whole.
        var uneven = Of(("f", "0-4", 10), ("m", "0-4", 11), ("", "5-9", 20));
        Assert.Equal((null, new PartFigure(21, null, 2)), (uneven.At(""), uneven.At(Part("", "0-4"))));
        Assert.Empty(Of(("f", "0-4", 10), ("m", "0-4", 11), ("", "5-9", 20), ("", "", 41)).Differences());
        Assert.Equal(new PartFigure(30, 300, 2), new PartFigures(1, [("f", 10, 100), ("m", 20, 200)]).At(""));
    }

    [Fact]
    public void Parts_that_do_not_make_what_is_given_are_named_and_others_are_not()
    {
        Assert.Empty(Of(("f", "0-4", 10), ("m", "0-4", 11), ("f", "", 10), ("", "0-4", 21), ("", "", 21)).Differences());
        Assert.Empty(Of(("f", "0-4", 10), ("m", "0-4", 11)).Differences());
        var planted = Of(("f", "0-4", 10), ("m", "0-4", 11), ("f", "", 9), ("m", "", 11), ("", "", 21)).Differences();
        Assert.Equal(["total by 0: 21, 20", "sex f by 1: 9, 10"], planted.Select(d => FormattableString.Invariant($"{PartFigures.InWords(["sex", "age"], d.Part)} by {string.Join(' ', d.By)}: {d.Given.Numerator}, {d.Sum.Numerator}")));
        var ratio = Assert.Single(new PartFigures(1, [("", 30, 299), ("f", 10, 100), ("m", 20, 200)]).Differences());
        Assert.Equal((30m, 300m), (ratio.Sum.Numerator, ratio.Sum.Denominator!.Value));
    }

    [Fact]
    public void Parts_name_as_many_breakdowns_as_there_are_and_stand_once()
    {
        Assert.Equal("", PartFigures.Of(["", ""]));
        Assert.Equal("sex f, age 0-4", PartFigures.InWords(["sex", "age"], Part("f", "0-4")));
        Assert.Equal("age 0-4", PartFigures.InWords(["sex", "age"], Part("", "0-4")));
        Assert.Throws<ArgumentException>(() => new PartFigures(2, [("f", 1, null)]));
        Assert.Throws<ArgumentException>(() => new PartFigures(1, [("f", 1, null), ("f", 2, null)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartFigures(0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartFigures(5, []));
    }

    /// <summary>Where every finest part is given, each margin and the total is their sum, whichever way it is taken, and a margin that is off by anything is found.</summary>
    [Fact]
    public void Sums_over_any_breakdown_agree() => Properties.Hold(
        from values in Gen.Choose(0, 1000).ListOf(12)
        from off in Gen.Choose(-2, 2)
        select (values, off), given =>
    {
        var parts = given.values.Select((v, i) => (Part: PartFigures.Of([$"s{i % 2}", $"a{i / 2 % 3}", $"p{i / 6}"]), (decimal)v, (decimal?)null)).ToList();
        var total = given.values.Sum();
        var whole = new PartFigures(3, parts);
        Assert.Equal(total, whole.At("")!.Value.Numerator);
        for (var by = 0; by < 3; by++)
        {
            var margin = Enumerable.Range(0, 3).Sum(v => whole.At(PartFigures.Of([.. Enumerable.Range(0, 3).Select(i => i == by ? "sap"[i] + v.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")]))?.Numerator ?? 0);
            Assert.Equal(total, margin);
        }

        Assert.Equal(given.off == 0 ? 0 : 1, new PartFigures(3, [.. parts, ("", total + given.off, null)]).Differences().Count);
    });

    private static string Part(string sex, string age) => PartFigures.Of([sex, age]);

    private static PartFigures Of(params (string Sex, string Age, decimal Value)[] figures) => new(2, figures.Select(f => (Part(f.Sex, f.Age), f.Value, (decimal?)null)));
}
