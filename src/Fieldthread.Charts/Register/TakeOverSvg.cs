using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws what one organisation took over: taller and darker with the level; what another source disputes has a dashed edge.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class TakeOverSvg
{
    /// <summary>Draws.</summary>
    /// <param name="figure">Measured.</param>
    /// <param name="levels">How many levels there are.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(TakeOver figure, int levels, string id)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep makeup", figure.Width, figure.Height, figure.Title, figure.Description, id);
        foreach (var (x, text) in figure.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{FigureText.Number(x)}\" x2=\"{FigureText.Number(x)}\" y1=\"18\" y2=\"{FigureText.Number(figure.Height - 6)}\"/><text x=\"{FigureText.Number(x + 2)}\" y=\"13\">{text}</text>");
        }

        foreach (var (y, name) in figure.Rows)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{FigureText.Number(y)}\">{WebUtility.HtmlEncode(FigureText.Fit(name, figure.Left - 8))}</text><line class=\"axis\" x1=\"{FigureText.Number(figure.Left)}\" x2=\"{FigureText.Number(figure.Left + TakeOver.Plot)}\" y1=\"{FigureText.Number(y + 6)}\" y2=\"{FigureText.Number(y + 6)}\"/>");
        }

        foreach (var bar in figure.Bars)
        {
            var (x, y, width, height) = (FigureText.Number(bar.X), FigureText.Number(bar.Y), FigureText.Number(bar.Width), FigureText.Number(bar.Height));
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(TakeOver.Sentence(bar.Stretch))}</title><rect class=\"{UptakeBarsSvg.Shade(levels - 1 - bar.Stretch.Rank, levels + 1)}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
            if (bar.Stretch.Disputed)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"dissent-edge\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
            }

            if (bar.Text.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"onband\" x=\"{FigureText.Number(bar.X + 4)}\" y=\"{FigureText.Number(bar.Y + bar.Height - 4)}\">{WebUtility.HtmlEncode(bar.Text)}</text>");
            }

            svg.Append("</g>");
        }

        return svg.Append("</svg>").ToString();
    }
}
