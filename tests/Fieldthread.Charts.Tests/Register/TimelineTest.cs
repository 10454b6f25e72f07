using System.Xml.Linq;
using Fieldthread.Charts.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Charts.Tests.Register;

public sealed class TimelineTest
{
    private static readonly TimelineFact[] Facts =
    [
        new("Name", "Cedar <Group>", Day(2015, 4, 1), Day(2018, 7, 1)), new("Name", "Cedar and Dell", Day(2018, 7, 1), null),
        new("Code, ODS", "01C", Day(2015, 4, 1), null), new("member of", "The board of all the county and of the towns around it", null, Day(2017, 1, 1)), new("member of", "Another board", Day(2016, 1, 1), null),
    ];

    [Fact]
    public void A_timeline_is_drawn_as_expected()
    {
        var drawn = TimelineSvg.Draw(Timeline.Measure("Cedar through time", Facts, Day(2021, 1, 1)), "t1") + "\n";
        Expected.Same("timeline.svg", drawn);
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
    }

    [Fact]
    public void Facts_that_hold_at_once_stand_below_each_other()
    {
        var timeline = Timeline.Measure("x", Facts, Day(2021, 1, 1));
        var bars = timeline.Bars.Where(b => b.Fact.Row == "member of").ToList();
        Assert.Equal(28, bars[1].Y - bars[0].Y);
        Assert.Single(timeline.Bars.Where(b => b.Fact.Row == "Name").Select(b => b.Y).Distinct());
        Assert.Equal(["2015", "2016", "2017", "2018", "2019", "2020", "2021"], timeline.Ticks.Select(t => t.Label));
    }

    [Fact]
    public void Whatever_the_dates_bars_stay_inside_and_never_overlap() => Properties.Hold(
        Gen.Zip(Gen.Choose(-2, 4000), Gen.Choose(-2, 4000)).Select(p => new TimelineFact("row", "fact", p.Item1 < 0 ? null : p.Item1, p.Item2 < 0 ? null : p.Item2)).Where(f => f.From is null || f.End is null || f.From < f.End).ListOf(),
        facts =>
        {
            var timeline = Timeline.Measure("x", facts.ToList(), 3000);
            Assert.Equal(facts.Count, timeline.Bars.Count);
            Assert.All(timeline.Bars, b => Assert.True(b.X >= 150 && b.X + b.Width <= timeline.Width && b.Y + 22 <= timeline.Height));
            XDocument.Parse(TimelineSvg.Draw(timeline, "x"));
        });

    private static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;
}
