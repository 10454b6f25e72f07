namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>The query grammar carried out plainly, without an index.</summary>
internal static class SearchMatcher
{
    internal static bool Matches(SearchNode node, IReadOnlyList<string> terms) => node switch
    {
        WordNode word => terms.Contains(word.Term, StringComparer.Ordinal),
        PrefixNode prefix => terms.Any(term => term.StartsWith(prefix.Start, StringComparison.Ordinal)),
        PhraseNode phrase => HasPhrase(phrase, terms),
        ShapeNode shape => terms.Any(shape.Fits),
        NearNode near => AreNear(near, terms),
        AllNode all => all.Parts.All(part => Matches(part, terms)) && !all.Without.Any(part => Matches(part, terms)),
        AnyNode any => any.Parts.Any(part => Matches(part, terms)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static bool HasPhrase(PhraseNode phrase, IReadOnlyList<string> terms) => Enumerable.Range(0, Math.Max(0, terms.Count - phrase.Terms.Count + 1)).Any(at => StandsAt(phrase, terms, at));

    private static bool StandsAt(PhraseNode phrase, IReadOnlyList<string> terms, int at)
    {
        var k = 0;
        while (k < phrase.Terms.Count && Fits(phrase, k, terms[at + k]))
        {
            k++;
        }

        return k == phrase.Terms.Count;
    }

    /// <summary>One stands before the other, not in it, with few enough words between.</summary>
    private static bool AreNear(NearNode near, IReadOnlyList<string> terms)
    {
        var (left, right) = (Places(near.Left, terms), Places(near.Right, terms));
        return left.Exists(a => right.Exists(b => (b.First > a.Last && b.First - a.Last - 1 <= near.Words) || (a.First > b.Last && a.First - b.Last - 1 <= near.Words)));
    }

    private static List<(int First, int Last)> Places(SearchNode node, IReadOnlyList<string> terms) => node switch
    {
        PhraseNode phrase => [.. Enumerable.Range(0, Math.Max(0, terms.Count - phrase.Terms.Count + 1)).Where(at => StandsAt(phrase, terms, at)).Select(at => (at, at + phrase.Terms.Count - 1))],
        _ => [.. Enumerable.Range(0, terms.Count).Where(at => Matches(node, [terms[at]])).Select(at => (at, at))],
    };

    private static bool Fits(PhraseNode phrase, int k, string term) => phrase.LastIsPrefix && k == phrase.Terms.Count - 1
        ? term.StartsWith(phrase.Terms[k], StringComparison.Ordinal)
        : string.Equals(term, phrase.Terms[k], StringComparison.Ordinal);
}
