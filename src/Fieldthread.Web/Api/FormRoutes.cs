using System.Reflection;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>Forms of pages: they post an act, and lead back to the page with a notice of what was done.</summary>
public static class FormRoutes
{
    private static readonly MethodInfo DoMethod = typeof(FormRoutes).GetMethod(nameof(DoAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Maps the forms.</summary>
    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/studies", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var done = await workshop.DoAsync(0, (StartStudy)FormReader.Read(typeof(StartStudy), form), visit.Actor, cancel: http.RequestAborted);
            var study = (await StudyDirectory.ListAsync(workshop.Database, visit.Actor, http.RequestAborted)).First(s => s.Id == done.Study);
            return Results.Redirect($"/studies/{study.Slug}/setup");
        });
        routes.MapPost("/studies/{study}/acts/{act}", async (HttpContext http, string act, Workshop workshop, Visit visit) =>
        {
            if (!Catalogue.Acts.TryGetValue(act, out var described) || ActRoutes.WithFiles.Contains(described.Type))
            {
                return Results.NotFound();
            }

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            try
            {
                var body = FormReader.Read(described.Type, form);
                var study = described.Act!.Scope == ActScope.Study ? await ActRoutes.StudyOfAsync(http, workshop) : 0;
                var number = await (Task<long>)DoMethod.MakeGenericMethod(described.Answer).Invoke(null, [workshop, study, body, visit.Actor, http.RequestAborted])!;
                return Results.Redirect(Back(form["return"].ToString(), number, act));
            }
            catch (RefusedException refused)
            {
                return await RefusedAsync(http, described, refused.Refusal, form);
            }
        });
        routes.MapPost("/studies/{study}/code-sentences", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var study = await ActRoutes.StudyOfAsync(http, workshop);
            var (source, code, moved) = (Guid.Parse(form["source"].ToString()), Guid.Parse(form["code"].ToString()), Guid.TryParse(form["coding"].ToString(), out var coding) ? coding : (Guid?)null);
            var page = await workshop.AskAsync(study, new SourceText(source), visit.Actor, cancel: http.RequestAborted);
            var sentences = page.Passages.SelectMany(p => SourceText.SentencesOf(page.Text, p)).ToList();
            var from = Number(form["from"].ToString(), sentences.Count);
            var to = form["to"].ToString().Trim().Length == 0 ? from : Number(form["to"].ToString(), sentences.Count);
            var (first, last) = (Math.Min(from, to), Math.Max(from, to));
            var (start, end) = (sentences[first - 1].Start, sentences[last - 1].End);
            var done = moved is { } mine
                ? await workshop.DoAsync(study, new MoveCoding(mine, start, end), visit.Actor, cancel: http.RequestAborted)
                : await workshop.DoAsync(study, new AddCoding(page.Revision, start, end, code), visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(Back($"/studies/{http.Request.RouteValues["study"]}/sources/{source}/sentences", done.Act, moved is null ? "add-coding" : "move-coding") + $"#s{first}");
        });
    }

    /// <summary>The refusal in words, with everything that was written, so that nothing has to be written again.</summary>
    private static async Task<IResult> RefusedAsync(HttpContext http, Described act, Refusal refusal, IFormCollection form) =>
        new RazorComponentResult<ErrorPage>(new { Refusal = refusal, At = await RefusalPlace.OfFormAsync(http, act, refusal, form) }) { StatusCode = Failures.StatusOf(refusal) };

    /// <summary>Back to the page, with what was done in its address; never to another host.</summary>
    internal static string Back(string to, long act, string name)
    {
        var path = to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal) ? to : "/";
        var (before, query) = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[(at + 1)..]) : (path, "");
        var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("did=", StringComparison.Ordinal) && !part.StartsWith("act=", StringComparison.Ordinal));
        return before + "?" + string.Join('&', kept.Append("did=" + act).Append("act=" + name));
    }

    private static int Number(string text, int most) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= most
        ? n
        : throw new RefusedException(new Refusal("bad-field", $"“{text}” is not the number of a sentence of this text.", $"Sentences are numbered from 1 to {most}."));

    private static async Task<long> DoAsync<TAnswer>(Workshop workshop, int study, Act<TAnswer> act, Actor actor, CancellationToken cancel) =>
        (await workshop.DoAsync(study, act, actor, cancel: cancel)).Act;
}
