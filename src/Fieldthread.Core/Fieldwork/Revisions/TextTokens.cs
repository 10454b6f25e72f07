using System.Globalization;
using System.Text;

namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>A text as words, white space and single signs, each known by a number, so that two texts are compared by numbers.</summary>
internal sealed class TextTokens
{
    private TextTokens(string text, int[] starts, int[] kinds) => (Text, Starts, Ids) = (text, starts, kinds);

    public string Text { get; }

    /// <summary>Where each token begins; one more than there are tokens, the last being the length of the text.</summary>
    public int[] Starts { get; }

    /// <summary>Equal tokens have equal numbers, in all texts that were read with one list.</summary>
    public int[] Ids { get; }

    public int Count => Ids.Length;

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">Tokens by their words, to which new ones are added.</param>
    public static TextTokens Of(string text, Dictionary<string, int> known)
    {
        var (starts, ids) = (new List<int>(text.Length / 3), new List<int>(text.Length / 3));
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOf(text, at);
            var words = text.AsSpan(at, end - at);
            if (!lookup.TryGetValue(words, out var id))
            {
                known.Add(words.ToString(), id = known.Count);
            }

            starts.Add(at);
            ids.Add(id);
            at = end;
        }

        starts.Add(text.Length);
        return new TextTokens(text, [.. starts], [.. ids]);
    }

    /// <summary>A word with its apostrophes; a line end; other white space as it stands together; else one sign with the marks upon it. Scripts that part no words go sign by sign.</summary>
    private static int EndOf(string text, int at)
    {
        var first = KindAt(text, at, out var next);
        if (first is Kind.Line or Kind.Sign or Kind.Unparted)
        {
            return WithMarks(text, next);
        }

        while (next < text.Length)
        {
            var kind = KindAt(text, next, out var after);
            var goesOn = kind == first || (first == Kind.Word && (kind == Kind.Mark || (text[next] is '\'' or '’' && after < text.Length && KindAt(text, after, out _) == Kind.Word)));
            if (!goesOn)
            {
                break;
            }

            next = after;
        }

        return next;
    }

    private static int WithMarks(string text, int at)
    {
        while (at < text.Length && KindAt(text, at, out var after) == Kind.Mark)
        {
            at = after;
        }

        return at;
    }

    private enum Kind
    {
        Word,
        Space,
        Line,
        Mark,
        Unparted,
        Sign,
    }

    private static Kind KindAt(string text, int at, out int after)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
        {
            after = at + 1;
            return Kind.Sign;
        }

        after = at + length;
        return rune.Value == '\n' ? Kind.Line : Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Kind.Mark,
            UnicodeCategory.OtherLetter when IsUnparted(rune.Value) => Kind.Unparted,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.ConnectorPunctuation => Kind.Word,
            _ => Kind.Sign,
        };
    }

    /// <summary>Thai, Lao, Burmese, Khmer, kana and Han: letters that stand without spaces between words.</summary>
    private static bool IsUnparted(int rune) => rune is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF or >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
