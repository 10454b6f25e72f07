using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Reads a transcript as programs for meetings write it: WebVTT (W3C, “WebVTT: The Web Video Text Tracks Format”), made into turns by <see cref="CueText"/>.</summary>
internal static partial class WebVttReader
{
    /// <summary>The words of a file and when they were said.</summary>
    /// <exception cref="ReadException">It does not begin as the format has it, or holds no cue.</exception>
    public static (string Text, IReadOnlyList<TextPlace> Places) Read(string text, string name, RemarkList remarks)
    {
        var lines = text.Split('\n');
        if (!Opening().IsMatch(lines[0]))
        {
            throw new ReadException(name, "The file does not begin with WEBVTT, so it is no such transcript. If it is plain text, let its name end in .txt.");
        }

        var (said, cues, asides) = (new CueText(), 0, 0);
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

            if (CueTimes.Of(lines[timing]) is not { } time)
            {
                remarks.Add(RemarkWeight.NotTaken, $"{name}, line {timing + 1}", "The times of this cue cannot be read; its words were not taken.");
                continue;
            }

            cues++;
            foreach (var line in lines.AsSpan(timing + 1, at - timing - 1))
            {
                var voice = Voice().Match(line) is { Success: true } tag ? CueTimes.Plain(tag.Groups["name"].Value) : null;
                said.Say(new Cue(time.From, time.To, voice, CueTimes.Plain(Tag().Replace(line, ""))));
            }
        }

        if (cues == 0)
        {
            throw new ReadException(name, "The file holds no cue, so there are no words in it.");
        }

        CueTimes.Remark(cues, name, remarks);
        if (asides > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, name, $"{Count.Of(asides, "note, style or region", "notes, styles or regions")} beside the cues.");
        }

        return (said.Finish(), said.Places);
    }

    [GeneratedRegex(@"^WEBVTT(?:[ \t].*)?$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?[ \t]+(?<name>[^>]{1,200})>")]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?(?:[a-z]+|\d[\d:.]*)(?:[.\s][^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
