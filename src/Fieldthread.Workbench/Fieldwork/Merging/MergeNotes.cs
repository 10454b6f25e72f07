using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Where notes of the file stand on things that the study has: those of new notes, and the further places of notes that it knows.</summary>
internal sealed class MergeNotes(MergePlan plan, MergeTexts texts, MergeIds ids, MergeChoices choices, List<Remark> remarks)
{
    public async Task<List<(string Kind, Guid Target, IReadOnlyList<string> Notes, TextSpan? On)>> PlacesAsync(Acting acting, HashSet<string> added)
    {
        var study = await acting.Context.Set<StudyDetail>().Select(d => d.Id).FirstAsync(acting.Cancel);
        var rows = plan.Rows.Where(r => r.Kind == ExchangeKind.Memo).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var stood = plan.Here.Where(h => h.Kind == ExchangeKind.Memo).ToDictionary(h => h.Key, h => (h["on"]?.Value ?? "").Split('\n').ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        bool Further(string note, string where)
        {
            var key = MergeLanding.KeyOf(ExchangeKind.Memo, note);
            return added.Contains(key) || (rows.TryGetValue(key, out var row) && row.Fields.Any(f => f.Name == "on" && choices.Takes(row, f.State) == true) && stood.TryGetValue(key, out var known) && !known.Contains(where));
        }

        var found = new List<(string, Guid, IReadOnlyList<string>, TextSpan?)>();
        void On(string kind, Guid? target, string where, IReadOnlyList<string> notes)
        {
            if (target is { } row && notes.Where(n => Further(n, where)).Distinct().ToList() is { Count: > 0 } of)
            {
                found.Add((kind, row, of, null));
            }
        }

        // A new note on the study as a whole lands with the project.
        On("study_details", study, "study", [.. plan.Theirs.NoteForeignIds.Where(n => !added.Contains(MergeLanding.KeyOf(ExchangeKind.Memo, n)))]);
        foreach (var code in plan.Theirs.Codes.Where(c => !added.Contains(MergeLanding.KeyOf(ExchangeKind.Code, c.ForeignId))))
        {
            On("codes", Find(ids.Codes, code.ForeignId), "code:" + ExchangeItem.Plain(code.ForeignId), code.NoteForeignIds);
        }

        foreach (var source in plan.Theirs.Sources.Where(s => ids.Sources.ContainsKey(ExchangeItem.Plain(s.ForeignId))))
        {
            var id = ExchangeItem.Plain(source.ForeignId);
            On("sources", ids.Sources[id], "source:" + id, source.NoteForeignIds);
            foreach (var (coding, _, _) in source.PlacedCodings())
            {
                On("codings", Find(ids.Codings, coding.ForeignId), "coding:" + ExchangeItem.Plain(coding.ForeignId), coding.NoteForeignIds);
            }

            foreach (var selection in source.Selections.Where(s => s.NoteForeignIds.Count > 0))
            {
                var at = await texts.FindAsync(id, selection.Span);
                var span = plan.Maps.TryGetValue(id, out var map) && !plan.AsTheirs.Contains(id) ? map.Back(selection.Span).Span ?? selection.Span : selection.Span;
                var where = $"words:{id} {span.Start}-{span.End}";
                if (selection.NoteForeignIds.Where(n => Further(n, where)).ToList() is { Count: > 0 } of)
                {
                    if (at is { } place)
                    {
                        found.Add(("revisions", place.Revision, of, place.Span));
                    }
                    else
                    {
                        remarks.Add(new Remark(RemarkWeight.NotTaken, source.Name, "A note on words that are in neither text of the study was not taken."));
                    }
                }
            }
        }

        return found;
    }

    private static Guid? Find(Dictionary<string, Guid> rows, string id) => rows.TryGetValue(ExchangeItem.Plain(id), out var row) ? row : null;
}
