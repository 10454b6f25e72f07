using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts;

/// <summary>Draws a measured map of evidence: a full square left of the middle for what speaks for a claim, a hollow one right of it for what speaks against it, each with its number; a dot where there is nothing.</summary>
/// <remarks>No style attribute and no script; colours come from the page’s classes, and place and shape say the same.</remarks>
public static class EvidenceMapSvg
{
    /// <summary>Draws.</summary>
    /// <param name="map">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(EvidenceMap map, string id)
    {
        ArgumentNullException.ThrowIfNull(map);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig keep evmap\" width=\"{FigureText.Number(map.Width)}\" height=\"{FigureText.Number(map.Height)}\" viewBox=\"0 0 {FigureText.Number(map.Width)} {FigureText.Number(map.Height)}\" role=\"{(map.Rows.Any(r => r.Claim.Href is not null) ? "group" : "img")}\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(map.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(map.Description)}</desc>");
        foreach (var (x, name) in map.Columns)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mid strong\" x=\"{FigureText.Number(x)}\" y=\"14\">{WebUtility.HtmlEncode(FigureText.Fit(name, EvidenceMap.CellWidth - 4))}</text><line class=\"axis\" x1=\"{FigureText.Number(x)}\" x2=\"{FigureText.Number(x)}\" y1=\"{EvidenceMap.Top - 4}\" y2=\"{FigureText.Number(map.Height - 24)}\"/>");
        }

        foreach (var row in map.Rows)
        {
            Row(svg, row);
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{FigureText.Number(map.Height - 6)}\">Left of the line, full: for. Right of it, hollow: against. A dot: no evidence from the site.</text></svg>").ToString();
    }

    private static void Row(StringBuilder svg, MapRow row)
    {
        var (name, y) = ($"{row.Claim.Key} {row.Claim.Label}", FigureText.Number(row.Y + 4));
        var label = $"<text x=\"0\" y=\"{y}\">{WebUtility.HtmlEncode(FigureText.Fit(name, EvidenceMap.Left - 10))}</text>";
        svg.Append(row.Claim.Href is { } href ? $"<a href=\"{WebUtility.HtmlEncode(href)}\">{label}</a>" : label);
        foreach (var cell in row.Cells)
        {
            svg.Append(Mark(cell, y));
        }
    }

    private static string Mark(MapCell cell, string text)
    {
        if (cell is { For: 0, Against: 0 })
        {
            return $"<circle class=\"dim\" cx=\"{FigureText.Number(cell.X)}\" cy=\"{FigureText.Number(cell.Y)}\" r=\"1.5\"/>";
        }

        var svg = new StringBuilder();
        if (cell.For > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ef\" x=\"{FigureText.Number(cell.X - 13)}\" y=\"{FigureText.Number(cell.Y - 5)}\" width=\"10\" height=\"10\"/><text class=\"r strong\" x=\"{FigureText.Number(cell.X - 16)}\" y=\"{text}\">{cell.For}</text>");
        }

        if (cell.Against > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"ea\" x=\"{FigureText.Number(cell.X + 4)}\" y=\"{FigureText.Number(cell.Y - 4)}\" width=\"9\" height=\"9\"/><text class=\"strong\" x=\"{FigureText.Number(cell.X + 17)}\" y=\"{text}\">{cell.Against}</text>");
        }

        return svg.ToString();
    }
}
