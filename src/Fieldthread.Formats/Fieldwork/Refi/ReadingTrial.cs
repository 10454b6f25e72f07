using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>One text's passages under one way of counting, and how well they fit the words.</summary>
internal sealed class ReadingTrial
{
    private readonly TextSpan[] _spans;

    private ReadingTrial(int passages) => _spans = new TextSpan[passages];

    /// <summary>Up to four for clean ends, four more for a name that repeats the words; less where a position falls outside or inside a character.</summary>
    internal int Points { get; private set; }

    internal int Judged { get; private set; }

    internal int Whole { get; private set; }

    internal int Named { get; private set; }

    internal static ReadingTrial Run(ReadingEvidence evidence, OffsetReading reading)
    {
        var map = new OffsetMap(evidence.Text, reading);
        var trial = new ReadingTrial(evidence.Passages.Count);
        for (var k = 0; k < evidence.Passages.Count; k++)
        {
            var passage = evidence.Passages[k];
            var start = map.FromForeign(Math.Min(passage.Start, passage.End), after: false, out var startExact);
            var end = map.FromForeign(Math.Max(passage.Start, passage.End), after: true, out var endExact);
            trial._spans[k] = new TextSpan(start, Math.Max(start, end));
            if (passage.Start != passage.End)
            {
                trial.Judge(evidence.Text.Text, trial._spans[k], startExact && endExact, passage.Name);
            }
        }

        return trial;
    }

    /// <summary>How many passages the two put in different places.</summary>
    internal int Differing(ReadingTrial other)
    {
        var count = 0;
        for (var k = 0; k < _spans.Length; k++)
        {
            count += _spans[k] == other._spans[k] ? 0 : 1;
        }

        return count;
    }

    private void Judge(string text, TextSpan span, bool exact, string name)
    {
        Judged++;
        if (!exact || span.Length == 0)
        {
            Points -= 2;
            return;
        }

        var startsClean = span.Start == 0 || !InWord(text[span.Start - 1]) || !InWord(text[span.Start]);
        var endsClean = span.End == text.Length || !InWord(text[span.End - 1]) || !InWord(text[span.End]);
        Points += (startsClean ? 1 : 0) + (endsClean ? 1 : 0)
            + (startsClean && !char.IsWhiteSpace(text[span.Start]) ? 1 : 0)
            + (endsClean && !char.IsWhiteSpace(text[span.End - 1]) ? 1 : 0);
        Whole += startsClean && endsClean ? 1 : 0;
        if (Repeats(name, text.AsSpan(span.Start, span.Length)))
        {
            Named++;
            Points += 4;
        }
    }

    private static bool InWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '_';

    // White space apart, the name is the words, or begins them and ends in an ellipsis.
    private static bool Repeats(string name, ReadOnlySpan<char> words)
    {
        var cut = name.AsSpan().TrimEnd();
        var isCut = cut.EndsWith("…") || cut.EndsWith("...");
        cut = isCut ? cut.TrimEnd('…').TrimEnd('.') : cut;
        var w = 0;
        foreach (var c in cut)
        {
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            while (w < words.Length && char.IsWhiteSpace(words[w]))
            {
                w++;
            }

            if (w == words.Length || words[w++] != c)
            {
                return false;
            }
        }

        return w > 3 && (isCut || words[w..].IsWhiteSpace());
    }
}
