using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Findings;

/// <summary>Where captured words stand in another revision.</summary>
/// <param name="State">Verified, Moved, Ambiguous or Missing.</param>
/// <param name="Span">Where they stand; null for Ambiguous and Missing.</param>
/// <param name="Candidates">Every place that has the words, at most 50.</param>
public sealed record RecaptureResult(QuoteState State, TextSpan? Span, IReadOnlyList<TextSpan> Candidates);

/// <summary>Finds captured words again by the selectors of the W3C Web Annotation model (TextQuoteSelector), exactly: nothing near is ever taken.</summary>
public static class Recapture
{
    /// <summary>
    /// Verified: at the place the revision's map carries the capture to, or at one place only with both the words before and after unchanged.
    /// Moved: at one place whose surroundings changed, or at several of which the surroundings fit one alone. Ambiguous: several. Missing: none.
    /// </summary>
    /// <param name="text">Text of the other revision.</param>
    /// <param name="exact">Words as captured; empty words are Missing.</param>
    /// <param name="prefix">Words before, as captured.</param>
    /// <param name="suffix">Words after, as captured.</param>
    /// <param name="carried">Where the map between the revisions puts the capture, or null.</param>
    public static RecaptureResult Find(string text, string exact, string prefix, string suffix, TextSpan? carried = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = ComparableText.Plain(exact);
        if (words.Length == 0)
        {
            return new(QuoteState.Missing, null, []);
        }

        if (carried is { } there && there.FitsIn(text) && ComparableText.Plain(there.Of(text)) == words)
        {
            return new(QuoteState.Verified, there, [there]);
        }

        var whole = ComparableText.Of(text);
        string before = ComparableText.Of(prefix).Text, after = ComparableText.Of(suffix).Text;
        var places = new List<(TextSpan Span, bool Fits)>();
        for (var at = whole.Text.IndexOf(words, StringComparison.Ordinal); at >= 0 && places.Count < 50; at = whole.Text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if (whole.IsWordEdge(at) && whole.IsWordEdge(at + words.Length))
            {
                var fits = whole.Text.AsSpan(0, at).TrimEnd().EndsWith(before.AsSpan().Trim(), StringComparison.Ordinal)
                    && whole.Text.AsSpan(at + words.Length).TrimStart().StartsWith(after.AsSpan().Trim(), StringComparison.Ordinal);
                places.Add((whole.ToOriginal(at, at + words.Length), fits));
            }
        }

        var all = places.ConvertAll(p => p.Span);
        var fitting = places.FindAll(p => p.Fits);
        return (places.Count, fitting.Count) switch
        {
            (0, _) => new(QuoteState.Missing, null, all),
            (1, 1) => new(QuoteState.Verified, all[0], all),
            (1, _) => new(QuoteState.Moved, all[0], all),
            (_, 1) => new(QuoteState.Moved, fitting[0].Span, all),
            _ => new(QuoteState.Ambiguous, null, all),
        };
    }
}
