using System.Security.Cryptography;
using System.Text;
using Fieldthread.Core.Publishing;
using Fieldthread.Formats.Publishing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>Published reports at their stable addresses, for everybody. Nothing but approved excerpts is on them.</summary>
public static class PublishedRoutes
{
    /// <summary>
    /// A page carries its own style sheet in its head; only that very sheet is let through. It is read from the page, not from the program: what was published
    /// in one year keeps its looks when the program’s own sheet has changed by the next.
    /// </summary>
    internal static string PolicyOf(string page)
    {
        const string Opens = "<style>", Closes = "</style>";
        var head = page.AsSpan(0, Math.Max(0, page.IndexOf("</head>", StringComparison.Ordinal)));
        var (from, to) = (head.IndexOf(Opens, StringComparison.Ordinal), head.IndexOf(Closes, StringComparison.Ordinal));
        var sheet = from < 0 || to < from ? "'none'" : $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[(from + Opens.Length)..to])))}'";
        return $"default-src 'none'; style-src {sheet}; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
    }

    /// <summary>Maps the addresses of published reports.</summary>
    public static void MapPublished(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{study}", async (HttpContext http, string study, string? variant, Workshop workshop) => Give(http, await StudyPages.PageAsync(workshop.Database, study, variant == "text", http.RequestAborted))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/record", (HttpContext http, string study, string report, Workshop workshop) => RecordAsync(
            http, workshop, study, report, r => Page(http, RecordHtml.Write(r.Work, r.Language, r.Address, r.Versions, r.Credits)))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/record.bib", (HttpContext http, string study, string report, Workshop workshop) => RecordAsync(
            http, workshop, study, report, r => Results.File(Encoding.UTF8.GetBytes(Citation.BibTeX(r.Work)), "application/x-bibtex", report + ".bib"))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/record.ris", (HttpContext http, string study, string report, Workshop workshop) => RecordAsync(
            http, workshop, study, report, r => Results.File(Encoding.UTF8.GetBytes(Citation.Ris(r.Work)), "application/x-research-info-systems", report + ".ris"))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}", (HttpContext http, string study, string report, Workshop workshop) => ShowAsync(http, workshop, study, report, null, false)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/text", (HttpContext http, string study, string report, Workshop workshop) => ShowAsync(http, workshop, study, report, null, true)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/v{version:int}", (HttpContext http, string study, string report, int version, Workshop workshop) => ShowAsync(http, workshop, study, report, version, false)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/p/{study}/{report}/v{version:int}/text", (HttpContext http, string study, string report, int version, Workshop workshop) => ShowAsync(http, workshop, study, report, version, true)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> RecordAsync(HttpContext http, Workshop workshop, string study, string report, Func<PublicRecord, IResult> show)
    {
        if (await PublicReading.RecordAsync(workshop.Database, study, report, $"{http.Request.Scheme}://{http.Request.Host}", http.RequestAborted) is not { } record)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        http.Response.Headers.CacheControl = "no-cache";
        return show(record);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Workshop workshop, string study, string report, int? version, bool textOnly) =>
        Give(http, await PublicReading.PageAsync(workshop.Database, study, report, version, textOnly, http.RequestAborted));

    private static IResult Give(HttpContext http, string? page) => page is null ? Results.StatusCode(StatusCodes.Status404NotFound) : Page(http, page);

    private static IResult Page(HttpContext http, string page)
    {
        http.Response.Headers.ContentSecurityPolicy = PolicyOf(page);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Content(page, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
