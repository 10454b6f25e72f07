using System.Globalization;
using System.Text;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Acts.Jobs;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>Files in and out.</summary>
public static class FileRoutes
{
    private const long LargestAtOnce = 1L << 20;

    /// <summary>Maps the routes that take or give files.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/files", async (HttpContext http, Workshop workshop, Visit visit, JobQueue queue) =>
        {
            if (await LaterAsync(http, workshop, visit, queue))
            {
                return Results.Redirect($"/studies/{http.Request.RouteValues["study"]}/import");
            }

            var done = await ImportAsync(http, workshop, visit);
            return Results.Redirect(FormRoutes.Back($"/studies/{http.Request.RouteValues["study"]}/import", done.Act, done.Name));
        }).DisableRequestTimeout();
        routes.MapGet("/api/studies/{study}/codings.csv", async (HttpContext http, bool? reuse, Workshop workshop, Visit visit) =>
        {
            var project = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new ProjectForExport(Reuse: reuse ?? false), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            if (project.Withheld is { } withheld)
            {
                http.Response.Headers["Fieldthread-Withheld"] = Uri.EscapeDataString(withheld);
            }

            using var bytes = new MemoryStream();
            CodingsCsv.Write(CodingRows.Of(project), bytes, forSpreadsheets: http.Request.Query["for"] == "spreadsheets");
            return Results.File(bytes.ToArray(), "text/csv; charset=utf-8", "codings.csv");
        }).WithName("codings.csv").WithTags("Questions").WithSummary("every coding as a row of CSV; reuse=true covers the words of whoever did not consent to use beyond this study");
        routes.MapGet("/api/studies/{study}/code-site-matrix.csv", async (HttpContext http, bool? rollUp, Workshop workshop, Visit visit) =>
        {
            var table = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new CodeBySite(rollUp ?? true), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            var rows = table.Rows.Select(r => r.Codings.Select(n => n.ToString(CultureInfo.InvariantCulture)).Prepend(r.Path)).Prepend(table.Sites.Prepend("code"));
            return Results.File(Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => string.Join(',', r.Select(Cell)) + "\r\n"))), "text/csv; charset=utf-8", "codes-by-site.csv");
        }).WithName("code-site-matrix.csv").WithTags("Questions").WithSummary("codes by sites as CSV");
        routes.MapPost("/studies/{study}/jobs/{job:guid}/cancel", async (HttpContext http, Guid job, JobQueue queue, Workshop workshop, Visit visit) =>
        {
            var study = await ActRoutes.StudyOfAsync(http, workshop);
            await workshop.AskAsync(study, new JobById(job), visit.Actor, cancel: http.RequestAborted);
            await queue.CancelAsync(study, job, http.RequestAborted);
            return Results.Redirect($"/studies/{http.Request.RouteValues["study"]}/import");
        }).ExcludeFromDescription();
        routes.MapPost("/api/studies/{study}/acts/import", async (HttpContext http, Workshop workshop, Visit visit) => TypedResults.Json(await ImportAsync(http, workshop, visit), Json.Options))
            .TakesForm<ImportAnswer>("import", "import a coded project or documents; site: the site that documents belong to; windows1252: true for old text files", new UploadForm("files", Many: true, "site", "windows1252"));
    }

    /// <summary>The kinds of long work that files give: a large project is read beside the pages, with progress and a way to stop it.</summary>
    public static JobKinds Jobs() => new JobKinds().Add("import-project", async work =>
    {
        var (about, bytes) = await work.FileAsync();
        var done = await work.DoAsync(new ImportProject(about.FileName, bytes));
        return $"{about.FileName}: {done.Answer.Sources} texts, {done.Answer.Codings} codings, as act {done.Act}.";
    });

    private static async Task<bool> LaterAsync(HttpContext http, Workshop workshop, Visit visit, JobQueue queue)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files is not [{ Length: > LargestAtOnce } file] || !file.FileName.EndsWith(".qdpx", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var upload = (await Uploads.ReadAsync(http))[0];
        await queue.EnqueueFileAsync(await ActRoutes.StudyOfAsync(http, workshop), "import-project", upload.Name, "application/zip", upload.Bytes, visit.Actor, cancel: http.RequestAborted);
        return true;
    }

    private static async Task<ImportAnswer> ImportAsync(HttpContext http, Workshop workshop, Visit visit)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var files = (await Uploads.ReadAsync(http)).Select(f => new GivenFile(f.Name, f.Bytes)).ToList();
        var projects = files.Where(f => f.Name.EndsWith(".qdpx", StringComparison.OrdinalIgnoreCase)).ToList();
        if (projects.Count > 0 && files.Count > 1)
        {
            throw new RefusedException(new Refusal("one-at-a-time", "A coded project comes in by itself, so that it can be taken back by itself.", "Choose the .qdpx alone, then the documents."));
        }

        if (projects.Count == 1)
        {
            var done = await workshop.DoAsync(study, new ImportProject(projects[0].Name, projects[0].Bytes), visit.Actor, cancel: http.RequestAborted);
            return new ImportAnswer(done.Act, "import-project", done.Answer);
        }

        var site = Guid.TryParse(http.Request.Form["site"].ToString(), out var id) ? id : (Guid?)null;
        var documents = await workshop.DoAsync(study, new ImportDocuments(files, site, Checked(http, "windows1252")), visit.Actor, cancel: http.RequestAborted);
        return new ImportAnswer(documents.Act, "import-documents", documents.Answer);
    }

    private static bool Checked(HttpContext http, string name) => http.Request.Form[name].ToString() is "true" or "on" or "1";

    /// <summary>A cell of CSV; one that a spreadsheet would run as a formula is kept from it.</summary>
    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}

/// <summary>What came in, and by which act.</summary>
/// <param name="Act">Number of the act.</param>
/// <param name="Name">Its name.</param>
/// <param name="Answer">What it brought.</param>
internal sealed record ImportAnswer(long Act, string Name, Imported Answer);
