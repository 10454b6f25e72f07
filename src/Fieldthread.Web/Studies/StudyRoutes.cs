using System.Text;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Studies;

/// <summary>Files of the study itself, out.</summary>
public static class StudyRoutes
{
    /// <summary>Maps the timeline as a table.</summary>
    public static void MapStudies(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/studies/{study}/timeline.csv", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var timeline = await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new StudyTimelineOf(), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted);
            var rows = timeline.Lines.Select(l => new[] { l.Row, l.Text, l.From ?? "", l.Last ?? "", l.Planned ? "planned" : "", l.More }).Prepend(["row", "what", "from", "to", "state", "more"]);
            return Results.File(Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => string.Join(',', r.Select(FileRoutes.Cell)) + "\r\n"))), "text/csv; charset=utf-8", "timeline.csv");
        }).WithName("timeline.csv").WithTags("Questions").WithSummary("everything of the study that has a date, as CSV");
}
