using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Bodies of organisations, in.</summary>
public static class BodyRoutes
{
    /// <summary>Maps the form and the route that take bodies.</summary>
    public static void MapBodies(this IEndpointRouteBuilder routes) => routes.MapUpload(
        "import-bodies", "register/structure", "register/structure", "import bodies of organisations: bodies.csv, posts.csv, holdings.csv and persons.csv, any of them; one .xlsx workbook; or one zip; known: the day on which this was known; source: who says it",
        (files, form) => new ImportBodies([.. files.Select(f => new GivenFile(f.Name, f.Bytes))], form["known"].ToString() is { Length: > 0 } known ? known : null, form["source"].ToString()), "known", "source");
}
