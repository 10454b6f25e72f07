using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Findings;

namespace Fieldthread.Web.Findings;

/// <summary>The tables of the findings, as files.</summary>
internal static class FindingTables
{
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<ClaimList, IReadOnlyList<ClaimLine>>("claims", "Claims, with what speaks for and against each and the verdict of each phase", Claims),
        TableExport.Of<ClaimOpened, ClaimPage>("claim-evidence", "Evidence for and against a claim, by site and phase", page => PlainTable.Of(
            "evidence-" + page.Key.ToLowerInvariant(), page.Evidence, ("claim", _ => page.Key), ("side", e => e.Side == Side.For ? "for" : "against"), ("evidence", e => e.Quotation?.Key ?? e.Statistic?.Key),
            ("site", e => e.Site), ("phase", e => e.Phase), ("words", e => e.Quotation is { } q ? q.MayBePrinted ? q.Words : null : e.Statistic?.Label), ("withheld", e => e.Quotation is { MayBePrinted: false } w ? w.Consent.InWords() : null), ("attribution", e => e.Quotation?.Attribution), ("value", e => e.Statistic?.Value?.Value), ("base", e => e.Statistic?.Value?.Base), ("note", e => e.Note))),
        TableExport.Of<EvidenceMapOf, EvidenceTable>("evidence-map", "Evidence for and against each claim, by site", Map),
        TableExport.Of<QuotationList, IReadOnlyList<QuotationLine>>("quotations", "Quotations chosen as evidence", list => PlainTable.Of(
            "quotations", list, ("key", q => q.Key), ("words", q => q.MayBePrinted ? q.Words : null), ("attribution", q => q.Attribution), ("may be printed", q => q.MayBePrinted ? "yes" : "no"), ("withheld", q => q.MayBePrinted ? null : q.Consent.InWords()), ("source", q => q.SourceName),
            ("site", q => q.Site), ("phase", q => q.Phase), ("start", q => q.Start), ("end", q => q.End), ("claims", q => string.Join(' ', q.Claims)), ("note", q => q.Note))),
    ];

    private static PlainTable Claims(IReadOnlyList<ClaimLine> list)
    {
        var phases = list.Count == 0 ? [] : list[0].Verdicts.Select(v => v.Name).ToList();
        return new PlainTable(
            "claims", ["claim", "statement", "for", "against", .. phases, .. phases.Select(p => p + ", reason")],
            [.. list.Select(c => (IReadOnlyList<object?>)[c.Key, c.Statement, c.For, c.Against, .. c.Verdicts.Select(v => v.Verdict is null ? null : FindingWords.Say(v.Verdict).ToLowerInvariant()), .. c.Verdicts.Select(v => v.Verdict is null ? null : v.Reason)])]);
    }

    private static PlainTable Map(EvidenceTable table) => new(
        "evidence-map", ["claim", "statement", .. table.Sites.SelectMany(s => new[] { s + " for", s + " against" }), "of no one site"],
        [.. table.Claims.Select(c => (IReadOnlyList<object?>)[c.Key, c.Statement, .. c.Sites.SelectMany(t => new object?[] { t.For, t.Against }), c.Elsewhere])]);
}
