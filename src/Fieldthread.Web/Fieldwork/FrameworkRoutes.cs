using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Frameworks;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A framework matrix from elsewhere, in: shown with what it would write, then brought in.</summary>
internal static class FrameworkRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "framework", "sheet", "keep");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapFrameworks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/frameworks/import", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = await ActAsync(http, form);
            if (form["step"] == "preview")
            {
                var plan = await workshop.AskAsync(here.Id, Preview(act), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<FrameworkImportPage>(new { Study = study, Id = act.Framework, Plan = plan, Asked = act }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, act, visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/frameworks/{act.Framework}", done.Act, "import-framework"));
        });
        routes.MapPost("/api/studies/{study}/acts/import-framework", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted)), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<FrameworkImported>>("import-framework", "bring the summaries of a framework matrix into one of the study; framework: its id; sheet: name of the sheet inside; keep: true leaves what is written", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-framework", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), Preview(await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted))), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<FrameworkPlan>("preview-framework", "say what a framework matrix would bring, and bring in nothing", Form);
    }

    private static PreviewFramework Preview(ImportFramework act) => new(act.File, act.Framework, act.Sheet, act.Keep);

    private static async Task<ImportFramework> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No table was given.", "Choose an .xlsx or a .csv file."));
        return Guid.TryParse(form["framework"], out var id) ? new ImportFramework(file, id, form["sheet"].ToString(), form["keep"] == "true")
            : throw new RefusedException(new Refusal("bad-field", $"“{form["framework"]}” is no id of a framework matrix.", "The list of the data interface gives the ids."));
    }
}
