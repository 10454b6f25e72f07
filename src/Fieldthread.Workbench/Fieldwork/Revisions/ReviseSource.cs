using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>Gives a source a further revision. The former text stays; codings and memos are carried to where their words stand now, and what cannot be carried waits for a person.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Number">Number of the newest revision, from which this one was made.</param>
/// <param name="Text">The whole text of the further revision.</param>
/// <param name="Kind">Why it is made.</param>
/// <param name="Reason">What was done to it and why, for those who read it later.</param>
[Act("revise-source", Permission.KeepMaterial, Tells = "everything")]
[Refuses("unknown", "there is no such source")]
[Refuses("stale", "the source has a newer revision than the one it was made from")]
[Refuses("empty", "the text holds no words, or no reason was given")]
[Refuses("unchanged", "the text is the same as before")]
public sealed record ReviseSource(Guid Source, int Number, string Text, string Reason, RevisionKind Kind = RevisionKind.Corrected) : Act<Revised>
{
    private PreparedText? prepared;

    /// <inheritdoc/>
    public override Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        prepared = PreparedText.Of(RevisedText.Clean(Text));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<Revised> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var former = await RevisionChecks.NewestAsync(acting.Context, Source, Number, acting.Cancel);
        if (RevisedText.EndsAs(former.Text, prepared!.Text) is var text && text != prepared.Text)
        {
            prepared = PreparedText.Of(text);
        }

        RevisionChecks.RefuseSame(former.Text, prepared.Text);
        var map = await Task.Run(() => TextDiff.Map(former.Text, prepared.Text), acting.Cancel);
        return await RevisionLanding.LandAsync(acting, former, prepared, map, Kind, Acting.Given(Reason, "The reason"));
    }
}

/// <summary>A source has a further revision.</summary>
/// <param name="Id">The revision.</param>
/// <param name="Number">Its number in the chain.</param>
/// <param name="Carried">Codings and memos that were carried; of a blind coder, their own.</param>
/// <param name="Changed">Those of them inside which words were changed.</param>
/// <param name="Waiting">Those that could not be carried and wait for a person.</param>
public sealed record Revised(Guid Id, int Number, int Carried, int Changed, int Waiting);

/// <summary>What the preview and the act both refuse.</summary>
internal static class RevisionChecks
{
    public static async Task<Revision> NewestAsync(Store.StudyContext context, Guid source, int number, CancellationToken cancel)
    {
        var newest = await context.Set<Revision>().AsNoTracking().Where(r => r.SourceId == source).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancel)
            ?? throw new RefusedException(new Refusal("unknown", "There is no such source in this study.", "It may have been taken back; look in the list of sources."));
        return newest.Number == number ? newest : throw new RefusedException(new Refusal(
            "stale", $"The source has revision {newest.Number}, and what was sent was made from revision {number}.", "Nothing was changed. Open the newest revision, make your changes there and send it again."));
    }

    public static void RefuseSame(string former, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Acting.Refuse("empty", "The text holds no words.", "To take a source out, remove it; a revision holds its words.");
        }

        if (former == text)
        {
            Acting.Refuse("unchanged", "The text is the same as the newest revision, letter for letter.", "Change something, or leave it.");
        }
    }
}

/// <summary>Writes a further revision and takes along what stands on the former one.</summary>
internal static class RevisionLanding
{
    public static async Task<Revised> LandAsync(Acting acting, Revision former, PreparedText prepared, RevisionMap map, RevisionKind kind, string reason)
    {
        var text = await RevisedText.PrepareAsync(acting, former, prepared.Text, map, prepared);
        text = text with { Places = await RevisedText.PlacesAsync(acting, former, text, map) };
        var next = (await TextLanding.LandAsync(acting, [(former.SourceId, text)], former.Number + 1))[0];
        acting.Add(new RevisionStep { RevisionId = next.Id, BaseId = former.Id, Kind = kind, Reason = reason, Map = map.ToString(), MadeById = acting.Me, MadeAt = acting.Now, MadeIn = acting.Number });
        var codings = await acting.Context.Set<Coding>().AsTracking().Where(c => c.RevisionId == former.Id).ToDictionaryAsync(c => c.Id, acting.Cancel);
        var memos = await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetKind == "revisions" && m.TargetId == former.Id).ToDictionaryAsync(m => m.Id, acting.Cancel);
        var plan = CarryPlan.Of(map, kind, codings.Values, memos.Values);
        foreach (var item in plan.Where(i => i.Becomes.IsCarried))
        {
            var there = item.Becomes.Span!.Value;
            if (item.IsMemo)
            {
                (memos[item.Id].TargetId, memos[item.Id].Start, memos[item.Id].End) = (next.Id, there.Start, there.End);
            }
            else
            {
                var coding = codings[item.Id];
                (coding.RevisionId, coding.Start, coding.End) = (next.Id, there.Start, there.End);
                coding.SelectionName = item.Becomes.State == CarriedState.Changed ? WithoutFormerWords(coding.SelectionName, item.Was.Of(former.Text)) : coding.SelectionName;
            }
        }

        foreach (var memo in memos.Values.Where(m => m.Start is null))
        {
            memo.TargetId = next.Id;
        }

        foreach (var room in Contributions.To<IFollowsRevisions>())
        {
            await room.FollowAsync(acting, new RevisionMoved(former.Id, next.Id, map, text.Text, CarryPlan.LeastKept(kind)));
        }

        // Under blind coding nobody learns from a revision how much others have coded.
        var blind = await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Blind, acting.Cancel);
        var told = plan.Where(i => !blind || i.Author == acting.Me).ToList();
        return new Revised(next.Id, next.Number, told.Count(i => i.Becomes.IsCarried), told.Count(i => i.Becomes.State == CarriedState.Changed), told.Count(i => !i.Becomes.IsCarried));
    }

    /// <summary>Some programs put the quoted words into the name of a selection; after a change they would say what the text no longer says.</summary>
    private static string? WithoutFormerWords(string? name, string words) =>
        name is { Length: > 0 } && name.TrimEnd('…', '.', ' ') is { Length: > 0 } said && words.Contains(said, StringComparison.Ordinal) ? null : name;
}
