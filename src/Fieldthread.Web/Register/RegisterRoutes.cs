using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Files of a register, in.</summary>
public static class RegisterRoutes
{
    /// <summary>Maps the form and the route that take a register.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes) =>
        routes.MapUpload("import-register", "register", "register/bring-in", "import a register: the tables, one .xlsx workbook or one zip; layout: csv or epcmem",
            (files, form) => new ImportRegister([.. files.Select(f => new RegisterFile(f.Name, f.Bytes))], LayoutOf(form["layout"].ToString())), "layout");

    private static RegisterLayout LayoutOf(string layout) => layout switch
    {
        "" or "csv" => RegisterLayout.Csv,
        "epcmem" => RegisterLayout.Epcmem,
        _ => throw new RefusedException(new Refusal("bad-field", $"“{layout}” is no layout of a register.", "There are csv and epcmem.")),
    };
}
