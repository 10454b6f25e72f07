using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>Finds who speaks where in a transcript.</summary>
/// <remarks>
/// A label is at most 60 characters at the start of a line, before a colon (<c>INT: …</c>, <c>Chair of the board: …</c>), with a time before or
/// behind it if there is one (<c>[00:18:02] GP03: …</c>), or a name and a time alone on their line. It counts when it looks like one (INT, GP03,
/// Q, Interviewer, Speaker 2) or stands at least twice and is written like a name, or with a time each time it stands (<c>[00:19] Link officer, Site 6: …</c>). A text has turns when at least two labels speak, at
/// least three times in all, on at least one line in fifty; headings such as “Aims:”, which stand once, do not make a transcript.
/// </remarks>
internal static partial class SpeakerLabels
{
    private const int LongestLabel = 60;

    /// <summary>One entry a line: the label that opens it, or null.</summary>
    internal static List<SpeakerLabel?> Learn(string text, List<TextSpan> lines)
    {
        var found = lines.ConvertAll(line => Find(text, line));
        var counts = new Dictionary<string, (int All, int Timed)>(StringComparer.Ordinal);
        foreach (var label in found)
        {
            if (label is not null)
            {
                var (all, timed) = counts.GetValueOrDefault(label.Speaker);
                counts[label.Speaker] = (all + 1, label.Time is null ? timed : timed + 1);
            }
        }

        var taken = counts.Where(pair => IsLabel(pair.Key) || (pair.Value.All > 1 && (IsLikeName(pair.Key) || (pair.Value.All == pair.Value.Timed && char.IsUpper(pair.Key[0])))))
            .ToDictionary(pair => pair.Key, pair => pair.Value.All, StringComparer.Ordinal);
        var total = taken.Values.Sum();
        if (taken.Count < 2 || total < 3 || total * 50 < lines.Count)
        {
            taken.Clear();
        }

        return found.ConvertAll(label => label is not null && taken.ContainsKey(label.Speaker) ? label : null);
    }

    private static SpeakerLabel? Find(string text, TextSpan line)
    {
        // Label, colon and two times fit in a little over a hundred characters; no more is looked at.
        var head = text.Substring(line.Start, Math.Min(line.Length, LongestLabel + 45));
        var match = Colon().Match(head);
        if (!match.Success)
        {
            match = head.Length == line.Length ? TimeAlone().Match(head) : match;
        }

        var speaker = match.Groups["label"].Value.Trim();
        if (!match.Success || speaker.Length is 0 or > LongestLabel)
        {
            return null;
        }

        var time = match.Groups["time"] is { Success: true } written ? Time(written.Value) : null;
        return new SpeakerLabel(speaker, line.Start + match.Length, time);
    }

    private static bool IsLabel(string label) => Code().IsMatch(label) || Role().IsMatch(label);

    // Every word of substance begins with a capital or a digit: “Chair of the Board”, “Dr A. Smith”; not “so the question is”.
    private static bool IsLikeName(string label)
    {
        var words = label.Split([' ', '\t', '-', '/', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 8
            && words[0].TrimStart('(') is { Length: > 0 } first && char.IsUpper(first[0])
            && words.Count(word => char.IsLower(word[0]) && word.Length > 3) == 0;
    }

    private static TimeSpan? Time(string written)
    {
        var parts = written.Split(':', '.');
        var seconds = 0;
        foreach (var part in parts.Take(3))
        {
            seconds = (seconds * 60) + int.Parse(part, CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromSeconds(seconds);
    }

    [GeneratedRegex(@"\A(?:[\[(]?(?<time>[0-9]{1,2}(?::[0-9]{2}){1,2})(?:[.,][0-9]{1,3})?[\])]?[ \t]*)?(?<label>[\p{L}(][^:\n\[\]?!]{0,60}?)[ \t]*(?:[\[(](?<time>[0-9]{1,2}(?::[0-9]{2}){1,2})(?:[.,][0-9]{1,3})?[\])][ \t]*)?:(?=[ \t]|\z)[ \t]*(?:[\[(](?<time>[0-9]{1,2}(?::[0-9]{2}){1,2})(?:[.,][0-9]{1,3})?[\])])?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colon();

    [GeneratedRegex(@"\A(?<label>[\p{L}(][^:\n\[\]?!]{0,60}?)[ \t]+[\[(]?(?<time>[0-9]{1,2}(?::[0-9]{2}){1,2})(?:[.,][0-9]{1,3})?[\])]?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeAlone();

    [GeneratedRegex(@"\A(?:[A-Z]{1,6}[ -]?[0-9]{1,4}[A-Za-z]?|INT|IV|Q|A|R|P|I|M|F|S)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\A(?:(?:interviewer|interviewee|respondent|participant|moderator|facilitator|researcher|speaker|observer|chair|unknown speaker)(?:[ #]*[0-9]{1,4}|[ ][A-Z])?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Role();
}

/// <summary>A label at the start of a line.</summary>
/// <param name="Speaker">As written, without colon and time.</param>
/// <param name="WordsStart">Where in the text the words may begin.</param>
/// <param name="Time">From the start of the recording, or null.</param>
internal sealed record SpeakerLabel(string Speaker, int WordsStart, TimeSpan? Time);
