using System.Xml.Linq;
using Fieldthread.Charts.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Charts.Tests.Register;

public sealed class TakeOverTest
{
    private static readonly string[] Activities = ["Contracts", "Budget & premises", "An activity with a name that is far too long for its place beside the figure"];

    private static readonly TakeOverStretch[] Steps =
    [
        new("Contracts", "joint", 1, Day(2017, 4), Day(2017, 7), false), new("Contracts", "delegated", 2, Day(2017, 7), null, true), new("Budget & premises", "greater <involvement>", 0, null, Day(2018, 1), false),
        new("Budget & premises", "delegated", 2, Day(2018, 1), null, false),
    ];

    [Fact]
    public void A_take_over_in_phases_is_drawn_as_expected()
    {
        var drawn = TakeOverSvg.Draw(TakeOver.Measure("What Cedar took over", Activities, 3, Steps, Day(2016, 4), Day(2019, 1)), 3, "t1");
        Expected.Same("take-over.svg", drawn + "\n");
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
        Assert.DoesNotMatch("style=|<script|on[a-z]+=|#[0-9a-fA-F]{6}", drawn);
    }

    [Fact]
    public void A_higher_level_is_taller_and_the_description_says_it_all()
    {
        var figure = TakeOver.Measure("x", Activities, 3, Steps, null, Day(2019, 1));
        Assert.Equal([16, 24, 8, 24], figure.Bars.Select(b => b.Height));
        Assert.Contains("Contracts, delegated: 1 Jul 2017 on, disputed.", figure.Description, StringComparison.Ordinal);
        Assert.Contains("Budget & premises, greater <involvement>: from an unknown day to 31 Dec 2017.", figure.Description, StringComparison.Ordinal);
        Assert.Equal("No source says that it took anything over.", TakeOver.Measure("x", [], 3, [], null, 5).Description);
        Assert.Throws<ArgumentException>(() => TakeOver.Measure("x", [], 3, Steps, null, 5));
        Assert.Throws<ArgumentException>(() => TakeOver.Measure("x", Activities, 2, Steps, null, 5));
    }

    [Fact]
    public void Whatever_the_days_bars_stay_inside_and_days_are_legible() => Properties.Hold(
        (from row in Gen.Choose(0, 2)
         from rank in Gen.Choose(0, 4)
         from start in Gen.Choose(-2, 4000)
         from end in Gen.Choose(-2, 4000)
         select new TakeOverStretch(Activities[row], "level", rank, start < 0 ? null : start, end < 0 ? null : end, start % 2 == 0)).Where(s => s.From is null || s.End is null || s.From < s.End).ListOf(),
        steps =>
        {
            var figure = TakeOver.Measure("x", Activities, 5, steps.ToList(), steps.Count % 2 == 0 ? 100 : null, 3000);
            Assert.All(figure.Bars, b => Assert.True(b.X >= 60 && b.X + b.Width <= figure.Width && b.Y >= 26 && b.Y + b.Height <= figure.Height));
            Assert.All(figure.Ticks.Zip(figure.Ticks.Skip(1)), t => Assert.True(t.Second.X - t.First.X >= 78));
            XDocument.Parse(TakeOverSvg.Draw(figure, 5, "x"));
        });

    private static int Day(int year, int month) => new DateOnly(year, month, 1).DayNumber;
}
