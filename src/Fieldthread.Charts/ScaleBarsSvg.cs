using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws measured bars of a scale as SVG. The order of the segments, their numbers and the line of the middle say what they are; strength of filling only helps.</summary>
/// <remarks>No style attribute and no script; colours follow the text around it, in light, dark and print.</remarks>
public static class ScaleBarsSvg
{
    private const double NarrowestWithNumber = 24;

    /// <summary>Draws.</summary>
    /// <param name="bars">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(ScaleBars bars, string id)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "bars", bars.Width, bars.Height, bars.Title, bars.Description, id);
        svg.Append("<g stroke=\"currentColor\" fill=\"currentColor\">");
        foreach (var segment in bars.Rows.SelectMany(row => row.Segments.Where(s => s.Width > 0), (row, s) => (row.Y, Segment: s)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{segment.Segment.X:0.#}\" y=\"{segment.Y:0.#}\" width=\"{segment.Segment.Width:0.#}\" height=\"{ScaleBars.Thick}\" fill-opacity=\"{segment.Segment.Strength:0.##}\"/>");
        }

        foreach (var line in bars.Legend)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{ScaleBars.Left}\" y=\"{line.Y + 2:0.#}\" width=\"22\" height=\"14\" fill-opacity=\"{line.Strength:0.##}\"/>");
        }

        var end = bars.Rows.Count == 0 ? 8 : bars.Rows[^1].Y + ScaleBars.Thick + 6;
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{bars.Middle:0.#}\" x2=\"{bars.Middle:0.#}\" y1=\"2\" y2=\"{end:0.#}\" stroke-dasharray=\"2 3\"/></g><g fill=\"currentColor\" font-size=\"12\">");
        foreach (var row in bars.Rows)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{row.Y + 12:0.#}\">{WebUtility.HtmlEncode(SvgHead.Short(row.Label))}</text><text x=\"0\" y=\"{row.Y + 26:0.#}\" font-size=\"11\">n = {row.Base}</text>");
            foreach (var segment in row.Segments.Where(s => s.Width >= NarrowestWithNumber))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{segment.X + (segment.Width / 2):0.#}\" y=\"{row.Y + 17:0.#}\" text-anchor=\"middle\">{segment.Count}</text>");
            }
        }

        if (bars.Rows.Any(row => row.Reworded))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{ScaleBars.Left}\" y=\"{end + 16:0.#}\">* worded otherwise than in the wave before</text>");
        }

        foreach (var line in bars.Legend)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{ScaleBars.Left + 11}\" y=\"{line.Y + 13:0.#}\" font-size=\"11\" text-anchor=\"middle\">{line.Number}</text><text x=\"{ScaleBars.Left + 30}\" y=\"{line.Y + 13:0.#}\">{WebUtility.HtmlEncode(line.Option)}</text>");
        }

        return svg.Append("</g></svg>").ToString();
    }
}

/// <summary>The beginning that figures share.</summary>
internal static class SvgHead
{
    public static void Begin(StringBuilder svg, string kind, double width, double height, string title, string description, string id, string role = "img")
    {
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{kind}\" width=\"{width:0.#}\" height=\"{height:0.#}\" viewBox=\"0 0 {width:0.#} {height:0.#}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(description)}</desc>");
    }

    /// <summary>A label that fits beside the plot; the data table has it whole.</summary>
    public static string Short(string label) => label.Length <= 22 ? label : label[..(char.IsHighSurrogate(label[20]) ? 20 : 21)] + "…";
}
