using System.Text;

namespace Fieldthread.Core.Findings;

/// <summary>What a part of a printed quotation is.</summary>
internal enum PrintedPartKind
{
    /// <summary>Words that must stand in the source.</summary>
    Words,

    /// <summary>[...]: words of the source left out.</summary>
    Omission,

    /// <summary>[word]: the author's word, added or in place of the speaker's.</summary>
    Insertion,
}

/// <summary>A part of a printed quotation, normalised.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Words, trimmed; what stands in the brackets for an insertion.</param>
/// <param name="GluedBefore">Nothing parts it from what stands before, as in “work[ed]”.</param>
internal sealed record PrintedPart(PrintedPartKind Kind, string Text, bool GluedBefore);

/// <summary>A printed quotation taken apart at its brackets; the outer quotation marks are dropped.</summary>
internal static class PrintedQuotation
{
    public static IReadOnlyList<PrintedPart> Parse(string printed)
    {
        var text = ComparableText.Plain(printed);
        if (text.Length > 1 && (text[0], text[^1]) is ('"', '"') or ('\'', '\''))
        {
            text = text[1..^1].Trim();
        }

        var parts = new List<PrintedPart>();
        var words = new StringBuilder();
        var glued = false;
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] == '[' ? text.IndexOf(']', i) : -1;
            if (close < 0)
            {
                words.Append(text[i]);
                continue;
            }

            glued = Flush(parts, words, glued);
            var inside = text[(i + 1)..close].Trim();
            var omission = inside.Length == 0 || inside.All(c => c is '.' or ' ');
            parts.Add(new(omission ? PrintedPartKind.Omission : PrintedPartKind.Insertion, omission ? "" : inside, glued));
            glued = true;
            i = close;
        }

        Flush(parts, words, glued);
        return parts;
    }

    private static bool Flush(List<PrintedPart> parts, StringBuilder words, bool glued)
    {
        var text = words.ToString();
        words.Clear();
        if (text.Length == 0)
        {
            return parts.Count > 0 && glued;
        }

        var trimmed = text.Trim();
        if (trimmed.Length > 0)
        {
            parts.Add(new(PrintedPartKind.Words, trimmed, glued && text[0] != ' '));
        }

        return trimmed.Length > 0 && text[^1] != ' ';
    }
}
