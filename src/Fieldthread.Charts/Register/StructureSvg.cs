using System.Globalization;
using System.Net;
using System.Text;
using Fieldthread.Core.Register;

namespace Fieldthread.Charts.Register;

/// <summary>Draws a measured structure as SVG: a filled mark is a post with a vote, a ring one without, a square one of which it is not said, a dashed outline is vacant. Colours come from the page’s classes; no style attribute and no script.</summary>
public static class StructureSvg
{
    /// <summary>Draws.</summary>
    /// <param name="figure">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(StructureFigure figure, string id)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig wide\" width=\"{figure.Width}\" height=\"{figure.Height}\" viewBox=\"0 0 {figure.Width} {figure.Height}\" role=\"group\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(figure.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(figure.Description)}</desc>");
        foreach (var row in figure.Rows)
        {
            Row(svg, row);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Row(StringBuilder svg, StructureRow row)
    {
        if (row is { ParentX: { } px, ParentY: { } py })
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"h0\" d=\"M{FigureText.Number(px)} {FigureText.Number(py)}V{FigureText.Number(row.Y - 4)}H{FigureText.Number(row.X - 3)}\"/>");
        }

        var label = WebUtility.HtmlEncode($"{row.Body.Name}{(row.Body.Kind.Length > 0 && row.Body.Kind != row.Body.Name ? ", " + row.Body.Kind : "")}, {row.Body.Posts.Count} {(row.Body.Posts.Count == 1 ? "post" : "posts")}");
        svg.Append(row.Body.Href is null ? "<g>" : $"<a href=\"{WebUtility.HtmlEncode(row.Body.Href)}\" aria-label=\"{label}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{label}</title><rect x=\"{FigureText.Number(row.X)}\" y=\"{FigureText.Number(row.Y - 18)}\" width=\"{StructureFigure.MostName}\" height=\"24\" fill=\"none\"/><text class=\"strong\" x=\"{FigureText.Number(row.X)}\" y=\"{FigureText.Number(row.Y)}\">{WebUtility.HtmlEncode(FigureText.Fit(row.Body.Name, StructureFigure.MostName))}</text>");
        svg.Append(row.Body.Href is null ? "</g>" : "</a>");
        foreach (var mark in row.Marks)
        {
            Mark(svg, mark);
        }
    }

    private static void Mark(StringBuilder svg, StructureMark mark)
    {
        var vacant = mark.Post.Holder.Length == 0;
        var shape = vacant ? "gap" : mark.Post.Voting == Voting.Yes ? "solid" : "open";
        var votes = mark.Post.Voting switch { Voting.Yes => "votes", Voting.No => "no vote", _ => "vote not said" };
        var says = WebUtility.HtmlEncode($"{mark.Post.Title}: {(vacant ? "vacant" : mark.Post.Holder)}, {votes}");
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{says}</title>");
        svg.Append(mark.Post.Voting == Voting.NotSaid
            ? string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{shape}\" x=\"{FigureText.Number(mark.X - StructureFigure.Radius)}\" y=\"{FigureText.Number(mark.Y - StructureFigure.Radius)}\" width=\"{2 * StructureFigure.Radius}\" height=\"{2 * StructureFigure.Radius}\"/>")
            : string.Create(CultureInfo.InvariantCulture, $"<circle class=\"{shape}\" cx=\"{FigureText.Number(mark.X)}\" cy=\"{FigureText.Number(mark.Y)}\" r=\"{StructureFigure.Radius}\"/>"));
        svg.Append("</g>");
    }
}
