using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings.Checklists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Findings;

/// <summary>Reporting checklists, as files.</summary>
public static class ChecklistTables
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The table of a checklist.</summary>
    public static IReadOnlyList<TableExport> All { get; } = [TableExport.Of<ShowChecklist, FilledChecklist>("checklist", "A reporting checklist: what the study says to each item, and what is missing", Items)];

    /// <summary>Items with what is said to them.</summary>
    public static PlainTable Items(FilledChecklist checklist) => PlainTable.Of(
        "checklist", checklist?.Items ?? [], ("item", i => i.Number), ("part", i => i.Domain), ("topic", i => i.Topic), ("asks", i => i.Asks), ("stands", i => Word(i.State)), ("the study says", i => string.Join(" ", i.Known)), ("written", i => i.Own),
        ("by", i => i.Author), ("missing", i => string.Join(" ", i.Lacking.Select(m => m.Words))));

    /// <summary>A state in a word.</summary>
    public static string Word(ChecklistState state) => state switch { ChecklistState.Said => "said", ChecklistState.Part => "in part", _ => "open" };

    /// <summary>Maps the document of a checklist.</summary>
    internal static void MapChecklists(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/studies/{study}/checklist.docx", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var question = (ChecklistFile)FormReader.Read(typeof(ChecklistFile), http.Request.Query);
                var file = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), question, visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
                return Results.File(file.Bytes, Docx, $"{(question.List is { } list ? ChecklistItems.Name(list).ToLowerInvariant() : "checklist")}.docx");
            })
            .WithName("checklist-docx").WithTags("Tables").WithSummary("a reporting checklist as a document for word processors; list: coreq, srqr or rtarg");
}
