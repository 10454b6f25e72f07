using System.Text;

namespace Fieldthread.Core.Findings;

/// <summary>A text with typographic differences taken out, and for every code unit left the place it came from.</summary>
/// <remarks>
/// Quotation marks become ' or ", dashes become -, an ellipsis becomes three dots, a run of white space becomes one space, and soft hyphens and zero-width
/// spaces go. Letters, case and accents stay as they are: they are words.
/// </remarks>
public sealed class ComparableText
{
    private readonly int[] starts;
    private readonly int[] ends;

    private ComparableText(string original, string text, int[] starts, int[] ends) =>
        (Original, Text, this.starts, this.ends) = (original, text, starts, ends);

    /// <summary>The text as it was.</summary>
    public string Original { get; }

    /// <summary>The text without typographic differences.</summary>
    public string Text { get; }

    /// <summary>Normalises a text.</summary>
    public static ComparableText Of(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var text = new StringBuilder(original.Length);
        var from = new List<int>(original.Length);
        var to = new List<int>(original.Length);
        for (var i = 0; i < original.Length; i++)
        {
            var c = Plain(original[i]);
            if (c == ' ' && text.Length > 0 && text[^1] == ' ')
            {
                to[^1] = i + 1;
            }
            else if (c == '…')
            {
                text.Append("...");
                for (var dot = 0; dot < 3; dot++)
                {
                    from.Add(i);
                    to.Add(i + 1);
                }
            }
            else if (c != '\0')
            {
                text.Append(c);
                from.Add(i);
                to.Add(i + 1);
            }
        }

        return new ComparableText(original, text.ToString(), [.. from], [.. to]);
    }

    /// <summary>The normalised form alone, outer spaces trimmed.</summary>
    public static string Plain(string original) => Of(original).Text.Trim();

    /// <summary>Where a stretch of <see cref="Text"/> lies in <see cref="Original"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch reaches beyond the text.</exception>
    public Basics.TextSpan ToOriginal(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, starts.Length);
        return start >= end
            ? new(start < starts.Length ? starts[start] : Original.Length, start < starts.Length ? starts[start] : Original.Length)
            : new(starts[start], ends[end - 1]);
    }

    /// <summary>The first place in <see cref="Text"/> that comes from <paramref name="original"/> or later.</summary>
    public int FromOriginal(int original)
    {
        var at = Array.BinarySearch(starts, original);
        at = at < 0 ? ~at : at;
        while (at > 0 && starts[at - 1] >= original)
        {
            at--;
        }

        return at;
    }

    /// <summary>True where no word is cut in two at this place of <see cref="Text"/>: neither inside “can't” nor inside “non-compliant”, but at a dash.</summary>
    public bool IsWordEdge(int at) => at <= 0 || at >= Text.Length || !Joins(at - 1) || !Joins(at);

    private bool Joins(int at)
    {
        var c = Text[at];
        if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
        {
            return true;
        }

        var joiner = c == '\'' || (c == '-' && Original[starts[at]] is '-' or '\u2010' or '\u2011');
        return joiner && at > 0 && at + 1 < Text.Length && char.IsLetterOrDigit(Text[at - 1]) && char.IsLetterOrDigit(Text[at + 1]);
    }

    private static char Plain(char c) => c switch
    {
        '‘' or '’' or '‚' or '‛' or '′' or '`' or '´' => '\'',
        '“' or '”' or '„' or '‟' or '″' or '«' or '»' => '"',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' => '-',
        '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => '\0',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };
}
