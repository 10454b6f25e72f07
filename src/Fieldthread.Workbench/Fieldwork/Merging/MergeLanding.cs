using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Lands what was chosen of a project that came back: texts first, then what is new, as an import lands it, then what was changed or taken away.</summary>
internal sealed class MergeLanding(Acting acting, MergePlan plan, MergeChoices choices, List<Remark> remarks)
{
    private readonly HashSet<string> added = plan.Rows.Where(r => choices.TakesAny(r) && !plan.Here.Any(h => h.Key == r.Key)).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> here = plan.Here.Select(h => h.Key).ToHashSet(StringComparer.Ordinal);
    private MergeTexts texts = null!;
    private MergeIds ids = null!;
    private HashSet<(Guid, int, int, Guid, Guid)> stand = [];

    public async Task<Merged> LandAsync(string fileName)
    {
        texts = await MergeTexts.OfAsync(acting, plan);
        ids = await MergeIds.OfAsync(acting, plan);
        foreach (var row in plan.Rows.Where(r => r.Kind == ExchangeKind.Source && r.Fields.Any(f => f.Name == "text" && choices.Takes(r, f.State) == true)))
        {
            await texts.TakeAsync(IdOf(row), $"Came back with {fileName}");
        }

        var codings = await acting.Context.Set<Coding>().AsTracking().ToDictionaryAsync(c => c.Id, acting.Cancel);
        stand = codings.Values.Select(c => (c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId)).ToHashSet();
        var changes = new MergeChanges(acting, plan, choices, remarks, texts, ids, codings, fileName);
        var (project, marked) = await NewAsync();
        var noted = await new MergeNotes(plan, texts, ids, choices, remarks).PlacesAsync(acting, added);
        var newNotes = plan.Theirs.Notes.Select(n => n.ForeignId).Where(n => added.Contains(KeyOf(ExchangeKind.Memo, n))).ToHashSet(StringComparer.Ordinal);
        project = project with
        {
            Notes = [.. plan.Theirs.Notes.Where(n => newNotes.Contains(n.ForeignId) || here.Contains(KeyOf(ExchangeKind.Memo, n.ForeignId)))],
            NoteForeignIds = [.. plan.Theirs.NoteForeignIds.Where(newNotes.Contains)],
        };
        var known = plan.Theirs.Variables.Where(v => here.Contains(KeyOf(ExchangeKind.Variable, v.ForeignId)) || !added.Contains(KeyOf(ExchangeKind.Variable, v.ForeignId))).Select(v => v.ForeignId).ToHashSet(StringComparer.Ordinal);
        var landing = new ProjectLanding(acting, project, [.. project.Sources.Select(s => PreparedText.Of(s.Text))], remarks, new LandsBeside(ids.AsWritten(), marked, noted, newNotes, known));
        var imported = await landing.LandAsync(fileName);
        await changes.RemoveAsync();
        await changes.ChangeAsync(landing);
        var chosen = plan.Rows.Where(choices.TakesAny).ToList();
        return new Merged(
            imported.Import, chosen.Count(r => added.Contains(r.Key)), chosen.Count(r => !added.Contains(r.Key) && r.State != MergeState.GoneThere), changes.Removed, plan.Rows.Count(r => !choices.TakesAny(r)), texts.Waiting,
            remarks.Count(r => r.Weight != RemarkWeight.Note));
    }

    /// <summary>The new part of the project, and the new stretches in texts that stand.</summary>
    private async Task<(QdaProject Project, List<(QdaSource, Guid)> Marked)> NewAsync()
    {
        var theirs = plan.Theirs;
        var codes = theirs.Codes.Where(c => added.Contains(KeyOf(ExchangeKind.Code, c.ForeignId))).ToList();
        var usable = codes.Select(c => ExchangeItem.Plain(c.ForeignId)).Concat(ids.Codes.Keys).ToHashSet(StringComparer.Ordinal);
        codes = codes.ConvertAll(c => c.ParentForeignId is { } above && !usable.Contains(ExchangeItem.Plain(above)) ? Raised(c) : c);
        var (fresh, marked) = (new List<QdaSource>(), new List<(QdaSource, Guid)>());
        foreach (var source in theirs.Sources)
        {
            var isNew = added.Contains(KeyOf(ExchangeKind.Source, source.ForeignId));
            if (!isNew && !here.Contains(KeyOf(ExchangeKind.Source, source.ForeignId)))
            {
                continue;
            }

            var selections = source.Selections.Select(s => s with { Codings = [.. s.Codings.Where(c => IsNew(c, usable, source, s.Span))] })
                .Where(s => isNew || s.Codings.Count > 0 || added.Contains(KeyOf(ExchangeKind.Passage, s.ForeignId))).ToList();
            var whole = source.WholeCodings.Where(c => IsNew(c, usable, source, new TextSpan(0, source.Text.Length))).ToList();
            if (isNew)
            {
                fresh.Add(source with { Selections = selections, WholeCodings = whole });
            }
            else if (selections.Count + whole.Count > 0)
            {
                await MarkAsync(source, selections, whole, marked);
            }
        }

        var sources = fresh.Select(s => ExchangeItem.Plain(s.ForeignId)).Concat(ids.Sources.Keys).ToHashSet(StringComparer.Ordinal);
        return (new QdaProject
        {
            Name = "",
            Origin = theirs.Origin,
            Users = theirs.Users,
            Codes = codes,
            Variables = theirs.Variables,
            Sources = fresh,
            Cases = [.. theirs.Cases.Where(c => added.Contains(KeyOf(ExchangeKind.Case, c.ForeignId))).Select(c => c with { CodeForeignIds = [.. c.CodeForeignIds.Where(x => usable.Contains(ExchangeItem.Plain(x)))] })],
            Kept = [.. theirs.Kept.Where(k => added.Contains(KeyOf(ExchangeKind.Kept, k.ForeignId))).Select(k => k.TextForeignId is { } text && !sources.Contains(ExchangeItem.Plain(text)) ? k with { TextForeignId = null } : k)],
        }, marked);
    }

