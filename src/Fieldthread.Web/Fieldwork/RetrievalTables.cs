using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>What a retrieval finds, as files.</summary>
public static class RetrievalTables
{
    /// <summary>Every table of it.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RetrievalRows, RetrievedRows>("retrieval", "Quotations that a retrieval finds, a row each", Rows),
        TableExport.Of<RetrievalMatrix, RetrievedMatrix>("retrieval-matrix", "What a retrieval finds by code and attribute", Matrix),
        TableExport.Of<KeptRetrievals, IReadOnlyList<KeptLine>>("kept-retrievals", "Retrievals that the study keeps", list => PlainTable.Of("kept-retrievals", list, ("name", k => k.Name), ("line", k => k.Line), ("note", k => k.Note), ("kept by", k => k.Author))),
        TableExport.Of<KeptSearches, IReadOnlyList<KeptSearchLine>>("kept-searches", "Searches that the study keeps", list => PlainTable.Of("kept-searches", list, ("name", k => k.Name), ("words", k => k.Words), ("note", k => k.Note), ("kept by", k => k.Author))),
    ];

    /// <summary>A row a quotation, with every attribute and the paths of its codes.</summary>
    public static PlainTable Rows(RetrievedRows found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new PlainTable(
            "quotations", ["source", "place", "site", "phase", "encounter", "date", "speaker", "role", "codes", "coders", "origin", "words", "before", "behind", "start", "end", "may not be quoted", .. found.Attributes],
            [.. found.Rows.Select(r => (IReadOnlyList<object?>)
            [
                r.Quotation.SourceName, r.Quotation.Place.Length > 0 ? r.Quotation.Place : null, r.Quotation.Site, r.Quotation.Phase, r.Quotation.Encounter, r.Quotation.Date, r.Quotation.Speaker, r.Quotation.Role, string.Join("; ", r.Quotation.Codes), string.Join("; ", r.Quotation.Coders), string.Join("; ", r.Quotation.Origins),
                r.Quotation.Words, r.Quotation.Before, r.Quotation.Behind, r.Quotation.Start, r.Quotation.End, r.Quotation.Withheld ? "yes" : "no", .. r.Values,
            ])]);
    }

    /// <summary>Codes by values.</summary>
    public static PlainTable Matrix(RetrievedMatrix found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new PlainTable("retrieval-matrix", ["code", .. found.Values], [.. found.Rows.Select(r => (IReadOnlyList<object?>)[r.Path, .. r.Stretches.Cast<object?>()]), ["all stretches", .. found.All.Cast<object?>()]]);
    }

    /// <summary>Maps the document.</summary>
    internal static void MapRetrieval(this IEndpointRouteBuilder routes) => routes.MapGet("/api/studies/{study}/retrieval.docx", async (HttpContext http, string query, bool? reuse, Workshop workshop, Visit visit) => Results.File(
            (await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new RetrievalFile(query, reuse ?? false), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted)).Bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "quotations.docx"))
        .WithName("retrieval-docx").WithTags("Tables").WithSummary("quotations that a retrieval finds, as a document for word processors");
}
