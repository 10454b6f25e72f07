using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws measured values as lines: each with a dash, a marker and its name at the end, so that they are told apart without colour and without a legend.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class ValueLinesSvg
{
    /// <summary>Draws.</summary>
    /// <param name="lines">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(ValueLines lines, string id)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep lines", lines.Width, lines.Height, lines.Title, lines.Description, id);
        foreach (var (y, text) in lines.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{ValueLines.Left}\" x2=\"{ValueLines.Right}\" y1=\"{FigureText.Number(y)}\" y2=\"{FigureText.Number(y)}\"/><text class=\"r\" x=\"{ValueLines.Left - 6}\" y=\"{FigureText.Number(y + 4)}\">{text}</text>");
        }

        foreach (var (x, name) in lines.Moments)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid\" x=\"{FigureText.Number(x)}\" y=\"{FigureText.Number(lines.Ticks[0].Y + 22)}\">{WebUtility.HtmlEncode(FigureText.Fit(name, 80))}</text>");
        }

        foreach (var line in lines.Lines)
        {
            var path = string.Concat(line.Points.Select(p => $"{(p.Joined ? "L" : "M")}{FigureText.Number(p.X)} {FigureText.Number(p.Y)}"));
            var dash = LinesSvg.Dashes[line.Style].Length > 0 ? $" stroke-dasharray=\"{LinesSvg.Dashes[line.Style]}\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(line.Name)}</title><path class=\"line\"{dash} d=\"{path}\"/>");
            // Of a hundred months each marker would lie on the next.
            foreach (var point in line.Points.Count <= 24 ? line.Points : [line.Points[^1]])
            {
                svg.Append(LinesSvg.Marker(line.Style, point.X, point.Y));
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" fill=\"none\" d=\"M{FigureText.Number(line.Points[^1].X + 6)} {FigureText.Number(line.Points[^1].Y)}L{ValueLines.Right + 2} {FigureText.Number(line.LabelY - 4)}\"/><text class=\"strong\" x=\"{ValueLines.Right + 6}\" y=\"{FigureText.Number(line.LabelY)}\">{WebUtility.HtmlEncode(FigureText.Fit(line.Name, 240))}</text></g>");
        }

        return svg.Append("</svg>").ToString();
    }
}
