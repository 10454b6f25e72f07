using System.Globalization;
using Fieldthread.Charts.Register;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Figures as pages write them.</summary>
internal static class IndicatorWords
{
    /// <summary>What kind of figures, in words.</summary>
    public static string Kind(MeasureKind kind) => kind switch { MeasureKind.Count => "counts or amounts", MeasureKind.Ratio => "ratios with both parts", _ => "ratios alone" };

    /// <summary>A number with its separators, at most four decimal places.</summary>
    public static string Number(decimal? number) => number is { } n ? n.ToString("#,##0.####", CultureInfo.InvariantCulture) : "–";

    /// <summary>An amount: the number, or of a ratio the ratio made anew.</summary>
    public static string Of(Amount amount, MeasureKind kind) => kind == MeasureKind.Ratio ? Number(amount.Ratio) : Number(amount.Numerator);

    /// <summary>An amount with what it is made of.</summary>
    public static string Whole(Amount amount, MeasureKind kind) => kind == MeasureKind.Ratio ? $"{Number(amount.Numerator)} of {Number(amount.Denominator)}" : Number(amount.Numerator);

    /// <summary>A share in per cent, with its sign.</summary>
    public static string Percent(double? share) => share is { } s ? (100 * s).ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−') + "%" : "–";

    /// <summary>The groups that were largest in the last period, as lines.</summary>
    public static ValueLines Figure(RollUpTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var groups = table.Lines.GroupBy(l => (l.Id, l.Code, l.Part)).OrderByDescending(g => g.Last().At).ThenByDescending(g => g.Last().Amount.Denominator ?? g.Last().Amount.Numerator).ThenBy(g => g.Key.Code, StringComparer.Ordinal).ThenBy(g => g.Key.Part, StringComparer.Ordinal).Take(6);
        return ValueLines.Measure($"{table.Title}, the six {(table.By.Count > 0 ? "parts of groups" : "groups")} that are largest at the end", table.Periods, [.. groups.Select(g =>
        {
            var values = new double?[table.Periods.Count];
            foreach (var line in g)
            {
                values[line.At] = (double?)(table.Kind == MeasureKind.Ratio ? line.Amount.Ratio : line.Amount.Numerator);
            }

            return new ValueSeries(g.Key.Part.Length > 0 ? $"{g.Last().Name}, {g.Key.Part}" : g.Last().Name, values);
        })]);
    }
}
