using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings;

/// <summary>What a word of quantity needs of k of n. Shares are compared exactly, as decimals of n.</summary>
/// <param name="Word">The word or words, in lower case.</param>
/// <param name="Least">Least share of n, 0 to 1.</param>
/// <param name="Most">Greatest share of n, 0 to 1.</param>
/// <param name="Needs">What it needs, to follow “it needs”: “more than half”.</param>
/// <param name="OverLeast">True when the share must exceed <paramref name="Least"/>.</param>
/// <param name="UnderMost">True when the share must stay under <paramref name="Most"/>.</param>
/// <param name="LeastCount">Least k.</param>
public sealed record Quantifier(string Word, decimal Least, decimal Most, string Needs, bool OverLeast = false, bool UnderMost = false, long LeastCount = 0)
{
    /// <summary>Whether k of n is what the word says; never of an n of 0.</summary>
    public bool Holds(long k, long n) => n > 0 && k >= LeastCount
        && (OverLeast ? k > Least * n : k >= Least * n) && (UnderMost ? k < Most * n : k <= Most * n);
}

/// <summary>Whether a word of quantity holds.</summary>
public enum QuantifierState
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not.</summary>
    Broken,

    /// <summary>The scale has no such word.</summary>
    Unknown,
}

/// <summary>The answer for one word of quantity.</summary>
/// <param name="Printed">As printed.</param>
/// <param name="Computed">k of n.</param>
/// <param name="State">Whether it holds.</param>
/// <param name="Message">“most” resolves to 3 of 6; it needs more than half.</param>
public sealed record QuantifierCheck(string Printed, string Computed, QuantifierState State, string Message);

/// <summary>What a study means by its words of quantity. A study may set its own; reports print it.</summary>
/// <param name="Words">The words; of several that fit a phrase the longest decides.</param>
public sealed record QuantifierScale(IReadOnlyList<Quantifier> Words)
{
    /// <summary>The scale a study begins with. “Most” is more than half; the others are house rules, set low enough not to quarrel and high enough to mean something.</summary>
    public static QuantifierScale Default { get; } = new(
    [
        new("all", 1, 1, "every one"), new("every", 1, 1, "every one"), new("each", 1, 1, "every one"), new("both", 1, 1, "two of two", LeastCount: 2),
        new("nearly all", 0.85m, 1, "at least 85 per cent, but not all", UnderMost: true), new("almost all", 0.85m, 1, "at least 85 per cent, but not all", UnderMost: true),
        new("most", 0.5m, 1, "more than half", OverLeast: true), new("the majority", 0.5m, 1, "more than half", OverLeast: true), new("a majority", 0.5m, 1, "more than half", OverLeast: true),
        new("more than half", 0.5m, 1, "more than half", OverLeast: true), new("at least half", 0.5m, 1, "half or more"),
        new("half", 0.5m, 0.5m, "exactly half"), new("about half", 0.4m, 0.6m, "between 40 and 60 per cent"),
        new("less than half", 0, 0.5m, "fewer than half", UnderMost: true), new("fewer than half", 0, 0.5m, "fewer than half", UnderMost: true),
        new("a minority", 0, 0.5m, "at least one and fewer than half", UnderMost: true, LeastCount: 1),
        new("many", 0.4m, 1, "at least 40 per cent, and three", LeastCount: 3), new("several", 0, 1, "at least three, but not all", UnderMost: true, LeastCount: 3),
        new("some", 0, 1, "at least one, but not all", UnderMost: true, LeastCount: 1), new("not all", 0, 1, "fewer than all", UnderMost: true),
        new("a few", 0, 0.3m, "at least two and at most 30 per cent", LeastCount: 2), new("few", 0, 0.3m, "at least one and at most 30 per cent", LeastCount: 1),
        new("hardly any", 0, 0.15m, "at most 15 per cent"), new("almost none", 0, 0.15m, "at most 15 per cent"),
        new("none", 0, 0, "not one"), new("no", 0, 0, "not one"), new("not one", 0, 0, "not one"), new("nobody", 0, 0, "not one"),
    ]);

    /// <summary>Resolves a phrase (“most”, “Most of the sites”) against k of n.</summary>
    public QuantifierCheck Check(string printed, StatisticValue value)
    {
        ArgumentNullException.ThrowIfNull(printed);
        ArgumentNullException.ThrowIfNull(value);
        var text = ComparableText.Plain(printed);
        var padded = $" {text.ToLowerInvariant().Trim('.', ',', ';', ':')} ";
        var rule = Words.Where(w => padded.Contains($" {w.Word} ", StringComparison.Ordinal)).MaxBy(w => w.Word.Length);
        var computed = StatisticWords.Of(value);
        return (rule, value.Base) switch
        {
            (null, _) => new(printed, computed, QuantifierState.Unknown, $"This study's scale has no word like “{text}”."),
            (_, null) => new(printed, computed, QuantifierState.Broken, $"“{text}” needs k of n, and its statistic is a plain count: {computed}."),
            (_, 0) => new(printed, computed, QuantifierState.Broken, $"“{text}” resolves to 0 of 0: nothing has been coded yet."),
            _ when rule.Holds(value.Value, value.Base.Value) => new(printed, computed, QuantifierState.Holds, $"“{text}” resolves to {computed}."),
            _ => new(printed, computed, QuantifierState.Broken, $"“{text}” resolves to {computed}; it needs {rule.Needs}."),
        };
    }
}
