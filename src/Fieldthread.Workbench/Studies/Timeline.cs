using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Everything of the study that has a date, row by row: phases, times in the field, encounters, waves, the plan, cuts, publications.</summary>
[Question("study-timeline", Permission.ReadStudy)]
public sealed record StudyTimelineOf : Question<TimelineAnswer>
{
    /// <inheritdoc/>
    public override async Task<TimelineAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var today = Dates.Today(asking.Services);
        var lines = new List<(int Place, TimelineLine Line)>();
        foreach (var phase in (await StudyCalendarOf.ReadAsync(context, today, cancel)).Phases)
        {
            lines.Add((0, new TimelineLine("Phases", phase.Name, phase.Starts, phase.Ends, false, false, "phases")));
            foreach (var (window, at) in phase.Windows.Select((w, i) => (w, i + 1)))
            {
                var name = window.Name.Length > 0 ? $"{phase.Name}, {window.Name}" : phase.Windows.Count > 1 ? $"{phase.Name}, time {at}" : phase.Name;
                if (window.PlannedStarts is not null || window.PlannedEnds is not null)
                {
                    lines.Add((10, new TimelineLine("Fieldwork, planned", name, window.PlannedStarts, window.PlannedEnds, true, false, "phases")));
                }

                if (window.Starts is not null || window.Ends is not null)
                {
                    lines.Add((11, new TimelineLine("Fieldwork", name, window.Starts, window.Ends, false, false, "phases")));
                }
            }
        }

        foreach (var room in Contributions.To<IOnTheCalendar>())
        {
            lines.AddRange((await room.ReadAsync(context, cancel)).Select(d => (d.Place, new TimelineLine(d.Row, d.Text, d.From.ToString(), (d.Last ?? d.From).ToString(), false, d.Last is null, d.Page))));
        }

        foreach (var m in await MilestoneList.ReadAsync(context, today, cancel))
        {
            var done = m.Actual is not null;
            lines.Add((50, new TimelineLine("Plan", m.Name, done ? m.Actual! : Day(m.DueFirst), done ? m.Actual! : Day(m.DueLast), !done, true, "plan", m.InWords)));
        }

        lines.AddRange((await context.All<Cut>().AsNoTracking().OrderBy(c => c.Act).ToListAsync(cancel)).Select(c => (60, new TimelineLine("Data cuts", c.Name, Day(c.FrozenAt), Day(c.FrozenAt), false, true, "cuts"))));
        return new TimelineAnswer(Day(today), [.. lines.OrderBy(l => l.Place).Select(l => l.Line)]);
    }

    private static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(at.UtcDateTime));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The timeline of a study.</summary>
/// <param name="Today">The day on which it was asked for.</param>
/// <param name="Lines">What has a date, row by row.</param>
public sealed record TimelineAnswer(string Today, IReadOnlyList<TimelineLine> Lines);

/// <summary>Something of the study with its date.</summary>
/// <param name="Row">The row that it stands in.</param>
/// <param name="Text">What it is.</param>
/// <param name="From">Partial date of its first day; null where not known.</param>
/// <param name="Last">Partial date of its last day; null while it runs.</param>
/// <param name="Planned">True where it is only planned.</param>
/// <param name="Point">True for what happens on one date, false for what lasts.</param>
/// <param name="Page">Page of the study that shows it.</param>
/// <param name="More">What else is said of it; may be empty.</param>
public sealed record TimelineLine(string Row, string Text, string? From, string? Last, bool Planned, bool Point, string Page, string More = "")
{
    /// <summary>“March to November 2021”, “14 June 2021”.</summary>
    public string InWords => DateWords.Stretch(From, Last);
}
