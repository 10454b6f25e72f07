namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>Runs of tokens that stand once in each of two stretches, as many as stand in the same order in both.</summary>
internal static class UniqueRuns
{
    public static List<(int Old, int New)> Between(int[] a, int[] b, Block block, int length)
    {
        if (block.To - block.From < length || block.End - block.Start < length)
        {
            return [];
        }

        var places = new Dictionary<ulong, (int Old, int New)>();
        Note(a, block.From, block.To, length, (hash, at) => places[hash] = places.TryGetValue(hash, out _) ? (-2, -1) : (at, -1));
        Note(b, block.Start, block.End, length, (hash, at) =>
        {
            if (places.TryGetValue(hash, out var there) && there.Old >= 0)
            {
                places[hash] = there.New == -1 ? (there.Old, at) : (-2, -1);
            }
        });
        // Two runs of one hash may differ; only what is equal counts.
        var pairs = places.Values.Where(p => p.Old >= 0 && p.New >= 0 && a.AsSpan(p.Old, length).SequenceEqual(b.AsSpan(p.New, length))).OrderBy(p => p.Old).ToList();
        return InOrder(pairs);
    }

    private static void Note(int[] tokens, int from, int to, int length, Action<ulong, int> note)
    {
        const ulong Base = 1_000_003;
        ulong power = 1, hash = 0;
        for (var i = 1; i < length; i++)
        {
            power *= Base;
        }

        for (var i = from; i < to; i++)
        {
            hash = (hash * Base) + (ulong)tokens[i] + 1;
            if (i - from >= length - 1)
            {
                var start = i - length + 1;
                note(hash, start);
                hash -= power * ((ulong)tokens[start] + 1);
            }
        }
    }

    /// <summary>The longest selection that goes upwards in both texts, by piles (Schensted 1961).</summary>
    private static List<(int Old, int New)> InOrder(List<(int Old, int New)> pairs)
    {
        var (piles, below) = (new List<int>(), new int[pairs.Count]);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (low, high) = (0, piles.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[piles[middle]].New < pairs[i].New ? (middle + 1, high) : (low, middle);
            }

            below[i] = low > 0 ? piles[low - 1] : -1;
            if (low == piles.Count)
            {
                piles.Add(i);
            }
            else
            {
                piles[low] = i;
            }
        }

        var chosen = new List<(int, int)>(piles.Count);
        for (var i = piles.Count > 0 ? piles[^1] : -1; i >= 0; i = below[i])
        {
            chosen.Add(pairs[i]);
        }

        chosen.Reverse();
        return chosen;
    }
}
