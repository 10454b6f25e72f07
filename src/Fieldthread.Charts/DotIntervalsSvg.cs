using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws measured shares as dots with their intervals, each with its count and percentage written out.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class DotIntervalsSvg
{
    /// <summary>Draws.</summary>
    /// <param name="dots">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(DotIntervals dots, string id)
    {
        ArgumentNullException.ThrowIfNull(dots);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, dots.IsNarrow ? "fig dots" : "fig keep dots", dots.Width, dots.Height, dots.Title, dots.Description, id);
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var x = FigureText.Number(dots.Left + (percent / 100.0 * DotIntervals.Plot));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{DotIntervals.Top - 2}\" y2=\"{FigureText.Number(dots.Height - 4)}\"/><text class=\"mid\" x=\"{x}\" y=\"14\">{percent}%</text>");
        }

        foreach (var row in dots.Rows)
        {
            var y = FigureText.Number(row.Y);
            var text = FigureText.Number(row.Y + 4);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{text}\">{WebUtility.HtmlEncode(FigureText.Fit(row.Share.Label, dots.Left - 12))}</text>");
            if (row.X is { } x)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M{FigureText.Number(row.Low)} {y}H{FigureText.Number(row.High)}M{FigureText.Number(row.Low)} {FigureText.Number(row.Y - 4)}v8M{FigureText.Number(row.High)} {FigureText.Number(row.Y - 4)}v8\"/><circle class=\"solid\" cx=\"{FigureText.Number(x)}\" cy=\"{y}\" r=\"4.5\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"{FigureText.Number(dots.Left + DotIntervals.Plot + 14)}\" y=\"{text}\">{DotIntervals.InWords(row.Share)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
