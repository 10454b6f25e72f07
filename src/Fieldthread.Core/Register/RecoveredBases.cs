namespace Fieldthread.Core.Register;

/// <summary>Denominators that were not printed, found again from counts with their percentages and, where it is known, the sum that they make.</summary>
public static class RecoveredBases
{
    /// <summary>One base for each row, where only one set of them fits; null where none or several do.</summary>
    /// <param name="rows">Count and printed percentage of each row.</param>
    /// <param name="sum">What the bases add up to; null where that is not known, so that each row must be certain by itself.</param>
    /// <param name="most">The largest base that is looked at, where no sum is known.</param>
    public static IReadOnlyList<long>? Of(IReadOnlyList<(long Count, PrintedShare Share)> rows, long? sum, long most = 100_000)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var candidates = rows.Select(r => r.Share.Bases(r.Count, sum ?? most)).ToList();
        if (candidates.Exists(c => c.Count == 0))
        {
            return null;
        }

        if (candidates.TrueForAll(c => c.Count == 1))
        {
            var only = candidates.ConvertAll(c => c[0]);
            return sum is null || only.Sum() == sum ? only : null;
        }

        return sum is { } all ? Only(candidates, all) : null;
    }

    /// <summary>The only choice of one candidate each that adds up to the sum; null where there is none or another.</summary>
    private static long[]? Only(List<IReadOnlyList<long>> candidates, long sum)
    {
        // Ways from each row on to make what is left, counted no further than two.
        var ways = new Dictionary<(int Row, long Left), int>();
        int Ways(int row, long left)
        {
            if (left < 0)
            {
                return 0;
            }

            if (row == candidates.Count)
            {
                return left == 0 ? 1 : 0;
            }

            return ways.TryGetValue((row, left), out var known) ? known : ways[(row, left)] = candidates[row].Aggregate(0, (all, n) => all > 1 ? all : all + Ways(row + 1, left - n));
        }

        if (Ways(0, sum) != 1)
        {
            return null;
        }

        var chosen = new long[candidates.Count];
        var rest = sum;
        for (var row = 0; row < chosen.Length; row++)
        {
            chosen[row] = candidates[row].First(n => Ways(row + 1, rest - n) == 1);
            rest -= chosen[row];
        }

        return chosen;
    }
}
