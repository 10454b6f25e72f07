using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws measured series as lines: each with a dash, a marker and its name at the end, so that they are told apart without colour and without a legend.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class LinesSvg
{
    internal static readonly string[] Dashes = ["", "6 4", "2 3", "10 3 2 3", "1 5", "14 4"];

    /// <summary>Draws.</summary>
    /// <param name="lines">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(Lines lines, string id)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep lines", lines.Width, lines.Height, lines.Title, lines.Description, id);
        var right = lines.Moments.Count == 0 ? Lines.Left : lines.Moments.Max(m => m.X) + 20;
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var y = Lines.Top + (Lines.Plot * (1 - (percent / 100.0)));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Lines.Left}\" x2=\"{FigureText.Number(right)}\" y1=\"{FigureText.Number(y)}\" y2=\"{FigureText.Number(y)}\"/><text class=\"r\" x=\"{Lines.Left - 6}\" y=\"{FigureText.Number(y + 4)}\">{percent}%</text>");
        }

        foreach (var (x, name) in lines.Moments)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid\" x=\"{FigureText.Number(x)}\" y=\"{FigureText.Number(Lines.Top + Lines.Plot + 24)}\">{WebUtility.HtmlEncode(FigureText.Fit(name, 130))}</text>");
        }

        foreach (var series in lines.Series)
        {
            Series(svg, series, right);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Series(StringBuilder svg, LineDrawn series, double right)
    {
        var path = string.Concat(series.Points.Select(p => $"{(p.Joined ? "L" : "M")}{FigureText.Number(p.X)} {FigureText.Number(p.Y)}"));
        var dash = Dashes[series.Style].Length > 0 ? $" stroke-dasharray=\"{Dashes[series.Style]}\"" : "";
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(series.Name)}</title><path class=\"line\"{dash} d=\"{path}\"/>");
        foreach (var point in series.Points)
        {
            svg.Append(Marker(series.Style, point.X, point.Y));
        }

        var end = series.Points[^1];
        var last = string.Create(CultureInfo.InvariantCulture, $"{series.Name} {Math.Round(100.0 * end.Value.Count / end.Value.Base, MidpointRounding.AwayFromZero):0}%");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" fill=\"none\" d=\"M{FigureText.Number(end.X + 6)} {FigureText.Number(end.Y)}L{FigureText.Number(right + 2)} {FigureText.Number(series.LabelY - 4)}\"/><text class=\"strong\" x=\"{FigureText.Number(right + 6)}\" y=\"{FigureText.Number(series.LabelY)}\">{WebUtility.HtmlEncode(FigureText.Fit(last, 224))}</text></g>");
    }

    internal static string Marker(int style, double x, double y)
    {
        var (cx, cy) = (FigureText.Number(x), FigureText.Number(y));
        return style switch
        {
            0 => $"<circle class=\"solid\" cx=\"{cx}\" cy=\"{cy}\" r=\"4\"/>",
            1 => $"<circle class=\"open\" cx=\"{cx}\" cy=\"{cy}\" r=\"4\"/>",
            2 => $"<rect class=\"solid\" x=\"{FigureText.Number(x - 4)}\" y=\"{FigureText.Number(y - 4)}\" width=\"8\" height=\"8\"/>",
            3 => $"<rect class=\"open\" x=\"{FigureText.Number(x - 4)}\" y=\"{FigureText.Number(y - 4)}\" width=\"8\" height=\"8\"/>",
            4 => $"<path class=\"solid\" d=\"M{cx} {FigureText.Number(y - 5)}l5 9h-10z\"/>",
            _ => $"<path class=\"open\" d=\"M{cx} {FigureText.Number(y - 5)}l5 9h-10z\"/>",
        };
    }
}
