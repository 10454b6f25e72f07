namespace Fieldthread.Core.Analysis;

/// <summary>A coding as the sweep needs it: UTF-16 code units, half-open.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last; an empty coding overlaps nothing.</param>
/// <param name="Code">Index of the code, from 0.</param>
public readonly record struct CodedStretch(int Source, int Start, int End, int Code);

/// <summary>How often codes overlap: each unordered pair of codings that share at least one code unit counts once.</summary>
public sealed class CoOccurrenceMatrix
{
    private readonly long[] pairs;

    internal CoOccurrenceMatrix(int codes, long[] pairs)
    {
        Codes = codes;
        this.pairs = pairs;
    }

    /// <summary>Number of codes; rows and columns.</summary>
    public int Codes { get; }

    /// <summary>Overlapping pairs of a coding with the one code and a coding with the other; symmetric. On the diagonal: pairs of two codings with that code.</summary>
    public long this[int code, int other] => pairs[(code * Codes) + other];
}

/// <summary>Counts overlapping pairs of codings by one sweep from left to right over each source.</summary>
/// <remarks>Codings under way wait in a heap by their end; a coding that begins meets all of them, added up by code. O(n (log d + c)), d codings deep, c codes under way.</remarks>
public static class CoOccurrence
{
    /// <summary>Counts.</summary>
    /// <param name="codings">Sorted by source, then by start.</param>
    /// <param name="codes">Number of codes.</param>
    /// <exception cref="ArgumentException">Not sorted, an end before its start, or a code outside 0 … <paramref name="codes"/> − 1.</exception>
    public static CoOccurrenceMatrix Count(ReadOnlySpan<CodedStretch> codings, int codes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codes);
        var met = new long[codes * codes];
        var active = new ActiveCodes(codes);
        var before = new CodedStretch(int.MinValue, int.MinValue, 0, 0);
        foreach (var coding in codings)
        {
            if (coding.Source < before.Source || (coding.Source == before.Source && coding.Start < before.Start))
            {
                throw new ArgumentException("Codings must be sorted by source, then by start.", nameof(codings));
            }

            if (coding.End < coding.Start || (uint)coding.Code >= codes)
            {
                throw new ArgumentException($"A coding has code {coding.Code} on [{coding.Start}, {coding.End}); that is not possible.", nameof(codings));
            }

            if (coding.Source != before.Source)
            {
                active.Clear();
            }

            before = coding;
            if (coding.End > coding.Start)
            {
                active.EndBefore(coding.Start);
                active.Meet(met.AsSpan(coding.Code * codes, codes));
                active.Begin(coding.End, coding.Code);
            }
        }

        for (var a = 0; a < codes; a++)
        {
            for (var b = a + 1; b < codes; b++)
            {
                met[(a * codes) + b] = met[(b * codes) + a] = met[(a * codes) + b] + met[(b * codes) + a];
            }
        }

        return new CoOccurrenceMatrix(codes, met);
    }

    /// <summary>The codings under way, counted by code, and a heap of when they end.</summary>
    private sealed class ActiveCodes(int codes)
    {
        private readonly int[] counts = new int[codes];
        private readonly int[] places = new int[codes];
        private readonly int[] present = new int[codes];
        private int distinct;
        private long[] heap = new long[64]; // end in the upper half, code in the lower
        private int depth;

        public void Clear()
        {
            depth = 0;
            for (; distinct > 0; distinct--)
            {
                counts[present[distinct - 1]] = 0;
            }
        }

        public void Meet(Span<long> row)
        {
            foreach (var code in present.AsSpan(0, distinct))
            {
                row[code] += counts[code];
            }
        }

        public void Begin(int end, int code)
        {
            if (counts[code]++ == 0)
            {
                places[code] = distinct;
                present[distinct++] = code;
            }

            if (depth == heap.Length)
            {
                Array.Resize(ref heap, depth * 2);
            }

            var item = ((long)end << 32) | (uint)code;
            var at = depth++;
            for (int above; at > 0 && heap[above = (at - 1) >> 1] > item; at = above)
            {
                heap[at] = heap[above];
            }

            heap[at] = item;
        }

        public void EndBefore(int start)
        {
            while (depth > 0 && (int)(heap[0] >> 32) <= start)
            {
                var code = (int)heap[0];
                if (--counts[code] == 0)
                {
                    var last = present[--distinct];
                    present[places[code]] = last;
                    places[last] = places[code];
                }

                Sink(heap[--depth]);
            }
        }

        private void Sink(long item)
        {
            var at = 0;
            for (int below; (below = (at * 2) + 1) < depth; at = below)
            {
                below += below + 1 < depth && heap[below + 1] < heap[below] ? 1 : 0;
                if (heap[below] >= item)
                {
                    break;
                }

                heap[at] = heap[below];
            }

            heap[at] = item;
        }
    }
}
