using System.Globalization;

namespace Fieldthread.Charts;

/// <summary>A row of numbers to be drawn.</summary>
/// <param name="Label">What it counts.</param>
/// <param name="Depth">How far its label is indented, 0 or more.</param>
/// <param name="Counts">k by column.</param>
public sealed record MatrixLine(string Label, int Depth, IReadOnlyList<int> Counts);

/// <summary>A cell measured.</summary>
/// <param name="Text">What is printed in it: k, or a dash where nothing is coded.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Shade">0 to 4; the number is always printed. −1 where nothing is coded: dashed.</param>
public sealed record MatrixCell(string Text, double X, double Y, int Shade);

/// <summary>Counts by rows and columns as a picture: a number in every cell, and a shade by its share of the column’s base. Drawing is <see cref="MatrixFigureSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Columns">Middle and name of each column, with its base.</param>
/// <param name="Rows">Base line, indent and label of each row.</param>
/// <param name="Cells">The cells.</param>
public sealed record MatrixFigure(
    string Title, string Description, double Width, double Height, IReadOnlyList<(double X, string Name, int Base)> Columns, IReadOnlyList<(double X, double Y, string Label)> Rows, IReadOnlyList<MatrixCell> Cells)
{
    internal const double Left = 250;
    internal const double CellWidth = 84;
    internal const double CellHeight = 22;
    internal const double Top = 40;

    /// <summary>Measures a table.</summary>
    /// <param name="title">One line.</param>
    /// <param name="columns">Names of the columns with their base n.</param>
    /// <param name="lines">The rows, each with as many counts as there are columns.</param>
    /// <exception cref="ArgumentException">A row has another number of counts than there are columns.</exception>
    public static MatrixFigure Measure(string title, IReadOnlyList<(string Name, int Base)> columns, IReadOnlyList<MatrixLine> lines)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Any(l => l.Counts.Count != columns.Count))
        {
            throw new ArgumentException("A row has as many counts as there are columns.", nameof(lines));
        }

        double Share(MatrixLine line, int column) => columns[column].Base == 0 ? 0 : (double)line.Counts[column] / columns[column].Base;
        var most = lines.SelectMany(l => columns.Select((_, c) => Share(l, c))).DefaultIfEmpty(0).Max();
        var cells = lines.SelectMany((line, r) => columns.Select((column, c) => new MatrixCell(
            column.Base == 0 ? "–" : line.Counts[c].ToString(CultureInfo.InvariantCulture), Left + (c * CellWidth), Top + (r * CellHeight),
            column.Base == 0 ? -1 : line.Counts[c] == 0 ? 0 : Math.Clamp((int)Math.Ceiling(4 * Share(line, c) / most), 1, 4)))).ToList();
        return new(
            title, Describe(columns, lines), Left + (columns.Count * CellWidth) + 2, Top + (lines.Count * CellHeight) + 26,
            [.. columns.Select((c, i) => (Left + (i * CellWidth) + (CellWidth / 2), c.Name, c.Base))],
            [.. lines.Select((l, i) => (12.0 * Math.Min(l.Depth, 6), Top + (i * CellHeight) + 15, l.Label))], cells);
    }

    private static string Describe(IReadOnlyList<(string Name, int Base)> columns, IReadOnlyList<MatrixLine> lines) => string.Join(' ', columns.Select((c, i) => c.Base == 0
        ? $"{c.Name}: nothing coded yet."
        : string.Create(CultureInfo.InvariantCulture, $"{c.Name}, of {c.Base}: {string.Join(", ", lines.Where(l => l.Counts[i] > 0).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Label} {l.Counts[i]}")).DefaultIfEmpty("none"))}.")));
}
