using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
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
        // The index holds the terms of every revision there ever was; which of them the view shows is known in memory.
        var index = provider == Provider.Sqlite
            ? $"SELECT i.rowid FROM passage_index i WHERE {condition} AND i.rowid BETWEEN @first AND @last ORDER BY i.rowid"
            : $"SELECT i.search_row FROM passage_terms i WHERE {condition} AND i.search_row BETWEEN @first AND @last ORDER BY i.search_row";
        var found = await context.ReadAsync(index, row => row.GetInt64(0), asking.Cancel, with);
        var facts = await Facts.OfAsync(asking);
        var (seen, sources) = (await SearchRows.OfAsync(asking, facts)).Shown(found);
        var after = long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        var page = seen.Where(row => row > after).Take(Math.Clamp(Take, 1, 200)).ToList();
        var hits = await HitsAsync(asking, query, page, facts);
        var next = page.Count > 0 && page[^1] < seen[^1] ? page[^1].ToString(CultureInfo.InvariantCulture) : null;
        return new SearchHits(seen.Count, sources, hits, next);
    }

    private static async Task<List<SearchHit>> HitsAsync(Asking asking, SearchQuery query, List<long> rows, Facts facts)
    {
        var passages = await asking.Context.All<Passage>().Where(p => rows.Contains(p.SearchRow)).OrderBy(p => p.SearchRow).ToListAsync(asking.Cancel);
        var ids = passages.Select(p => p.RevisionId).Distinct().ToList();
        var texts = await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
        var originals = await Originals.OfAsync(asking);
        var wanted = Wanted(query.Root).ToList();
        var where = await PlacesOfText.OfAsync(asking.Context, ids, asking.Cancel);
        return passages.ConvertAll(p =>
        {
            var source = facts.SourceOfRevision[p.RevisionId];
            var words = originals.Cover(p.RevisionId, texts[p.RevisionId][p.WordsStart..p.End]);
            return new SearchHit(facts.Sources[source], facts.Study.Sources[source].Name, facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null, p.Ordinal, originals.Hides(p.RevisionId) ? null : p.Speaker, p.WordsStart, words, Marks(words, wanted), where.Where(p.RevisionId, p.Start, p.End).InWords);
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
/// <param name="Where">“p. 7” or “12:04”; empty where the text has neither pages nor times.</param>
public sealed record SearchHit(Guid Source, string SourceName, string? Site, int Ordinal, string? Speaker, int Start, string Words, IReadOnlyList<TextSpan> Marks, string Where = "");
