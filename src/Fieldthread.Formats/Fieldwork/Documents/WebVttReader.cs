using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>
/// Reads a transcript as programs for meetings write it: WebVTT (W3C, “WebVTT: The Web Video Text Tracks Format”). Cues of one voice that follow each
/// other become one turn, opened by the time of its first: <c>[00:18:02] Chair: …</c>.
/// </summary>
internal static partial class WebVttReader
{
    /// <summary>The words of a file.</summary>
    /// <exception cref="ReadException">It does not begin as the format has it, or holds no cue.</exception>
    public static string Read(string text, string name, RemarkList remarks)
    {
        var lines = text.Split('\n');
        if (!Opening().IsMatch(lines[0]))
        {
            throw new ReadException(name, "The file does not begin with WEBVTT, so it is no such transcript. If it is plain text, let its name end in .txt.");
        }

        var (turns, voice, cues, asides) = (new StringBuilder(), (string?)null, 0, 0);
        for (var at = 1; at < lines.Length; at++)
        {
            var first = at;
            while (at < lines.Length && lines[at].Trim().Length > 0)
            {
                at++;
            }

            // The first line of a block may be the cue's name.
            var timing = Array.FindIndex(lines, first, at - first, l => l.Contains("-->", StringComparison.Ordinal));
            if (timing < 0)
            {
                asides += at > first ? 1 : 0;
                continue;
            }

            if (Timing().Match(lines[timing]) is not { Success: true } time)
            {
                remarks.Add(RemarkWeight.NotTaken, $"{name}, line {timing + 1}", "The times of this cue cannot be read; its words were not taken.");
                continue;
            }

            cues++;
            foreach (var line in lines.AsSpan(timing + 1, at - timing - 1))
            {
                voice = Say(turns, line, voice, time.Groups["hours"] is { Success: true } hours ? hours.Value : "00", time.Groups["rest"].Value);
            }
        }

        if (cues == 0)
        {
            throw new ReadException(name, "The file holds no cue, so there are no words in it.");
        }

        remarks.Add(RemarkWeight.Note, name, $"{Count.Of(cues, "cue")}; those of one speaker that follow each other became one turn with the time of the first.");
        if (asides > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, name, $"{Count.Of(asides, "note, style or region", "notes, styles or regions")} beside the cues.");
        }

        return turns.Append('\n').ToString();
    }

    private static string? Say(StringBuilder turns, string line, string? voice, string hours, string rest)
    {
        var speaks = Voice().Match(line) is { Success: true } tag ? Plain(tag.Groups["name"].Value) : null;
        var words = Plain(Tag().Replace(line, ""));
        if (words.Length == 0)
        {
            return voice;
        }

        // A cue without a voice goes on with the turn before it, unless it names its speaker in its own words.
        var named = speaks is null && Named().IsMatch(words);
        if (turns.Length > 0 && !named && (speaks is null || speaks == voice))
        {
            turns.Append(' ').Append(words);
            return voice;
        }

        turns.Append(turns.Length > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"[{hours.PadLeft(2, '0')}:{rest}] ").Append(speaks is null ? "" : speaks + ": ").Append(words);
        return speaks;
    }

    private static string Plain(string marked) => WebUtility.HtmlDecode(marked).Replace('\u00A0', ' ').Replace("\u200E", "", StringComparison.Ordinal).Replace("\u200F", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();

    [GeneratedRegex(@"^WEBVTT(?:[ \t].*)?$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*(?:(?<hours>\d{1,4}):)?(?<rest>[0-5]\d:[0-5]\d)\.\d{3}\s*-->\s*(?:\d{1,4}:)?[0-5]\d:[0-5]\d\.\d{3}(?:\s|$)")]
    private static partial Regex Timing();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?[ \t]+(?<name>[^>]{1,200})>")]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?(?:[a-z]+|\d[\d:.]*)(?:[.\s][^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\p{Lu}[^:.!?]{0,59}: ")]
    private static partial Regex Named();
}
