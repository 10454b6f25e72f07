namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>The query grammar carried out plainly, without an index.</summary>
internal static class SearchMatcher
{
    internal static bool Matches(SearchNode node, IReadOnlyList<string> terms) => node switch
    {
        WordNode word => terms.Contains(word.Term, StringComparer.Ordinal),
        PrefixNode prefix => terms.Any(term => term.StartsWith(prefix.Start, StringComparison.Ordinal)),
        PhraseNode phrase => HasPhrase(phrase, terms),
        AllNode all => all.Parts.All(part => Matches(part, terms)) && !all.Without.Any(part => Matches(part, terms)),
        AnyNode any => any.Parts.Any(part => Matches(part, terms)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static bool HasPhrase(PhraseNode phrase, IReadOnlyList<string> terms)
    {
        for (var at = 0; at + phrase.Terms.Count <= terms.Count; at++)
        {
            var k = 0;
            while (k < phrase.Terms.Count && Fits(phrase, k, terms[at + k]))
            {
                k++;
            }

            if (k == phrase.Terms.Count)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(PhraseNode phrase, int k, string term) => phrase.LastIsPrefix && k == phrase.Terms.Count - 1
        ? term.StartsWith(phrase.Terms[k], StringComparison.Ordinal)
        : string.Equals(term, phrase.Terms[k], StringComparison.Ordinal);
}
