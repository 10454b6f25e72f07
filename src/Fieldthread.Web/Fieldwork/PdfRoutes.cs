using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Pages of PDFs as pictures. No browser and nothing between keeps them.</summary>
internal static class PdfRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapPdf(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/studies/{study}/sources/{source:guid}/pages/{page:int}.png", async (HttpContext http, Guid source, int page, Workshop workshop, Visit visit) =>
        {
            var painted = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PdfPage(source, page), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            http.Response.Headers.CacheControl = "private, no-store";
            return Results.File(painted.Picture, "image/png");
        }).WithName("pdf-page.png").WithTags("Questions").WithSummary("a page of the PDF that a source came as, painted");
}
