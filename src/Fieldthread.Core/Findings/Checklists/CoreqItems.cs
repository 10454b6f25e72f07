namespace Fieldthread.Core.Findings.Checklists;

/// <summary>COREQ’s 32 items, in words of our own. Source: Tong, Sainsbury and Craig (2007), table 1.</summary>
internal static class CoreqItems
{
    private const string Team = "1 Research team and reflexivity";
    private const string Design = "2 Study design";
    private const string Findings = "3 Analysis and findings";

    public static IReadOnlyList<ChecklistItem> All { get; } =
    [
        new("1", Team, "Who asked", "Name who held the interviews or moderated the groups.", Subject.Askers),
        new("2", Team, "Credentials", "Say what degrees those who asked hold."),
        new("3", Team, "Occupation", "Say what work they did while the study ran.", Subject.Team),
        new("4", Team, "Gender", "Say of what gender they are."),
        new("5", Team, "Experience", "Say how they were trained for this work and how often they had done it."),
        new("6", Team, "Relationship", "Say whether they knew participants before the study."),
        new("7", Team, "What participants knew", "Say what participants knew of those who asked and of their reasons."),
        new("8", Team, "What askers brought with them", "Say what interests and assumptions of theirs could have coloured the work."),
        new("9", Design, "Orientation", "Name the methodology or theory that the study stands on.", Subject.Approach),
        new("10", Design, "Sampling", "Say how participants were chosen.", Subject.Sampling),
        new("11", Design, "Approach", "Say by what way they were asked to take part.", Subject.Contact),
        new("12", Design, "Sample size", "Say how many took part.", Subject.Size),
        new("13", Design, "Refusals", "Say how many declined or left, and why.", Subject.Refusals),
        new("14", Design, "Setting", "Say where the material was gathered.", Subject.Setting),
        new("15", Design, "Others present", "Say who was there beside participants and researchers.", Subject.Others),
        new("16", Design, "Who the participants are", "Describe the sample by what matters, with the dates.", Subject.Sample),
        new("17", Design, "Guide", "Say what questions and prompts were prepared, and whether they were tried out.", Subject.Guide),
        new("18", Design, "Repeated interviews", "Say whether anybody was interviewed again, and how many.", Subject.Repeated),
        new("19", Design, "Recording", "Say whether sound or picture was recorded.", Subject.Recording),
        new("20", Design, "Field notes", "Say whether notes were made during or after.", Subject.Notes),
        new("21", Design, "Duration", "Say how long interviews and groups took.", Subject.Duration),
        new("22", Design, "Saturation", "Say whether saturation was considered, and how.", Subject.Saturation),
        new("23", Design, "Transcripts returned", "Say whether participants were given their transcripts to comment on or correct."),
        new("24", Findings, "Coders", "Say how many people coded.", Subject.Coders),
        new("25", Findings, "Coding tree", "Describe the codes and how they hang together.", Subject.CodingTree),
        new("26", Findings, "Where themes come from", "Say whether themes were set beforehand or came from the material.", Subject.Themes),
        new("27", Findings, "Software", "Name the program used.", Subject.Software),
        new("28", Findings, "Participants’ comments", "Say whether participants were asked what they think of the findings."),
        new("29", Findings, "Quotations", "Show quotations, each marked with who said it.", Subject.Quotations),
        new("30", Findings, "Material and findings agree", "Make it possible to see that the findings rest on the material.", Subject.Consistency),
        new("31", Findings, "Major themes", "Present the main themes clearly.", Subject.Themes),
        new("32", Findings, "Minor themes", "Present cases that differ, and smaller themes.", Subject.Consistency),
    ];
}
