using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Surveys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Surveys;

/// <summary>The tables of a survey, in.</summary>
public static class SurveyRoutes
{
    /// <summary>Maps the routes that take the tables of a survey.</summary>
    public static void MapSurveys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/surveys/import", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var done = await ImportAsync(http, workshop, visit);
            return Results.Redirect(FormRoutes.Back($"/studies/{http.Request.RouteValues["study"]}/surveys", done.Act, "import-survey"));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/import-survey", async (HttpContext http, Workshop workshop, Visit visit) => TypedResults.Json(await ImportAsync(http, workshop, visit), Json.Options))
            .WithName("import-survey").WithTags("Acts").WithSummary("import a survey (multipart form, field files: the CSV tables, or one zip)");
    }

    private static async Task<Done<SurveyImported>> ImportAsync(HttpContext http, Workshop workshop, Visit visit)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var files = new List<SurveyTableFile>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            files.Add(new SurveyTableFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }

        return await workshop.DoAsync(study, new ImportSurvey(string.Join(", ", files.Select(f => f.Name)), files), visit.Actor, cancel: http.RequestAborted);
    }
}
