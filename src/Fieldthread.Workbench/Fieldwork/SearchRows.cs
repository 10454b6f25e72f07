using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Rows of the full-text index that a view shows, with their sources. Some ten bytes a passage; read anew only after an act that wrote passages.</summary>
/// <param name="rows">Rows of the index, ascending.</param>
/// <param name="sources">The index of the source of each.</param>
/// <param name="of">The facts that the sources are counted in.</param>
internal sealed class SearchRows(long[] rows, int[] sources, IReadOnlyList<Guid> of)
{
    public static Task<SearchRows> OfAsync(Asking asking, Facts facts) => asking.Cache.GetAsync(
        "search rows",
        asking.Context.View,
        asking.Head,
        () => ReadAsync(asking, facts),
        async (before, head) => before.Of.SequenceEqual(facts.Sources) && asking.Context.View.Known is null && !await asking.Context.ChangedSinceAsync(head, [typeof(Passage)], asking.Cancel) ? before : null);

    private IReadOnlyList<Guid> Of { get; } = of;

    /// <summary>Those of the found rows that the view shows, and in how many sources they are.</summary>
    /// <param name="found">Rows of the index, ascending.</param>
    public (List<long> Rows, int Sources) Shown(List<long> found)
    {
        var (shown, seen, at) = (new List<long>(found.Count), new HashSet<int>(), 0);
        foreach (var row in found)
        {
            // Both are in order, and hits lie far apart where they are few.
            var place = Array.BinarySearch(rows, at, rows.Length - at, row);
            at = place >= 0 ? place : ~place;
            if (place >= 0)
            {
                shown.Add(row);
                seen.Add(sources[place]);
            }
        }

        return (shown, seen.Count);
    }

    private static async Task<SearchRows> ReadAsync(Asking asking, Facts facts)
    {
        var shown = (await asking.Context.ReadAsync(
            $"SELECT search_row, revision_id FROM {asking.Context.RelationOf<Passage>()} WHERE study_id = @study",
            row => (Row: row.GetInt64(0), Source: facts.SourceOfRevision.TryGetValue(row.ReadId(1), out var source) ? source : -1), asking.Cancel, ("study", asking.Context.Study)))
            .Where(p => p.Source >= 0).ToArray();
        var rows = Array.ConvertAll(shown, p => p.Row);
        var sources = Array.ConvertAll(shown, p => p.Source);
        Array.Sort(rows, sources);
        return new SearchRows(rows, sources, facts.Sources);
    }
}
