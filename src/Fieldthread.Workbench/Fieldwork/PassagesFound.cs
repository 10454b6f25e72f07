using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Finds the passages: by the full-text index as far as it answers, and by looking at what it left where it does not.</summary>
internal static class PassagesFound
{
    /// <summary>Rows of the index that are found and shown, ascending, and in how many sources they are.</summary>
    public static async Task<(List<long> Rows, int Sources)> OfAsync(Asking asking, Facts facts, SearchAsked asked)
    {
        var rows = await SearchRows.OfAsync(asking, facts);
        if (asked.Query is not { } query)
        {
            return rows.Shown(await ByPatternAsync(asking, asked));
        }

        var exact = true;
        var widened = FullText.Widened(query.Root, ref exact);
        return rows.Shown(exact ? await ByIndexAsync(asking, widened!) : await LookedAtAsync(asking, query, widened));
    }

    private static async Task<List<long>> ByIndexAsync(Asking asking, SearchNode node)
    {
        var (condition, with, from, row) = Compiled(asking, node);
        return await asking.Context.ReadAsync($"SELECT i.{row} FROM {from} i WHERE {condition} AND i.{row} BETWEEN @first AND @last ORDER BY i.{row}", r => r.GetInt64(0), asking.Cancel, with);
    }

    /// <summary>What the index leaves, passage by passage: only those are kept that the query itself finds.</summary>
    private static async Task<List<long>> LookedAtAsync(Asking asking, SearchQuery query, SearchNode? widened)
    {
        List<(string, object?)> with = [("first", First(asking)), ("last", Last(asking))];
        var letters = FullText.Letters(query.Root).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Take(8).ToList();
        var like = string.Concat(letters.Select((_, i) => $" AND t.terms LIKE @l{i}"));
        with.AddRange(letters.Select((l, i) => ("l" + i, (object?)$"%{l}%")));
        var narrow = "";
        if (widened is not null)
        {
            var (condition, parameters, from, row) = Compiled(asking, widened);
            narrow = $" AND t.search_row IN (SELECT i.{row} FROM {from} i WHERE {condition} AND i.{row} BETWEEN @first AND @last)";
            with.AddRange(parameters.Where(p => p.Item1 is not ("first" or "last")));
        }

        var found = await asking.Context.ReadAsync(
            $"SELECT t.search_row, t.terms FROM passage_terms t WHERE t.search_row BETWEEN @first AND @last{like}{narrow} ORDER BY t.search_row",
            r => query.Matches(r.GetString(1).Split(' ')) ? r.GetInt64(0) : -1, asking.Cancel, [.. with]);
        return found.FindAll(row => row >= 0);
    }

    /// <summary>A regular expression sees the words as they stand, so the texts themselves are read, one after the other.</summary>
    private static async Task<List<long>> ByPatternAsync(Asking asking, SearchAsked asked)
    {
        var passages = (await asking.Context.All<Passage>().Select(p => new { p.RevisionId, p.WordsStart, p.End, p.SearchRow }).ToListAsync(asking.Cancel)).ToLookup(p => p.RevisionId);
        var found = await asking.Context.ReadAsync(
            $"SELECT id, text FROM {asking.Context.RelationOf<Revision>()} WHERE study_id = @study",
            r => r.ReadId(0) is var id && passages.Contains(id) && r.GetString(1) is var text ? passages[id].Where(p => asked.Finds(text[p.WordsStart..p.End])).Select(p => p.SearchRow).ToList() : [],
            asking.Cancel, ("study", asking.Context.Study));
        return [.. found.SelectMany(f => f).Order()];
    }

    private static (string Condition, (string, object?)[] With, string From, string Row) Compiled(Asking asking, SearchNode node)
    {
        var provider = Dialect.Of(asking.Context.Database.GetDbConnection());
        var (condition, parameters) = FullText.Compile(node, provider);
        (string, object?)[] with = [.. parameters, ("first", First(asking)), ("last", Last(asking))];

        // The index holds the terms of every revision there ever was; which of them the view shows is known in memory.
        return provider == Provider.Sqlite ? (condition, with, "passage_index", "rowid") : (condition, with, "passage_terms", "search_row");
    }

    private static long First(Asking asking) => (long)asking.Context.Study << BulkInsert.SearchRowBits;

    private static long Last(Asking asking) => ((long)asking.Context.Study + 1) << BulkInsert.SearchRowBits;
}
