using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws a measured timeline as SVG. Colours come from the page’s classes, so that light, dark and print are the page’s; no style attribute and no script.</summary>
public static class TimelineSvg
{
    /// <summary>Draws.</summary>
    /// <param name="timeline">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(Timeline timeline, string id)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig broad\" viewBox=\"0 0 {timeline.Width} {timeline.Height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(timeline.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(timeline.Description)}</desc>");
        foreach (var tick in timeline.Ticks)
        {
            var x = FigureText.Number(tick.X);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis strong\" x1=\"{x}\" x2=\"{x}\" y1=\"18\" y2=\"{timeline.Height - 8}\"/><text class=\"strong\" x=\"{FigureText.Number(tick.X + 5)}\" y=\"14\">{tick.Label}</text>");
        }

        foreach (var label in timeline.Labels)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"r\" x=\"140\" y=\"{FigureText.Number(label.Y)}\">{WebUtility.HtmlEncode(FigureText.Fit(label.Label, 138))}</text>");
        }

        foreach (var bar in timeline.Bars)
        {
            var shape = bar.Alternate ? "band alt" : "band";
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(bar.Fact.Text)}</title><rect class=\"{shape}\" x=\"{FigureText.Number(bar.X)}\" y=\"{FigureText.Number(bar.Y)}\" width=\"{FigureText.Number(bar.Width)}\" height=\"22\" rx=\"2\"/>");
            if (bar.Text.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong onband\" x=\"{FigureText.Number(bar.X + 6)}\" y=\"{FigureText.Number(bar.Y + 15)}\">{WebUtility.HtmlEncode(bar.Text)}</text>");
            }

            svg.Append("</g>");
        }

        return svg.Append("</svg>").ToString();
    }
}
