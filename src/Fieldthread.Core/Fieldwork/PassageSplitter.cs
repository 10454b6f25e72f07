using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Splits a text into passages: turns where people speak, else paragraphs, else lines.</summary>
/// <remarks>
/// Passages come in order, do not overlap, and together hold every character that is not white space. Turns are looked for first (see
/// <see cref="SpeakerLabels"/>); what stands before the first label is split as paragraphs. A passage longer than <see cref="Longest"/> is cut
/// between sentences, since an index cannot hold endless ones; the pieces keep their speaker.
/// </remarks>
public static class PassageSplitter
{
    /// <summary>UTF-16 units that a passage has at most, unless one word alone is longer: 20,000.</summary>
    public const int Longest = 20_000;

    // A block whose every line is at most this long was wrapped by hand or by a program, so its lines belong together.
    private const int Wrapped = 120;

    /// <summary>The passages of a text; none for a text of white space.</summary>
    /// <param name="text">With LF line ends.</param>
    public static IReadOnlyList<Passage> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = Lines(text);
        var labels = SpeakerLabels.Learn(text, lines);
        var passages = new List<Passage>();
        var hasBlank = HasBlankBetween(text, lines);
        var first = labels.FindIndex(label => label is not null);
        first = first < 0 ? lines.Count : first;
        AddBlocks(text, lines, first, hasBlank || first < lines.Count, passages);
        for (var k = first; k < lines.Count;)
        {
            var next = k + 1;
            while (next < lines.Count && labels[next] is null)
            {
                next++;
            }

            var label = labels[k]!;
            var span = new TextSpan(lines[k].Start, lines[next - 1].End);
            Add(text, span, Trim(text, new TextSpan(Math.Min(label.WordsStart, span.End), span.End)), label.Speaker, PassageKind.Turn, label.Time, passages);
            k = next;
        }

        return passages;
    }

    private static void AddBlocks(string text, List<TextSpan> lines, int count, bool byBlank, List<Passage> passages)
    {
        for (var k = 0; k < count;)
        {
            var next = k + 1;
            while (byBlank && next < count && text.AsSpan(lines[next - 1].End, lines[next].Start - lines[next - 1].End).Count('\n') == 1)
            {
                next++;
            }

            var isWrapped = true;
            for (var line = k; line < next; line++)
            {
                isWrapped &= lines[line].Length <= Wrapped;
            }

            if (isWrapped)
            {
                var span = new TextSpan(lines[k].Start, lines[next - 1].End);
                Add(text, span, span, speaker: null, byBlank ? PassageKind.Paragraph : PassageKind.Line, time: null, passages);
            }
            else
            {
                for (var line = k; line < next; line++)
                {
                    Add(text, lines[line], lines[line], speaker: null, byBlank ? PassageKind.Paragraph : PassageKind.Line, time: null, passages);
                }
            }

            k = next;
        }
    }

    private static void Add(string text, TextSpan span, TextSpan words, string? speaker, PassageKind kind, TimeSpan? time, List<Passage> passages)
    {
        while (span.Length > Longest)
        {
            var cut = Cut(text, span);
            var head = Trim(text, new TextSpan(span.Start, cut));
            var headWords = new TextSpan(Math.Min(words.Start, head.End), Math.Min(words.End, head.End));
            passages.Add(new Passage(passages.Count, head, headWords, speaker, kind, time));
            span = Trim(text, new TextSpan(cut, span.End));
            words = new TextSpan(Math.Max(words.Start, span.Start), Math.Max(words.End, span.Start));
        }

        if (span.Length > 0)
        {
            passages.Add(new Passage(passages.Count, span, words, speaker, kind, time));
        }
    }

    // The last sentence end that fits, else the last white space, else the first white space after, else the end.
    private static int Cut(string text, TextSpan span)
    {
        var sentence = 0;
        var space = 0;
        for (var i = span.Start + 1; i <= span.Start + Longest && i < span.End; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                space = i;
                sentence = text[i - 1] is '.' or '?' or '!' or '…' or '\n' ? i : sentence;
            }
        }

        if (Math.Max(sentence, space) > 0)
        {
            return sentence > 0 ? sentence : space;
        }

        for (var i = span.Start + Longest; i < span.End; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i;
            }
        }

        return span.End;
    }

    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = Trim(text, new TextSpan(start, end));
            if (line.Length > 0)
            {
                lines.Add(line);
            }

            start = end + 1;
        }

        return lines;
    }

    private static bool HasBlankBetween(string text, List<TextSpan> lines)
    {
        for (var k = 1; k < lines.Count; k++)
        {
            if (text.AsSpan(lines[k - 1].End, lines[k].Start - lines[k - 1].End).Count('\n') > 1)
            {
                return true;
            }
        }

        return false;
    }

    private static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end);
    }
}
