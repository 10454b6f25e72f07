namespace Fieldthread.Core.Basics;

/// <summary>What a program counts as one step in a text.</summary>
public enum OffsetUnit
{
    /// <summary>Unicode code points: an emoji is one.</summary>
    CodePoint,

    /// <summary>UTF-16 code units: an emoji is two.</summary>
    Utf16,
}

/// <summary>How a program counts positions in a text file; ends are exclusive.</summary>
/// <param name="Unit">What one step is.</param>
/// <param name="CountsMark">True when the byte order mark at the start of the file is position 0.</param>
/// <param name="CountsReturns">True when a line end written CR LF counts as two.</param>
public sealed record OffsetReading(OffsetUnit Unit, bool CountsMark, bool CountsReturns)
{
    /// <summary>Code points, mark not counted, a line end as one: the count of text with LF and no mark.</summary>
    public static OffsetReading Plain { get; } = new(OffsetUnit.CodePoint, CountsMark: false, CountsReturns: false);

    /// <summary>All eight, <see cref="Plain"/> first.</summary>
    public static IReadOnlyList<OffsetReading> All { get; } =
    [
        .. from mark in new[] { false, true }
           from unit in new[] { OffsetUnit.CodePoint, OffsetUnit.Utf16 }
           from returns in new[] { false, true }
           select new OffsetReading(unit, mark, returns),
    ];

    /// <summary>In words: “UTF-16 units, a line end counted as two, byte order mark not counted”.</summary>
    public override string ToString() =>
        (Unit == OffsetUnit.CodePoint ? "code points" : "UTF-16 units")
        + (CountsReturns ? ", a line end counted as two" : ", a line end counted as one")
        + (CountsMark ? ", byte order mark counted" : ", byte order mark not counted");
}
