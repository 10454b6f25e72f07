using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Reads subtitles as SubRip writes them, which no standard describes: a number, a line of times, lines of words, a blank line. Made into turns by <see cref="CueText"/>.</summary>
internal static partial class SrtReader
{
    /// <summary>The words of a file and when they were said.</summary>
    /// <exception cref="ReadException">No line of times can be read in it.</exception>
    public static (string Text, IReadOnlyList<TextPlace> Places) Read(string text, string name, RemarkList remarks)
    {
        var lines = text.Split('\n');
        var (said, cues, strays) = (new CueText(), 0, 0);
        (TimeSpan From, TimeSpan To)? now = null;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (CueTimes.Of(line) is { } time)
            {
                (now, cues) = (time, cues + 1);
            }
            else if (line.Contains("-->", StringComparison.Ordinal) && Digits().IsMatch(line))
            {
                remarks.Add(RemarkWeight.NotTaken, $"{name}, line {at + 1}", "The times of this cue cannot be read; its words were not taken.");
                now = null;
            }
            else if (line.Length > 0 && !IsNumber(lines, at))
            {
                if (now is { } when)
                {
                    said.Say(new Cue(when.From, when.To, null, CueTimes.Plain(Tag().Replace(line, ""))));
                }
                else
                {
                    strays++;
                }
            }
        }

        if (cues == 0)
        {
            throw new ReadException(name, "No line of the file holds times as subtitles have them (00:00:01,000 --> 00:00:04,000), so it is no such transcript. If it is plain text, let its name end in .txt.");
        }

        CueTimes.Remark(cues, name, remarks);
        if (strays > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, name, $"{Count.Of(strays, "line")} that no times stand above.");
        }

        return (said.Finish(), said.Places);
    }

    // The number of a cue stands alone right above its times; a number that somebody says does not.
    private static bool IsNumber(string[] lines, int at) =>
        at + 1 < lines.Length && lines[at + 1].Contains("-->", StringComparison.Ordinal) && Alone().IsMatch(lines[at].Trim());

    [GeneratedRegex(@"^\uFEFF?[0-9]{1,9}$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"[0-9]\s*-->|-->\s*[0-9]")]
    private static partial Regex Digits();

    [GeneratedRegex(@"</?(?:b|i|u|s|font|c)(?:[.\s][^>]*)?>|\{\\[^}]*\}|\{/?[biu]\}", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
