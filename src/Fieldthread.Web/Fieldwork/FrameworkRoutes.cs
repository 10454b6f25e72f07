using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Frameworks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Fieldwork;

/// <summary>A framework matrix from elsewhere, in: shown with what it would write, then brought in.</summary>
internal static class FrameworkRoutes
{
    private static readonly UploadForm Form = new("file", Many: false, "framework", "sheet", "keep");

    /// <summary>Maps the form and the routes.</summary>
    public static void MapFrameworks(this IEndpointRouteBuilder routes)
    {
        routes.MapPreviewed<ImportFramework, FrameworkImported, FrameworkPlan, FrameworkImportPage>(
            "frameworks/import", ("import-framework", "bring the summaries of a framework matrix into one of the study; framework: its id; sheet: name of the sheet inside; keep: true leaves what is written"), ("preview-framework", "say what a framework matrix would bring, and bring in nothing"),
            new PreviewedUpload<ImportFramework, FrameworkImported, FrameworkPlan>(Form, ActAsync, Preview, (act, plan) => new() { ["Id"] = act.Framework, ["Plan"] = plan, ["Asked"] = act }, (act, _) => "frameworks/" + act.Framework));
    }

    private static PreviewFramework Preview(ImportFramework act) => new(act.File, act.Framework, act.Sheet, act.Keep);

    private static async Task<ImportFramework> ActAsync(HttpContext http, IFormCollection form)
    {
        var file = await Uploads.GivenAsync(http, form, new Refusal("empty", "No table was given.", "Choose an .xlsx or a .csv file."));
        return Guid.TryParse(form["framework"], out var id) ? new ImportFramework(file, id, form["sheet"].ToString(), form["keep"] == "true")
            : throw new RefusedException(new Refusal("bad-field", $"“{form["framework"]}” is no id of a framework matrix.", "The list of the data interface gives the ids."));
    }
}
