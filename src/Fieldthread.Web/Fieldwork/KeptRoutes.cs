using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Kept;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The coded project out, and the files that were kept from one.</summary>
public static class KeptRoutes
{
    private static readonly string[] Shown = ["image/png", "image/jpeg", "image/gif"];

    /// <summary>Maps the routes.</summary>
    public static void MapKept(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/studies/{study}/project.qdpx", async (HttpContext http, string? profile, bool? reuse, Workshop workshop, Visit visit) =>
        {
            var chosen = Profile(profile);
            var project = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new ProjectForExport(Files: true, reuse ?? false), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            foreach (var (header, words) in new[] { ("Fieldthread-Withheld", project.Withheld), ("Fieldthread-Left-Out", project.LeftOut) })
            {
                if (words is not null)
                {
                    http.Response.Headers[header] = Uri.EscapeDataString(words);
                }
            }

            using var bytes = new MemoryStream();
            RefiWriter.Write(project, bytes, chosen);
            return Results.File(bytes.ToArray(), "application/zip", chosen == RefiProfile.Standard ? "project.qdpx" : $"project-{chosen.Key}.qdpx");
        }).WithName("project.qdpx").WithTags("Questions").WithSummary("the coded project as REFI-QDA; profile: standard, nvivo or maxqda; reuse=true covers the words of whoever did not consent to use beyond this study");
        routes.MapGet("/api/studies/{study}/kept/{file:guid}", async (HttpContext http, Guid file, Workshop workshop, Visit visit) =>
        {
            var kept = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new KeptFileBytes(file), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);

            // Only what is a picture by its first bytes is shown; anything else is handed over as a file, and the browser is not to guess.
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Shown.Contains(kept.MediaType) ? Results.File(kept.Bytes, kept.MediaType) : Results.File(kept.Bytes, "application/octet-stream", kept.Name);
        }).WithName("kept-file-bytes").WithTags("Questions").WithSummary("a file that was kept from an imported project");
    }

    /// <summary>The profile of a key.</summary>
    /// <exception cref="RefusedException">There is no such profile.</exception>
    public static RefiProfile Profile(string? key) => RefiProfile.Find(key)
        ?? throw new RefusedException(new Refusal("unknown", $"There is no profile “{key}”.", $"Choose one of: {string.Join(", ", RefiProfile.All.Select(p => p.Key))}."));
}
