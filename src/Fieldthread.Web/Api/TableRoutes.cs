using Fieldthread.Core.Basics;
using Fieldthread.Formats.Sheets;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fieldthread.Web.Api;

/// <summary>A table that a page shows, as a file: what is asked, and how the answer becomes rows.</summary>
/// <param name="Name">Name in the address: <c>code-matrix</c>.</param>
/// <param name="InWords">What it is, for the second sheet of a workbook.</param>
/// <param name="AskAsync">Asks the question with the fields of the address.</param>
public sealed record TableExport(string Name, string InWords, Func<HttpContext, Workshop, Actor, Task<PlainTable>> AskAsync)
{
    /// <summary>A table from one question, asked with the same fields as its route of the data interface.</summary>
    /// <param name="name">Name in the address.</param>
    /// <param name="inWords">What it is.</param>
    /// <param name="table">Makes the rows.</param>
    public static TableExport Of<TQuestion, TAnswer>(string name, string inWords, Func<TAnswer, PlainTable> table)
        where TQuestion : Question<TAnswer> => new(name, inWords, async (http, workshop, actor) =>
    {
        var question = (TQuestion)FormReader.Read(typeof(TQuestion), http.Request.Query);
        return table(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), question, actor, ActRoutes.KnownOf(http), http.RequestAborted));
    });
}

/// <summary>Tables as CSV and as XLSX.</summary>
public static class TableRoutes
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Every table that is exported, room by room.</summary>
    public static IReadOnlyList<TableExport> All { get; } = 
    [
        .. Register.RegisterTables.All, .. Register.EventTables.All, .. Register.BodyTables.All, .. Register.TypologyTables.All, .. Register.TypeTables.All, .. Register.FurtherTables.All, .. Register.IndicatorTables.All, .. Register.ResponsibilityTables.All, .. Register.MoneyTables.All, .. Register.CountTables.All, .. Surveys.SurveyTables.All, .. Fieldwork.FieldTables.All, .. Fieldwork.CodebookTables.All, .. Fieldwork.RetrievalTables.All, .. Fieldwork.AutoCodeTables.All, .. Fieldwork.ChoiceTables.All, .. Fieldwork.CoverageTables.All, .. Fieldwork.ClassificationTables.All, .. Fieldwork.FrameworkTables.All, .. Fieldwork.GuideTables.All, .. Analysis.AnalysisTables.All, .. Findings.FindingTables.All, .. Findings.ChecklistTables.All, .. Fieldwork.ConsentTables.All, .. Fieldwork.RevisionTables.All, .. Fieldwork.ApprovalTables.All, .. Fieldwork.RecruitmentTables.All, .. Fieldwork.AppointmentTables.All, .. Fieldwork.KeptTables.All, .. Fieldwork.TranscriptionTables.All, .. Fieldwork.BoardTables.All, .. Studies.MemoTables.All, .. Studies.MinutesTables.All,
    ];

    /// <summary>Maps two routes a table.</summary>
    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        foreach (var table in All)
        {
            routes.MapGet($"/api/studies/{{study}}/tables/{table.Name}.csv", http => FileAsync(http, table, xlsx: false)).WithName(table.Name + "-csv").WithTags("Tables").WithSummary(table.InWords + ", as CSV");
            routes.MapGet($"/api/studies/{{study}}/tables/{table.Name}.xlsx", http => FileAsync(http, table, xlsx: true)).WithName(table.Name + "-xlsx").WithTags("Tables").WithSummary(table.InWords + ", as XLSX");
        }
    }

    private static async Task FileAsync(HttpContext http, TableExport export, bool xlsx)
    {
        var (workshop, visit) = (http.RequestServices.GetRequiredService<Workshop>(), http.RequestServices.GetRequiredService<Visit>());
        var table = await export.AskAsync(http, workshop, visit.Actor);
        if (xlsx && table.Rows.Count > XlsxSheet.MostRows)
        {
            throw new RefusedException(new Refusal("too-large", $"A sheet holds {XlsxSheet.MostRows:N0} rows; the table has {table.Rows.Count:N0}.", "Take the CSV."));
        }

        var answer = xlsx
            ? Results.File(XlsxSheet.Write(table, await AboutAsync(http, export, workshop, visit.Actor)), Workbook, table.Name + ".xlsx")
            : Results.File(CsvSheet.Write(table), "text/csv; charset=utf-8", table.Name + ".csv");
        await answer.ExecuteAsync(http);
    }

    private static async Task<IReadOnlyList<(string What, string Is)>> AboutAsync(HttpContext http, TableExport export, Workshop workshop, Actor actor)
    {
        var known = ActRoutes.KnownOf(http);
        var about = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new AboutStudy(), actor, known, http.RequestAborted);
        var clock = http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var asked = string.Join("; ", http.Request.Query.Where(q => q.Key != "known").Select(q => $"{q.Key}: {string.Join(", ", q.Value.ToArray())}"));
        return
        [
            ("Study", about.Name), ("Cut", known ?? "none: the study as it was"), ("Up to act", about.Head.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Written", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)), ("Table", export.InWords), ("Asked with", asked.Length > 0 ? asked : "nothing further"),
        ];
    }
}
