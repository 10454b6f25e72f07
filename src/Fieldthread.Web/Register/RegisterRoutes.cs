using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Files of a register, in.</summary>
public static class RegisterRoutes
{
    /// <summary>Maps the form and the route that take a register.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/register/import", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var done = await ImportAsync(http, workshop, visit);
            return Results.Redirect(FormRoutes.Back($"/studies/{http.Request.RouteValues["study"]}/register/bring-in", done.Act, "import-register"));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/import-register", async (HttpContext http, Workshop workshop, Visit visit) => TypedResults.Json(await ImportAsync(http, workshop, visit), Json.Options))
            .WithName("import-register").WithTags("Acts").WithSummary("import a register (multipart form, fields files and layout: csv or epcmem)");
    }

    private static async Task<Done<RegisterImported>> ImportAsync(HttpContext http, Workshop workshop, Visit visit)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var files = new List<RegisterFile>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            files.Add(new RegisterFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }

        var layout = form["layout"].ToString() switch
        {
            "" or "csv" => RegisterLayout.Csv,
            "epcmem" => RegisterLayout.Epcmem,
            var other => throw new RefusedException(new Refusal("bad-field", $"“{other}” is no layout of a register.", "There are csv and epcmem.")),
        };
        return await workshop.DoAsync(study, new ImportRegister(files, layout), visit.Actor, cancel: http.RequestAborted);
    }
}
