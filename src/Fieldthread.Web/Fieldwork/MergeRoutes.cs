using System.Globalization;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Merging;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The coded project on its way to others and back.</summary>
internal static class MergeRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "plan", "choices", "before");

    /// <summary>Maps the forms and the routes.</summary>
    public static void MapMerge(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies/{study}/project/send", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var profile = KeptRoutes.Profile(form["profile"]);
            try
            {
                await workshop.DoAsync(here.Id, new NoteSentProject(form["for"].ToString() is { Length: > 0 } whom ? whom : profile.Name), visit.Actor, cancel: http.RequestAborted);
            }
            catch (RefusedException blind) when (blind.Refusal.Code == "blind")
            {
                // A part of the project goes out as well; only nothing could be told of it when it comes back.
            }

            using var bytes = new MemoryStream();
            RefiWriter.Write(await workshop.AskAsync(here.Id, new ProjectForExport(Files: true, form["reuse"] == "true"), visit.Actor, cancel: http.RequestAborted), bytes, profile);
            return Results.File(bytes.ToArray(), "application/zip", profile == RefiProfile.Standard ? "project.qdpx" : $"project-{profile.Key}.qdpx");
        }).DisableRequestTimeout();
        routes.MapPost("/studies/{study}/import/back", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var file = await FileAsync(http, form);
            if (form["step"] == "preview")
            {
                var answer = await workshop.AskAsync(here.Id, new PreviewMerge(file, Before(form)), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<MergePage>(new { Study = study, Preview = answer, Given = file, Before = Before(form) }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, Act(file, form), visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/import", done.Act, "merge-project"));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/merge-project", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                return TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), Act(await FileAsync(http, form), form), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<Done<Merged>>("merge-project", "take in a coded project that was changed elsewhere; plan: as the preview gave it; choices: all=theirs, code=ours, gone=theirs, coding:ID=ours …, one or more; before: act of the exchange it was made on", Form);
        routes.MapPost("/api/studies/{study}/questions/preview-merge", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                return TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PreviewMerge(await FileAsync(http, form), Before(form)), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<MergePreview>("preview-merge", "say what a coded project that was changed elsewhere would change, and change nothing; before: act of the exchange it was made on", new UploadForm("file", Many: false, "before"));
    }

    private static MergeProject Act(GivenFile file, IFormCollection form) => new(file, form["plan"].ToString(), [.. form["choices"].OfType<string>().Where(c => c.Length > 0)], Before(form));

    private static long? Before(IFormCollection form) => form["before"].ToString() switch
    {
        "" => null,
        var given when long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var act) => act,
        var other => throw new RefusedException(new Refusal("bad-field", $"“{other}” is not the number of an act.", "Write a whole number, or nothing.")),
    };

    private static Task<GivenFile> FileAsync(HttpContext http, IFormCollection form) => Uploads.GivenAsync(http, form, new Refusal("empty", "No project was given.", "Choose a .qdpx file."));
}

/// <summary>States and kinds of a merge in words.</summary>
public static class MergeWords
{
    /// <summary>What became of a thing.</summary>
    /// <param name="state">The state.</param>
    public static string Of(MergeState state) => state switch
    {
        MergeState.Conflict => "conflict",
        MergeState.NewThere => "new there",
        MergeState.ChangedThere => "changed there",
        MergeState.GoneThere => "gone there",
        MergeState.NewHere => "new here",
        MergeState.ChangedHere => "changed here",
        _ => "gone here",
    };

    /// <summary>What a thing is.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(ExchangeKind kind) => kind switch { ExchangeKind.Case => "site", ExchangeKind.Kept => "kept thing", ExchangeKind.Passage => "marked passage", _ => kind.ToString().ToLowerInvariant() };
}
