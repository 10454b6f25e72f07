using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Texts of a merge: those that are taken become further revisions, and every stretch of the file finds its place in a text of the study.</summary>
internal sealed class MergeTexts
{
    private readonly Acting acting;
    private readonly MergePlan plan;
    private readonly RevisionChain chain;
    private readonly Dictionary<string, Guid> rows;
    private readonly Dictionary<string, QdaSource> theirs;
    private readonly Dictionary<string, Guid> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Guid Id, string Text)[]> former = new(StringComparer.Ordinal);

    private MergeTexts(Acting acting, MergePlan plan, RevisionChain chain)
    {
        (this.acting, this.plan, this.chain) = (acting, plan, chain);
        rows = plan.Ours.Sources.ToDictionary(s => ExchangeItem.Plain(s.Value), s => s.Key, StringComparer.Ordinal);
        theirs = MergePlan.ById(plan.Theirs.Sources);
    }

    /// <summary>Codings that a taken text could not carry.</summary>
    public int Waiting { get; private set; }

    public static async Task<MergeTexts> OfAsync(Acting acting, MergePlan plan) => new(acting, plan, await RevisionChain.OfAsync(acting.Context, acting.Cancel));

    /// <summary>Takes the text of the other side as a further revision.</summary>
    public async Task TakeAsync(string source, string reason)
    {
        var newest = chain.NewestOf(rows[source])!.Id;
        var revision = await acting.Context.Set<Revision>().AsNoTracking().SingleAsync(r => r.Id == newest, acting.Cancel);
        var landed = await RevisionLanding.LandAsync(acting, revision, PreparedText.Of(theirs[source].Text), plan.Maps[source], RevisionKind.Corrected, reason);
        Waiting += landed.Waiting;
        taken[source] = landed.Id;
    }

    /// <summary>The newest revision of a text of the study.</summary>
    public Guid Newest(string source) => taken.TryGetValue(source, out var id) ? id : chain.NewestOf(rows[source])!.Id;

    /// <summary>Where a stretch of the file’s text lies in the study: on the newest revision where it can be carried there, else on an earlier one with the file’s own text, where it waits for a person; null where there is neither.</summary>
    public async Task<(Guid Revision, TextSpan Span, bool Waits)?> FindAsync(string source, TextSpan span)
    {
        if (!rows.ContainsKey(source))
        {
            return null;
        }

        if (taken.ContainsKey(source) || !plan.Maps.TryGetValue(source, out var map))
        {
            return (Newest(source), span, false);
        }

        if (span.Length > 0 && map.Back(span).Span is { } there)
        {
            return (Newest(source), there, false);
        }

        if (!former.TryGetValue(source, out var texts))
        {
            var of = rows[source];
            former[source] = texts = [.. (await acting.Context.Set<Revision>().AsNoTracking().Where(r => r.SourceId == of).Select(r => new { r.Id, r.Text }).ToListAsync(acting.Cancel)).Select(r => (r.Id, r.Text))];
        }

        var same = Array.Find(texts, t => t.Text == theirs[source].Text);
        return same.Text is null ? null : (same.Id, span, true);
    }
}
