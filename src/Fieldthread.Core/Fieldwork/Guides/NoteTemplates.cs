namespace Fieldthread.Core.Fieldwork.Guides;

/// <summary>A heading of a field-note template.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Write">What to write below it; may be empty.</param>
public sealed record NoteHeading(string Heading, string Write);

/// <summary>A field-note template: what to write down of an encounter, heading by heading.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="About">When to use it.</param>
/// <param name="Headings">Its headings, in order.</param>
public sealed record NoteForm(string Name, string About, IReadOnlyList<NoteHeading> Headings);

/// <summary>Templates to begin from, and templates as text: one heading a line, what to write behind a bar.</summary>
public static class NoteTemplates
{
    /// <summary>The most headings of a template.</summary>
    public const int MostHeadings = 40;

    /// <summary>Templates that come with the program.</summary>
    public static IReadOnlyList<NoteForm> Starters { get; } =
    [
        new("Stated design against observed practice", "For watching how something that was planned is done.",
        [
            new("What was to happen", "The design as the documents or those in charge state it, with where they say so."),
            new("What happened", "What was seen and heard, in order, without judging it."),
            new("Where they differ", "Each difference by itself: what was left out, added, put off, done by others."),
            new("How people account for it", "What those present said of the difference, and to whom."),
            new("What may explain it", "Your own reading, and what would speak against it."),
            new("What to ask or see next", "Whom, where, by when."),
        ]),
        new("Observed meeting", "For a meeting at which you take no part.",
        [
            new("Room and people", "Who sat where, who came late, who was missing, who chaired."),
            new("Agenda and what became of it", "Item by item: time spent, who spoke, how it ended."),
            new("Decisions", "What was decided, by whom and how: vote, nod, silence."),
            new("What was not said", "Subjects cut short, put off, or raised only before and after."),
            new("Tone", "Laughter, tension, side talk; what you saw that makes you say so."),
            new("Your own part", "How your presence was taken."),
        ]),
        new("After an interview", "Written the same day.",
        [
            new("Setting", "Where, who else was there, interruptions."),
            new("How it went", "Ease, hesitation, what they came back to by themselves."),
            new("Before and after the recording", "What was said while nothing was recorded, if it may be used."),
            new("First thoughts", "What surprised you; what it changes in what you thought."),
            new("The guide", "Questions that fell flat, were missing or were answered already."),
        ]),
        new("Nine sides of a situation", "For observing over days, after Spradley, Participant Observation (1980).",
        [
            new("Space", ""), new("Actors", ""), new("Activities", ""), new("Objects", ""), new("Acts", ""), new("Events", ""), new("Time", ""), new("Goals", ""), new("Feelings", ""),
        ]),
    ];

    /// <summary>Reads headings, one a line, what to write behind a bar: <c>Decisions | What was decided, and how</c>.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<NoteHeading> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => l.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? new NoteHeading(l[..bar].Trim(), l[(bar + 1)..].Trim()) : new NoteHeading(l, ""))];
    }

    /// <summary>Writes headings so that they can be read again.</summary>
    /// <param name="headings">The headings.</param>
    public static string Write(IEnumerable<NoteHeading> headings) => string.Join('\n', headings.Select(h => h.Write.Length > 0 ? $"{h.Heading} | {h.Write}" : h.Heading));

    /// <summary>A filled template as a text: each heading that was filled on a line of its own, what was written below it.</summary>
    /// <param name="filled">Headings with what was written.</param>
    public static string Fill(IEnumerable<(string Heading, string Words)> filled) => string.Join("\n\n", filled.Where(f => f.Words.Trim().Length > 0).Select(f => f.Heading + "\n" + f.Words.Trim()));
}
