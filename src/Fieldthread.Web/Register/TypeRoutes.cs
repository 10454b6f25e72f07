using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Statements on types of organisations, in.</summary>
public static class TypeRoutes
{
    /// <summary>Maps the form and the route that take statements on types.</summary>
    public static void MapTypes(this IEndpointRouteBuilder routes) => routes.MapUpload(
        "import-types", "register/types", "register/types", "import what is stated of types of organisations: one CSV file, one .xlsx workbook or JSON; reason and source for lines without their own",
        (files, form) => new ImportTypes(One(files), form["reason"].ToString(), form["source"].ToString()), "reason", "source");

    private static GivenFile? One(IReadOnlyList<Upload> files)
    {
        var sent = files.Where(f => f.Bytes.Length > 0).ToList();
        return sent.Count > 1 ? throw new RefusedException(new Refusal("bad-field", $"{sent.Count} files were sent, and one comes in at a time, so that it can be taken back by itself.", "Choose one.")) : sent.Count == 0 ? null : new GivenFile(sent[0].Name, sent[0].Bytes);
    }
}