    private async Task MarkAsync(QdaSource source, List<QdaSelection> selections, List<QdaCoding> whole, List<(QdaSource, Guid)> marked)
    {
        var id = ExchangeItem.Plain(source.ForeignId);
        var by = new Dictionary<Guid, (List<QdaSelection> Selections, List<QdaCoding> Whole)>();
        foreach (var s in selections)
        {
            var known = ids.Spelling.TryGetValue(ExchangeItem.Plain(s.ForeignId), out var spelt);
            if (await texts.FindAsync(id, s.Span) is not { } at)
            {
                NotTaken(source, s.Span);
                continue;
            }

            // A note upon the stretch finds its place by itself, as one upon anything that stands.
            var one = s with { ForeignId = spelt ?? s.ForeignId, Span = at.Span, NoteForeignIds = [], Description = known && !added.Contains(KeyOf(ExchangeKind.Passage, s.ForeignId)) ? null : s.Description, Codings = Once(s.Codings, s.Stamp.CreatedByForeignId, at.Revision, at.Span) };
            if (one.Codings.Count > 0 || added.Contains(KeyOf(ExchangeKind.Passage, s.ForeignId)))
            {
                Of(by, at.Revision).Selections.Add(one);
                Waits(at.Waits, source, s.Span);
            }
        }

        foreach (var coding in whole)
        {
            Of(by, texts.Newest(id)).Whole.Add(coding);
        }

        foreach (var (revision, of) in by)
        {
            var length = await acting.Context.Set<Revision>().Where(r => r.Id == revision).Select(r => r.Length).SingleAsync(acting.Cancel);
            marked.Add((source with { Text = new string(' ', length), Selections = of.Selections, WholeCodings = of.Whole }, revision));
        }
    }

    private static (List<QdaSelection> Selections, List<QdaCoding> Whole) Of(Dictionary<Guid, (List<QdaSelection> Selections, List<QdaCoding> Whole)> by, Guid revision) => by.TryGetValue(revision, out var of) ? of : by[revision] = ([], []);

    /// <summary>Without those that stand already under another id: somebody coded the same words alike here.</summary>
    private List<QdaCoding> Once(IReadOnlyList<QdaCoding> codings, string? by, Guid revision, TextSpan span) => [.. codings.Where(c =>
    {
        var isThere = (c.CreatedByForeignId ?? by) is { } who && ids.People.TryGetValue(ExchangeItem.Plain(who), out var person) && ids.Codes.TryGetValue(ExchangeItem.Plain(c.CodeForeignId), out var code) && !stand.Add((revision, span.Start, span.End, code, person));
        if (isThere)
        {
            remarks.Add(new Remark(RemarkWeight.Note, $"coding {c.ForeignId}", "The same person has put the same code on the same words here; it stands once."));
        }

        return !isThere;
    })];

    private bool IsNew(QdaCoding coding, HashSet<string> usable, QdaSource source, TextSpan span)
    {
        if (!added.Contains(KeyOf(ExchangeKind.Coding, coding.ForeignId)))
        {
            return false;
        }

        if (!usable.Contains(ExchangeItem.Plain(coding.CodeForeignId)))
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, $"{source.Name}, {span}", "A coding was not taken, since its code is not in the study."));
            return false;
        }

        return true;
    }

    private QdaCode Raised(QdaCode code)
    {
        remarks.Add(new Remark(RemarkWeight.Guessed, $"code {code.Name}", "The code above it is not in the study, so it stands at the top."));
        return code with { ParentForeignId = null };
    }

    private void Waits(bool waits, QdaSource source, TextSpan span)
    {
        if (waits)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, $"{source.Name}, {span}", "The words were changed here since; what stands on them waits under Revisions for somebody to place it."));
        }
    }

    private void NotTaken(QdaSource source, TextSpan span) => remarks.Add(new Remark(RemarkWeight.NotTaken, $"{source.Name}, {span}", "Both sides changed this text and the study’s was kept: what stands on these words of the other finds no place in it. Take the other’s text to have it."));

    internal static string KeyOf(ExchangeKind kind, string id) => $"{kind.ToString().ToLowerInvariant()}:{ExchangeItem.Plain(id)}";

    internal static string IdOf(MergeRow row) => row.Key[(row.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
