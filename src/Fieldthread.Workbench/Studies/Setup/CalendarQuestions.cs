using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>A room to the right says what it has on dates, so that the study’s calendar and its timeline show it without knowing the room.</summary>
public interface IOnTheCalendar
{
    /// <summary>What there is, through the view of the context.</summary>
    Task<IReadOnlyList<OnTheCalendar>> ReadAsync(StudyContext context, CancellationToken cancel);
}

/// <summary>Something with a date.</summary>
/// <param name="Row">The row of the timeline that it stands in: “Interviews”.</param>
/// <param name="Place">Place of the row, upwards; phases are 0, times in the field 10.</param>
/// <param name="Text">What it is called.</param>
/// <param name="From">Partial date of its first day.</param>
/// <param name="Last">Partial date of its last day; null for what happens on one date.</param>
/// <param name="Page">Page of the study that shows it: <c>sites</c>.</param>
/// <param name="InTheField">True where it was done in the field, so that it should lie in a time in the field of its phase.</param>
/// <param name="Phase">The phase that it belongs to, or null.</param>
public sealed record OnTheCalendar(string Row, int Place, string Text, PartialDate From, PartialDate? Last, string Page, bool InTheField = false, Guid? Phase = null);

/// <summary>The phases with their times in the field, plan against what happened, and what does not fit together.</summary>
[Question("study-calendar", Permission.ReadStudy)]
public sealed record StudyCalendarOf : Question<CalendarAnswer>
{
    /// <inheritdoc/>
    public override async Task<CalendarAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return await ReadAsync(asking.Context, Dates.Today(asking.Services), asking.Cancel);
    }

    internal static async Task<CalendarAnswer> ReadAsync(StudyContext context, DateOnly today, CancellationToken cancel)
    {
        var rows = Phases.InOrder(await context.All<Phase>().AsNoTracking().ToListAsync(cancel));
        var windows = (await context.All<FieldworkWindow>().AsNoTracking().ToListAsync(cancel)).ToLookup(w => w.PhaseId);
        var sayings = (await context.All<PhaseSaying>().AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel)).ToLookup(s => s.PhaseId);
        var done = new List<OnTheCalendar>();
        foreach (var room in Contributions.To<IOnTheCalendar>())
        {
            done.AddRange((await room.ReadAsync(context, cancel)).Where(d => d.InTheField));
        }

        var ordered = rows.ToDictionary(p => p.Id, p => windows[p.Id].OrderBy(w => w.Starts ?? w.PlannedStarts ?? "9", StringComparer.Ordinal).ThenBy(w => w.Id).ToList());
        var conflicts = StudyCalendar.Conflicts(
            [.. rows.Select(p => new CalendarPhase(
                p.Id, p.Name, new(Dates.Kept(p.Starts), Dates.Kept(p.Ends)), [.. ordered[p.Id].Select(Of)],
                [.. sayings[p.Id].Select(s => new CalendarSaying(s.Text, new(Dates.Kept(s.Starts), Dates.Kept(s.Ends))))]))],
            [.. done.Select(d => new CalendarEvent(d.Text, d.From, d.Phase))]);
        return new CalendarAnswer(
            rows.ConvertAll(p => new PhaseInTime(
                p.Id, p.Name, p.Starts, p.Ends, [.. ordered[p.Id].Select(w => WindowLine.Of(w, today))], [.. sayings[p.Id].Select(s => new SayingLine(s.Id, s.Text, s.Starts, s.Ends))],
                done.Count(d => d.Phase == p.Id), [.. conflicts.Where(c => c.Phase == p.Id)])),
            conflicts.Count);
    }

    private static CalendarWindow Of(FieldworkWindow w) => new(w.Name, Dates.Kept(w.PlannedStarts), Dates.Kept(w.PlannedEnds), Dates.Kept(w.Starts), Dates.Kept(w.Ends));
}

/// <summary>The calendar of a study.</summary>
/// <param name="Phases">Its phases, in time.</param>
/// <param name="Conflicts">How many things do not fit together.</param>
public sealed record CalendarAnswer(IReadOnlyList<PhaseInTime> Phases, int Conflicts);

