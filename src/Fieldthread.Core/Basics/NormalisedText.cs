using System.Text;

namespace Fieldthread.Core.Basics;

/// <summary>A text with LF line ends that remembers what its file looked like, so that foreign positions can be carried in and out.</summary>
/// <remarks>Made in one pass. <see cref="OffsetMap"/> answers positions in logarithmic time.</remarks>
public sealed class NormalisedText
{
    private NormalisedText(string text, bool hadMark, int[] returns, int loneReturns)
    {
        Text = text;
        HadMark = hadMark;
        Returns = returns;
        LoneReturns = loneReturns;
        Pairs = FindPairs(text);
    }

    /// <summary>The words: no byte order mark, every CR LF and lone CR as one LF. Not repaired: see <see cref="WellFormedText"/>.</summary>
    public string Text { get; }

    /// <summary>True when the file began with a byte order mark.</summary>
    public bool HadMark { get; }

    /// <summary>How many line ends were CR LF.</summary>
    public int ReturnCount => Returns.Length;

    /// <summary>How many line ends were a lone CR.</summary>
    public int LoneReturns { get; }

    /// <summary>How many characters take two UTF-16 units.</summary>
    public int PairCount => Pairs.Length;

    internal int[] Returns { get; }

    internal int[] Pairs { get; }

    /// <summary>Normalises a text.</summary>
    /// <param name="raw">The text as decoded; a U+FEFF at its start is taken off and remembered.</param>
    /// <param name="hadMark">True when the decoder has already taken a byte order mark off.</param>
    public static NormalisedText From(string raw, bool hadMark = false)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var start = !hadMark && raw.Length > 0 && raw[0] == '\uFEFF' ? 1 : 0;
        if (!raw.Contains('\r', StringComparison.Ordinal))
        {
            return new NormalisedText(raw[start..], hadMark || start == 1, [], 0);
        }

        var text = new StringBuilder(raw.Length);
        var returns = new List<int>();
        var lone = 0;
        for (var i = start; i < raw.Length; i++)
        {
            if (raw[i] != '\r')
            {
                text.Append(raw[i]);
                continue;
            }

            if (i + 1 < raw.Length && raw[i + 1] == '\n')
            {
                returns.Add(text.Length);
                i++;
            }
            else
            {
                lone++;
            }

            text.Append('\n');
        }

        return new NormalisedText(text.ToString(), hadMark || start == 1, [.. returns], lone);
    }

    /// <summary>The same text as if every line end had been CR LF: for texts whose carriage returns were lost on the way (XML).</summary>
    public NormalisedText WithEveryLineEndAsReturn()
    {
        var returns = new List<int>();
        for (var i = Text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = Text.IndexOf('\n', i + 1))
        {
            returns.Add(i);
        }

        return new NormalisedText(Text, HadMark, [.. returns], LoneReturns);
    }

    private static int[] FindPairs(string text)
    {
        var pairs = new List<int>();
        for (var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF'); at >= 0;)
        {
            if (at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                pairs.Add(at);
            }

            var next = text.AsSpan(at + 1).IndexOfAnyInRange('\uD800', '\uDBFF');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return [.. pairs];
    }
}
