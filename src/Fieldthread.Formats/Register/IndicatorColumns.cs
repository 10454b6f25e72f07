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
/// <param name="Breakdowns">Breakdowns of the figures, parted by commas: “sex, age=AGE_GROUP” is one by the column “sex” and one called age by another column. They are never guessed.</param>
public sealed record IndicatorMapping(
    string Member = "", string Period = "", string Value = "", string Numerator = "", string Denominator = "", string Ratio = "", string Group = "", PeriodSpan? Span = null, string Breakdowns = "");

/// <summary>A column by which figures are broken down.</summary>
/// <param name="Name">Name of the breakdown: sex.</param>
/// <param name="Column">Heading of its column.</param>
public sealed record BreakdownColumn(string Name, string Column);

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
    private const int LongestName = 40;

    /// <summary>Columns by which the figures are broken down, in the order in which they were named.</summary>
    public IReadOnlyList<BreakdownColumn> Breakdowns { get; init; } = [];

    private static readonly string[] Members = ["member", "organisation", "organization", "practice", "member_code", "organisation_code", "organization_code", "practice_code", "org", "org_code", "gp_code", "code"];
    private static readonly string[] Periods = ["period", "financial_year", "fiscal_year", "fy", "fy_start", "quarter", "quarter_start", "month", "month_start", "year", "year_start", "period_start", "date", "day"];
    private static readonly string[] Groups = ["group", "group_code", "published_group", "ccg", "ccg_code", "pco", "pco_code", "pct", "icb", "sub_icb", "parent", "parent_code"];
    private static readonly string[] Ratios = ["ratio", "rate", "proportion", "percentage", "percent", "share"];
    private static readonly string[] Values = ["value", "count", "number", "amount", "total", "patients", "list_size"];

    /// <summary>Finds the columns among the headings.</summary>
    /// <exception cref="ReadException">A column that there must be is not there, or several could be meant.</exception>
    internal static IndicatorColumns Find(IReadOnlyList<string> headings, IndicatorMapping given, string measure, string file)
    {
        var breakdowns = Broken(headings, given.Breakdowns, file);
        var found = Plainly([.. headings.Where(h => breakdowns.All(b => b.Column != h))], given, measure, file);
        return breakdowns.Count == 0 ? found : found with { Breakdowns = breakdowns };
    }

    private static List<BreakdownColumn> Broken(IReadOnlyList<string> headings, string given, string file)
    {
        var breakdowns = new List<BreakdownColumn>();
        foreach (var said in given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, column) = said.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (said[..at].Trim(), said[(at + 1)..].Trim()) : (said, said);
            if (name.Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || c is '=' or ';'))
            {
                throw new ReadException(file, $"“{CsvTable.Short(said)}” names no breakdown. Write sex, or sex=COLUMN.");
            }

            if (breakdowns.Exists(b => string.Equals(b.Name, name, StringComparison.OrdinalIgnoreCase)) || breakdowns.Count == PartFigures.Most)
            {
                throw new ReadException(file, breakdowns.Count == PartFigures.Most ? $"Figures have at most {PartFigures.Most} breakdowns." : $"The breakdown “{CsvTable.Short(name)}” is named twice.");
            }

            breakdowns.Add(new BreakdownColumn(name, headings.FirstOrDefault(h => string.Equals(h, column, StringComparison.OrdinalIgnoreCase))
                ?? throw new ReadException($"{file}, line 1", $"There is no column “{CsvTable.Short(column)}” for the breakdown “{CsvTable.Short(name)}”. The columns are {All(headings)}.")));
        }

        return breakdowns;
    }

    private static IndicatorColumns Plainly(IReadOnlyList<string> headings, IndicatorMapping given, string measure, string file)
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
        + (Group.Length > 0 ? $", groups as published from “{Group}”" : ", no groups as published") + string.Concat(Breakdowns.Select(b => $", broken down by {b.Name} from “{b.Column}”"));

    /// <summary>A heading in lower case, everything between its words an underscore.</summary>
    internal static string Plain(string heading) => string.Join('_', new string([.. heading.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string All(IEnumerable<string> headings) => string.Join(", ", headings.Take(30).Select(h => "“" + CsvTable.Short(h) + "”"));
}
