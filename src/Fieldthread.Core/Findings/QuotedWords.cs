using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Findings;

/// <summary>Finds where words that a person quotes stand in a text. What is kept as evidence are the text’s own words at that place.</summary>
public static class QuotedWords
{
    /// <summary>The places where the words stand letter by letter; where there is none, those where only quotation marks, dashes, white space and ellipses are written otherwise, as in a verification (<see cref="ComparableText"/>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words.</param>
    /// <returns>At most two places, upwards: one is enough, and two are too many. None for empty words.</returns>
    public static IReadOnlyList<TextSpan> Find(string text, string words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var exact = Places(text, words).Take(2).Select(at => new TextSpan(at, at + words.Length)).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        var (plain, comparable) = (ComparableText.Plain(words), ComparableText.Of(text));
        return [.. Places(comparable.Text, plain).Select(at => comparable.ToOriginal(at, at + plain.Length)).Distinct().Take(2)];
    }

    private static IEnumerable<int> Places(string text, string words)
    {
        for (var at = 0; words.Length > 0 && (at = text.IndexOf(words, at, StringComparison.Ordinal)) >= 0; at++)
        {
            yield return at;
        }
    }
}
