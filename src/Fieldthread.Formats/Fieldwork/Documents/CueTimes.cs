using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>What the two formats of subtitles share: how a line of times is read, and how words are made plain.</summary>
internal static partial class CueTimes
{
    /// <summary>The times of a line such as <c>00:00:01.000 --&gt; 00:00:04.000</c>, or null where they cannot be read. An end before the beginning becomes the beginning.</summary>
    internal static (TimeSpan From, TimeSpan To)? Of(string line)
    {
        if (Timing().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var (from, to) = (At(match, "a"), At(match, "b"));
        return (from, to < from ? from : to);
    }

    internal static string Plain(string marked) => WebUtility.HtmlDecode(marked).Replace('\u00A0', ' ').Replace("\u200E", "", StringComparison.Ordinal).Replace("\u200F", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim();

    internal static void Remark(int cues, string name, RemarkList remarks) =>
        remarks.Add(RemarkWeight.Note, name, $"{Count.Of(cues, "cue")}; those of one speaker that follow each other became one turn with the time of the first. The time of each is kept.");

    private static TimeSpan At(Match match, string end)
    {
        var hours = match.Groups[end + "h"] is { Success: true } written ? int.Parse(written.Value, CultureInfo.InvariantCulture) : 0;
        var minutes = int.Parse(match.Groups[end + "m"].Value, CultureInfo.InvariantCulture);
        var seconds = int.Parse(match.Groups[end + "s"].Value, CultureInfo.InvariantCulture);
        var thousandths = int.Parse(match.Groups[end + "f"].Value.PadRight(3, '0'), CultureInfo.InvariantCulture);
        return new TimeSpan(0, Math.Min(hours, 500), minutes, seconds, thousandths);
    }

    [GeneratedRegex(@"^\s*(?:(?<ah>[0-9]{1,4}):)?(?<am>[0-5][0-9]):(?<as>[0-5][0-9])[.,](?<af>[0-9]{1,3})\s*-->\s*(?:(?<bh>[0-9]{1,4}):)?(?<bm>[0-5][0-9]):(?<bs>[0-5][0-9])[.,](?<bf>[0-9]{1,3})(?:\s|$)")]
    private static partial Regex Timing();
}
