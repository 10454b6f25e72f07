using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>Compares two texts word by word and makes the map from one to the other.</summary>
/// <remarks>
/// Whole words are compared, since a person codes words: a mended word is one change, not a letter kept here and there. Runs of words that stand once in both texts are taken first, the longest kind before
/// single words (patience diff, B. Cohen 2003, by the longest increasing subsequence), and what lies between goes through the shortest edit script in linear space (Myers, E. W. 1986, Algorithmica 1, 251–266, section 4b), with a bound on its work:
/// where two stretches have next to nothing in common they count as one change, which carries nothing rather than guess. Memory is linear in both texts. Within a change, signs that agree at both ends are counted, so that a coding of half a word
/// is still carried where that half stayed.
/// </remarks>
public static class TextDiff
{
    /// <summary>Runs of this many tokens are looked for, from the longest on.</summary>
    private static readonly int[] Runs = [24, 8, 1];

    /// <summary>The map from a text to its next revision.</summary>
    /// <param name="old">The former text.</param>
    /// <param name="next">The next text.</param>
    public static RevisionMap Map(string old, string next)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var (a, b) = (TextTokens.Of(old, known), TextTokens.Of(next, known));
        var kept = new List<KeptTokens>();
        Compare(a, b, new Block(0, a.Count, 0, b.Count), 0, kept);
        return Mapped(a, b, WithoutAccidents(a, b, Joined(kept)));
    }

    private static void Compare(TextTokens a, TextTokens b, Block block, int run, List<KeptTokens> kept)
    {
        var (from, to, start, end) = block;
        var before = 0;
        while (from + before < to && start + before < end && a.Ids[from + before] == b.Ids[start + before])
        {
            before++;
        }

        var after = 0;
        while (to - after > from + before && end - after > start + before && a.Ids[to - after - 1] == b.Ids[end - after - 1])
        {
            after++;
        }

        Keep(kept, from, start, before);
        var inner = new Block(from + before, to - after, start + before, end - after);
        if (!inner.IsEmpty)
        {
            Inner(a, b, inner, run, kept);
        }

        Keep(kept, to - after, end - after, after);
    }

    private static void Inner(TextTokens a, TextTokens b, Block block, int run, List<KeptTokens> kept)
    {
        for (; run < Runs.Length; run++)
        {
            if (UniqueRuns.Between(a.Ids, b.Ids, block, Runs[run]) is { Count: > 0 } anchors)
            {
                var (from, start) = (block.From, block.Start);
                foreach (var (left, right) in anchors)
                {
                    // An anchor may lie inside what was kept around the one before it.
                    if (left >= from && right >= start)
                    {
                        Compare(a, b, new Block(from, left, start, right), run + 1, kept);
                        Keep(kept, left, right, Runs[run]);
                        (from, start) = (left + Runs[run], right + Runs[run]);
                    }
                }

                Compare(a, b, new Block(from, block.To, start, block.End), run + 1, kept);
                return;
            }
        }

        ShortestEdit.Between(a.Ids, b.Ids, block, kept);
    }

    private static void Keep(List<KeptTokens> kept, int old, int next, int count)
    {
        if (count > 0)
        {
            kept.Add(new KeptTokens(old, next, count));
        }
    }

    private static List<KeptTokens> Joined(List<KeptTokens> kept)
    {
        var joined = new List<KeptTokens>();
        foreach (var k in kept)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Old + last.Count == k.Old && last.New + last.Count == k.New)
            {
                joined[^1] = last with { Count = last.Count + k.Count };
            }
            else
            {
                joined.Add(k);
            }
        }

        return joined;
    }

    /// <summary>Fewer tokens than these are a mended word or two, and nothing written anew.</summary>
    private const int FewestRewritten = 4;

    /// <summary>Leaves out words that two rewritten stretches share by accident: shorter than what was changed on both sides of them, where not as many words went as came.</summary>
    private static List<KeptTokens> WithoutAccidents(TextTokens a, TextTokens b, List<KeptTokens> kept)
    {
        var left = new List<KeptTokens>(kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            var k = kept[i];
            var (old, next) = left.Count > 0 ? (left[^1].Old + left[^1].Count, left[^1].New + left[^1].Count) : (0, 0);
            var (oldAfter, nextAfter) = i + 1 < kept.Count ? (kept[i + 1].Old, kept[i + 1].New) : (a.Count, b.Count);
            var length = a.Starts[k.Old + k.Count] - a.Starts[k.Old];
            var before = Math.Max(a.Starts[k.Old] - a.Starts[old], b.Starts[k.New] - b.Starts[next]);
            var after = Math.Max(a.Starts[oldAfter] - a.Starts[k.Old + k.Count], b.Starts[nextAfter] - b.Starts[k.New + k.Count]);
            var wordForWord = k.Old - old == k.New - next && oldAfter - k.Old == nextAfter - k.New;
            var mended = Math.Max(k.Old - old, k.New - next) < FewestRewritten || Math.Max(oldAfter - k.Old - k.Count, nextAfter - k.New - k.Count) < FewestRewritten;
            if (wordForWord || mended || length >= before || length >= after)
            {
                left.Add(k);
            }
        }

        return left;
    }

    private static RevisionMap Mapped(TextTokens a, TextTokens b, List<KeptTokens> kept)
    {
        var (changes, old, next) = (new List<TextChange>(), 0, 0);
        foreach (var k in kept.Append(new KeptTokens(a.Count, b.Count, 0)))
        {
            if (k.Old > old || k.New > next)
            {
                changes.Add(WithEnds(a.Text, b.Text, new TextSpan(a.Starts[old], a.Starts[k.Old]), new TextSpan(b.Starts[next], b.Starts[k.New])));
            }

            (old, next) = (k.Old + k.Count, k.New + k.Count);
        }

        return RevisionMap.Of(changes, a.Text.Length, b.Text.Length);
    }

    /// <summary>A change with the signs that agree at its ends; no pair of surrogates is cut in two.</summary>
    private static TextChange WithEnds(string old, string next, TextSpan from, TextSpan to)
    {
        var a = old.AsSpan(from.Start, from.Length);
        var b = next.AsSpan(to.Start, to.Length);
        var before = a.CommonPrefixLength(b);
        before -= before > 0 && char.IsHighSurrogate(a[before - 1]) ? 1 : 0;
        var (most, after) = (Math.Min(a.Length, b.Length) - before, 0);
        while (after < most && a[^(after + 1)] == b[^(after + 1)])
        {
            after++;
        }

        after -= after > 0 && char.IsLowSurrogate(a[^after]) ? 1 : 0;
        return new TextChange(from, to, before, after);
    }
}

/// <summary>Tokens that stand in both texts one after another.</summary>
internal readonly record struct KeptTokens(int Old, int New, int Count);

/// <summary>A stretch of tokens of either text.</summary>
internal readonly record struct Block(int From, int To, int Start, int End)
{
    public bool IsEmpty => From == To || Start == End;
}
