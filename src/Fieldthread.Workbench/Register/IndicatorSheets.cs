using System.Globalization;
using System.Text;
using Fieldthread.Formats.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>A figure as a sheet keeps it.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Group">Code of its group as published; may be empty.</param>
/// <param name="Numerator">The value, the numerator or the bare ratio.</param>
/// <param name="Denominator">The denominator; null where there is none.</param>
internal readonly record struct SheetFigure(string Member, string Group, decimal Numerator, decimal? Denominator);

/// <summary>Writes and reads the figures of a sheet: member, group, value or numerator, denominator; parted by tabs, a line each, sorted by member. A code holds neither.</summary>
internal static class IndicatorSheets
{
    public static string Write(IEnumerable<GivenFigure> figures)
    {
        var text = new StringBuilder();
        foreach (var f in figures.OrderBy(f => f.Member, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{f.Member}\t{f.Group}\t{f.Numerator}");
            if (f.Denominator is { } d)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{d}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    public static IEnumerable<SheetFigure> Read(string text, Dictionary<string, string> codes)
    {
        string Once(string code) => codes.TryGetValue(code, out var same) ? same : codes[code] = code;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var cells = text[at..end].Split('\t');
            at = end + 1;
            yield return new(Once(cells[0]), Once(cells[1]), decimal.Parse(cells[2], CultureInfo.InvariantCulture), cells.Length > 3 ? decimal.Parse(cells[3], CultureInfo.InvariantCulture) : null);
        }
    }
}
