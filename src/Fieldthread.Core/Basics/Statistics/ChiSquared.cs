using MathNet.Numerics.Distributions;

namespace Fieldthread.Core.Basics.Statistics;

/// <summary>
/// Pearson’s test of whether rows and columns of a table of counts go together by chance. Source: Pearson, K. (1900), On the criterion that a given system of
/// deviations from the probable …, Philosophical Magazine 50, 157–175; degrees of freedom after Fisher, R. A. (1922), On the interpretation of χ² from contingency
/// tables, and the calculation of P, Journal of the Royal Statistical Society 85, 87–94; without correction for continuity.
/// </summary>
/// <param name="Statistic">χ² = Σ (observed − expected)² / expected; 0 or more.</param>
/// <param name="Freedom">Degrees of freedom: (rows − 1) · (columns − 1); 1 or more.</param>
/// <param name="P">Probability of a statistic at least as great where rows and columns have nothing to do with one another; 0 to 1.</param>
/// <param name="LeastExpected">The smallest expected count; above 0.</param>
/// <param name="CellsBelowFive">How many cells have an expected count below 5, where the approximation begins to be doubted (Cochran 1954).</param>
/// <param name="CramersV">√(χ² / (n · (min(rows, columns) − 1))); 0 to 1. Source: Cramér, H. (1946), Mathematical Methods of Statistics, section 21.9.</param>
public readonly record struct ChiSquared(double Statistic, int Freedom, double P, double LeastExpected, int CellsBelowFive, double CramersV)
{
    /// <summary>The test of a table: a row for each group, a column for each answer; at least two of both, and none of them all nought.</summary>
    /// <exception cref="ArgumentException">The table is smaller, ragged, holds a negative count, or a row or column of it is all nought.</exception>
    public static ChiSquared Of(IReadOnlyList<IReadOnlyList<long>> table)
    {
        var (rows, columns, all) = Margins.Of(table);
        var (statistic, least, below) = (0d, double.PositiveInfinity, 0);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var expected = (double)rows[r] * columns[c] / all;
                statistic += (table[r][c] - expected) * (table[r][c] - expected) / expected;
                least = Math.Min(least, expected);
                below += expected < 5 ? 1 : 0;
            }
        }

        var freedom = (rows.Length - 1) * (columns.Length - 1);
        return new(statistic, freedom, 1 - MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(freedom / 2d, statistic / 2), least, below, Math.Sqrt(statistic / (all * (double)(Math.Min(rows.Length, columns.Length) - 1))));
    }
}

/// <summary>Sums of the rows and columns of a table of counts.</summary>
internal static class Margins
{
    /// <summary>The sums.</summary>
    /// <exception cref="ArgumentException">The table has fewer than two rows or columns, is ragged, holds a negative count, or a row or column of it is all nought.</exception>
    public static (long[] Rows, long[] Columns, long All) Of(IReadOnlyList<IReadOnlyList<long>> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Count < 2 || table[0].Count < 2 || table.Any(r => r.Count != table[0].Count) || table.Any(r => r.Any(n => n < 0)))
        {
            throw new ArgumentException("The table must have two rows and two columns or more, as many cells in each row, and no count below 0.", nameof(table));
        }

        long[] rows = [.. table.Select(r => r.Sum())];
        long[] columns = [.. Enumerable.Range(0, table[0].Count).Select(c => table.Sum(r => r[c]))];
        return rows.Concat(columns).Any(n => n == 0) ? throw new ArgumentException("A row or a column of the table is all nought.", nameof(table)) : (rows, columns, rows.Sum());
    }
}
