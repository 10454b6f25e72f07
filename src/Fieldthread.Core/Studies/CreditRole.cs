namespace Fieldthread.Core.Studies;

/// <summary>What somebody contributed: the fourteen roles of CRediT.</summary>
/// <remarks>Contributor Roles Taxonomy, ANSI/NISO Z39.104-2022. The order is its alphabetical one.</remarks>
public enum CreditRole
{
    /// <summary>Ideas; the aims of the research.</summary>
    Conceptualization,

    /// <summary>Annotating, cleaning and keeping the data.</summary>
    DataCuration,

    /// <summary>Statistical, mathematical or other formal techniques of analysis.</summary>
    FormalAnalysis,

    /// <summary>Getting the money.</summary>
    FundingAcquisition,

    /// <summary>Doing the research: gathering data and evidence.</summary>
    Investigation,

    /// <summary>Design of the methods.</summary>
    Methodology,

    /// <summary>Managing and coordinating the work.</summary>
    ProjectAdministration,

    /// <summary>Providing materials, participants, instruments or computing.</summary>
    Resources,

    /// <summary>Programming; testing of code.</summary>
    Software,

    /// <summary>Oversight and leadership, mentoring included.</summary>
    Supervision,

    /// <summary>Checking that results can be had again.</summary>
    Validation,

    /// <summary>Preparing what shows the work, figures above all.</summary>
    Visualization,

    /// <summary>Writing the first version.</summary>
    WritingOriginalDraft,

    /// <summary>Critical reading, commenting and revising.</summary>
    WritingReviewEditing,
}

/// <summary>The roles in the taxonomy’s own words.</summary>
public static class CreditRoles
{
    /// <summary>All fourteen, in order.</summary>
    public static IReadOnlyList<CreditRole> All { get; } = Enum.GetValues<CreditRole>();

    /// <summary>The role as the taxonomy calls it: “Writing – original draft”.</summary>
    public static string InWords(this CreditRole role) => role switch
    {
        CreditRole.DataCuration => "Data curation",
        CreditRole.FormalAnalysis => "Formal analysis",
        CreditRole.FundingAcquisition => "Funding acquisition",
        CreditRole.ProjectAdministration => "Project administration",
        CreditRole.WritingOriginalDraft => "Writing – original draft",
        CreditRole.WritingReviewEditing => "Writing – review & editing",
        _ => role.ToString(),
    };

    /// <summary>Reads a role as the taxonomy calls it, in British spelling, or by its name in code; whatever the case.</summary>
    public static bool TryRead(string? text, out CreditRole role)
    {
        var letters = Letters(text ?? "");
        foreach (var one in All)
        {
            if (Letters(one.ToString()) == letters)
            {
                role = one;
                return true;
            }
        }

        role = default;
        return false;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant().Replace("isation", "ization", StringComparison.Ordinal).Replace("reviewandediting", "reviewediting", StringComparison.Ordinal);
}
