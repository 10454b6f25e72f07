using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws a measured table as cells with numbers; the shade behind a number only helps, and a dashed cell has nothing coded.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class MatrixFigureSvg
{
    /// <summary>Draws.</summary>
    /// <param name="figure">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(MatrixFigure figure, string id)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep heat", figure.Width, figure.Height, figure.Title, figure.Description, id);
        foreach (var (x, name, n) in figure.Columns)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid strong\" x=\"{FigureText.Number(x)}\" y=\"14\">{WebUtility.HtmlEncode(FigureText.Fit(name, MatrixFigure.CellWidth - 2))}</text><text class=\"mid\" x=\"{FigureText.Number(x)}\" y=\"30\">n = {n}</text>");
        }

        foreach (var (x, y, label) in figure.Rows)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{FigureText.Number(x)}\" y=\"{FigureText.Number(y)}\">{WebUtility.HtmlEncode(FigureText.Fit(label, MatrixFigure.Left - x - 8))}</text>");
        }

        foreach (var cell in figure.Cells)
        {
            var shape = cell.Shade < 0 ? "gap" : "h" + cell.Shade.ToString(CultureInfo.InvariantCulture);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{shape}\" x=\"{FigureText.Number(cell.X + 1)}\" y=\"{FigureText.Number(cell.Y + 1)}\" width=\"{MatrixFigure.CellWidth - 2}\" height=\"{MatrixFigure.CellHeight - 2}\"/><text class=\"mid onband\" x=\"{FigureText.Number(cell.X + (MatrixFigure.CellWidth / 2))}\" y=\"{FigureText.Number(cell.Y + 15)}\">{cell.Text}</text>");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{FigureText.Number(figure.Height - 6)}\">Shade: share of n. A dashed cell: nothing coded yet.</text></svg>").ToString();
    }
}
