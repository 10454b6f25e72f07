using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The characters of a web page: by its mark, else by the encoding that it names, else as UTF-8.</summary>
internal static partial class HtmlEncoding
{
    internal static NormalisedText Decode(ReadOnlySpan<byte> bytes, string place, PlainBytes plain, RemarkList remarks)
    {
        var isMarked = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        var named = isMarked ? null : Named().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)])) is { Success: true } match ? match.Groups["name"].Value : null;
        if (named is null || named.StartsWith("utf", StringComparison.OrdinalIgnoreCase) || System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return TextDecoder.Decode(bytes, place, plain, remarks);
        }

        // A page that says Latin 1 means Windows-1252, as every browser takes it (WHATWG, “Encoding”, section 4.2).
        var known = named.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" ? "windows-1252" : named;
        if (CodePagesEncodingProvider.Instance.GetEncoding(known) is not { } encoding)
        {
            return TextDecoder.Decode(bytes, place, plain, remarks);
        }

        remarks.Add(RemarkWeight.Note, place, $"The page is written in {known}, as it says, and was read so.");
        return NormalisedText.From(WellFormedText.Repair(encoding.GetString(bytes), out _));
    }

    [GeneratedRegex("""<meta[^>]{0,400}charset\s*=\s*["']?(?<name>[A-Za-z0-9_:.-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
