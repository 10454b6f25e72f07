using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.AspNetCore.Routing;

namespace Fieldthread.Web.Register;

/// <summary>Figures of members, in.</summary>
public static class IndicatorRoutes
{
    /// <summary>Maps the form and the route that take figures of a register’s members.</summary>
    public static void MapIndicators(this IEndpointRouteBuilder routes)
    {
        routes.MapUpload("import-indicator", "register/indicators", "register/indicators", "import figures of members: one CSV file, which may be packed by gzip, or one .xlsx workbook; the other fields name the measure and the columns",
            (files, form) => Indicator(files, name => form[name].ToString()), "measure", "title", "unit", "known", "member", "period", "value", "numerator", "denominator", "ratio", "group", "span", "breakdowns", "partsMayDiffer");
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
            files.Count == 0 ? null : new GivenFile(files[0].Name, files[0].Bytes), field("measure"), field("title"), field("unit"), field("known") is { Length: > 0 } known ? known : null,
            new IndicatorMapping(field("member"), field("period"), field("value"), field("numerator"), field("denominator"), field("ratio"), field("group"), length, field("breakdowns")), field("partsMayDiffer") is "true" or "on");
    }
}
