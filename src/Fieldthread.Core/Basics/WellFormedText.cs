using System.Text;

namespace Fieldthread.Core.Basics;

/// <summary>Text that every store and format can hold: no U+0000, no lone surrogate, line ends as LF.</summary>
public static class WellFormedText
{
    /// <summary>Replaces U+0000 and lone surrogates by U+FFFD, one code unit for one, so that no offset moves.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="replaced">How many code units were replaced; a reader turns a count above 0 into a remark.</param>
    public static string Repair(string text, out int replaced)
    {
        ArgumentNullException.ThrowIfNull(text);
        replaced = 0;
        StringBuilder? mended = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                mended ??= new StringBuilder(text);
                mended[i] = '\uFFFD';
                replaced++;
            }
        }

        return mended?.ToString() ?? text;
    }

    /// <summary>True when <see cref="Repair"/> would change nothing.</summary>
    public static bool IsWellFormed(string text)
    {
        Repair(text, out var replaced);
        return replaced == 0;
    }
}
