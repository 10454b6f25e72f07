using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A classification sheet, in: shown with what it would set and change, then brought in. The sheet goes with the form and is kept nowhere between.</summary>
internal static class ClassificationRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "of", "sheet", "add", "keep");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapClassification(this IEndpointRouteBuilder routes)
    {
        routes.MapPreviewed<ImportClassification, ClassificationImported, ClassificationPreview, ClassificationImportPage>(
            "classification/import", ("import-classification", "bring in a classification sheet; of: sites, participants or sources; sheet: name of the sheet inside; add: true adds what the study has not; keep: true leaves values that stand"), ("preview-classification", "say what a classification sheet would bring, and bring in nothing"),
            new PreviewedUpload<ImportClassification, ClassificationImported, ClassificationPreview>(Form, ActAsync, Preview, (act, preview) => new() { ["Preview"] = preview, ["Asked"] = act }, (_, done) => "classification?of=" + done.Of.ToString().ToLowerInvariant()));
    }

    private static PreviewClassification Preview(ImportClassification act) => new(act.File, act.Of, act.Sheet, act.Add, act.Keep);

    private static async Task<ImportClassification> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No sheet was given.", "Choose an .xlsx or a .csv file."));
        Classified? of = form["of"].ToString() is not { Length: > 0 } word ? null
            : Enum.TryParse<Classified>(word, ignoreCase: true, out var told) && Enum.IsDefined(told) ? told : throw new RefusedException(new Refusal("bad-field", $"“{word}” is neither sites, participants nor sources.", "Write one of the three."));
        return new ImportClassification(file, of, form["sheet"].ToString(), form["add"] == "true", form["keep"] == "true");
    }
}
