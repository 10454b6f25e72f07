using System.Text;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Hostile;

/// <summary>How to take bytes that carry no sign of their encoding.</summary>
public enum PlainBytes
{
    /// <summary>As UTF-8, strictly; anything else is an error.</summary>
    Utf8,

    /// <summary>As Windows-1252 where they are not UTF-8: only because a person said so, since any bytes at all are some text in it.</summary>
    Windows1252,
}

/// <summary>Bytes to text, never by guessing.</summary>
public static class TextDecoder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Little = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: false);
    private static readonly UnicodeEncoding Utf16Big = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: false);

    /// <summary>Decodes UTF-8 with or without a mark, and UTF-16 with one; line ends become LF, U+0000 and lone surrogates U+FFFD.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="place">What to call it in errors and remarks.</param>
    /// <param name="plain">How to take bytes without a mark.</param>
    /// <param name="remarks">Gets a line for everything that was changed, but for line ends and the mark.</param>
    /// <exception cref="ReadException">The encoding is none of these.</exception>
    public static NormalisedText Decode(ReadOnlySpan<byte> bytes, string place, PlainBytes plain, RemarkList remarks)
    {
        ArgumentNullException.ThrowIfNull(remarks);
        var (text, hadMark) = Characters(bytes, place, plain, remarks);
        var repaired = WellFormedText.Repair(text, out var replaced);
        if (replaced > 0)
        {
            remarks.Add(RemarkWeight.Guessed, place, $"{Count.Of(replaced, "character")} that no text can hold (U+0000, half an emoji) became “\uFFFD”.");
        }

        return NormalisedText.From(repaired, hadMark);
    }

    private static (string Text, bool HadMark) Characters(ReadOnlySpan<byte> bytes, string place, PlainBytes plain, RemarkList remarks)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (Strict(bytes[3..], place), true);
        }

        var isLittle = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]);
        if (isLittle || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            if (bytes.Length % 2 == 1 || (isLittle && bytes.Length >= 4 && bytes[2] == 0 && bytes[3] == 0))
            {
                throw Unknown(place);
            }

            remarks.Add(RemarkWeight.Note, place, "The file is UTF-16 and was read as such.");
            return ((isLittle ? Utf16Little : Utf16Big).GetString(bytes[2..]), true);
        }

        // Text without a mark has no runs of zero bytes; UTF-16 without a mark does, and would pass as UTF-8.
        if (bytes.Length >= 4 && bytes.Count((byte)0) * 4 > bytes.Length)
        {
            throw Unknown(place);
        }

        if (plain == PlainBytes.Windows1252 && !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            remarks.Add(RemarkWeight.Guessed, place, "The file is not UTF-8 and was read as Windows-1252, as asked. Look at names and quotation marks.");
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes), false);
        }

        return (Strict(bytes, place), false);
    }

    private static string Strict(ReadOnlySpan<byte> bytes, string place)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw Unknown(place);
        }
    }

    private static ReadException Unknown(string place) => new(
        place,
        "Unknown encoding: the file is neither UTF-8 nor UTF-16 with its mark. Save it as UTF-8, or, if it comes from an older Windows program, say that it is Windows-1252.");
}
