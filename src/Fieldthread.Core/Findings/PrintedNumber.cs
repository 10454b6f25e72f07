using System.Text.RegularExpressions;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings;

/// <summary>Whether a printed number agrees with its statistic.</summary>
public enum NumberState
{
    /// <summary>It agrees.</summary>
    Agrees,

    /// <summary>It does not.</summary>
    Differs,

    /// <summary>What is printed cannot be read as a number.</summary>
    Unreadable,
}

/// <summary>The answer for one printed number.</summary>
/// <param name="Printed">As printed.</param>
/// <param name="Computed">What the statistic gives, in the form printed: “63% (5 of 8)”.</param>
/// <param name="State">Whether they agree.</param>
/// <param name="Message">In words.</param>
public sealed record NumberCheck(string Printed, string Computed, NumberState State, string Message);

/// <summary>A number as printed: a count, a percentage, k of n, or a percentage with its k of n.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Count">The count, or k; null where only a percentage is printed.</param>
/// <param name="Base">n; null where none is printed.</param>
/// <param name="Percent">The percentage; null where none is printed.</param>
/// <param name="Decimals">Printed decimals of the percentage, or of the count.</param>
public sealed partial record PrintedNumber(string Text, decimal? Count, decimal? Base, decimal? Percent, int Decimals)
{
    /// <summary>Reads “62%”, “62 per cent”, “1,204”, “twelve”, “five of the six sites”, “5 of 6”, “all eight sites”, “none of the six”, “63% (5 of 8)”. Null where it is none of these.</summary>
    public static PrintedNumber? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && text.TrimEnd().EndsWith(')') && Parse(text[..open]) is { } outer && Parse(text[(open + 1)..text.LastIndexOf(')')]) is { } inner
            && (outer.Percent is null) != (inner.Percent is null))
        {
            return new(text.Trim(), outer.Count ?? inner.Count, outer.Base ?? inner.Base, outer.Percent ?? inner.Percent, outer.Percent is null ? inner.Decimals : outer.Decimals);
        }

        var plain = ComparableText.Plain(text).ToLowerInvariant();
        var tokens = Token().Matches(plain).Select(m => m.Value).ToList();
        return tokens.Count == 0 || Rest().IsMatch(plain) ? null : Read(text.Trim(), tokens);
    }

    /// <summary>Compares with a statistic. A percentage is rounded half away from zero to the printed decimals; of k of n both must agree; a lone number is the count, or k.</summary>
    public NumberCheck Against(StatisticValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var words = StatisticWords.Of(value);
        if (Percent is { } percent)
        {
            if (value.Base is not > 0)
            {
                return Answer(words, NumberState.Differs, value.Base is null
                    ? $"A percentage is printed, but the statistic is a plain count: {words}."
                    : "A percentage is printed, but nothing has been coded yet, so there is nothing to take it of.");
            }

            var exact = Math.Round(100m * value.Value / value.Base.Value, Decimals, MidpointRounding.AwayFromZero);
            words = $"{exact.ToString("F" + Decimals)}% ({words})";
            if (exact != percent)
            {
                return Answer(words, NumberState.Differs, $"“{Text}” is printed; this cut gives {words}.");
            }
        }

        if (Base is { } n && value.Base is null)
        {
            return Answer(words, NumberState.Differs, $"“{Text}” is printed, but the statistic is a plain count: {words}.");
        }

        return (Count is null || Count == value.Value) && (Base is null || Base == value.Base)
            ? Answer(words, NumberState.Agrees, "Agrees with the cut.")
            : Answer(words, NumberState.Differs, $"“{Text}” is printed; this cut gives {words}.");
    }

    /// <summary>Reads and compares in one step.</summary>
    public static NumberCheck Check(string printed, StatisticValue value) => Parse(printed)?.Against(value)
        ?? new(printed, StatisticWords.Of(value), NumberState.Unreadable, $"“{printed}” cannot be read as a number; write 62%, 5 of 8, five of the eight sites, 1,204 or twelve.");

    private NumberCheck Answer(string computed, NumberState state, string message) => new(Text, computed, state, message);

    private static PrintedNumber? Read(string text, List<string> tokens)
    {
        var at = 0;
        decimal first;
        var decimals = 0;
        if (tokens[0] is "none" or "neither" or "no")
        {
            (first, at) = (0, 1);
        }
        else if (tokens[0] is "all" or "both")
        {
            at = 1;
            Skip(tokens, ref at);
            return tokens[0] is "both" ? new(text, 2, 2, null, 0)
                : NumberWords.TryRead(tokens, ref at, out var all, out _) && Ends(tokens, at) ? new(text, all, all, null, 0) : null;
        }
        else if (!NumberWords.TryRead(tokens, ref at, out first, out decimals))
        {
            return null;
        }

        if (at < tokens.Count && (tokens[at] is "%" or "percent" || (tokens[at] is "per" && at + 1 < tokens.Count && tokens[at + 1] is "cent")))
        {
            return Ends(tokens, at + (tokens[at] is "per" ? 2 : 1)) ? new(text, null, null, first, decimals) : null;
        }

        // The words between a number and its “of”: “five interviews of the six”, “5 out of 6”.
        var link = tokens.FindIndex(at, t => t is "of" or "/" or "in");
        if (link < 0 || (tokens[link] is "in" && link != at) || link > at + 3)
        {
            return Ends(tokens, at) ? new(text, first, null, null, decimals) : null;
        }

        at = link + 1;
        Skip(tokens, ref at);
        return NumberWords.TryRead(tokens, ref at, out var n, out _) && Ends(tokens, at) ? new(text, first, n, null, decimals)
            : link > 0 && at >= tokens.Count - 3 && Ends(tokens, at) && decimals == 0 ? new(text, first, null, null, 0) : null;
    }

    private static void Skip(List<string> tokens, ref int at)
    {
        while (at < tokens.Count && tokens[at] is "of" or "the" or "these" or "those" or "our" or "its" or "their" or "all" or "out")
        {
            at++;
        }
    }

    // Nouns may follow; another number may not, for then it is unclear which one is meant.
    private static bool Ends(List<string> tokens, int at)
    {
        for (; at < tokens.Count; at++)
        {
            var there = at;
            if (tokens[at] is "%" or "/" || NumberWords.TryRead(tokens, ref there, out _, out _))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|%|/|[\p{L}]+(?:['-][\p{L}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}%/'\-., ]|\d-\d|-\d", RegexOptions.CultureInvariant)]
    private static partial Regex Rest();
}
