using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Published counts, in.</summary>
public static class CountRoutes
{
    /// <summary>Maps the form and the route that take a file of published counts.</summary>
    public static void MapCounts(this IEndpointRouteBuilder routes) =>
        routes.MapUpload("import-counts", "register/counts", "register/counts", "import published counts of organisations: one CSV file or one .xlsx workbook", (files, _) => files.Count > 1
            ? throw new RefusedException(new Refusal("bad-field", $"{files.Count} files were sent, and one comes in at a time, so that it can be taken back by itself.", "Choose one."))
            : new ImportCounts(files.Count == 0 ? null : new GivenFile(files[0].Name, files[0].Bytes)));
}
