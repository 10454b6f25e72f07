using Fieldthread.Core.Findings;

namespace Fieldthread.Formats.Publishing;

/// <summary>Everything a published report is made of.</summary>
/// <param name="Report">The text.</param>
/// <param name="Evidence">Evidence by key. Only excerpts, exact words and attributions of passages whose consent is granted are ever written; revision texts and source names never are.</param>
/// <param name="Claims">The ledger's claims by key.</param>
/// <param name="Checks">The check of this very text, as <see cref="ReportVerifier"/> gives it.</param>
/// <param name="Study">Name of the study.</param>
/// <param name="Version">“Final report, version 1”; the line under the title begins with it.</param>
/// <param name="Cut">Name of the cut the numbers stand on.</param>
/// <param name="Act">Number of the act the cut was resolved to.</param>
public sealed record ReportPage(
    ReportDocument Report,
    IReadOnlyDictionary<string, EvidenceItem> Evidence,
    IReadOnlyDictionary<string, ClaimRecord> Claims,
    IReadOnlyList<ReportCheck> Checks,
    string Study,
    string Version,
    string Cut,
    long Act)
{
    /// <summary>Sites in the order of the study, for strips.</summary>
    public IReadOnlyList<string> SiteOrder { get; init; } = [];

    /// <summary>Address of the stylesheet where a server's policy forbids styles in the page; null to carry <see cref="ReportHtml.Stylesheet"/> inside, for a file that stands alone.</summary>
    public string? StylesheetAddress { get; init; }

    /// <summary>Address of the other variant: of the text-only one for the full page and the other way round; null for no link.</summary>
    public string? OtherVariant { get; init; }

    /// <summary>Further links at the top, label and address: PDF, BibTeX.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Links { get; init; } = [];

    /// <summary>Literature by citation key: the label in the text, “Checkland 2013”, and the full reference.</summary>
    public IReadOnlyDictionary<string, (string Label, string Reference)> Literature { get; init; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal);

    /// <summary>How to cite; null to make it from authors, date, title and version.</summary>
    public string? Cite { get; init; }

    /// <summary>The line at the foot: licence, what may be done with it.</summary>
    public string Foot { get; init; } = "";
}
