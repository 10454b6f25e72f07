using MathNet.Numerics;

namespace Fieldthread.Core.Basics.Statistics;

/// <summary>
/// The exact test of a table of counts with its margins held fixed, for any number of rows and columns. Source: Freeman, G. H. and Halton, J. H. (1951), Note on an
/// exact treatment of contingency, goodness of fit and other problems of significance, Biometrika 38, 141–149; for two rows and two columns the test of Fisher, R. A.
/// (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39–82.
/// </summary>
/// <remarks>P is the sum of the probabilities of all tables with these margins that are no likelier than the one observed; two that differ by less than a ten-millionth count as equally likely.</remarks>
public static class FisherExact
{
    /// <summary>How many tables are looked at before the test is given up: a second or so of work.</summary>
    public const int MostTables = 5_000_000;

    private const double Tie = 1e-7;

    /// <summary>P of a table, 0 to 1; null where there are more tables with its margins than are looked at.</summary>
    /// <exception cref="ArgumentException">The table is no table of counts: <see cref="ChiSquared.Of"/>.</exception>
    public static double? P(IReadOnlyList<IReadOnlyList<long>> table)
    {
        var (rows, columns, all) = Margins.Of(table);
        var constant = rows.Concat(columns).Sum(Log) - Log(all);
        var observed = constant - table.Sum(r => r.Sum(Log));
        var walk = new Walk(rows, observed + Math.Log(1 + Tie));
        return walk.Visit(0, [.. columns], constant) ? Math.Min(1, walk.Sum) : null;
    }

    private static double Log(long n) => SpecialFunctions.FactorialLn((int)Math.Min(n, int.MaxValue));

    private sealed class Walk(long[] rows, double atMost)
    {
        private int tables;

        public double Sum { get; private set; }

        /// <summary>Fills the rows from one on in every way that the columns leave; the last row is what is left.</summary>
        public bool Visit(int row, long[] left, double log)
        {
            if (row == rows.Length - 1)
            {
                var whole = log - left.Sum(Log);
                Sum += whole <= atMost ? Math.Exp(whole) : 0;
                return ++tables < MostTables;
            }

            return Cells(row, 0, rows[row], left, log);
        }

        private bool Cells(int row, int column, long rest, long[] left, double log)
        {
            if (column == left.Length - 1)
            {
                if (rest > left[column])
                {
                    return true;
                }

                left[column] -= rest;
                var on = Visit(row + 1, left, log - Log(rest));
                left[column] += rest;
                return on;
            }

            var later = left.Skip(column + 1).Sum();
            for (var n = Math.Max(0, rest - later); n <= Math.Min(rest, left[column]); n++)
            {
                left[column] -= n;
                var on = Cells(row, column + 1, rest - n, left, log - Log(n));
                left[column] += n;
                if (!on)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
