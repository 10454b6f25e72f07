using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws what groups are made up of: the largest part filled, the others paler, those from nowhere hollow.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, in light, dark and print.</remarks>
public static class MakeUpSvg
{
    /// <summary>Draws.</summary>
    /// <param name="makeUp">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(MakeUp makeUp, string id)
    {
        ArgumentNullException.ThrowIfNull(makeUp);
        var svg = new StringBuilder();
        SvgHead.Begin(svg, "fig keep makeup", makeUp.Width, makeUp.Height, makeUp.Title, makeUp.Description, id, makeUp.Rows.Any(r => r.Group.Href is not null) ? "group" : "img");
        for (var percent = 0; percent <= 100; percent += 25)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid\" x=\"{FigureText.Number(makeUp.Left + (percent / 100.0 * MakeUp.Plot))}\" y=\"14\">{percent}%</text>");
        }

        foreach (var row in makeUp.Rows)
        {
            var (top, text) = (FigureText.Number(row.Y), FigureText.Number(row.Y + 12));
            var name = $"<text x=\"0\" y=\"{text}\">{WebUtility.HtmlEncode(FigureText.Fit(row.Group.Label, makeUp.Left - 12))}</text>";
            svg.Append(row.Group.Href is { } href ? $"<a href=\"{WebUtility.HtmlEncode(href)}\">{name}</a>" : name);
            for (var i = 0; i < row.Segments.Count; i++)
            {
                var s = row.Segments[i];
                var kind = s.Part.Label.Length == 0 ? "h0" : i == 0 ? "h3" : i % 2 == 1 ? "h1" : "h2";
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{FigureText.Number(s.X)}\" y=\"{top}\" width=\"{FigureText.Number(Math.Max(0.5, s.Width - 1))}\" height=\"{MakeUp.Bar}\"><title>{WebUtility.HtmlEncode(MakeUp.InWords(s.Part))}</title></rect>");
                if (s.Inside.Length > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<text class=\"onband\" x=\"{FigureText.Number(s.X + 4)}\" y=\"{text}\">{WebUtility.HtmlEncode(s.Inside)}</text>");
                }
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"{FigureText.Number(makeUp.Left + MakeUp.Plot + 10)}\" y=\"{text}\">{row.Members}</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
