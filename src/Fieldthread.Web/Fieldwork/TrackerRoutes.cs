using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Core.Studies;
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

/// <summary>A tracker sheet, in: shown with what its columns seem to mean, then with what would come in, then brought in. The sheet goes with the form and is kept nowhere between.</summary>
public static class TrackerRoutes
{
    /// <summary>A larger sheet than this does not go with a form; the command takes it.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>Maps the form and the route that take a tracker.</summary>
    public static void MapTracker(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/tracker", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            if (!here.May(Permission.KeepStudy))
            {
                throw new RefusedException(new Refusal("not-allowed", "Only a lead brings in a tracker.", "Ask the study’s lead."));
            }

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var (file, map, sheet) = (await FileAsync(http, form), MapOf(form), form["sheet"].ToString());
            if (form["step"] == "land")
            {
                var done = await workshop.DoAsync(here.Id, new ImportTracker(file, map, sheet), visit.Actor, cancel: http.RequestAborted);
                return Results.Redirect(FormRoutes.Back($"/studies/{study}/import", done.Act, "import-tracker"));
            }

            return new RazorComponentResult<TrackerPage>(new { Study = study, Given = file, Map = form["step"] == "preview" ? map : null, SheetName = sheet }) { PreventStreamingRendering = true };
        });
        routes.MapPost("/api/studies/{study}/acts/import-tracker", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var act = new ImportTracker(await FileAsync(http, form), MapOf(form), form["sheet"].ToString());
            return TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), act, visit.Actor, cancel: http.RequestAborted), Json.Options);
        }).TakesForm<Done<TrackerImported>>("import-tracker", "import a tracker sheet: file, name of the sheet inside, and for each meaning the name of its column", new UploadForm("file", Many: false, [.. TrackerMap.Fields.Select(f => f.Name), "sheet"]));
    }

    private static TrackerMap MapOf(IFormCollection form) => TrackerMap.Read(TrackerMap.Fields.SelectMany(f => form[f.Name].Select(column => (f.Name, column ?? ""))));

    private static Task<GivenFile> FileAsync(HttpContext http, IFormCollection form)
    {
        if (form.Files.GetFile("file") is { Length: > MostBytes } file)
        {
            throw new RefusedException(new Refusal("unreadable", $"The sheet has {file.Length >> 20} MB; {MostBytes >> 20} are the most that go with this form.", "Leave out what is not needed, or use the command: fieldthread import tracker."));
        }

        return Uploads.GivenAsync(http, form, new Refusal("empty", "No sheet was given.", "Choose an .xlsx or a .csv file."));
    }
}
