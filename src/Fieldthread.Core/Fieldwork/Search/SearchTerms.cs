using System.Globalization;
using System.Text;

namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>The words of a text as search sees them: one rule for what is indexed and what is asked, whichever database holds it.</summary>
/// <remarks>
/// A term is a run of letters and digits, in small letters, with diacritics taken off (<c>naïve</c> → <c>naive</c>, <c>ß</c> → <c>ss</c>, <c>ø</c> → <c>o</c>).
/// An apostrophe inside or behind a word is dropped, straight or curly: <c>don’t</c> → <c>dont</c>, <c>patient's</c> and <c>patients’</c> → <c>patients</c>.
/// Everything else parts terms: <c>well-known</c> is two. A term longer than 60 characters is cut there.
/// </remarks>
public static class SearchTerms
{
    /// <summary>UTF-16 units of a term at most: 60.</summary>
    public const int Longest = 60;

    /// <summary>The terms of a text in order, repeats included.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = new List<string>();
        var term = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsMark(rune) || (IsApostrophe(rune.Value) && term.Length > 0))
            {
                continue;
            }

            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber)
            {
                FoldedLetters.Append(rune, term);
            }
            else
            {
                End(term, terms);
            }
        }

        End(term, terms);
        return terms;
    }

    /// <summary>The terms with one space between: what a full-text index is fed.</summary>
    public static string Line(string text) => string.Join(' ', Of(text));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark || rune.Value == 0x00AD;

    private static bool IsApostrophe(int value) => value is '\'' or 0x2019 or 0x02BC or 0x2018 or 0xFF07;

    private static void End(StringBuilder term, List<string> terms)
    {
        if (term.Length > 0)
        {
            var cut = Math.Min(term.Length, Longest);
            terms.Add(term.ToString(0, cut < term.Length && char.IsHighSurrogate(term[cut - 1]) ? cut - 1 : cut));
            term.Clear();
        }
    }
}
