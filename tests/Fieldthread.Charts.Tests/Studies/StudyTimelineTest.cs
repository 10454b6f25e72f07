using System.Xml.Linq;
using Fieldthread.Charts.Studies;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Charts.Tests.Studies;

public sealed class StudyTimelineTest
{
    private static readonly StudyFact[] Facts =
    [
        new("Phases", "1 <Forming>", Day(2021, 3, 1), Day(2021, 12, 1), false, false), new("Phases", "2 Settling", Day(2022, 2, 1), null, false, false),
        new("In the field, planned", "Spring", Day(2021, 4, 1), Day(2021, 8, 1), true, false), new("In the field", "Spring", Day(2021, 4, 20), Day(2021, 9, 1), false, false),
        new("Interviews", "One", Day(2021, 4, 20), Day(2021, 4, 21), false, true), new("Interviews", "Two", Day(2021, 6, 1), Day(2021, 7, 1), false, true),
        new("Reports", "Interim report, version 1", Day(2022, 11, 30), Day(2022, 12, 1), false, true),
    ];

    [Fact]
    public void A_timeline_of_a_study_is_drawn_as_expected()
    {
        var drawn = StudyTimelineSvg.Draw(StudyTimeline.Measure("The study through time", Facts, Day(2022, 12, 24)), "t1") + "\n";
        Expected.Same("study-timeline.svg", drawn);
        Assert.Equal("svg", XDocument.Parse(drawn).Root!.Name.LocalName);
    }

    [Fact]
    public void Long_emptiness_is_drawn_short_and_said()
    {
        var closed = Facts.Select(f => f.End is null ? f with { End = Day(2022, 11, 1) } : f).Append(new("Data cuts", "Late", Day(2026, 11, 22), Day(2026, 11, 23), false, true)).ToList();
        var timeline = StudyTimeline.Measure("x", closed, Day(2026, 12, 1));
        var gap = Assert.Single(timeline.Gaps);
        Assert.Equal(56, gap.Width);
        Assert.Equal((Day(2023, 1, 1), Day(2026, 10, 22)), (gap.From, gap.End));
        Assert.Contains("Drawn short, because nothing is dated in it: 1 Jan 2023 to 21 Oct 2026.", timeline.Description, StringComparison.Ordinal);
        Assert.Contains("Oct 2026", timeline.Ticks.Select(t => t.Label));
        Assert.Null(timeline.Today);
        Assert.True(timeline.Marks.Single(m => m.Fact.Row == "Data cuts") is { X: > 1000 });
        Assert.Empty(StudyTimeline.Measure("x", Facts, Day(2026, 12, 1)).Gaps);
    }

    [Fact]
    public void A_label_too_long_for_its_bar_stands_beside_it()
    {
        var timeline = StudyTimeline.Measure("x", [new("Waves", "The first wave of all", 1000, 1020, false, false), new("Waves", "Second", 2000, 2500, false, false)], 3000);
        Assert.Equal([(LabelSide.Right, "The first wave of all"), (LabelSide.On, "Second")], timeline.Marks.Select(m => (m.Side, m.Label)));
    }

    [Fact]
    public void Few_points_are_named_and_many_are_not()
    {
        var few = StudyTimeline.Measure("x", [.. Enumerable.Range(0, 4).Select(i => new StudyFact("Cuts", "A cut of some length", 1000 + (i * 90), 1001 + (i * 90), false, true))], 2000);
        Assert.All(few.Marks, m => Assert.NotEqual("", m.Label));
        var many = StudyTimeline.Measure("x", [.. Enumerable.Range(0, 40).Select(i => new StudyFact("Talks", "A talk", 1000 + i, 1001 + i, false, true))], 2000);
        Assert.All(many.Marks, m => Assert.Equal("", m.Label));
    }

    [Fact]
    public void Whatever_the_dates_marks_stay_inside_in_the_order_of_time() => Properties.Hold(
        Gen.Zip(Gen.Choose(-1, 6000), Gen.Choose(-1, 6000), (a, b) => (a, b)).SelectMany(p => Gen.Choose(0, 3).Select(kind => Of(p.a, p.b, kind))).Where(f => f is not null).Select(f => f!).ListOf(),
        facts =>
        {
            var timeline = StudyTimeline.Measure("x", facts.ToList(), 3000);
            Assert.Equal(facts.Count, timeline.Marks.Count);
            Assert.All(timeline.Marks, m => Assert.True(m.X >= 150 && m.X + m.Width <= timeline.Width && m.Y + StudyTimeline.BarHeight <= timeline.Height, m.ToString()));
            var begun = timeline.Marks.Where(m => m.Fact.From is not null).OrderBy(m => m.Fact.From).Select(m => m.X).ToList();
            Assert.Equal(begun.Order(), begun);
            XDocument.Parse(StudyTimelineSvg.Draw(timeline, "x"));
        });

    private static StudyFact? Of(int from, int end, int kind) => (from, end) switch
    {
        (-1, -1) => null,
        _ when from >= 0 && end >= 0 && end <= from => null,
        _ => new("row " + (kind % 2), "fact", from < 0 ? null : from, end < 0 ? null : end, kind == 0, kind > 1),
    };

    private static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;
}