/// <summary>A phase in the calendar.</summary>
/// <param name="Id">The phase.</param>
/// <param name="Name">Its name.</param>
/// <param name="Starts">Partial date, or null.</param>
/// <param name="Ends">Partial date, or null.</param>
/// <param name="Windows">Its times in the field.</param>
/// <param name="Sayings">What texts say of its dates.</param>
/// <param name="Done">How much was done in the field in it.</param>
/// <param name="Conflicts">What does not fit together.</param>
public sealed record PhaseInTime(Guid Id, string Name, string? Starts, string? Ends, IReadOnlyList<WindowLine> Windows, IReadOnlyList<SayingLine> Sayings, int Done, IReadOnlyList<CalendarConflict> Conflicts);

/// <summary>A time in the field.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PlannedStarts">Partial date, or null.</param>
/// <param name="PlannedEnds">Partial date, or null.</param>
/// <param name="Starts">Partial date, or null.</param>
/// <param name="Ends">Partial date, or null.</param>
/// <param name="Began">Its beginning against the plan; null where none was planned.</param>
/// <param name="Ended">Its end against the plan; null where none was planned.</param>
public sealed record WindowLine(Guid Id, string Name, string? PlannedStarts, string? PlannedEnds, string? Starts, string? Ends, Slippage? Began, Slippage? Ended)
{
    internal static WindowLine Of(FieldworkWindow w, DateOnly today) => new(
        w.Id, w.Name, w.PlannedStarts, w.PlannedEnds, w.Starts, w.Ends, Against(w.PlannedStarts, w.Starts, today), Against(w.PlannedEnds, w.Ends, today));

    private static Slippage? Against(string? planned, string? actual, DateOnly today) => Dates.Kept(planned) is { } plan ? Slippage.Of(PlannedDate.Of(plan), Dates.Kept(actual), today) : null;
}

/// <summary>What a text says of a phase.</summary>
/// <param name="Id">Which.</param>
/// <param name="Text">The text.</param>
/// <param name="Starts">Partial date, or null.</param>
/// <param name="Ends">Partial date, or null.</param>
public sealed record SayingLine(Guid Id, string Text, string? Starts, string? Ends);

/// <summary>What the study owes by when, and when it came.</summary>
[Question("milestones", Permission.ReadStudy)]
public sealed record MilestoneList : Question<IReadOnlyList<MilestoneLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<MilestoneLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return await ReadAsync(asking.Context, Dates.Today(asking.Services), asking.Cancel);
    }

    internal static async Task<IReadOnlyList<MilestoneLine>> ReadAsync(StudyContext context, DateOnly today, CancellationToken cancel) =>
        [.. (await context.All<Milestone>().AsNoTracking().ToListAsync(cancel)).Select(m => MilestoneLine.Of(m, today)).OrderBy(m => m.DueFirst).ThenBy(m => m.DueLast).ThenBy(m => m.Name, NaturalOrder.Instance)];
}

/// <summary>Something planned.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">What it is.</param>
/// <param name="Planned">When it is due, as it is written: “summer 2013”.</param>
/// <param name="PlannedInWords">The same as it is said.</param>
/// <param name="DueFirst">First day that it can mean.</param>
/// <param name="DueLast">Last day that it can mean.</param>
/// <param name="Actual">Partial date on which it was done, or null.</param>
/// <param name="Note">What is said of it.</param>
/// <param name="Slippage">Plan against what happened.</param>
public sealed record MilestoneLine(Guid Id, string Name, string Planned, string PlannedInWords, DateOnly DueFirst, DateOnly DueLast, string? Actual, string Note, Slippage Slippage)
{
    /// <summary>“due summer 2013; done 22 July 2013: on time”.</summary>
    public string InWords => $"due {PlannedInWords}; {(Actual is null ? Slippage.State is PlanState.Overdue ? "not done" : "to come" : "done " + DateWords.Of(Actual))}: {Slippage.InWords}";

    internal static MilestoneLine Of(Milestone row, DateOnly today)
    {
        // What was kept was read before it was kept, so that it can be read again.
        var plan = PlannedDate.TryParse(row.Planned, out var read) ? read : PlannedDate.Of(PartialDate.Parse("0001"));
        return new(row.Id, row.Name, plan.Text, plan.InWords, plan.First, plan.Last, row.Actual, row.Note, Slippage.Of(plan, Dates.Kept(row.Actual), today));
    }
}
