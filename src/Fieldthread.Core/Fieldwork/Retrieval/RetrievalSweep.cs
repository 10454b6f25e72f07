using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>Carries a retrieval out on one source. Every operation is one pass over two sorted lists, with a search by halves where a bound moves back.</summary>
public static class RetrievalSweep
{
    /// <summary>The stretches that are found, by start and then by end, each once.</summary>
    /// <param name="plan">The retrieval.</param>
    /// <param name="source">The source.</param>
    public static IReadOnlyList<TextSpan> Find(RetrievalPlan plan, RetrievalSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Of(plan, source);
    }

    private static List<TextSpan> Of(RetrievalPlan plan, RetrievalSource source) => plan switch
    {
        CodedPlan coded => Coded(coded, source),
        PassagesPlan => [.. source.Passages.Where(p => p.End > p.Start)],
        JoinedPlan { How: Joined.Either } either => Either(Of(either.Left, source), Of(either.Right, source)),
        JoinedPlan { How: Joined.Both } both => Of(both.Left, source) is { Count: > 0 } left ? Both(Cover(left), Cover(Of(both.Right, source))) : [],
        JoinedPlan but => Of(but.Left, source) is { Count: > 0 } left ? ButNot(Cover(left), Cover(Of(but.Right, source))) : [],
        LyingPlan lying => Of(lying.Left, source) is { Count: > 0 } left ? Lie(lying, left, Of(lying.Right, source), source) : [],
        NarrowedPlan narrowed => narrowed.Source?.Invoke(source.Index) == false ? []
            : narrowed.Passage is { } holds ? [.. Of(narrowed.Inner, source).Where(s => source.PassageAt(s.Start) is >= 0 and var passage && holds(source.Index, passage))] : Of(narrowed.Inner, source),
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };

    private static List<TextSpan> Coded(CodedPlan plan, RetrievalSource source)
    {
        var found = new List<TextSpan>();
        foreach (var coding in source.Codings.Span)
        {
            if (plan.Codes[coding.Code] && plan.Coders?[coding.Coder] != false && plan.Origins?[(int)coding.Origin] != false && coding.End > coding.Start && (found.Count == 0 || found[^1].Start != coding.Start || found[^1].End != coding.End))
            {
                found.Add(new TextSpan(coding.Start, coding.End));
            }
        }

        return found;
    }

    private static List<TextSpan> Either(List<TextSpan> left, List<TextSpan> right)
    {
        var found = new List<TextSpan>(left.Count + right.Count);
        for (var (i, j) = (0, 0); i < left.Count || j < right.Count;)
        {
            var order = i == left.Count ? 1 : j == right.Count ? -1 : left[i].CompareTo(right[j]);
            found.Add(order <= 0 ? left[i] : right[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return found;
    }

    /// <summary>The text that stretches cover, in stretches as long as it goes.</summary>
    private static List<TextSpan> Cover(List<TextSpan> stretches)
    {
        var cover = new List<TextSpan>();
        foreach (var stretch in stretches)
        {
            if (cover.Count > 0 && stretch.Start <= cover[^1].End)
            {
                cover[^1] = new TextSpan(cover[^1].Start, Math.Max(cover[^1].End, stretch.End));
            }
            else
            {
                cover.Add(stretch);
            }
        }

        return cover;
    }

    private static List<TextSpan> Both(List<TextSpan> left, List<TextSpan> right)
    {
        var found = new List<TextSpan>();
        for (var (i, j) = (0, 0); i < left.Count && j < right.Count;)
        {
            var (start, end) = (Math.Max(left[i].Start, right[j].Start), Math.Min(left[i].End, right[j].End));
            if (start < end)
            {
                found.Add(new TextSpan(start, end));
            }

            if (left[i].End < right[j].End)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return found;
    }

    private static List<TextSpan> ButNot(List<TextSpan> left, List<TextSpan> right)
    {
        var found = new List<TextSpan>();
        var j = 0;
        foreach (var kept in left)
        {
            var at = kept.Start;
            for (; j < right.Count && right[j].Start < kept.End; j++)
            {
                if (right[j].Start > at)
                {
                    found.Add(new TextSpan(at, right[j].Start));
                }

                at = Math.Max(at, right[j].End);
                if (at >= kept.End)
                {
                    // It may reach into the next as well.
                    break;
                }
            }

            if (at < kept.End)
            {
                found.Add(new TextSpan(at, kept.End));
            }
        }

        return found;
    }

    private static List<TextSpan> Lie(LyingPlan plan, List<TextSpan> left, List<TextSpan> right, RetrievalSource source)
    {
        // Each stretch as an interval of characters, words or passages, both ends counted; the right stays sorted by its beginnings. The words of
        // a stretch are those that begin in it; where none does, it stands at the next.
        var inWords = plan.Unit == DistanceUnit.Words;
        (int First, int Last) Measured(TextSpan s) => plan.How is Lying.Overlapping or Lying.Within ? (s.Start, s.End - 1)
            : inWords ? (source.WordFrom(s.Start), Math.Max(source.WordFrom(s.Start), source.WordAt(s.End - 1)))
            : (source.PassageAt(s.Start), source.PassageAt(s.End - 1));
        var (firsts, reach) = (new int[right.Count], new int[right.Count]);
        for (var j = 0; j < right.Count; j++)
        {
            var (first, last) = Measured(right[j]);
            (firsts[j], reach[j]) = (first, j == 0 ? last : Math.Max(last, reach[j - 1]));
        }

        // In words there may stand so many between two neighbours; passages are counted by their numbers.
        var between = plan.Distance + (inWords ? 1 : 0);
        return left.FindAll(a =>
        {
            var (first, last) = Measured(a);
            var lies = plan.How switch
            {
                Lying.Overlapping => Reaches(last, first),
                Lying.Within => Reaches(first, last),
                Lying.Near => Reaches(last + between, first - between),
                _ => Following(right, a.End) is var j && j < right.Count && firsts[j] <= last + between,
            };
            return lies != plan.Not;
        });

        // True where a stretch that begins by the one reaches the other.
        bool Reaches(int begun, int reached)
        {
            var (low, high) = (0, firsts.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = firsts[middle] <= begun ? (middle + 1, high) : (low, middle);
            }

            return low > 0 && reach[low - 1] >= reached;
        }
    }

    private static int Following(List<TextSpan> right, int end)
    {
        var (low, high) = (0, right.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = right[middle].Start < end ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
