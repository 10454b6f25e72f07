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
/// ending; <c>( )</c> group. A word of several terms (<c>well-known</c>) is a phrase. Without brackets, OR parts what stands left and right of it.
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
