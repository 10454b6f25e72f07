using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Finds passages by their words, in the order in which they came into the study.</summary>
/// <param name="Words">Words: all must occur; “a phrase” in quotation marks; OR; -without; begin*.</param>
/// <param name="After">Key of the last hit of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 200.</param>
[Question("search", Permission.ReadMaterial)]
[Refuses("bad-search", "the words are no query: a bracket or quotation mark is missing, or there is nothing to look for")]
public sealed partial record Search(string Words, string? After = null, int Take = 30) : Question<SearchHits>
{
    /// <inheritdoc/>
    public override async Task<SearchHits> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (!SearchQuery.TryParse(Words, out var query, out var problem))
        {
            Asking.Refuse("bad-search", problem, "Write words, or “a phrase” in quotation marks; -word leaves a word out.");
        }

        var context = asking.Context;
        var provider = Dialect.Of(context.Database.GetDbConnection());
        var (condition, parameters) = FullText.Compile(query.Root, provider);
        (string, object?)[] with =
        [
            .. parameters, ("first", (long)context.Study << BulkInsert.SearchRowBits), ("last", ((long)context.Study + 1) << BulkInsert.SearchRowBits),
        ];
        var from = provider == Provider.Sqlite
            ? $"FROM passage_index i CROSS JOIN {context.RelationOf<Passage>()} p ON p.study_id = {context.Study} AND p.search_row = i.rowid WHERE {condition} AND i.rowid BETWEEN @first AND @last"
            : $"FROM passage_terms i JOIN {context.RelationOf<Passage>()} p ON p.study_id = {context.Study} AND p.search_row = i.search_row WHERE {condition} AND i.search_row BETWEEN @first AND @last";
        var found = await context.ReadAsync($"SELECT p.search_row, p.revision_id {from} ORDER BY p.search_row", row => (Row: row.GetInt64(0), Revision: row.ReadId(1)), asking.Cancel, with);
        var facts = await Facts.OfAsync(asking);
        var sources = facts.Sources.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => s.i);
        var revisions = (await context.All<Revision>().Select(r => new { r.Id, r.SourceId }).ToListAsync(asking.Cancel)).Where(r => sources.ContainsKey(r.SourceId)).ToDictionary(r => r.Id, r => r.SourceId);
        var seen = found.Where(f => revisions.ContainsKey(f.Revision)).ToList();
        var after = long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        var page = seen.Where(f => f.Row > after).Take(Math.Clamp(Take, 1, 200)).ToList();
        var hits = await HitsAsync(asking, query, page.ConvertAll(f => f.Row), facts, sources, revisions);
        var next = page.Count > 0 && page[^1].Row < seen[^1].Row ? page[^1].Row.ToString(CultureInfo.InvariantCulture) : null;
        return new SearchHits(seen.Count, seen.Select(f => f.Revision).Distinct().Count(), hits, next);
    }

    private static async Task<List<SearchHit>> HitsAsync(Asking asking, SearchQuery query, List<long> rows, Facts facts, Dictionary<Guid, int> sources, Dictionary<Guid, Guid> revisions)
    {
        var passages = await asking.Context.All<Passage>().Where(p => rows.Contains(p.SearchRow)).OrderBy(p => p.SearchRow).ToListAsync(asking.Cancel);
        var ids = passages.Select(p => p.RevisionId).Distinct().ToList();
        var texts = await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
        var wanted = Wanted(query.Root).ToList();
        return passages.ConvertAll(p =>
        {
            var source = sources[revisions[p.RevisionId]];
            var words = texts[p.RevisionId][p.WordsStart..p.End];
            return new SearchHit(facts.Sources[source], facts.Study.Sources[source].Name, facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null, p.Ordinal, p.Speaker, p.WordsStart, words, Marks(words, wanted));
        });
    }

    /// <summary>Where the words that were asked for stand in a passage, to be emphasised.</summary>
    private static List<TextSpan> Marks(string words, List<(string Term, bool Prefix)> wanted) => Word.Matches(words)
        .Where(m => SearchTerms.Of(m.Value).Any(term => wanted.Exists(w => w.Prefix ? term.StartsWith(w.Term, StringComparison.Ordinal) : term == w.Term)))
        .Select(m => new TextSpan(m.Index, m.Index + m.Length))
        .ToList();

    private static IEnumerable<(string Term, bool Prefix)> Wanted(SearchNode node) => node switch
    {
        WordNode word => [(word.Term, false)],
        PrefixNode prefix => [(prefix.Start, true)],
        PhraseNode phrase => phrase.Terms.Select((t, i) => (t, phrase.LastIsPrefix && i == phrase.Terms.Count - 1)),
        AllNode all => all.Parts.SelectMany(Wanted),
        AnyNode any => any.Parts.SelectMany(Wanted),
        _ => [],
    };

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}'’‘]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }
}

/// <summary>What a search found.</summary>
/// <param name="Total">Passages in all.</param>
/// <param name="Sources">In how many sources.</param>
/// <param name="Hits">This page.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
public sealed record SearchHits(int Total, int Sources, IReadOnlyList<SearchHit> Hits, string? Next);

/// <summary>A passage that was found.</summary>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Site">Name of its site, or null.</param>
/// <param name="Ordinal">The passage’s number.</param>
/// <param name="Speaker">Who speaks, or null.</param>
/// <param name="Start">Where its words begin in the source’s text.</param>
/// <param name="Words">Its words.</param>
/// <param name="Marks">Where what was asked for stands in them.</param>
public sealed record SearchHit(Guid Source, string SourceName, string? Site, int Ordinal, string? Speaker, int Start, string Words, IReadOnlyList<TextSpan> Marks);
