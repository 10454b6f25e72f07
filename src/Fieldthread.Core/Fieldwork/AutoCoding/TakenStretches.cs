using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.AutoCoding;

/// <summary>From what a rule found in a passage to the stretches that are coded.</summary>
public static class TakenStretches
{
    // As passages are split: a block whose every line is at most this long was wrapped by hand or by a program.
    private const int Wrapped = 120;

    /// <summary>The stretches, in order and apart, each with what was found in it.</summary>
    /// <param name="take">How much is taken.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="words">The passage without its speaker’s label.</param>
    /// <param name="found">What was found in it, in order and apart.</param>
    public static IReadOnlyList<(TextSpan Taken, IReadOnlyList<TextSpan> Found)> Of(AutoTake take, string text, TextSpan words, IReadOnlyList<TextSpan> found)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(found);
        if (take == AutoTake.Words)
        {
            return [.. found.Select(f => (f, (IReadOnlyList<TextSpan>)[f]))];
        }

        IReadOnlyList<TextSpan> parts = take switch { AutoTake.Sentence => Sentences.Split(text, words), AutoTake.Paragraph => Paragraphs(text, words), _ => [Trimmed(text, words)] };
        return [.. parts.Select(part => (part, (IReadOnlyList<TextSpan>)[.. found.Where(f => f.Start < part.End && part.Start < f.End)])).Where(p => p.Item2.Count > 0)];
    }

    /// <summary>The paragraphs of a passage: a blank line parts them, and a line end does where some line is too long to have been wrapped.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="passage">The stretch of it to split.</param>
    /// <returns>In order and apart, without white space at their ends.</returns>
    public static IReadOnlyList<TextSpan> Paragraphs(string text, TextSpan passage)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<TextSpan>();
        for (var start = passage.Start; start < passage.End;)
        {
            var end = text.IndexOf('\n', start, passage.End - start);
            end = end < 0 ? passage.End : end;
            lines.Add(Trimmed(text, new TextSpan(start, end)));
            start = end + 1;
        }

        var apart = lines.Exists(l => l.Length > Wrapped);
        var paragraphs = new List<TextSpan>();
        var open = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                open = false;
            }
            else if (open && !apart)
            {
                paragraphs[^1] = new TextSpan(paragraphs[^1].Start, line.End);
            }
            else
            {
                paragraphs.Add(line);
                open = true;
            }
        }

        return paragraphs;
    }

    /// <summary>A stretch without the white space at its ends; empty where there is nothing else.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="span">The stretch.</param>
    public static TextSpan Trimmed(string text, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
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
