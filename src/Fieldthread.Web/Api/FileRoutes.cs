using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>Files in and out.</summary>
public static class FileRoutes
{
    /// <summary>Maps the routes that take or give files.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/import", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var done = await ImportAsync(http, workshop, visit);
            return Results.Redirect(FormRoutes.Back($"/studies/{http.Request.RouteValues["study"]}/import", done.Act, done.Name));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/import", async (HttpContext http, Workshop workshop, Visit visit) => TypedResults.Json(await ImportAsync(http, workshop, visit), Json.Options))
            .WithName("import").WithTags("Acts").WithSummary("import a coded project or documents (multipart form, field files)");
    }

    private static async Task<(long Act, string Name, Imported Answer)> ImportAsync(HttpContext http, Workshop workshop, Visit visit)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var files = new List<DocumentFile>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            files.Add(new DocumentFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }

        var projects = files.Where(f => f.Name.EndsWith(".qdpx", StringComparison.OrdinalIgnoreCase)).ToList();
        if (projects.Count > 0 && files.Count > 1)
        {
            throw new RefusedException(new Refusal("one-at-a-time", "A coded project comes in by itself, so that it can be taken back by itself.", "Choose the .qdpx alone, then the documents."));
        }

        if (projects.Count == 1)
        {
            var done = await workshop.DoAsync(study, new ImportProject(projects[0].Name, projects[0].Bytes), visit.Actor, cancel: http.RequestAborted);
            return (done.Act, "import-project", done.Answer);
        }

        var site = Guid.TryParse(form["site"].ToString(), out var id) ? id : (Guid?)null;
        var documents = await workshop.DoAsync(study, new ImportDocuments(files, site), visit.Actor, cancel: http.RequestAborted);
        return (documents.Act, "import-documents", documents.Answer);
    }
}
