using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Takes in a coded project that was changed elsewhere, thing by thing, by ids. What only the other side has or changed is taken; what it took away stays unless it is said otherwise; a conflict needs a choice.</summary>
/// <param name="File">A REFI-QDA project (.qdpx).</param>
/// <param name="Plan">The plan that a preview gave.</param>
/// <param name="Choices">Choices as <c>all=theirs</c>, <c>code=ours</c>, <c>gone=theirs</c> or <c>coding:ID=ours</c>; the narrower counts.</param>
/// <param name="Before">As in the preview.</param>
[Act("merge-project", Permission.KeepMaterial, Tells = "everything")]
[Refuses("unreadable", "the file is damaged, is no such project, or tries to harm")]
[Refuses("other-project", "no text and no code of the file has an id that the study knows")]
[Refuses("unknown", "a choice names a row or a kind that there is not, or no exchange was noted by the act that is named")]
[Refuses("stale", "the study or the file is no longer what the preview showed")]
[Refuses("undecided", "a conflict has no choice")]
[Refuses("nothing", "with these choices nothing would be changed")]
[Refuses("blind", "the actor codes blind and does not see the whole study")]
public sealed record MergeProject(GivenFile File, string Plan, IReadOnlyList<string>? Choices = null, long? Before = null) : Act<Merged>
{
    private RefiReading? reading;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        reading = await Task.Run(() => MergePlan.Read(File), cancel);
    }

    /// <inheritdoc/>
    public override async Task<Merged> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        await MergeChecks.RefuseBlindAsync(acting.Context, acting.Me, acting.Cancel);
        var choices = MergeChoices.Read(Choices ?? [], out var wrong);
        var plan = await MergePlan.OfAsync(MergeChecks.Asking(acting), reading!.Project, File.Sha256, Before);
        if (plan.Digest != Plan)
        {
            Acting.Refuse("stale", "The study, or the file, is no longer what the preview showed.", "Look at the preview again; nothing was changed.");
        }

        if ((wrong ?? choices.Unknown ?? choices.Rows.FirstOrDefault(k => !plan.Rows.Any(r => r.Key.Equals(k, StringComparison.OrdinalIgnoreCase)))) is { } unknown)
        {
            Acting.Refuse("unknown", $"The choice “{unknown}” names nothing that the preview shows.", "Write the key of a row, a kind, gone or all, then =theirs or =ours.");
        }

        var undecided = plan.Rows.Where(r => choices.Takes(r, r.State) is null).ToList();
        if (undecided.Count > 0)
        {
            Acting.Refuse("undecided", $"{undecided.Count} {(undecided.Count == 1 ? "conflict has" : "conflicts have")} no choice; the first is {undecided[0].Kind.ToString().ToLowerInvariant()} “{undecided[0].Name}”.", "Take theirs or keep ours for each, or for all of them.");
        }

        if (!plan.Rows.Any(choices.TakesAny))
        {
            Acting.Refuse("nothing", "With these choices nothing would be changed.", "There is nothing to do.");
        }

        var merged = await new MergeLanding(acting, plan, choices, [.. reading.Remarks.Where(r => r.Weight != RemarkWeight.Note)]).LandAsync(Acting.Clean(File.Name));
        await ExchangesKept.KeepAsync(acting, cameIn: true, Acting.Clean(File.Name), plan.AsWritten);
        return merged;
    }
}

/// <summary>What a merge did.</summary>
/// <param name="Import">The import; its remarks say what could not be taken.</param>
/// <param name="Added">Things that came from the other side.</param>
/// <param name="Changed">Things that were changed as the other side has them.</param>
/// <param name="Removed">Things that were taken away because the other side did.</param>
/// <param name="Kept">Things of which the study’s own side was kept, chosen so or by rule.</param>
/// <param name="Waiting">Codings that a changed text could not carry and that wait for a person.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record Merged(Guid Import, int Added, int Changed, int Removed, int Kept, int Waiting, int Remarks);
