using Fieldthread.Charts.Studies;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Studies;

/// <summary>The study’s timeline as a figure.</summary>
internal static class TimelineFigures
{
    public static StudyTimeline Of(string title, TimelineAnswer answer) => StudyTimeline.Measure(
        title, [.. answer.Lines.Select(l => new StudyFact(l.Row, l.Text, Read(l.From)?.First.DayNumber, Read(l.Last)?.Last.DayNumber + 1, l.Planned, l.Point))], PartialDate.Parse(answer.Today).First.DayNumber);

    private static PartialDate? Read(string? text) => PartialDate.TryParse(text, out var date) ? date : null;
}
