using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Looks at sealed names, and the key that is shown once: answers to a form and to nothing else, so that no address leads back to them.</summary>
public static class NameRoutes
{
    /// <summary>Maps the forms.</summary>
    public static void MapNames(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/names/set-up", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var done = await workshop.DoAsync(here.Id, new SetUpNames(), visit.Actor, cancel: http.RequestAborted);
            return Page(http, new { Study = study, Made = done.Answer });
        });
        routes.MapPost("/studies/{study}/names/look", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var here = await visit.StudyAsync(study, null);
            var done = await workshop.DoAsync(here.Id, (LookAtNames)FormReader.Read(typeof(LookAtNames), form), visit.Actor, cancel: http.RequestAborted);
            return Page(http, new { Study = study, Seen = done.Answer });
        });
    }

    private static RazorComponentResult<NamesPage> Page(HttpContext http, object with)
    {
        // A copy in the browser's store would be a look that nobody logged.
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<NamesPage>(with) { PreventStreamingRendering = true };
    }
}
