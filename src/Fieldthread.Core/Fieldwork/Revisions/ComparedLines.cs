using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>Lines of two texts that differ, side by side.</summary>
/// <param name="Old">Whole lines of the former text; empty where lines were put in.</param>
/// <param name="New">Whole lines of the next text; empty where lines were taken out.</param>
/// <param name="Changes">The changes inside them.</param>
public sealed record ComparedLines(TextSpan Old, TextSpan New, IReadOnlyList<TextChange> Changes)
{
    /// <summary>Every place where the texts differ, widened to whole lines; places on one line come together.</summary>
    /// <param name="old">The former text.</param>
    /// <param name="next">The next text.</param>
    /// <param name="map">The map between them.</param>
    public static IReadOnlyList<ComparedLines> Of(string old, string next, RevisionMap map)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(map);
        var rows = new List<ComparedLines>();
        foreach (var change in map.Changes)
        {
            // As far back in one text as in the other: what stands before a change is the same in both, up to the change before.
            var back = Math.Max(LineStart(old, change.Old.Start), LineStart(next, change.New.Start) + change.Old.Start - change.New.Start);
            back = Math.Min(back, change.Old.Start);
            var (ahead, further) = (LineEnd(old, change.Old.End) - change.Old.End, LineEnd(next, change.New.End) - change.New.End);
            var row = (Old: new TextSpan(back, change.Old.End + Math.Min(ahead, further)), New: new TextSpan(back - change.Old.Start + change.New.Start, change.New.End + Math.Min(ahead, further)));
            if (rows.Count > 0 && rows[^1] is var last && (row.Old.Start <= last.Old.End || row.New.Start <= last.New.End))
            {
                rows[^1] = new ComparedLines(new(last.Old.Start, row.Old.End), new(last.New.Start, row.New.End), [.. last.Changes, change]);
            }
            else
            {
                rows.Add(new ComparedLines(row.Old, row.New, [change]));
            }
        }

        return rows;
    }

    /// <summary>One side as words that stay and words that are marked.</summary>
    /// <param name="text">The former text, or the next.</param>
    /// <param name="former">True for the former.</param>
    public IReadOnlyList<(string Words, bool Marked)> Parts(string text, bool former)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (at, end) = former ? (Old.Start, Old.End) : (New.Start, New.End);
        var parts = new List<(string, bool)>();
        foreach (var change in Changes)
        {
            var marked = former ? change.Old : change.New;
            if (marked.Start > at)
            {
                parts.Add((text[at..marked.Start], false));
            }

            if (marked.Length > 0)
            {
                parts.Add((marked.Of(text), true));
            }

            at = marked.End;
        }

        if (end > at)
        {
            parts.Add((text[at..end], false));
        }

        return parts;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static int LineEnd(string text, int at) => at > 0 && at <= text.Length && text[at - 1] == '\n' ? at : text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
}
