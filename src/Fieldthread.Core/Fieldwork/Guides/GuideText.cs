using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fieldthread.Core.Fieldwork.Guides;

/// <summary>A question of a topic guide, as it is written.</summary>
/// <param name="Section">Heading that it stands under; empty for none.</param>
/// <param name="Words">The question.</param>
/// <param name="Prompts">Prompts below it, in order.</param>
/// <param name="Lines">Codes of the lines of inquiry that stand in brackets behind it, as they are written; none where the brackets hold anything else.</param>
public sealed record GuideItem(string Section, string Words, IReadOnlyList<string> Prompts, IReadOnlyList<string> Lines);

/// <summary>
/// A topic guide as text: <c># </c> begins a heading, a line that begins with a dash, a bullet or an indent is a prompt of the question before it, every other line is a question. A number before a question is taken off,
/// since questions are numbered by their order.
/// </summary>
public static partial class GuideText
{
    /// <summary>More questions than this are no guide to a conversation, but a questionnaire or a wrong file.</summary>
    public const int MostQuestions = 300;

    /// <summary>The longest question or prompt, in UTF-16 code units.</summary>
    public const int LongestWords = 2000;

    /// <summary>Reads a guide.</summary>
    /// <param name="text">The text; line ends LF or CR LF.</param>
    /// <param name="isLine">True for the code of a line of inquiry of the study; brackets that hold anything else stay words of the question.</param>
    /// <returns>Its questions in order; none where it holds none. A prompt before the first question counts as a question.</returns>
    public static IReadOnlyList<GuideItem> Parse(string text, Func<string, bool> isLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isLine);
        var items = new List<GuideItem>();
        var section = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd().Replace('\u00a0', ' ');
            if (line.Trim().Length == 0)
            {
                continue;
            }

            if (line.StartsWith('#'))
            {
                section = line.TrimStart('#').Trim();
            }
            else if (items.Count > 0 && items[^1].Section == section && Prompt.Match(line) is { Success: true } prompt)
            {
                items[^1] = items[^1] with { Prompts = [.. items[^1].Prompts, prompt.Groups["words"].Value.Trim()] };
            }
            else
            {
                items.Add(Question(section, line.Trim(), isLine));
            }
        }

        return items;
    }

    /// <summary>Writes a guide so that it can be read again.</summary>
    /// <param name="items">Its questions.</param>
    /// <param name="withLines">Whether codes of lines of inquiry stand behind the questions; without them two versions are compared as they were asked.</param>
    public static string Write(IEnumerable<GuideItem> items, bool withLines)
    {
        ArgumentNullException.ThrowIfNull(items);
        var text = new StringBuilder();
        var (section, number) = ("", 0);
        foreach (var item in items)
        {
            if (item.Section != section)
            {
                section = item.Section;
                text.Append(text.Length > 0 ? "\n" : "").Append("# ").Append(section).Append('\n');
            }

            number++;
            text.Append(CultureInfo.InvariantCulture, $"{number}. {item.Words}{(withLines && item.Lines.Count > 0 ? $" [{string.Join("; ", item.Lines)}]" : "")}\n");
            foreach (var prompt in item.Prompts)
            {
                text.Append("  - ").Append(prompt).Append('\n');
            }
        }

        return text.ToString();
    }

    private static GuideItem Question(string section, string line, Func<string, bool> isLine)
    {
        var words = Mark.Replace(line, "", 1).Trim() is { Length: > 0 } without ? without : line;
        if (Brackets.Match(words) is { Success: true } behind)
        {
            var codes = behind.Groups["codes"].Value.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var asked = words[..behind.Index].Trim();
            if (asked.Length > 0 && codes.Length > 0 && Array.TrueForAll(codes, c => isLine(c)))
            {
                return new GuideItem(section, asked, [], [.. codes.Distinct(StringComparer.OrdinalIgnoreCase)]);
            }
        }

        return new GuideItem(section, words, [], []);
    }

    [GeneratedRegex(@"\A(?:[ \t]*(?:[-–—*•◦▪][ \t]+|[a-z]\)[ \t]+)|[ ]{2,}|[ ]*\t[ \t]*)(?<words>\S.*)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Prompt { get; }

    [GeneratedRegex(@"\A(?:(?:Q|q)?[0-9]{1,3}[.):][ \t]*|[-–—*•◦▪][ \t]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"\[(?<codes>[^\[\]]{1,400})\]\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brackets { get; }
}
