using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Finds passages by their words, in the order in which they came into the study, and beside them memos, codes and claims. Answers to open items of a survey are passages too.</summary>
/// <param name="Words">Words: all must occur; “a phrase” in quotation marks; OR; -without; begin*; *merg*, m?rger; one NEAR/5 other; or /a regular expression/ alone.</param>
/// <param name="After">Key of the last hit of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 200.</param>
[Question("search", Permission.ReadMaterial)]
[Refuses("bad-search", "the words are no query: a bracket or quotation mark is missing, or there is nothing to look for")]
[Refuses("too-slow", "a regular expression did not come to its end in the time that it is given")]
public sealed record Search(string Words, string? After = null, int Take = 30) : Question<SearchHits>
{
    /// <inheritdoc/>
    public override async Task<SearchHits> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await Facts.OfAsync(asking);
        var asked = SearchAsked.Of(Words);
        var (seen, sources) = await PassagesFound.OfAsync(asking, facts, asked);
        var after = long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        var page = seen.Where(row => row > after).Take(Math.Clamp(Take, 1, 200)).ToList();
        var hits = await HitsAsync(asking, asked, page, facts);
        var next = page.Count > 0 && page[^1] < seen[^1] ? page[^1].ToString(CultureInfo.InvariantCulture) : null;
        return new SearchHits(seen.Count, sources, hits, next, string.IsNullOrEmpty(After) ? await SearchElsewhere.FindAsync(asking, asked) : []);
    }

    private static async Task<List<SearchHit>> HitsAsync(Asking asking, SearchAsked asked, List<long> rows, Facts facts)
    {
        var passages = await asking.Context.All<Passage>().Where(p => rows.Contains(p.SearchRow)).OrderBy(p => p.SearchRow).ToListAsync(asking.Cancel);
        var ids = passages.Select(p => p.RevisionId).Distinct().ToList();
        var texts = await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
        var originals = await Originals.OfAsync(asking);
        var where = await PlacesOfText.OfAsync(asking.Context, ids, asking.Cancel);
        return passages.ConvertAll(p =>
        {
            var source = facts.SourceOfRevision[p.RevisionId];
            var words = originals.Cover(p.RevisionId, texts[p.RevisionId][p.WordsStart..p.End]);
            return new SearchHit(facts.Sources[source], facts.Study.Sources[source].Name, facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null, p.Ordinal, originals.Hides(p.RevisionId) ? null : p.Speaker, p.WordsStart, words, asked.Marks(words), where.Where(p.RevisionId, p.Start, p.End).InWords);
        });
    }
}

/// <summary>What a search found.</summary>
/// <param name="Total">Passages in all.</param>
/// <param name="Sources">In how many sources.</param>
/// <param name="Hits">This page.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
/// <param name="Elsewhere">What was found beside the texts, kind by kind; with the first page alone.</param>
public sealed record SearchHits(int Total, int Sources, IReadOnlyList<SearchHit> Hits, string? Next, IReadOnlyList<SearchedKind> Elsewhere);

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

/// <summary>What was found of one kind beside the texts.</summary>
/// <param name="Kind">What it is, plural: “memos”.</param>
/// <param name="Total">How many in all.</param>
/// <param name="Hits">The first of them.</param>
public sealed record SearchedKind(string Kind, int Total, IReadOnlyList<SearchedHit> Hits);

/// <summary>Words beside the texts that were found.</summary>
/// <param name="Title">What they are on or of.</param>
/// <param name="Page">Page of the study that shows them.</param>
/// <param name="Words">The words; of long ones the part about the first mark.</param>
/// <param name="Marks">Where what was asked for stands in them.</param>
public sealed record SearchedHit(string Title, string Page, string Words, IReadOnlyList<TextSpan> Marks);
