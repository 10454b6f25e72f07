using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Files of a register, in.</summary>
public static class RegisterRoutes
{
    /// <summary>Maps the forms and the routes that take a register, and figures of its members.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapUpload("import-register", "register", "register/bring-in", "import a register: the tables, one .xlsx workbook or one zip; layout: csv or epcmem",
            (files, form) => new ImportRegister([.. files.Select(f => new RegisterFile(f.Name, f.Bytes))], LayoutOf(form["layout"].ToString())), "layout");
        routes.MapUpload("import-indicator", "register/indicators", "register/indicators", "import figures of members: one CSV file, which may be packed by gzip, or one .xlsx workbook; the other fields name the measure and the columns",
            (files, form) => Indicator(files, name => form[name].ToString()), "measure", "title", "unit", "known", "member", "period", "value", "numerator", "denominator", "ratio", "group", "span");
    }

    private static ImportIndicator Indicator(IReadOnlyList<Upload> files, Func<string, string> field)
    {
        if (files.Count > 1)
        {
            throw new RefusedException(new Refusal("bad-field", $"{files.Count} files were sent, and one comes in at a time, so that it can be taken back by itself.", "Choose one."));
        }

        var span = field("span");
        PeriodSpan? length = span.Length == 0 ? null : Enum.GetValues<PeriodSpan>().Where(s => string.Equals(s.ToString(), span, StringComparison.OrdinalIgnoreCase)).Select(s => (PeriodSpan?)s).FirstOrDefault()
            ?? throw new RefusedException(new Refusal("bad-field", $"“{span}” is no length of a period.", "There are day, month, quarter, year and financialYear."));
        return new ImportIndicator(
            files.Count == 0 ? null : new IndicatorFile(files[0].Name, files[0].Bytes), field("measure"), field("title"), field("unit"), field("known") is { Length: > 0 } known ? known : null,
            new IndicatorMapping(field("member"), field("period"), field("value"), field("numerator"), field("denominator"), field("ratio"), field("group"), length));
    }

    private static RegisterLayout LayoutOf(string layout) => layout switch
    {
        "" or "csv" => RegisterLayout.Csv,
        "epcmem" => RegisterLayout.Epcmem,
        _ => throw new RefusedException(new Refusal("bad-field", $"“{layout}” is no layout of a register.", "There are csv and epcmem.")),
    };
}
