using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Api;

/// <summary>A file of a posted form.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record Upload(string Name, byte[] Bytes);

/// <summary>Acts that are fed with files: one form of a page and one route of the interface each.</summary>
public static class Uploads
{
    /// <summary>The files of the form, in the order they were chosen.</summary>
    public static async Task<IReadOnlyList<Upload>> ReadAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var files = new List<Upload>(form.Files.Count);
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, http.RequestAborted);
            files.Add(new Upload(Path.GetFileName(file.FileName), bytes.ToArray()));
        }

        return files;
    }

    /// <summary>A file of the form; or, where it was looked at before and goes with the form again, what the fields <c>name</c> and <c>content</c> carry.</summary>
    /// <param name="http">The request.</param>
    /// <param name="form">Its form.</param>
    /// <param name="none">What is said where there is neither.</param>
    /// <exception cref="RefusedException">There is neither.</exception>
    internal static async Task<GivenFile> GivenAsync(HttpContext http, IFormCollection form, Refusal none)
    {
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            return await ReadAsync(http, file);
        }

        var buffer = new byte[form["content"].ToString().Length];
        return Convert.TryFromBase64String(form["content"].ToString(), buffer, out var length) && length > 0
            ? new GivenFile(Path.GetFileName(form["name"].ToString()), buffer.AsMemory(0, length))
            : throw new RefusedException(none);
    }

    /// <summary>A file of a form, read whole.</summary>
    internal static async Task<GivenFile> ReadAsync(HttpContext http, IFormFile file)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        return new GivenFile(Path.GetFileName(file.FileName), bytes.ToArray());
    }

    /// <summary>Maps an act made from a form with files.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="act">Name of the act; its route in the interface.</param>
    /// <param name="room">Address of the room below the study; the form posts to <c>/import</c> in it.</param>
    /// <param name="page">Address of the page, below the study, that shows what came of it.</param>
    /// <param name="summary">What the interface's page says of it.</param>
    /// <param name="of">The act, from the files and the other fields.</param>
    /// <param name="fields">Names of the other fields.</param>
    public static void MapUpload<TAnswer>(this IEndpointRouteBuilder routes, string act, string room, string page, string summary, Func<IReadOnlyList<Upload>, IFormCollection, Act<TAnswer>> of, params IReadOnlyList<string> fields)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost($"/studies/{{study}}/{room}/import", async (HttpContext http, Workshop workshop, Visit visit) =>
        {
            var done = await DoAsync(http, workshop, visit, of);
            return Results.Redirect(FormRoutes.Back($"/studies/{http.Request.RouteValues["study"]}/{page}", done.Act, act));
        }).DisableRequestTimeout();
        routes.MapPost($"/api/studies/{{study}}/acts/{act}", async (HttpContext http, Workshop workshop, Visit visit) => TypedResults.Json(await DoAsync(http, workshop, visit, of), Json.Options))
            .TakesForm<Done<TAnswer>>(act, summary, new UploadForm("files", Many: true, fields));
    }

    private static async Task<Done<TAnswer>> DoAsync<TAnswer>(HttpContext http, Workshop workshop, Visit visit, Func<IReadOnlyList<Upload>, IFormCollection, Act<TAnswer>> of)
    {
        var study = await ActRoutes.StudyOfAsync(http, workshop);
        var files = await ReadAsync(http);
        return await workshop.DoAsync(study, of(files, http.Request.Form), visit.Actor, cancel: http.RequestAborted);
    }
}
