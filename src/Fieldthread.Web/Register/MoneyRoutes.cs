using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Money and staff, and indices of prices, in.</summary>
public static class MoneyRoutes
{
    /// <summary>Maps the forms and the routes that take amounts and indices.</summary>
    public static void MapMoney(this IEndpointRouteBuilder routes)
    {
        routes.MapUpload("import-money", "register/money", "register/money", "import amounts of money and staff: one CSV file or one .xlsx workbook",
            (files, form) => new ImportMoney(One(files), Or(form, "known"), form["leaveOutUnknown"].ToString() is "true" or "on"), "known", "leaveOutUnknown");
        routes.MapUpload("import-deflator", "register/money/prices", "register/money", "import an index of prices: one CSV file or one .xlsx workbook with the columns period and index",
            (files, form) => new ImportDeflator(One(files), form["name"].ToString(), Or(form, "known")), "name", "known");
    }

    private static GivenFile? One(IReadOnlyList<Upload> files)
    {
        var sent = files.Where(f => f.Bytes.Length > 0).ToList();
        return sent.Count > 1 ? throw new RefusedException(new Refusal("bad-field", $"{sent.Count} files were sent, and one comes in at a time, so that it can be taken back by itself.", "Choose one.")) : sent.Count == 0 ? null : new GivenFile(sent[0].Name, sent[0].Bytes);
    }

    private static string? Or(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
}
