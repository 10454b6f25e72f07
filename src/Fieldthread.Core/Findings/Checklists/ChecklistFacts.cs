using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings.Checklists;

/// <summary>An encounter, as a checklist counts it; empty texts for what is not said.</summary>
/// <param name="Kind">Kind in words.</param>
/// <param name="Date">Partial date, or null.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="People">Pseudonyms of those heard.</param>
/// <param name="Channel">By what way people met.</param>
/// <param name="Mode">In what manner.</param>
/// <param name="Kept">How it was kept.</param>
/// <param name="Others">Who else was there.</param>
/// <param name="Guide">Guide and version, or null.</param>
/// <param name="Observers">Who asked or observed.</param>
public sealed record FactEncounter(
    string Kind, string? Date, int? Minutes, string? Site, IReadOnlyList<string> People, string Channel, string Mode, string Kept, string Others, string? Guide, IReadOnlyList<string> Observers);

/// <summary>What a study knows of itself that a checklist asks after. Counts are of the study or the cut that is read.</summary>
public sealed record ChecklistFacts
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Why it is done; may be empty.</summary>
    public required string Purpose { get; init; }

    /// <summary>What is done, and how; may be empty.</summary>
    public required string Approach { get; init; }

    /// <summary>The way of working.</summary>
    public required Stance Stance { get; init; }

    /// <summary>Changes of the way of working, each a sentence.</summary>
    public required IReadOnlyList<string> StanceChanges { get; init; }

    /// <summary>Encounters.</summary>
    public required IReadOnlyList<FactEncounter> Encounters { get; init; }

    /// <summary>Roles of all participants, one each; empty for one that nobody wrote down.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>How many participants have a role of another time beside it.</summary>
    public int RolesChanged { get; init; }

    /// <summary>How many sites there are.</summary>
    public required int Sites { get; init; }

    /// <summary>Contributors, each with what they did and where they are.</summary>
    public required IReadOnlyList<string> Contributors { get; init; }

    /// <summary>Who pays.</summary>
    public required IReadOnlyList<string> Funders { get; init; }

    /// <summary>How many choices of sites are recorded.</summary>
    public required int SiteChoices { get; init; }

    /// <summary>How many people were approached, as the log of recruitment has it.</summary>
    public required int Approached { get; init; }

    /// <summary>The log of recruitment in a sentence.</summary>
    public required string Recruitment { get; init; }

    /// <summary>By what ways people were approached, with how often.</summary>
    public required IReadOnlyList<string> Ways { get; init; }

    /// <summary>Why people declined or withdrew, with how often.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Topic guides with the number of their versions.</summary>
    public required IReadOnlyList<string> Guides { get; init; }

    /// <summary>How many lines of inquiry there are.</summary>
    public required int Lines { get; init; }

    /// <summary>How many field notes by template there are.</summary>
    public required int FieldNotes { get; init; }

    /// <summary>How many memos there are.</summary>
    public required int Memos { get; init; }

    /// <summary>How many sources there are, and how many of them carry a coding.</summary>
    public required (int All, int Coded) Sources { get; init; }

    /// <summary>How many people coded, and how many codings they made.</summary>
    public required (int Coders, int Codings) Coding { get; init; }

    /// <summary>Codes, those at the top, and how deep the tree goes.</summary>
    public required (int All, int Top, int Depth) Codes { get; init; }

    /// <summary>How many codes have a definition.</summary>
    public required int Defined { get; init; }

    /// <summary>Texts that were corrected, transcribed anew, pseudonymised.</summary>
    public required (int Corrected, int Retranscribed, int Pseudonymised) Revised { get; init; }

    /// <summary>Claims, those with evidence for them, those with evidence against them, and verdicts.</summary>
    public required (int All, int WithFor, int WithAgainst, int Verdicts) Claims { get; init; }

    /// <summary>Quotations, and how many of them may be printed.</summary>
    public required (int All, int Printable) Quotations { get; init; }

    /// <summary>Approvals, each in a few words.</summary>
    public required IReadOnlyList<string> Approvals { get; init; }

    /// <summary>Participants, those with any consent recorded, and those who may be quoted.</summary>
    public required (int People, int Recorded, int Quoted) Consent { get; init; }

    /// <summary>The program and its version.</summary>
    public required string Software { get; init; }
}
