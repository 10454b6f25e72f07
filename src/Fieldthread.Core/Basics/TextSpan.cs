namespace Fieldthread.Core.Basics;

/// <summary>A stretch of a text: UTF-16 code units, half-open, 0 ≤ <see cref="Start"/> ≤ <see cref="End"/>.</summary>
/// <remarks>Formats that count otherwise (code points, inclusive ends, line ends as two) convert at their border.</remarks>
public readonly record struct TextSpan : IComparable<TextSpan>
{
    /// <summary>Makes a span.</summary>
    /// <param name="start">First code unit, from 0.</param>
    /// <param name="end">One past the last code unit; not before <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Start is negative or end lies before start.</exception>
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>First code unit, from 0.</summary>
    public int Start { get; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; }

    /// <summary>Code units covered; 0 for an empty span.</summary>
    public int Length => End - Start;

    /// <summary>True when at least one code unit lies in both; touching spans do not overlap.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>True when the other lies wholly inside this one (equal spans included).</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>True when the span lies inside a text and cuts no surrogate pair in two.</summary>
    public bool FitsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return End <= text.Length && !Splits(text, Start) && !Splits(text, End);
    }

    /// <summary>The words under the span.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the text.</exception>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[Start..End];
    }

    /// <summary>By start, then by end.</summary>
    public int CompareTo(TextSpan other) => Start != other.Start ? Start.CompareTo(other.Start) : End.CompareTo(other.End);

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}, {End})";

    /// <summary>Order by start, then by end.</summary>
    public static bool operator <(TextSpan left, TextSpan right) => left.CompareTo(right) < 0;

    /// <summary>Order by start, then by end.</summary>
    public static bool operator >(TextSpan left, TextSpan right) => left.CompareTo(right) > 0;

    /// <summary>Order by start, then by end.</summary>
    public static bool operator <=(TextSpan left, TextSpan right) => left.CompareTo(right) <= 0;

    /// <summary>Order by start, then by end.</summary>
    public static bool operator >=(TextSpan left, TextSpan right) => left.CompareTo(right) >= 0;

    private static bool Splits(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
