using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Files of a register, in: looked at first or brought in at once.</summary>
public static class RegisterRoutes
{
    /// <summary>Larger files do not go with the form a second time; they are chosen again.</summary>
    private const int MostCarried = 3 << 20;

    private static readonly string[] Fields = ["layout", "known", "source", "mapping"];

    /// <summary>Maps the form and the routes that take a register.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        MapWhole(routes);
        routes.MapPost("/studies/{study}/register/import", async (HttpContext http, string study, Workshop workshop, Visit visit) =>
        {
            var here = await visit.StudyAsync(study, null);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var given = await GivenAsync(http, form);
            if (form["step"] == "preview")
            {
                var answer = await workshop.AskAsync(here.Id, new PreviewRegister(given.Files, given.Layout, given.Known, given.Source, given.Mapping), visit.Actor, cancel: http.RequestAborted);
                return new RazorComponentResult<RegisterImportPage>(new { Study = study, Preview = answer, Given = given with { Files = given.Files.Sum(f => f.Bytes.Length) <= MostCarried ? given.Files : [] } }) { PreventStreamingRendering = true };
            }

            var done = await workshop.DoAsync(here.Id, Act(given), visit.Actor, cancel: http.RequestAborted);
            return Results.Redirect(FormRoutes.Back($"/studies/{study}/register/bring-in", done.Act, "import-register"));
        }).DisableRequestTimeout();
        routes.MapPost("/api/studies/{study}/acts/import-register", async (HttpContext http, Workshop workshop, Visit visit) =>
                TypedResults.Json(await workshop.DoAsync(await ActRoutes.StudyOfAsync(http, workshop), Act(await GivenAsync(http, await http.Request.ReadFormAsync(http.RequestAborted))), visit.Actor, cancel: http.RequestAborted), Json.Options))
            .TakesForm<Done<RegisterImported>>("import-register", "import a register: the tables, one .xlsx workbook, one zip or a list; layout: csv, epcmem, eccg, epraccur, succ or mapped; known: its day; source: its name; mapping: for a table of any layout, as JSON", new UploadForm("files", Many: true, Fields));
        routes.MapPost("/api/studies/{study}/questions/preview-register", async (HttpContext http, Workshop workshop, Visit visit) =>
            {
                var given = await GivenAsync(http, await http.Request.ReadFormAsync(http.RequestAborted));
                return TypedResults.Json(await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new PreviewRegister(given.Files, given.Layout, given.Known, given.Source, given.Mapping), visit.Actor, cancel: http.RequestAborted), Json.Options);
            })
            .TakesForm<RegisterPreview>("preview-register", "say what a register would bring, with the same form as import-register, and bring in nothing", new UploadForm("files", Many: true, Fields));
    }

    /// <summary>Maps the whole register as a file.</summary>
    private static void MapWhole(IEndpointRouteBuilder routes)
    {
        foreach (var (ends, format, type) in new[] { ("zip", RegisterFormat.Csv, "application/zip"), ("jsonld", RegisterFormat.JsonLd, "application/ld+json") })
        {
            routes.MapGet($"/api/studies/{{study}}/register.{ends}", async (HttpContext http, string? knownOn, string? vintage, Workshop workshop, Visit visit) => Results.File(
                    (await workshop.AskAsync(await ActRoutes.StudyOfAsync(http, workshop), new RegisterWhole(format, knownOn, vintage), visit.Actor, ActRoutes.KnownOf(http), http.RequestAborted)).Bytes, type, "register." + ends))
                .WithName("register-" + ends).WithTags("Tables").WithSummary(format == RegisterFormat.Csv ? "the whole register as a zip of its tables" : "the whole register as JSON-LD in the vocabularies of the W3C");
        }
    }

    /// <summary>What the form holds.</summary>
    /// <param name="Files">The files; none where they are too large to go with the form again.</param>
    /// <param name="Layout">Their layout.</param>
    /// <param name="Known">Day of the list.</param>
    /// <param name="Source">Name of the list.</param>
    /// <param name="Mapping">The mapping, as JSON.</param>
    public sealed record GivenRegister(IReadOnlyList<GivenFile> Files, RegisterLayout Layout, string? Known, string? Source, string? Mapping);

    private static ImportRegister Act(GivenRegister given) => new(given.Files, given.Layout, given.Known, given.Source, given.Mapping);

    private static async Task<GivenRegister> GivenAsync(HttpContext http, IFormCollection form)
    {
        var files = new List<GivenFile>();
        string? mapping = form["mapping"];
        foreach (var upload in form.Files.Where(f => f.Length > 0))
        {
            using var bytes = new MemoryStream();
            await upload.CopyToAsync(bytes, http.RequestAborted);
            if (upload.Name == "mapping-file")
            {
                mapping = System.Text.Encoding.UTF8.GetString(bytes.ToArray());
            }
            else
            {
                files.Add(new GivenFile(Path.GetFileName(upload.FileName), bytes.ToArray()));
            }
        }

        // What was looked at goes with the form again: names and contents in the same order.
        var (names, contents) = (form["name"], form["content"]);
        for (var i = 0; i < Math.Min(names.Count, contents.Count); i++)
        {
            var buffer = new byte[contents[i]!.Length];
            if (Convert.TryFromBase64String(contents[i]!, buffer, out var length))
            {
                files.Add(new GivenFile(Path.GetFileName(names[i]!), buffer.AsMemory(0, length)));
            }
        }

        static string? Of(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
        var layout = form["layout"].ToString();
        return new GivenRegister(files, layout.Length == 0 && Of(mapping) is not null ? RegisterLayout.Mapped : LayoutOf(layout), Of(form["known"]), Of(form["source"]), Of(mapping));
    }

    private static RegisterLayout LayoutOf(string layout) => layout.Length == 0 ? RegisterLayout.Csv
        : Enum.TryParse<RegisterLayout>(layout, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(layout[0]) ? known
        : throw new RefusedException(new Refusal("bad-field", $"“{layout}” is no layout of a register.", $"There are {string.Join(", ", Enum.GetNames<RegisterLayout>().Select(n => n.ToLowerInvariant()))}."));
}
