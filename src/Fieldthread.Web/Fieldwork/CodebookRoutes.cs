using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The codebook as files, in and out.</summary>
internal static class CodebookRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "otherwise", "reason");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapCodebook(this IEndpointRouteBuilder routes)
    {
        foreach (var (ends, format, type) in new[] { ("qdc", CodebookFormat.Qdc, "application/xml"), ("docx", CodebookFormat.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document") })
        {
            routes.MapGet($"/api/studies/{{study}}/codebook.{ends}", async (HttpContext http, string? at, Workshop workshop, Visit visit) => Results.File(
                    (await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new CodebookFile(format, at), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted)).Bytes, type, "codebook." + ends))
                .WithName("codebook-" + ends).WithTags("Tables").WithSummary(format == CodebookFormat.Qdc ? "the codebook in the exchange format REFI-QDA" : "the codebook as a document for word processors");
        }

        routes.MapPost("/studies/{study}/codes/import", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var file = await FileAsync(http, form);
            if (form["step"] == "preview")
            {
                var answer = await workshop.AskAsync(here.Id, new PreviewCodebook(file), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<CodebookImportPage>(new { Study = study, Preview = answer, Given = file }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, Act(file, form), visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/codes", done.Act, "import-codebook"));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/import-codebook", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                return TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), Act(await FileAsync(http, form), form), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<Done<CodebookImported>>("import-codebook", "bring in a codebook (.qdc); otherwise: keep or take, where the file says otherwise of a code that is there; reason", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-codebook", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PreviewCodebook(await FileAsync(http, await http.Request.ReadFormAsync(http.RequestAborted))), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<CodebookPreview>("preview-codebook", "say what a codebook would bring, and bring in nothing", new UploadForm("file", Many: false));
    }

    private static ImportCodebook Act(GivenFile file, IFormCollection form) => new(
        file,
        form["otherwise"].ToString() switch { "" or "keep" => WhereOtherwise.Keep, "take" => WhereOtherwise.Take, var other => throw new RefusedException(new Refusal("bad-field", $"“{other}” is neither keep nor take.", "Write one of the two.")) },
        form["reason"].ToString());

    private static Task<GivenFile> FileAsync(HttpContext http, IFormCollection form) => Uploads.GivenAsync(http, form, new Refusal("empty", "No codebook was given.", "Choose a .qdc or a .qdpx file."));
}
