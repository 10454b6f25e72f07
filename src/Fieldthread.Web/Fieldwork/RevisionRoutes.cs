using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A further revision of a text, in: shown side by side with what it would carry, then made. The text goes with the form and is kept nowhere between.</summary>
public static class RevisionRoutes
{
    /// <summary>Maps the form, and a route for previews of texts that are too long for an address.</summary>
    public static void MapRevisions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/revise", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var file = form.Files.GetFile("file") is { Length: > 0 } given ? await Uploads.ReadAsync(http, given) : null;
            var text = file is null ? RevisedText.Clean(form["text"].ToString()) : RevisedText.Read(file);
            var act = (ReviseSource)FormReader.Read(typeof(ReviseSource), form.Where(f => f.Key != "text"));
            if (form["step"] == "land")
            {
                var here = await visit.StudyAsync(study, null);
                var done = await workshop.DoAsync(here.Id, act with { Text = text }, visit.Actor, cancel: http.RequestAborted);
                return Results.Redirect(FormRoutes.Back($"/studies/{study}/sources/{act.Source}/{(done.Answer.Waiting > 0 ? "diff" : "revisions")}", done.Act, "revise-source"));
            }

            return new RazorComponentResult<RevisePage>(new { Study = study, act.Source, Given = text, Number = (int?)act.Number, Kind = (RevisionKind?)act.Kind, Reason = act.Reason ?? "" }) { PreventStreamingRendering = true };
        });
        // The description of the interface has the question by its other way already; under two ways it would have two names.
        routes.MapPost("/api/studies/{study}/questions/revision-preview", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var asked = await http.Request.ReadFromJsonAsync<PreviewRevision>(http.RequestAborted) ?? throw new BadHttpRequestException("The request has no question in it.");
            return TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), asked, visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted), Json.Options);
        }).ExcludeFromDescription();
    }
}
