using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>How a file that is looked at before it comes in is read, shown and taken.</summary>
/// <param name="Form">The multipart form of the interface.</param>
/// <param name="ReadAsync">The act, from a posted form.</param>
/// <param name="Look">The question that says what the act would bring.</param>
/// <param name="Shown">Parameters of the page that shows it, beside the study.</param>
/// <param name="Landed">The page below the study that shows what came of it.</param>
internal sealed record PreviewedUpload<TAct, TAnswer, TPreview>(UploadForm Form, Func<HttpContext, IFormCollection, Task<TAct>> ReadAsync, Func<TAct, Question<TPreview>> Look, Func<TAct, TPreview, Dictionary<string, object?>> Shown, Func<TAct, TAnswer, string> Landed)
    where TAct : Act<TAnswer>;

/// <summary>Files that are shown with what they would bring, then brought in. The file goes with the form and is kept nowhere between.</summary>
internal static class PreviewedUploads
{
    /// <summary>Maps the form of a page, and the act and the question of the interface.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="post">Address below the study to which the form posts.</param>
    /// <param name="act">Name of the act, and what the interface’s page says of it.</param>
    /// <param name="question">The same of the question.</param>
    /// <param name="upload">How the file is read, shown and taken.</param>
    public static void MapPreviewed<TAct, TAnswer, TPreview, TPage>(this IEndpointRouteBuilder routes, string post, (string Name, string Summary) act, (string Name, string Summary) question, PreviewedUpload<TAct, TAnswer, TPreview> upload)
        where TAct : Act<TAnswer>
        where TPage : IComponent
    {
        routes.MapPost($"/studies/{{study}}/{post}", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var asked = await upload.ReadAsync(http, form);
            if (form["step"] == "preview")
            {
                var preview = await workshop.AskAsync(here.Id, upload.Look(asked), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<TPage>(new Dictionary<string, object?>(upload.Shown(asked, preview)) { ["Study"] = study }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, asked, visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/{upload.Landed(asked, done.Answer)}", done.Act, act.Name));
        });
        routes.MapPost($"/api/studies/{{study}}/acts/{act.Name}", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), await AskedAsync(http, upload), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<TAnswer>>(act.Name, act.Summary, upload.Form);
        routes.MapPost($"/api/studies/{{study}}/questions/{question.Name}", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), upload.Look(await AskedAsync(http, upload)), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<TPreview>(question.Name, question.Summary, upload.Form);
    }

    private static async Task<TAct> AskedAsync<TAct, TAnswer, TPreview>(HttpContext http, PreviewedUpload<TAct, TAnswer, TPreview> upload)
        where TAct : Act<TAnswer> => await upload.ReadAsync(http, await http.Request.ReadFormAsync(http.RequestAborted));
}
