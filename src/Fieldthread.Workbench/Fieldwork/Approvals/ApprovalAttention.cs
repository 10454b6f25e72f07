using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Approvals;

/// <summary>Approvals that end soon, ended while fieldwork goes on, are to be checked again, or do not cover what was done.</summary>
internal sealed class ApprovalAttention : IAttention
{
    public int Place => 34;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var all = await new ApprovalsOfStudy().AskAsync(asking);
        if (all.Approvals.Count == 0)
        {
            return [];
        }

        var today = Dates.Today(asking.Services).DayNumber;
        var phases = await asking.Context.All<Phase>().Select(p => p.EndsDay).ToListAsync(asking.Cancel);
        var isOver = phases.Count > 0 && phases.TrueForAll(end => end is { } day && day <= today);
        var lines = new List<AttentionLine>();
        foreach (var a in all.Approvals.Where(a => !isOver && a.State is ApprovalState.EndsSoon or ApprovalState.Ended))
        {
            var what = $"The {Approval.InWords(a.Kind)} of {(a.Participant is null ? a.Of : "a participant")}";
            lines.Add(a.State == ApprovalState.Ended
                ? new(AttentionKind.Late, $"{what} ended {a.Until}.", "No encounter after it can be entered. Record its renewal.", "approvals", "Approvals")
                : new(AttentionKind.Missing, $"{what} ends {a.Until}, and nothing is recorded behind it.", "Ask for its renewal in time, and record it.", "approvals", "Approvals"));
        }

        if (all.Approvals.Count(a => a.ToRecheck) is > 0 and var recheck)
        {
            lines.Add(new(AttentionKind.Stale, recheck == 1 ? "A site’s organisation changed while an approval of it ran." : $"Organisations of sites changed while {recheck} approvals of them ran.", "Look whether they still hold, and write down what came of it.", "approvals", "Approvals"));
        }

        if (all.Uncovered.Count > 0)
        {
            lines.Add(new(AttentionKind.Conflict, all.Uncovered.Count == 1 ? "One encounter lies outside the approvals that are recorded." : $"{all.Uncovered.Count} encounters lie outside the approvals that are recorded.", "An approval is missing here, or a date is wrong.", "approvals#h-out", "Approvals"));
        }

        return lines;
    }
}

/// <summary>Approvals on the study’s calendar, from their first day to their last.</summary>
internal sealed class ApprovalsOnCalendar : IOnTheCalendar
{
    public async Task<IReadOnlyList<OnTheCalendar>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var all = await ApprovalsKept.ReadAsync(context, cancel);
        return [.. all.Where(a => a.Approval.When.From is not null || a.Approval.When.Last is not null).OrderBy(a => a.Approval.When.From?.First ?? a.Approval.When.Last!.Value.First)
            .Select(a => new OnTheCalendar("Approvals", 15, $"{a.Approval.KindInWords}{(a.Approval.Site is { } site ? ", " + site : a.Approval.Participant is not null ? ", a participant" : "")}", a.Approval.When.From ?? a.Approval.When.Last!.Value, a.Approval.When.Last, "approvals"))];
    }
}
