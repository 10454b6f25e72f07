namespace Fieldthread.Core.Fieldwork.Guides;

/// <summary>An encounter that used a version of a guide which asks after a line of inquiry.</summary>
/// <param name="Line">Code of the line of inquiry.</param>
/// <param name="Encounter">Name of the encounter.</param>
/// <param name="Date">Partial date, or null.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Phase">Phase, or null.</param>
/// <param name="Guide">Title of the guide.</param>
/// <param name="Version">Number of its version.</param>
/// <param name="Questions">How many of its questions ask after the line; 1 or more.</param>
/// <param name="People">Pseudonyms of those heard.</param>
public sealed record AskedAfter(string Line, string Encounter, string? Date, string? Site, string? Phase, string Guide, int Version, int Questions, IReadOnlyList<string> People);

/// <summary>How far a line of inquiry was asked after. That a guide asks does not say that the question was put or answered.</summary>
/// <param name="Line">Code of the line.</param>
/// <param name="Encounters">How many encounters used a version that asks after it.</param>
/// <param name="People">How many different people were heard in them.</param>
/// <param name="Sites">At how many different sites.</param>
/// <param name="Missing">Sites of the study at which it was not asked after, in their order.</param>
public sealed record InquiryReach(string Line, int Encounters, int People, int Sites, IReadOnlyList<string> Missing)
{
    /// <summary>Counts.</summary>
    /// <param name="line">Code of the line.</param>
    /// <param name="asked">What was asked after, all lines together.</param>
    /// <param name="sites">Sites of the study, in their order.</param>
    public static InquiryReach Of(string line, IEnumerable<AskedAfter> asked, IReadOnlyList<string> sites)
    {
        ArgumentNullException.ThrowIfNull(sites);
        var own = asked.Where(a => a.Line == line).ToList();
        var at = own.Select(a => a.Site).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new InquiryReach(
            line, own.Select(a => a.Encounter).Distinct(StringComparer.Ordinal).Count(), own.SelectMany(a => a.People).Distinct(StringComparer.Ordinal).Count(), at.Count, [.. sites.Where(s => !at.Contains(s))]);
    }
}
