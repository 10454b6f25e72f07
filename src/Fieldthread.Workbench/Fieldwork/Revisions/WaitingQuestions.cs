using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>Codings and memos that could not be carried to the newest revision of their source and wait for a person.</summary>
/// <param name="Source">Of this source only; null for the whole study.</param>
[Question("waiting-stretches", Permission.ReadMaterial)]
public sealed record WaitingStretches(Guid? Source = null) : Question<IReadOnlyList<WaitingLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<WaitingLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var chain = await RevisionChain.OfAsync(asking.Context, asking.Cancel);
        var (codings, memos) = await WaitingItems.ReadAsync(asking.Context, chain, Source, asking.Cancel);
        if (codings.Count + memos.Count == 0)
        {
            return [];
        }

        var facts = await Facts.OfAsync(asking);
        var wanted = codings.Select(c => c.RevisionId).Concat(memos.Select(m => m.TargetId)).Distinct().ToList();
        wanted.AddRange(wanted.ConvertAll(id => chain.NewestOf(chain[id]!.Source)!.Id));
        var texts = await asking.Context.All<Revision>().Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
        var names = await asking.Context.All<Source>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel);
        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var paths = facts.Codes.Select((c, i) => (c.Id, facts.Study.Codes[i].Path)).ToDictionary(c => c.Id, c => c.Path);
        var originals = await Originals.OfAsync(asking);
        WaitingLine Line(Guid id, string? code, Guid? author, string? memo, Guid on, int start, int end)
        {
            var (was, newest) = (chain[on]!, chain.NewestOf(chain[on]!.Source)!);
            var map = chain.Map(on, newest.Id);
            var (span, text) = (new TextSpan(start, end), texts[newest.Id]);
            var near = WholeSigns(text, map.Around(span));
            var least = chain.StepFrom(on) is { } step ? CarryPlan.LeastKept(step.Kind) : 0.5;
            var state = start < end ? map.Forward(span, least).State : CarriedState.Cut;
            return new WaitingLine(id, was.Source, names.GetValueOrDefault(was.Source, ""), was.Number, newest.Number, newest.Id, start, end, originals.Cover(on, span.Of(texts[on])), memo, code, author is { } by ? people.GetValueOrDefault(by) : null, author,
                state is CarriedState.Same or CarriedState.Changed ? CarriedState.Twice : state, near.Start, near.End, near.Of(text));
        }

        return [.. codings.Select(c => Line(c.Id, paths.GetValueOrDefault(c.CodeId), c.CoderId, null, c.RevisionId, c.Start, c.End))
            .Concat(memos.Select(m => Line(m.Id, null, m.AuthorId, m.Title is { Length: > 0 } title ? title + ": " + m.Words : m.Words, m.TargetId, m.Start!.Value, m.End!.Value)))
            .OrderBy(l => l.SourceName, NaturalOrder.Instance).ThenBy(l => l.Source).ThenBy(l => l.Near).ThenBy(l => l.Id)];
    }

    /// <summary>The stretch in whose place to look, widened to whole words so that it can be read.</summary>
    private static TextSpan WholeSigns(string text, TextSpan near)
    {
        var (start, end) = (near.Start, near.End);
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || char.IsSurrogate(text[start - 1])))
        {
            start--;
        }

        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end])))
        {
            end++;
        }

        return new TextSpan(start, end);
    }
}

/// <summary>A coding or a memo that waits to be placed.</summary>
/// <param name="Id">The coding or memo.</param>
/// <param name="Source">Its source.</param>
/// <param name="SourceName">Name of the source.</param>
/// <param name="On">Number of the revision that it is on.</param>
/// <param name="Newest">Number of the newest revision.</param>
/// <param name="Revision">The newest revision.</param>
/// <param name="Start">First code unit in its own revision.</param>
/// <param name="End">One past the last.</param>
/// <param name="Was">The words that it is on.</param>
/// <param name="Memo">The memo’s own words; null for a coding.</param>
/// <param name="Code">Path of the code; null for a memo.</param>
/// <param name="Author">Name of whose it is.</param>
/// <param name="AuthorId">Their id.</param>
/// <param name="Why">Why it was not carried.</param>
/// <param name="Near">About where its words would stand in the newest revision: first code unit.</param>
/// <param name="NearEnd">One past the last.</param>
/// <param name="NearWords">What stands there now; may be empty.</param>
public sealed record WaitingLine(
    Guid Id, Guid Source, string SourceName, int On, int Newest, Guid Revision, int Start, int End, string Was, string? Memo, string? Code, string? Author, Guid? AuthorId, CarriedState Why, int Near, int NearEnd, string NearWords);

/// <summary>Finds what stands on former revisions.</summary>
internal static class WaitingItems
{
    public static async Task<(List<Coding> Codings, List<Memo> Memos)> ReadAsync(StudyContext context, RevisionChain chain, Guid? source, CancellationToken cancel)
    {
        var former = chain.All.Where(r => chain.IsFormer(r.Id) && (source is null || r.Source == source)).Select(r => r.Id).ToList();
        return former.Count == 0 ? ([], []) : (
            await context.Set<Coding>().AsNoTracking().Where(c => former.Contains(c.RevisionId)).ToListAsync(cancel),
            await context.Set<Memo>().AsNoTracking().Where(m => m.TargetKind == "revisions" && m.Start != null && former.Contains(m.TargetId)).ToListAsync(cancel));
    }
}

/// <summary>Codings that wait to be placed after a revision.</summary>
internal sealed class WaitingAttention : IAttention
{
    public int Place => 32;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var (codings, memos) = await asking.Cache.GetAsync("waiting stretches", asking.Context.View, asking.Head, async () =>
        {
            var (c, m) = await WaitingItems.ReadAsync(asking.Context, await RevisionChain.OfAsync(asking.Context, asking.Cancel), null, asking.Cancel);
            return new Waiting(c.Count, m.Count);
        });
        var what = string.Join(" and ", new[] { codings > 0 ? Counted(codings, "coding") : "", memos > 0 ? Counted(memos, "memo") : "" }.Where(w => w.Length > 0));
        return what.Length == 0 ? [] : [new AttentionLine(AttentionKind.Stale, $"{what} could not be carried to a revised text.", "Until a person places them or lets them go they are not counted.", "waiting", "To be placed")];
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private sealed record Waiting(int Codings, int Memos);
}
