using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Studies;

/// <summary>Minutes as a document prints them.</summary>
/// <param name="Title">What the meeting was.</param>
/// <param name="Date">When, as it is written.</param>
/// <param name="Present">Who was there; empty where nobody is named.</param>
/// <param name="Discussed">What was discussed; each line a paragraph.</param>
/// <param name="Decisions">What was decided, in order.</param>
public sealed record PrintedMinutes(string Title, string Date, string Present, string Discussed, IReadOnlyList<PrintedDecision> Decisions);

/// <summary>A decision as a document prints it.</summary>
/// <param name="Words">What was decided.</param>
/// <param name="Touches">What it touches; empty for nothing.</param>
public sealed record PrintedDecision(string Words, string Touches);

/// <summary>Writes minutes as a document, a meeting below the other.</summary>
public static class MinutesDocx
{
    /// <summary>The document as bytes.</summary>
    /// <param name="title">Title: the study’s name.</param>
    /// <param name="about">What stands below it: how many, and as at which moment.</param>
    /// <param name="minutes">The minutes, in order.</param>
    public static byte[] Write(string title, string about, IReadOnlyList<PrintedMinutes> minutes)
    {
        ArgumentNullException.ThrowIfNull(minutes);
        var file = new WordFile("Minutes: " + title);
        file.Add(Paragraph.Of(about, "Small"));
        foreach (var one in minutes)
        {
            file.Heading($"{one.Date}: {one.Title}", 2);
            if (one.Present.Length > 0)
            {
                file.Add(Paragraph.Of("Present: " + one.Present, "Small"));
            }

            foreach (var line in one.Discussed.Split('\n').Where(l => l.Trim().Length > 0))
            {
                file.Add(Paragraph.Of(line));
            }

            if (one.Decisions.Count > 0)
            {
                file.Heading("Decided", 3);
            }

            for (var i = 0; i < one.Decisions.Count; i++)
            {
                file.Add(Paragraph.Of($"{i + 1}. {one.Decisions[i].Words}"));
                if (one.Decisions[i].Touches.Length > 0)
                {
                    file.Add(Paragraph.Of("About " + one.Decisions[i].Touches, "Small"));
                }
            }
        }

        return file.ToBytes();
    }
}
