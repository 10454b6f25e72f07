using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Why something wants to be looked at.</summary>
public enum AttentionKind
{
    /// <summary>A planned date is past and nothing is written down as done.</summary>
    Late,

    /// <summary>It stands on something that has moved since.</summary>
    Stale,

    /// <summary>Something that others rely on is not there.</summary>
    Missing,

    /// <summary>Two things that are written down do not fit together.</summary>
    Conflict,
}

/// <summary>Something of the study that wants to be looked at.</summary>
/// <param name="Kind">Why.</param>
/// <param name="InWords">What, as a sentence.</param>
/// <param name="WhatToDo">What follows from it, or what to do; a sentence.</param>
/// <param name="Page">Page of the study where it is put right.</param>
/// <param name="Goes">What the way there is called.</param>
public sealed record AttentionLine(AttentionKind Kind, string InWords, string WhatToDo, string Page, string Goes);

/// <summary>A room says what of its own is late, stale or missing. No names of people and no words of theirs.</summary>
public interface IAttention
{
    /// <summary>Place among the rooms, upwards.</summary>
    int Place { get; }

    /// <summary>What there is.</summary>
    /// <param name="asking">The question, through the asker’s view.</param>
    Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking);
}

/// <summary>What is late, what is stale and what is missing, by all rooms.</summary>
[Question("attention", Permission.ReadStudy)]
public sealed record Attention : Question<IReadOnlyList<AttentionLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<AttentionLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var lines = new List<AttentionLine>();
        foreach (var room in Contributions.To<IAttention>().OrderBy(r => r.Place))
        {
            lines.AddRange(await room.LookAsync(asking));
        }

        return [.. lines.OrderBy(l => l.Kind)];
    }
}

/// <summary>The study’s own dates: plans that are past, times in the field that did not begin or end, what does not fit.</summary>
internal sealed class StudyAttention : IAttention
{
    private const int MostConflicts = 4;

    public int Place => 0;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var today = Dates.Today(asking.Services);
        var lines = new List<AttentionLine>();
        lines.AddRange((await MilestoneList.ReadAsync(asking.Context, today, asking.Cancel)).Where(m => m.Slippage.State == PlanState.Overdue)
            .Select(m => new AttentionLine(AttentionKind.Late, $"{m.Name} was due {m.PlannedInWords}: {m.Slippage.InWords}.", "Write down when it was done, or plan it anew.", "plan", "Plan")));
        var calendar = await StudyCalendarOf.ReadAsync(asking.Context, today, asking.Cancel);
        foreach (var (phase, w) in calendar.Phases.SelectMany(p => p.Windows.Select(w => (p, w))))
        {
            var (what, off) = w.Starts is null && w.Ends is null && w.Began is { State: PlanState.Overdue } begin ? ("begin", begin)
                : w.Ends is null && w.Ended is { State: PlanState.Overdue } end ? ("end", end) : ("", null);
            if (off is not null)
            {
                var planned = DateWords.Of(what == "begin" ? w.PlannedStarts : w.PlannedEnds);
                lines.Add(new(AttentionKind.Late, $"Fieldwork of {phase.Name} was to {what} {planned}, and no day is written down: {off.InWords}.", "Write down the day, or plan anew.", "phases", "Phases"));
            }
        }

        var conflicts = calendar.Phases.SelectMany(p => p.Conflicts).Select(c => c.InWords).ToList();
        lines.AddRange(conflicts.Take(MostConflicts).Select(says => new AttentionLine(AttentionKind.Conflict, says, "Nothing is refused for it; look which of the dates is wrong.", "phases#h-con", "Phases")));
        if (conflicts.Count > MostConflicts)
        {
            var more = conflicts.Count - MostConflicts;
            lines.Add(new(AttentionKind.Conflict, more == 1 ? "One more thing in the calendar of the study does not fit." : $"{more} more things in the calendar of the study do not fit together.", "They stand with the phases.", "phases#h-con", "Phases"));
        }

        return lines;
    }
}
