using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sheets;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Tables of fieldwork, in: shown with what they would add and change, then brought in.</summary>
internal static class TableSheetRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "of", "sheet");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapFieldSheets(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/table", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = await ActAsync(http, form);
            if (form["step"] == "preview")
            {
                var answer = await workshop.AskAsync(here.Id, new PreviewTable(act.File, act.Of, act.Sheet), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<TableImportPage>(new { Study = study, Preview = answer, Asked = act }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, act, visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/{Page(act.Of)}", done.Act, "import-table"));
        });
        routes.MapPost("/api/studies/{study}/acts/import-table", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted)), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<TableImported>>("import-table", "bring in a table of fieldwork as it goes out; of: sites, participants, encounters, appointments, consents, approvals, targets or transcription; sheet: name of the sheet inside", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-table", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var act = await ActAsync(http, await http.Request.ReadFormAsync(http.RequestAborted));
                return TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PreviewTable(act.File, act.Of, act.Sheet), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<TablePreview>("preview-table", "say what a table of fieldwork would add and change, and bring in nothing", Form);
    }

    /// <summary>The page that shows a table.</summary>
    internal static string Page(FieldSheet of) => of switch
    {
        FieldSheet.Appointments => "appointments", FieldSheet.Consents => "consent", FieldSheet.Approvals => "approvals", FieldSheet.Targets => "recruitment", FieldSheet.Transcription => "transcription", _ => "sites",
    };

    private static async Task<ImportTable> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No table was given.", "Choose an .xlsx or a .csv file."));
        return Enum.TryParse<FieldSheet>(form["of"].ToString(), ignoreCase: true, out var of) && Enum.IsDefined(of) ? new ImportTable(file, of, form["sheet"].ToString())
            : throw new RefusedException(new Refusal("bad-field", $"“{form["of"]}” is no table that comes in.", $"Write one of {string.Join(", ", Enum.GetNames<FieldSheet>().Select(n => n.ToLowerInvariant()))}."));
    }
}
