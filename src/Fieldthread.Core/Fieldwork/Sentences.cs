using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Splits a passage into sentences, which the coding desk numbers and steps through.</summary>
/// <remarks>
/// A sentence ends at <c>. ? ! …</c> with its closing quotation marks and brackets, before white space, unless a known abbreviation (Dr, e.g.) or a
/// single initial stands before the point or a small letter follows; and at a blank line. English in its abbreviations, careful elsewhere: a
/// missed end makes a longer sentence, never a lost word.
/// </remarks>
public static class Sentences
{
    private static readonly HashSet<string> Abbreviations = new(
        ["dr", "mr", "mrs", "ms", "prof", "rev", "st", "sr", "jr", "vs", "etc", "approx", "no", "nos", "fig", "figs", "p", "pp", "vol", "ed", "eds", "cf", "al", "e.g", "i.e", "eg", "ie", "dept", "inc", "ltd"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences: in order, apart, without white space at their ends, together holding every other character of the passage.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="passage">The stretch of it to split; for a turn its words, so that the label is not read as one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stretch reaches beyond the text.</exception>
    public static IReadOnlyList<TextSpan> Split(string text, TextSpan passage)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(passage.End, text.Length, nameof(passage));
        var sentences = new List<TextSpan>();
        var start = passage.Start;
        for (var i = passage.Start; i < passage.End; i++)
        {
            var end = EndAt(text, passage, start, i);
            if (end > i)
            {
                Add(text, start, end, sentences);
                start = end;
                i = end - 1;
            }
        }

        Add(text, start, passage.End, sentences);
        return sentences;
    }

    // One past the sentence that ends at i, or i where none does.
    private static int EndAt(string text, TextSpan passage, int start, int i)
    {
        if (text[i] == '\n')
        {
            var next = i + 1;
            while (next < passage.End && text[next] is ' ' or '\t')
            {
                next++;
            }

            return next < passage.End && text[next] == '\n' ? next : i;
        }

        if (text[i] is not ('.' or '?' or '!' or '…' or '。' or '？' or '！'))
        {
            return i;
        }

        var end = i + 1;
        while (end < passage.End && text[end] is '.' or '?' or '!' or '…' or '”' or '’' or '"' or '\'' or ')' or ']' or '»')
        {
            end++;
        }

        if (text[i] is '。' or '？' or '！')
        {
            return end;
        }

        if (end < passage.End && !char.IsWhiteSpace(text[end]))
        {
            return i;
        }

        return (text[i] == '.' && end == i + 1 && IsAbbreviation(text, start, i)) || FollowedBySmall(text, end, passage.End) ? i : end;
    }

    private static bool IsAbbreviation(string text, int start, int point)
    {
        var from = point;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] == '.'))
        {
            from--;
        }

        var word = text[from..point];
        return Abbreviations.Contains(word) || (word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I');
    }

    private static bool FollowedBySmall(string text, int end, int stop)
    {
        while (end < stop && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end < stop && char.IsLower(text[end]);
    }

    private static void Add(string text, int start, int end, List<TextSpan> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add(new TextSpan(start, end));
        }
    }
}
