using System.Globalization;
using System.Text;
using Fieldthread.Formats.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>A figure as a sheet keeps it.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Group">Code of its group as published; may be empty.</param>
/// <param name="Numerator">The value, the numerator or the bare ratio.</param>
/// <param name="Denominator">The denominator; null where there is none.</param>
/// <param name="Part">Of which part; empty for the total.</param>
internal readonly record struct SheetFigure(string Member, string Group, decimal Numerator, decimal? Denominator, string Part = "");

/// <summary>Writes and reads the figures of a sheet: member, group, value or numerator, denominator, part; parted by tabs, a line each, sorted by member and part. A total has no cell for its part, and a count none for a denominator after which nothing comes. A code holds neither.</summary>
internal static class IndicatorSheets
{
    public static string Write(IEnumerable<GivenFigure> figures)
    {
        var text = new StringBuilder();
        foreach (var f in figures.OrderBy(f => f.Member, StringComparer.Ordinal).ThenBy(f => f.Part, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{f.Member}\t{f.Group}\t{f.Numerator}");
            if (f.Denominator is { } d)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{d}");
            }

            if (f.Part.Length > 0)
            {
                text.Append(f.Denominator is null ? "\t\t" : "\t").Append(f.Part);
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
            yield return new(Once(cells[0]), Once(cells[1]), decimal.Parse(cells[2], CultureInfo.InvariantCulture), cells.Length > 3 && cells[3].Length > 0 ? decimal.Parse(cells[3], CultureInfo.InvariantCulture) : null, cells.Length > 4 ? Once(cells[4]) : "");
        }
    }
}
