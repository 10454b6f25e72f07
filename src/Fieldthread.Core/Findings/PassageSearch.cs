namespace Fieldthread.Core.Findings;

/// <summary>Where a printed quotation stands in a normalised text.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Gaps">Stretches that marks stand for, with what the author put there.</param>
internal sealed record PassageMatch(int Start, int End, IReadOnlyList<(int Start, int End, PrintedPart Mark)> Gaps);

/// <summary>Finds the words of a printed quotation in order, with gaps where it is marked.</summary>
internal static class PassageSearch
{
    /// <summary>How many words of the source a “[word]” may stand for; more is an omission and must be marked as one.</summary>
    private const int MostReplaced = 8;

    /// <summary>The matches that begin at different places inside [from, to), at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<PassageMatch> All(ComparableText text, IReadOnlyList<PrintedPart> parts, int from, int to, int widestGap, int most)
    {
        var found = new List<PassageMatch>();
        var first = parts.ToList().FindIndex(p => p.Kind is PrintedPartKind.Words);
        if (first < 0)
        {
            return found;
        }

        for (var at = from; found.Count < most;)
        {
            at = text.Text.IndexOf(parts[first].Text, at, to - at, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            var gaps = new List<(int, int, PrintedPart)>();
            if (EdgeBefore(text, parts, first, at) && Rest(text, parts, first, at, to, widestGap, gaps) is { } end)
            {
                found.Add(new(at, end, gaps));
            }

            at++;
        }

        return found;
    }

    private static int? Rest(ComparableText text, IReadOnlyList<PrintedPart> parts, int words, int at, int to, int widestGap, List<(int Start, int End, PrintedPart Mark)> gaps)
    {
        var end = at + parts[words].Text.Length;
        var next = words + 1;
        while (next < parts.Count && parts[next].Kind is not PrintedPartKind.Words)
        {
            next++;
        }

        var glued = words + 1 < parts.Count && parts[words + 1].GluedBefore;
        if (!glued && !text.IsWordEdge(end))
        {
            return null;
        }

        if (next == parts.Count)
        {
            return !glued || parts[words + 1].Kind is PrintedPartKind.Omission ? text.IsWordEdge(end) ? end : null : EndOfWord(text, end, to);
        }

        var marks = parts.Skip(words + 1).Take(next - words - 1).ToList();
        var omission = marks.Exists(m => m.Kind is PrintedPartKind.Omission);
        for (var there = end; there <= to;)
        {
            there = text.Text.IndexOf(parts[next].Text, there, to - there, StringComparison.Ordinal);
            if (there < 0 || there - end > widestGap)
            {
                return null;
            }

            if (EdgeBefore(text, parts, next, there) && Allows(text.Text[end..there], omission, glued && parts[next].GluedBefore))
            {
                var kept = gaps.Count;
                gaps.AddRange(marks.Select(m => (end, there, m)));
                if (Rest(text, parts, next, there, to, widestGap, gaps) is { } last)
                {
                    return last;
                }

                gaps.RemoveRange(kept, gaps.Count - kept);
            }

            there++;
        }

        return null;
    }

    // “[T]hey”: a letter in brackets may stand inside a word; elsewhere words begin and end where the source's do.
    private static bool EdgeBefore(ComparableText text, IReadOnlyList<PrintedPart> parts, int part, int at) =>
        text.IsWordEdge(at) || (parts[part].GluedBefore && part > 0 && parts[part - 1].Kind is PrintedPartKind.Insertion);

    private static bool Allows(string gap, bool omission, bool insideWord) => omission
        || (insideWord ? !gap.Contains(' ', StringComparison.Ordinal) : gap.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostReplaced);

    private static int EndOfWord(ComparableText text, int at, int to)
    {
        while (at < to && !text.IsWordEdge(at))
        {
            at++;
        }

        return at;
    }
}
