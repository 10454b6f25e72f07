namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>A part of a query, its words already as <see cref="SearchTerms"/> makes them.</summary>
public abstract record SearchNode;

/// <summary>One term.</summary>
/// <param name="Term">As <see cref="SearchTerms"/> makes it.</param>
public sealed record WordNode(string Term) : SearchNode;

/// <summary>Any term that begins so.</summary>
/// <param name="Start">As <see cref="SearchTerms"/> makes it.</param>
public sealed record PrefixNode(string Start) : SearchNode;

/// <summary>Terms next to each other, in this order.</summary>
/// <param name="Terms">Two or more.</param>
/// <param name="LastIsPrefix">True when the last of them is only the beginning of a term.</param>
public sealed record PhraseNode(IReadOnlyList<string> Terms, bool LastIsPrefix = false) : SearchNode
{
    /// <summary>Equal when the terms are.</summary>
    public bool Equals(PhraseNode? other) => other is not null && LastIsPrefix == other.LastIsPrefix && Terms.SequenceEqual(other.Terms, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Terms.Count, string.Join(' ', Terms), LastIsPrefix);
}

/// <summary>Any term of a shape: <c>*</c> for any letters or none, <c>?</c> for one.</summary>
/// <param name="Shape">The letters as <see cref="SearchTerms"/> makes them, with the stars and question marks.</param>
public sealed record ShapeNode(string Shape) : SearchNode
{
    /// <summary>True when a term has the shape.</summary>
    /// <param name="term">As <see cref="SearchTerms"/> makes it.</param>
    public bool Fits(string term)
    {
        ArgumentNullException.ThrowIfNull(term);
        // The star last passed takes one letter more wherever what follows does not fit: no shape makes it slow.
        var (at, from, star, taken) = (0, 0, -1, 0);
        while (from < term.Length)
        {
            if (at < Shape.Length && (Shape[at] == '?' || Shape[at] == term[from]))
            {
                at++;
                from++;
            }
            else if (at < Shape.Length && Shape[at] == '*')
            {
                (star, taken) = (at++, from);
            }
            else if (star >= 0)
            {
                (at, from) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        while (at < Shape.Length && Shape[at] == '*')
        {
            at++;
        }

        return at == Shape.Length;
    }
}

/// <summary>Two parts with no more than so many words between them, whichever comes first.</summary>
/// <param name="Left">A word, a phrase or the beginning or shape of a word.</param>
/// <param name="Right">Another.</param>
/// <param name="Words">How many words may stand between.</param>
public sealed record NearNode(SearchNode Left, SearchNode Right, int Words) : SearchNode;

/// <summary>All of some parts and none of others.</summary>
/// <param name="Parts">At least one: a query that only excludes is refused.</param>
/// <param name="Without">None of these.</param>
public sealed record AllNode(IReadOnlyList<SearchNode> Parts, IReadOnlyList<SearchNode> Without) : SearchNode
{
    /// <summary>Equal when the parts are, in order.</summary>
    public bool Equals(AllNode? other) => other is not null && Parts.SequenceEqual(other.Parts) && Without.SequenceEqual(other.Without);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parts.Count, Without.Count, Parts.FirstOrDefault());
}

/// <summary>Any of some parts.</summary>
/// <param name="Parts">At least two.</param>
public sealed record AnyNode(IReadOnlyList<SearchNode> Parts) : SearchNode
{
    /// <summary>Equal when the parts are, in order.</summary>
    public bool Equals(AnyNode? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parts.Count, Parts.FirstOrDefault());
}

/// <summary>What a person asked the search for.</summary>
/// <remarks>
/// <c>budget cuts</c> both words; <c>"budget cuts"</c> the phrase; <c>budget OR savings</c> either (OR in capitals); <c>-merger</c> without; <c>commission*</c> any
/// ending; <c>*merg*</c>, <c>m?rger</c> any word of that shape; <c>budget NEAR/5 cuts</c> with at most five words between (NEAR alone: ten); <c>( )</c> group. A word of several terms (<c>well-known</c>) is a phrase. Without brackets, OR parts what stands left and right of it.
/// </remarks>
public sealed class SearchQuery
{
    /// <summary>Words and phrases that a query has at most: 64.</summary>
    public const int MostParts = 64;

    private SearchQuery(string text, SearchNode root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>As typed.</summary>
    public string Text { get; }

    /// <summary>The query as a tree.</summary>
    public SearchNode Root { get; }

    /// <summary>Words that may stand between where NEAR is written without a number.</summary>
    public const int NearUnlessSaid = 10;

    /// <summary>The most that NEAR takes: 500.</summary>
    public const int Farthest = 500;

    /// <summary>Reads a query.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="query">The query, if it is one.</param>
    /// <param name="problem">What is wrong and what to do, in plain words, if it is none.</param>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SearchQuery? query, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        query = null;
        var root = new SearchParser(text ?? "").Parse(out problem);
        if (root is null)
        {
            problem ??= "Write a word to look for.";
            return false;
        }

        query = new SearchQuery(text ?? "", root);
        problem = null;
        return true;
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static SearchQuery Parse(string text) => TryParse(text, out var query, out var problem) ? query : throw new FormatException(problem);

    /// <summary>True when a passage is found. The reference for what any index must answer.</summary>
    /// <param name="terms">The passage's terms, from <see cref="SearchTerms.Of"/>.</param>
    public bool Matches(IReadOnlyList<string> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return SearchMatcher.Matches(Root, terms);
    }
}
