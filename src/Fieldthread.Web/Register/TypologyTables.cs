using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Judgements of types, and documents, as files.</summary>
public static class TypologyTables
{
    /// <summary>Every table of judgements and documents.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<TypologyAt, TypologyAnswer>("typology", "Judgements of what type organisations are", Judgements),
        TableExport.Of<RegisterDocuments, IReadOnlyList<DocumentLine>>("register-documents", "Documents of organisations and events", Documents),
    ];

    /// <summary>The judgements.</summary>
    public static PlainTable Judgements(TypologyAnswer answer) => PlainTable.Of(
        "judgements", answer.Lines, ("typology", l => l.Typology), ("organisation", l => l.Key), ("name", l => l.Name), ("type", l => l.Type), ("from", l => l.From), ("to", l => l.To), ("analyst", l => l.Analyst), ("judged", l => l.Judged),
        ("evidence", l => l.Evidence), ("at", _ => answer.At), ("holds", l => l.Holds ? "yes" : "no"), ("disputed", l => l.Disputed ? "yes" : "no"));

    /// <summary>How many organisations are of each type.</summary>
    public static PlainTable Counts(TypologyAnswer answer) => PlainTable.Of(
        "types", answer.Count.Counts, ("typology", _ => answer.Typology), ("at", _ => answer.At), ("type", c => c.Type), ("organisations", c => c.Agreed), ("disputed", c => c.Disputed), ("judged", _ => answer.Count.Judged),
        ("by two", _ => answer.Count.ByTwo), ("alike", _ => answer.Count.Alike));

    /// <summary>The documents.</summary>
    public static PlainTable Documents(IReadOnlyList<DocumentLine> lines) => PlainTable.Of(
        "documents", lines, ("organisation", l => l.Key), ("event", l => l.Event), ("title", l => l.Title), ("kind", l => l.Kind), ("date", l => l.Date), ("reference", l => l.Reference), ("act", l => l.Act));
}
