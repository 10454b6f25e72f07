namespace Fieldthread.Core.Register;

/// <summary>What the figures of a measure are, which decides whether they can be added up.</summary>
public enum MeasureKind
{
    /// <summary>Counts or amounts, which add up: patients, pounds.</summary>
    Count,

    /// <summary>Ratios given by their numerator and denominator; both add up, and the ratio is made anew.</summary>
    Ratio,

    /// <summary>Ratios without what they were made of. They can be looked at member by member and never added up.</summary>
    RatioOnly,
}

/// <summary>One figure of one member in one period.</summary>
/// <param name="Member">Code of the member, as the file has it.</param>
/// <param name="Organisation">The organisation that it means in the register; null where the register does not know it.</param>
/// <param name="Published">Code of the group to which the file says that it belonged; empty where it says nothing.</param>
/// <param name="PublishedGroup">The organisation that this code means in the register; null where it is not known there.</param>
/// <param name="Numerator">The value, or the numerator of a ratio.</param>
/// <param name="Denominator">The denominator of a ratio; null for a count.</param>
public readonly record struct Figure(string Member, Guid? Organisation, string Published, Guid? PublishedGroup, decimal Numerator, decimal? Denominator);

/// <summary>All figures of a measure in one period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Figures">Its figures; each member once.</param>
public sealed record PeriodFigures(IndicatorPeriod Period, IReadOnlyList<Figure> Figures);

/// <summary>A sum of figures.</summary>
/// <param name="Numerator">Sum of the values or numerators.</param>
/// <param name="Denominator">Sum of the denominators; null for counts.</param>
/// <param name="Members">How many members’ figures are in it.</param>
public readonly record struct Amount(decimal Numerator, decimal? Denominator, int Members)
{
    /// <summary>The ratio made anew; null for counts, and where the denominator is 0.</summary>
    public decimal? Ratio => Denominator is { } d && d != 0 ? Numerator / d : null;

    /// <summary>Adds without rounding.</summary>
    /// <exception cref="OverflowException">The sum has more digits than can be held exactly (28).</exception>
    public static Amount operator +(Amount a, Amount b) =>
        new(Exact.Add(a.Numerator, b.Numerator), a.Denominator is null && b.Denominator is null ? null : Exact.Add(a.Denominator ?? 0, b.Denominator ?? 0), a.Members + b.Members);

    /// <summary>Takes away without rounding.</summary>
    /// <exception cref="OverflowException">The difference has more digits than can be held exactly (28).</exception>
    public static Amount operator -(Amount a, Amount b) =>
        new(Exact.Add(a.Numerator, -b.Numerator), a.Denominator is null && b.Denominator is null ? null : Exact.Add(a.Denominator ?? 0, -(b.Denominator ?? 0)), a.Members - b.Members);
}
