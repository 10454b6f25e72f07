using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sheets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Tables of fieldwork, in: shown with what they would add and change, then brought in.</summary>
internal static class TableSheetRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "of", "sheet");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapFieldSheets(this IEndpointRouteBuilder routes)
    {
        routes.MapPreviewed<ImportTable, TableImported, TablePreview, TableImportPage>(
            "table", ("import-table", "bring in a table of fieldwork as it goes out; of: sites, participants, encounters, appointments, consents, approvals, targets or transcription; sheet: name of the sheet inside"), ("preview-table", "say what a table of fieldwork would add and change, and bring in nothing"),
            new PreviewedUpload<ImportTable, TableImported, TablePreview>(Form, ActAsync, act => new PreviewTable(act.File, act.Of, act.Sheet), (act, preview) => new() { ["Preview"] = preview, ["Asked"] = act }, (act, _) => Page(act.Of)));
    }

    /// <summary>The page that shows a table.</summary>
    internal static string Page(FieldSheet of) => of switch
    {
        FieldSheet.Appointments => "appointments", FieldSheet.Consents => "consent", FieldSheet.Approvals => "approvals", FieldSheet.Targets => "recruitment", FieldSheet.Transcription => "transcription", _ => "sites",
    };

    private static async Task<ImportTable> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No table was given.", "Choose an .xlsx or a .csv file."));
        return Enum.TryParse<FieldSheet>(form["of"].ToString(), ignoreCase: true, out var of) && Enum.IsDefined(of) ? new ImportTable(file, of, form["sheet"].ToString())
            : throw new RefusedException(new Refusal("bad-field", $"“{form["of"]}” is no table that comes in.", $"Write one of {string.Join(", ", Enum.GetNames<FieldSheet>().Select(n => n.ToLowerInvariant()))}."));
    }
}
