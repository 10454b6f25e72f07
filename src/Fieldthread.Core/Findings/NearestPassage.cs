using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Findings;

/// <summary>The passage of a text that comes nearest to printed words, for a person to look at; never taken as a match.</summary>
/// <remarks>Approximate matching over words (Sellers 1980): the edit distance of the words to every stretch of the text; a bracketed mark stands for any words.</remarks>
internal sealed partial class NearestPassage
{
    private readonly ComparableText text;
    private readonly List<(int Start, int End)> words = [];
    private readonly List<int> ids = [];
    private readonly Dictionary<string, int> known = new(StringComparer.OrdinalIgnoreCase);

    public NearestPassage(ComparableText text)
    {
        this.text = text;
        foreach (var word in Word().EnumerateMatches(text.Text))
        {
            var spelt = text.Text.Substring(word.Index, word.Length);
            if (!known.TryGetValue(spelt, out var id))
            {
                known.Add(spelt, id = known.Count);
            }

            words.Add((word.Index, word.Index + word.Length));
            ids.Add(id);
        }
    }

    /// <summary>The nearest passage between two places of the normalised text, and 1 − edits ÷ printed words.</summary>
    public (TextSpan Span, double Similarity)? Find(IReadOnlyList<PrintedPart> parts, int from, int to)
    {
        var pattern = parts.SelectMany(p => p.Kind is PrintedPartKind.Words ? Word().Matches(p.Text).Select(m => known.GetValueOrDefault(m.Value, -2)) : [-1]).ToList();
        var asked = pattern.Count(p => p != -1);
        var first = words.FindIndex(w => w.Start >= from);
        var last = words.FindLastIndex(w => w.End <= to);
        if (asked == 0 || first < 0 || last < first)
        {
            return null;
        }

        var n = last - first + 1;
        int[] cost = new int[n + 1], begin = [.. Enumerable.Range(0, n + 1)], costNext = new int[n + 1], beginNext = new int[n + 1];
        foreach (var p in pattern)
        {
            var any = p == -1;
            (costNext[0], beginNext[0]) = (cost[0] + (any ? 0 : 1), 0);
            for (var j = 1; j <= n; j++)
            {
                var drop = (Cost: cost[j] + (any ? 0 : 1), Begin: begin[j]);
                var same = any || ids[first + j - 1] == p;
                var swap = (Cost: cost[j - 1] + (same ? 0 : 1), Begin: begin[j - 1]);
                var skip = (Cost: costNext[j - 1] + (any ? 0 : 1), Begin: beginNext[j - 1]);
                // Of equal costs the one that keeps a word found: “They want” stands nearer to “They don’t want” than to “don’t want”.
                var least = Math.Min(swap.Cost, Math.Min(skip.Cost, drop.Cost));
                (costNext[j], beginNext[j]) = same && swap.Cost == least ? swap : skip.Cost == least ? skip : drop.Cost == least ? drop : swap;
            }

            (cost, costNext, begin, beginNext) = (costNext, cost, beginNext, begin);
        }

        var end = Enumerable.Range(0, n + 1).MinBy(j => cost[j]);
        return end <= begin[end] ? null : (text.ToOriginal(words[first + begin[end]].Start, words[first + end - 1].End), 1 - ((double)cost[end] / asked));
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
