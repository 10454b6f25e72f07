using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Which columns of a file hold what, as a person says it. What is empty is found by its heading.</summary>
/// <param name="Member">Codes of the members.</param>
/// <param name="Period">Periods.</param>
/// <param name="Value">Counts or amounts.</param>
/// <param name="Numerator">Numerators of ratios.</param>
/// <param name="Denominator">Denominators of ratios.</param>
/// <param name="Ratio">Ratios without what they were made of.</param>
/// <param name="Group">Codes of the groups to which the members belonged, as published.</param>
/// <param name="Span">How long a period is; null to tell it from the periods themselves.</param>
public sealed record IndicatorMapping(
    string Member = "", string Period = "", string Value = "", string Numerator = "", string Denominator = "", string Ratio = "", string Group = "", PeriodSpan? Span = null);

/// <summary>The columns of a file of figures, found.</summary>
/// <param name="Member">Heading of the column of members.</param>
/// <param name="Period">Heading of the column of periods.</param>
/// <param name="Value">Heading of the column of values, numerators or bare ratios.</param>
/// <param name="Denominator">Heading of the column of denominators; empty where there is none.</param>
/// <param name="Group">Heading of the column of published groups; empty where there is none.</param>
/// <param name="Kind">What kind of figures they are.</param>
/// <param name="Guessed">True where a column was told from a heading other than the documented one.</param>
public sealed record IndicatorColumns(string Member, string Period, string Value, string Denominator, string Group, MeasureKind Kind, bool Guessed)
{
    private static readonly string[] Members = ["member", "organisation", "organization", "practice", "member_code", "organisation_code", "organization_code", "practice_code", "org", "org_code", "gp_code", "code"];
    private static readonly string[] Periods = ["period", "financial_year", "fiscal_year", "fy", "fy_start", "quarter", "quarter_start", "month", "month_start", "year", "year_start", "period_start", "date", "day"];
    private static readonly string[] Groups = ["group", "group_code", "published_group", "ccg", "ccg_code", "pco", "pco_code", "pct", "icb", "sub_icb", "parent", "parent_code"];
    private static readonly string[] Ratios = ["ratio", "rate", "proportion", "percentage", "percent", "share"];
    private static readonly string[] Values = ["value", "count", "number", "amount", "total", "patients", "list_size"];

    /// <summary>Finds the columns among the headings.</summary>
    /// <exception cref="ReadException">A column that there must be is not there, or several could be meant.</exception>
    internal static IndicatorColumns Find(IReadOnlyList<string> headings, IndicatorMapping given, string measure, string file)
    {
        var guessed = false;
        string Said(string heading) => headings.FirstOrDefault(h => string.Equals(h, heading.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ReadException($"{file}, line 1", $"There is no column “{CsvTable.Short(heading)}”. The columns are {All(headings)}.");
        string? Among(IEnumerable<string> names, Func<string, bool>? or = null) =>
            names.Select(n => headings.FirstOrDefault(h => Plain(h) == n)).FirstOrDefault(h => h is not null) ?? (or is null ? null : headings.FirstOrDefault(h => or(Plain(h))));
        string Found(string said, string what, string option, IEnumerable<string> names)
        {
            if (said.Trim().Length > 0)
            {
                return Said(said);
            }

            var found = Among(names);
            guessed |= found is not null && Plain(found) != option;
            return found ?? throw new ReadException($"{file}, line 1", $"No column holds {what}, as far as the headings tell: {All(headings)}. Say which it is (“{option}”), or give the file the headings member,period,value.");
        }

        var member = Found(given.Member, "the members", "member", Members);
        var period = Found(given.Period, "the periods", "period", Periods);
        var group = given.Group.Trim().Length > 0 ? Said(given.Group) : Among(Groups, h => h.EndsWith("_then", StringComparison.Ordinal)) ?? "";
        guessed |= given.Group.Trim().Length == 0 && group.Length > 0 && Plain(group) != "group";
        var (numerator, denominator) = (given.Numerator.Trim(), given.Denominator.Trim());
        if (given.Value.Trim().Length == 0 && given.Ratio.Trim().Length == 0 && (numerator.Length > 0 || denominator.Length > 0 || Among(["numerator"]) is not null || Among(["denominator"]) is not null))
        {
            return new(member, period, Found(numerator, "the numerators", "numerator", ["numerator"]), Found(denominator, "the denominators", "denominator", ["denominator"]), group, MeasureKind.Ratio, guessed);
        }

        if (given.Ratio.Trim().Length > 0)
        {
            return new(member, period, Said(given.Ratio), "", group, MeasureKind.RatioOnly, guessed);
        }

        if (given.Value.Trim().Length > 0)
        {
            return new(member, period, Said(given.Value), "", group, MeasureKind.Count, guessed);
        }

        // By name, then what alone is left over.
        var rest = headings.Where(h => h.Length > 0 && h != member && h != period && h != group).ToList();
        var value = rest.Find(h => Plain(h) == Plain(measure)) ?? Among(Values.Except([Plain(member), Plain(period), Plain(group)]));
        var ratio = Among(Ratios) ?? rest.Find(h => Ratios.Any(r => Plain(h).EndsWith("_" + r, StringComparison.Ordinal)));
        if (value is not null && ratio is not null && value != ratio)
        {
            throw new ReadException($"{file}, line 1", $"“{CsvTable.Short(value)}” and “{CsvTable.Short(ratio)}” could both be the figures. Say which is meant: as “value”, or as “ratio” for ratios that stand alone.");
        }

        return ratio is not null ? new(member, period, ratio, "", group, MeasureKind.RatioOnly, guessed || Plain(ratio) != "ratio")
            : new(member, period, value ?? (rest.Count == 1 ? rest[0] : throw new ReadException($"{file}, line 1", $"No column holds the figures, as far as the headings tell: {All(headings)}. Say which it is: “value”, or “numerator” and “denominator”.")), "", group, MeasureKind.Count, guessed || value is null || Plain(value) != "value");
    }

    /// <summary>The columns in words.</summary>
    internal string InWords() => $"members from “{Member}”, periods from “{Period}”, "
        + Kind switch { MeasureKind.Ratio => $"numerators from “{Value}”, denominators from “{Denominator}”", MeasureKind.RatioOnly => $"ratios without numerator and denominator from “{Value}”", _ => $"values from “{Value}”" }
        + (Group.Length > 0 ? $", groups as published from “{Group}”" : ", no groups as published");

    /// <summary>A heading in lower case, everything between its words an underscore.</summary>
    internal static string Plain(string heading) => string.Join('_', new string([.. heading.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string All(IEnumerable<string> headings) => string.Join(", ", headings.Take(30).Select(h => "“" + CsvTable.Short(h) + "”"));
}
