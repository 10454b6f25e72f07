using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Finds the turns of a participant in every revision of a source: a former one may bear another label, their name among them, or none.</summary>
/// <remarks>A later revision is right about who spoke, so its turns are looked up in all before it. Where the newest names nobody, those of the last that does are looked up in what came after.</remarks>
internal static class TurnsInChains
{
    /// <summary>Adds the turns that only the maps find.</summary>
    /// <returns>Passages among them that stand under another label than anybody’s pseudonym.</returns>
    public static async Task<List<Guid>> CompleteAsync(
        StudyContext context, RevisionChain chain, IReadOnlyList<Guid> sources, Dictionary<Guid, IReadOnlyList<SpokenStretch>> turns, HashSet<string> labels, HashSet<string> others, CancellationToken cancel)
    {
        var revisions = chain.All.Where(r => sources.Contains(r.Source)).ToList();
        var ids = revisions.ConvertAll(r => r.Id);
        var passages = (await context.Set<Passage>().AsNoTracking().Where(p => ids.Contains(p.RevisionId)).ToListAsync(cancel)).ToLookup(p => p.RevisionId);
        var otherLabels = new List<Guid>();
        bool IsKnown(Passage p) => p.Speaker is { } speaker && (labels.Contains(speaker.Trim()) || others.Contains(speaker.Trim()) || SpeakerRoles.IsTeam(speaker));
        bool IsTold(Guid revision, Passage p) => turns.TryGetValue(revision, out var there) && there.Any(t => t.SearchRow == p.SearchRow && t.Words.End == p.End && t.Words.Start <= p.WordsStart);
        var told = turns.ToDictionary(t => t.Key, t => t.Value);
        foreach (var source in revisions.GroupBy(r => r.Source))
        {
            var last = source.Where(r => passages[r.Id].Any(IsKnown)).MaxBy(r => r.Number);
            foreach (var to in source)
            {
                foreach (var from in source.Where(r => told.ContainsKey(r.Id) && (r.Number > to.Number || (r == last && to.Number > last.Number))))
                {
                    var map = chain.Map(from.Id, to.Id);
                    foreach (var turn in told[from.Id])
                    {
                        var (inner, around) = (map.Around(turn.Turn, withEnds: false), map.Around(turn.Turn));
                        foreach (var p in passages[to.Id].Where(p => p.Start < inner.End && inner.Start < p.End && !IsTold(to.Id, p)))
                        {
                            var named = IsKnown(p);
                            var start = Math.Clamp(around.Start, named ? p.WordsStart : p.Start, p.End);
                            var words = new TextSpan(start, Math.Clamp(around.End, start, p.End));
                            if (words.Length > 0)
                            {
                                turns[to.Id] = [.. turns.GetValueOrDefault(to.Id) ?? [], new SpokenStretch(new TextSpan(p.Start, p.End), words, p.SearchRow)];
                                otherLabels.AddRange(named || p.Speaker is null ? [] : [p.Id]);
                            }
                        }
                    }
                }
            }
        }

        return [.. otherLabels.Distinct()];
    }
}
