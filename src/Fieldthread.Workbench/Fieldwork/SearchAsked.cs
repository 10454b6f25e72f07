using System.Diagnostics;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What was typed into the search: words with their grammar, or a regular expression.</summary>
internal sealed partial class SearchAsked
{
    /// <summary>The longest that a regular expression may take over a whole study.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MostMarks = 200;
    private readonly Stopwatch watch = new();
    private readonly List<SearchNode> wanted;

    private SearchAsked(SearchQuery? query, SearchPattern? pattern) => (Query, Pattern, wanted) = (query, pattern, query is null ? [] : [.. Wanted(query.Root)]);

    public SearchQuery? Query { get; }

    public SearchPattern? Pattern { get; }

    /// <summary>Reads what was typed.</summary>
    /// <param name="words">As typed.</param>
    /// <exception cref="RefusedException">It is neither: <c>bad-search</c>.</exception>
    public static SearchAsked Of(string words)
    {
        if (SearchPattern.Is(words))
        {
            if (!SearchPattern.TryParse(words, Patience, out var pattern, out var trouble))
            {
                Asking.Refuse("bad-search", trouble, "A word of the text can always be searched by itself.");
            }

            return new SearchAsked(null, pattern);
        }

        if (!SearchQuery.TryParse(words, out var query, out var problem))
        {
            Asking.Refuse("bad-search", problem, "Write words, or “a phrase” in quotation marks; -word leaves a word out.");
        }

        return new SearchAsked(query, null);
    }

    /// <summary>True where a text is found.</summary>
    /// <exception cref="RefusedException">The regular expression takes too long: <c>too-slow</c>.</exception>
    public bool Finds(string text) => Pattern is null ? Query!.Matches(SearchTerms.Of(text)) : Watched(text, 1).Count > 0;

    /// <summary>Where what was asked for stands in a text, to be emphasised.</summary>
    public IReadOnlyList<TextSpan> Marks(string text) => Pattern is not null ? Watched(text, MostMarks) : [.. Word.Matches(text).Where(m => SearchTerms.Of(m.Value).Any(term => wanted.Exists(w => w switch
    {
        WordNode word => word.Term == term,
        PrefixNode prefix => term.StartsWith(prefix.Start, StringComparison.Ordinal),
        ShapeNode shape => shape.Fits(term),
        _ => false,
    }))).Select(m => new TextSpan(m.Index, m.Index + m.Length))];

    /// <summary>Every place of a text at which the regular expression stands.</summary>
    /// <exception cref="RefusedException">It takes too long: <c>too-slow</c>.</exception>
    public IReadOnlyList<TextSpan> Everywhere(string text) => Watched(text, int.MaxValue);

    private IReadOnlyList<TextSpan> Watched(string text, int most)
    {
        watch.Start();
        try
        {
            return Pattern!.In(text, most, () =>
            {
                if (watch.Elapsed > Patience)
                {
                    throw TooSlow();
                }
            });
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
        finally
        {
            watch.Stop();
        }
    }

    private static RefusedException TooSlow() => new(new Refusal("too-slow", $"The expression was not through the study in {Patience.TotalSeconds:0} seconds.", "Write one that says more exactly what it looks for, or search words."));

    private static IEnumerable<SearchNode> Wanted(SearchNode node) => node switch
    {
        WordNode or PrefixNode or ShapeNode => [node],
        PhraseNode phrase => phrase.Terms.Select((t, i) => phrase.LastIsPrefix && i == phrase.Terms.Count - 1 ? (SearchNode)new PrefixNode(t) : new WordNode(t)),
        NearNode near => Wanted(near.Left).Concat(Wanted(near.Right)),
        AllNode all => all.Parts.SelectMany(Wanted),
        AnyNode any => any.Parts.SelectMany(Wanted),
        _ => [],
    };

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}'’‘]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }
}
