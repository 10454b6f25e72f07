namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>The shortest edit script in linear space (Myers 1986): from both ends at once to a middle, then either half. Beyond a bound of work a stretch counts as changed whole.</summary>
internal static class ShortestEdit
{
    /// <summary>Differences that are looked for in one stretch; its square is the work.</summary>
    private const int MostDifferences = 1_500;

    public static void Between(int[] a, int[] b, Block block, List<KeptTokens> kept)
    {
        var (from, to, start, end) = block;
        while (from < to && start < end && a[from] == b[start])
        {
            Keep(kept, from++, start++);
        }

        var after = 0;
        while (from < to && start < end && a[to - 1] == b[end - 1])
        {
            (to, end, after) = (to - 1, end - 1, after + 1);
        }

        var inner = new Block(from, to, start, end);
        if (!inner.IsEmpty && Middle(a, b, inner) is var (x, y) && (x, y) != (from, start) && (x, y) != (to, end))
        {
            Between(a, b, new Block(from, x, start, y), kept);
            Between(a, b, new Block(x, to, y, end), kept);
        }

        for (var i = 0; i < after; i++)
        {
            Keep(kept, to + i, end + i);
        }
    }

    private static void Keep(List<KeptTokens> kept, int old, int next)
    {
        if (kept.Count > 0 && kept[^1] is var last && last.Old + last.Count == old && last.New + last.Count == next)
        {
            kept[^1] = last with { Count = last.Count + 1 };
        }
        else
        {
            kept.Add(new KeptTokens(old, next, 1));
        }
    }

    /// <summary>A place on a shortest path, about its middle; null where the stretches differ by more than is looked for.</summary>
    private static (int X, int Y)? Middle(int[] a, int[] b, Block block)
    {
        var (n, m) = (block.To - block.From, block.End - block.Start);
        var most = Math.Min((n + m + 1) / 2, MostDifferences);
        var (delta, size) = (n - m, (2 * most) + 3);
        var (forward, backward) = (new int[size], new int[size]);
        Array.Fill(forward, -1);
        Array.Fill(backward, -1);
        forward[most + 2] = 0;
        backward[most + 2] = 0;
        for (var d = 0; d <= most; d++)
        {
            for (var k = -d; k <= d; k += 2)
            {
                var x = Reach(forward, k, d, most);
                while (x < n && x - k < m && x - k >= 0 && a[block.From + x] == b[block.Start + x - k])
                {
                    x++;
                }

                forward[most + 1 + k] = x;
                var other = delta - k;
                if ((delta & 1) != 0 && Math.Abs(other) <= d - 1 && x <= n && x - k <= m && x - k >= 0 && backward[most + 1 + other] is >= 0 and var met && x + met >= n)
                {
                    return (block.From + x, block.Start + x - k);
                }
            }

            for (var k = -d; k <= d; k += 2)
            {
                var x = Reach(backward, k, d, most);
                while (x < n && x - k < m && x - k >= 0 && a[block.To - 1 - x] == b[block.End - 1 - x + k])
                {
                    x++;
                }

                backward[most + 1 + k] = x;
                var other = delta - k;
                if ((delta & 1) == 0 && Math.Abs(other) <= d && x <= n && x - k <= m && x - k >= 0 && forward[most + 1 + other] is >= 0 and var met && x + met >= n)
                {
                    return (block.To - x, block.End - x + k);
                }
            }
        }

        return null;
    }

    private static int Reach(int[] far, int k, int d, int most) =>
        k == -d || (k != d && far[most + k] < far[most + 2 + k]) ? far[most + 2 + k] : far[most + k] + 1;
}
