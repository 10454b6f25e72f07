using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Searches what rooms hold beside the texts: memos, codes, claims.</summary>
internal static class SearchElsewhere
{
    private const int MostShown = 20;
    private const int MostWords = 400;

    public static async Task<IReadOnlyList<SearchedKind>> FindAsync(Asking asking, SearchAsked asked)
    {
        var kinds = new List<SearchedKind>();
        foreach (var part in Contributions.To<ISearched>().OrderBy(p => p.Place))
        {
            if (!await asking.MayAsync(part.Needs))
            {
                continue;
            }

            var all = await asking.Cache.UnlessChangedAsync("searched " + part.Kind, asking, [.. part.Rows], () => part.ReadAsync(asking));
            var found = all.Where(w => asked.Finds(w.Words)).ToList();
            if (found.Count > 0)
            {
                kinds.Add(new SearchedKind(part.Kind, found.Count, [.. found.Take(MostShown).Select(w => Hit(w, asked))]));
            }
        }

        return kinds;
    }

    private static SearchedHit Hit(SearchedWords found, SearchAsked asked)
    {
        var marks = asked.Marks(found.Words);
        if (found.Words.Length <= MostWords)
        {
            return new SearchedHit(found.Title, found.Page, found.Words, marks);
        }

        var from = marks.Count == 0 ? 0 : Math.Clamp(marks[0].Start - (MostWords / 4), 0, found.Words.Length - MostWords);
        from += from > 0 && char.IsLowSurrogate(found.Words[from]) ? 1 : 0;
        var to = Math.Min(found.Words.Length, from + MostWords);
        to -= to < found.Words.Length && char.IsLowSurrogate(found.Words[to]) ? 1 : 0;
        return new SearchedHit(found.Title, found.Page, found.Words[from..to], [.. marks.Where(m => m.Start >= from && m.End <= to).Select(m => new TextSpan(m.Start - from, m.End - from))]);
    }
}
