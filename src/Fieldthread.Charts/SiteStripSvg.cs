using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws a measured strip of sites as SVG: a full square for yes, an empty one for no, a dashed one where nothing is coded. Shape, not colour, says which.</summary>
/// <remarks>No style attribute and no script, so that it may stand in a page whose policy forbids both; colours follow the text around it.</remarks>
public static class SiteStripSvg
{
    /// <summary>Draws.</summary>
    /// <param name="strip">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(SiteStrip strip, string id)
    {
        ArgumentNullException.ThrowIfNull(strip);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"strip\" width=\"{strip.Width}\" height=\"{strip.Height}\" viewBox=\"0 0 {strip.Width} {strip.Height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(strip.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(strip.Description)}</desc>");
        svg.Append("<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\">");
        foreach (var mark in strip.Marks)
        {
            var shape = mark.Answer switch { SiteAnswer.Yes => " fill=\"currentColor\"", SiteAnswer.No => "", _ => " stroke-dasharray=\"2.5 2.5\"" };
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{mark.X}\" y=\"{mark.Y}\" width=\"16\" height=\"16\" rx=\"2\"{shape}/>");
        }

        svg.Append("</g><g fill=\"currentColor\" font-size=\"12\" text-anchor=\"middle\">");
        foreach (var mark in strip.Marks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{mark.X + 8}\" y=\"{mark.Y + 30}\">{WebUtility.HtmlEncode(mark.Label)}</text>");
        }

        return svg.Append("</g></svg>").ToString();
    }
}
