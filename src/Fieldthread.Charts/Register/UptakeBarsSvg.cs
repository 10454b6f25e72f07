using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws uptake: the first level darkest, none hollow, each number inside its part where there is room and the denominator at the end of the bar.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class UptakeBarsSvg
{
    /// <summary>Draws.</summary>
    /// <param name="bars">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(UptakeBars bars, string id)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep makeup", bars.Width, bars.Height, bars.Title, bars.Description, id);
        foreach (var key in bars.Keys)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{Shade(key.Level, bars.Keys.Count)}\" x=\"{FigureText.Number(key.X)}\" y=\"{FigureText.Number(key.Y)}\" width=\"12\" height=\"12\"/><text x=\"{FigureText.Number(key.X + 17)}\" y=\"{FigureText.Number(key.Y + 10)}\">{WebUtility.HtmlEncode(key.Label)}</text>");
        }

        foreach (var row in bars.Rows)
        {
            var text = FigureText.Number(row.Y + 13);
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"r\" x=\"{UptakeBars.Left - 8}\" y=\"{text}\">{WebUtility.HtmlEncode(FigureText.Fit(row.Day.Label, UptakeBars.Left - 10))}</text>");
            foreach (var s in row.Segments)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{Shade(s.Level, bars.Keys.Count)}\" x=\"{FigureText.Number(s.X)}\" y=\"{FigureText.Number(row.Y)}\" width=\"{FigureText.Number(Math.Max(0.5, s.Width - 1))}\" height=\"{UptakeBars.Bar}\"><title>{s.Count} {WebUtility.HtmlEncode(bars.Levels[s.Level])}</title></rect>");
                if (s.Inside.Length > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid onband\" x=\"{FigureText.Number(s.X + (s.Width / 2))}\" y=\"{text}\">{s.Inside}</text>");
                }
            }

            var end = row.Segments.Count == 0 ? UptakeBars.Left : row.Segments[^1].X + row.Segments[^1].Width;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"{FigureText.Number(end + 6)}\" y=\"{text}\">of {row.Total}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Shades from the darkest; of more than four levels the last share the palest.</summary>
    internal static string Shade(int level, int keys) => level == keys - 1 ? "h0" : $"h{Math.Max(1, 4 - level)}";
}
