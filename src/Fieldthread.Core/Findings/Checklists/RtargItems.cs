namespace Fieldthread.Core.Findings.Checklists;

/// <summary>
/// What reflexive thematic analysis has to report, in words of our own, in the order of a report. Source: Braun and Clarke (2024), the Reflexive Thematic Analysis Reporting Guidelines. These are guidelines without numbers:
/// numbers and division are ours, so that an item can be cited within a study.
/// </summary>
internal static class RtargItems
{
    private const string Aims = "Aims and place";
    private const string Method = "Methodology and methods";
    private const string Analysis = "Doing the analysis";
    private const string Results = "Results";
    private const string Discussion = "Discussion";

    public static IReadOnlyList<ChecklistItem> All { get; } =
    [
        new("R1", Aims, "Topic and approach", "Say what was studied and that it was done by reflexive thematic analysis, not by thematic analysis at large.", Subject.Title, Subject.Approach),
        new("R2", Aims, "Question", "Give the question or purpose, one that reading for meaning can answer.", Subject.Purpose),
        new("R3", Aims, "Where it stands", "Set the study in its context and literature as an argument, rather than as a gap to be filled."),
        new("R4", Method, "Theory", "Say on what view of knowledge and reality the analysis rests; it is not without theory."),
        new("R5", Method, "Why this method", "Say why reflexive thematic analysis, in which of its ways: from the material or from theory, on or below the surface of what was said.", Subject.Approach),
        new("R6", Method, "Participants and sites", "Describe who took part, how they were found, and the setting.", Subject.Sample, Subject.Sampling, Subject.Contact),
        new("R7", Method, "Size of the dataset", "Give the size and why it was enough for the question: by the richness of the material, not by saturation.", Subject.Size, Subject.Saturation),
        new("R8", Method, "Gathering", "Say how the material was made, with guides and how they changed.", Subject.Gathering, Subject.Guide),
        new("R9", Method, "Ethics", "Name approvals and consent, and how people are kept unrecognised.", Subject.Ethics, Subject.Preparing),
        new("R10", Analysis, "Who you are in it", "Own your part: who read and from what standpoint, and how that entered the analysis.", Subject.Team, Subject.Askers),
        new("R11", Analysis, "What was done", "Tell how this analysis went, phase by phase as it was, in place of repeating the phases of the method.", Subject.CodingTree, Subject.Notes),
        new("R12", Analysis, "Coding", "Say who coded and how codes changed; several coders add readings, they do not check each other.", Subject.Coders),
        new("R13", Analysis, "Quality", "Name practices of quality that fit the approach; leave out agreement, consensus and confirmation by participants.", Subject.Trust),
        new("R14", Results, "Themes", "Give themes that each tell one shared meaning, not summaries of a topic; few, named by what they say, made by you rather than found.", Subject.Themes),
        new("R15", Results, "Extracts and reading", "Let extracts and what you make of them balance, and draw them from across the material.", Subject.Quotations),
        new("R16", Results, "What does not fit", "Show complexity and contradiction within themes.", Subject.Consistency),
        new("R17", Discussion, "What it adds", "Draw the themes together, and say what they add and where they may speak to other places."),
        new("R18", Discussion, "Limits", "Judge the study by what it set out to be; size and want of generality are no faults of it by themselves."),
    ];
}
