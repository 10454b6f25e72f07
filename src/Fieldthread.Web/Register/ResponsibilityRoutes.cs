using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Responsibilities of organisations, in.</summary>
public static class ResponsibilityRoutes
{
    /// <summary>Maps the form and the route that take responsibilities.</summary>
    public static void MapResponsibilities(this IEndpointRouteBuilder routes) =>
        routes.MapUpload("import-responsibilities", "register/responsibilities", "register/responsibilities", "import responsibilities: a table of statements, and tables called levels and activities beside it, or one .xlsx workbook of sheets called so",
            (files, form) => new ImportResponsibilities([.. files.Where(f => f.Bytes.Length > 0).Select(f => new GivenFile(f.Name, f.Bytes))], form["levels"].ToString(), Or(form, "known"), form["leaveOutUnknown"].ToString() is "true" or "on"), "levels", "known", "leaveOutUnknown");

    private static string? Or(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
}
