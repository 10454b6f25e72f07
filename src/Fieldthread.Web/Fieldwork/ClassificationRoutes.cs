using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A classification sheet, in: shown with what it would set and change, then brought in. The sheet goes with the form and is kept nowhere between.</summary>
internal static class ClassificationRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "of", "sheet", "add", "keep");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapClassification(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/classification/import", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = await ActAsync(http, form);
            if (form["step"] == "preview")
            {
                var answer = await workshop.AskAsync(here.Id, Preview(act), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<ClassificationImportPage>(new { Study = study, Preview = answer, Asked = act }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, act, visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/classification?of={done.Answer.Of.ToString().ToLowerInvariant()}", done.Act, "import-classification"));
        });
        routes.MapPost("/api/studies/{study}/acts/import-classification", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted)), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<ClassificationImported>>("import-classification", "bring in a classification sheet; of: sites, participants or sources; sheet: name of the sheet inside; add: true adds what the study has not; keep: true leaves values that stand", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-classification", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), Preview(await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted))), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<ClassificationPreview>("preview-classification", "say what a classification sheet would bring, and bring in nothing", Form);
    }

    private static PreviewClassification Preview(ImportClassification act) => new(act.File, act.Of, act.Sheet, act.Add, act.Keep);

    private static async Task<ImportClassification> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No sheet was given.", "Choose an .xlsx or a .csv file."));
        Classified? of = form["of"].ToString() is not { Length: > 0 } word ? null
            : Enum.TryParse<Classified>(word, ignoreCase: true, out var told) && Enum.IsDefined(told) ? told : throw new RefusedException(new Refusal("bad-field", $"“{word}” is neither sites, participants nor sources.", "Write one of the three."));
        return new ImportClassification(file, of, form["sheet"].ToString(), form["add"] == "true", form["keep"] == "true");
    }
}
