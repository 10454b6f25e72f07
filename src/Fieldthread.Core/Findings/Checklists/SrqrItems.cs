namespace Fieldthread.Core.Findings.Checklists;

/// <summary>SRQR’s 21 items, in words of our own. Source: O’Brien et al. (2014), table 1; the letters are those of its items S1 to S21.</summary>
internal static class SrqrItems
{
    private const string Head = "Title and abstract";
    private const string Introduction = "Introduction";
    private const string Methods = "Methods";
    private const string Results = "Results";
    private const string Discussion = "Discussion";
    private const string Other = "Other";

    public static IReadOnlyList<ChecklistItem> All { get; } =
    [
        new("S1", Head, "Title", "Say in the title what was studied, and that it is qualitative or by what method.", Subject.Title),
        new("S2", Head, "Abstract", "Sum up background, purpose, methods, results and conclusions.", Subject.Title),
        new("S3", Introduction, "Problem", "Say what is at stake, what is known of it, and what is not."),
        new("S4", Introduction, "Purpose", "State the question or purpose.", Subject.Purpose),
        new("S5", Methods, "Approach and paradigm", "Name the approach, the theory behind it and how you think knowledge comes about, with reasons.", Subject.Approach),
        new("S6", Methods, "Researchers", "Say who the researchers are, how they stand to participants, and how that may have shaped the work.", Subject.Team, Subject.Askers),
        new("S7", Methods, "Context", "Describe sites and circumstances, and why these.", Subject.Setting),
        new("S8", Methods, "Sampling", "Say how and why people, documents and events were chosen, and by what it was decided to stop.", Subject.Sampling, Subject.Saturation),
        new("S9", Methods, "Ethics", "Name approvals and consent, and how confidence was kept.", Subject.Ethics, Subject.Preparing),
        new("S10", Methods, "Gathering", "Say what kinds of material were gathered, how, from when to when, and what was changed on the way.", Subject.Gathering),
        new("S11", Methods, "Instruments", "Describe guides and devices, and how they changed in the course of the study.", Subject.Guide, Subject.Recording),
        new("S12", Methods, "Units", "Say how many people, documents and events are in the study, and how far they took part.", Subject.Size, Subject.Refusals),
        new("S13", Methods, "Processing", "Say how material was transcribed, checked, pseudonymised, kept and coded.", Subject.Preparing, Subject.Software),
        new("S14", Methods, "Analysis", "Say how inferences and themes were made, and by whom.", Subject.Coders, Subject.CodingTree),
        new("S15", Methods, "Trustworthiness", "Say what was done to make the analysis credible, and why that.", Subject.Trust),
        new("S16", Results, "Synthesis", "Present the main findings: interpretations, themes, a model.", Subject.Themes),
        new("S17", Results, "Links to the material", "Show evidence for the findings.", Subject.Quotations, Subject.Consistency),
        new("S18", Discussion, "Fit with what is known", "Say what the findings add, and how far they carry elsewhere."),
        new("S19", Discussion, "Limits", "Say where the findings may not be trusted."),
        new("S20", Other, "Conflicts of interest", "Name them, and how they were dealt with."),
        new("S21", Other, "Funding", "Say who paid, and what part they had in the work.", Subject.Funding),
    ];
}
