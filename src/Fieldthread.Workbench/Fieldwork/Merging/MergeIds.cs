using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Rows of the study by the ids of a file that comes back, however it spells them.</summary>
internal sealed class MergeIds
{
    private readonly MergePlan plan;

    private MergeIds(MergePlan plan)
    {
        this.plan = plan;
        (People, Codes, Sources, Sites) = (Inverse(plan.Ours.People), Inverse(plan.Ours.Codes), Inverse(plan.Ours.Sources), Inverse(plan.Ours.Sites));
        (Codings, Selections) = (Inverse(plan.Ours.Codings), Inverse(plan.Ours.Selections));
        Memos = plan.Ours.Memos.ToLookup(m => ExchangeItem.Plain(m.Value), m => m.Key, StringComparer.Ordinal);
        Spelling = plan.Ours.Project.Sources.SelectMany(s => s.Selections).GroupBy(s => ExchangeItem.Plain(s.ForeignId)).ToDictionary(g => g.Key, g => g.First().ForeignId, StringComparer.Ordinal);
    }

    public Dictionary<string, Guid> People { get; }

    /// <summary>Codes of the study, and under the id of a code that was merged into another, that other.</summary>
    public Dictionary<string, Guid> Codes { get; }

    public Dictionary<string, Guid> Sources { get; }

    public Dictionary<string, Guid> Sites { get; }

    public Dictionary<string, Guid> Codings { get; }

    public Dictionary<string, Guid> Selections { get; }

    public ILookup<string, Guid> Memos { get; }

    /// <summary>How the study spells the id of a selection.</summary>
    public Dictionary<string, string> Spelling { get; }

    public static async Task<MergeIds> OfAsync(Acting acting, MergePlan plan)
    {
        var ids = new MergeIds(plan);
        var merged = await acting.Context.Set<CodeChange>().AsNoTracking().Where(c => c.Deed == CodeDeed.Merged && c.OtherId != null).OrderBy(c => c.RecordedIn).Select(c => new { c.CodeId, Into = c.OtherId!.Value }).ToListAsync(acting.Cancel);
        if (merged.Count > 0)
        {
            var into = merged.GroupBy(m => m.CodeId).ToDictionary(g => g.Key, g => g.Last().Into);
            var there = ids.Codes.Values.ToHashSet();
            var written = await acting.Context.ReadAsync("SELECT id, foreign_id FROM codes_history WHERE study_id = @study", r => (Id: r.ReadId(0), Foreign: r.IsDBNull(1) ? null : r.GetString(1)), acting.Cancel, ("study", acting.Context.Study));
            foreach (var (id, foreign) in written.Where(w => into.ContainsKey(w.Id)))
            {
                var to = id;
                for (var step = 0; step < 100 && !there.Contains(to) && into.TryGetValue(to, out var next); step++)
                {
                    to = next;
                }

                if (there.Contains(to))
                {
                    ids.Codes.TryAdd(ExchangeItem.Plain(foreign ?? id.ToString("D")), to);
                }
            }
        }

        return ids;
    }

    /// <summary>The same under the ids as the file spells them, for what lands beside.</summary>
    public LandedIds AsWritten()
    {
        var theirs = plan.Theirs;
        return new LandedIds(
            Written(theirs.Users.Select(u => u.ForeignId), People), Written(theirs.Codes.Select(c => c.ForeignId).Concat(theirs.Sources.SelectMany(s => s.PlacedCodings()).Select(p => p.Coding.CodeForeignId)), Codes),
            Written(theirs.Sources.Select(s => s.ForeignId), Sources), Written(theirs.Cases.Select(c => c.ForeignId), Sites), Written(theirs.Notes.Select(n => n.ForeignId), Memos.ToDictionary(m => m.Key, m => m.First(), StringComparer.Ordinal)), Written(theirs.Sources.SelectMany(s => s.Selections).Select(s => s.ForeignId), Selections));
    }

    private static Dictionary<string, Guid> Written(IEnumerable<string> written, Dictionary<string, Guid> known) =>
        written.Distinct(StringComparer.Ordinal).Where(w => known.ContainsKey(ExchangeItem.Plain(w))).ToDictionary(w => w, w => known[ExchangeItem.Plain(w)], StringComparer.Ordinal);

    private static Dictionary<string, Guid> Inverse(IReadOnlyDictionary<Guid, string> ids) => ids.GroupBy(i => ExchangeItem.Plain(i.Value)).ToDictionary(g => g.Key, g => g.First().Key, StringComparer.Ordinal);
}
