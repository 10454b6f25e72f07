using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Register;

/// <summary>Draws a measured lineage as SVG: a filled bar goes on, a hollow one ends, a dotted line is a transfer without a succession. Colours come from the page’s classes; no style attribute and no script.</summary>
public static class LineageSvg
{
    private const int NodeWidth = 7;

    /// <summary>Draws.</summary>
    /// <param name="figure">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(LineageFigure figure, string id)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig wide\" width=\"{figure.Width}\" height=\"{figure.Height}\" viewBox=\"0 0 {figure.Width} {figure.Height}\" role=\"group\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(figure.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(figure.Description)}</desc>");
        for (var column = 0; column < figure.Columns.Count; column++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"{column * figure.ColumnWidth}\" y=\"14\">{WebUtility.HtmlEncode(figure.Columns[column])}</text>");
        }

        foreach (var flow in figure.Flows.OrderBy(f => f.Kind))
        {
            Flow(svg, figure, flow);
        }

        foreach (var node in figure.Nodes)
        {
            Node(svg, figure, node);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Flow(StringBuilder svg, LineageFigure figure, LineageFlow flow)
    {
        var (from, to) = (figure.Nodes[flow.From], figure.Nodes[flow.To]);
        var (x, y, endX, endY) = (from.X + NodeWidth, from.Y + (LineageFigure.NodeHeight / 2.0), to.X, to.Y + (LineageFigure.NodeHeight / 2.0));
        var bend = endX - (figure.ColumnWidth / 2.0);
        var shape = flow.Kind switch { FlowKind.Transfer => "flow xfer", _ when from.Me || to.Me => "flow me", _ => "flow" };
        var wide = flow.Kind == FlowKind.Transfer ? 2 : 12;
        var says = flow.Kind switch { FlowKind.Transfer => "transfer without succession", FlowKind.GoesOn => "goes on", _ => "succeeded by" };
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{shape}\" stroke-width=\"{wide}\" d=\"M{FigureText.Number(x)} {FigureText.Number(y)}H{FigureText.Number(Math.Max(x, endX - figure.ColumnWidth + NodeWidth))}C{FigureText.Number(bend)} {FigureText.Number(y)} {FigureText.Number(bend)} {FigureText.Number(endY)} {FigureText.Number(endX)} {FigureText.Number(endY)}\"><title>{WebUtility.HtmlEncode($"{from.Label}, {says} {to.Label}, {FigureText.Day(flow.Day)}")}</title></path>");
    }

    private static void Node(StringBuilder svg, LineageFigure figure, LineageNode node)
    {
        var shape = "node" + (node.Me ? " me" : "") + (node.Ends ? " end" : "");
        var label = WebUtility.HtmlEncode(node.Label + (node.Ends ? ", ends" : ""));
        svg.Append(node.Href is null ? "<g>" : $"<a href=\"{WebUtility.HtmlEncode(node.Href)}\" aria-label=\"{label}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{label}</title><rect class=\"{shape}\" x=\"{FigureText.Number(node.X)}\" y=\"{FigureText.Number(node.Y)}\" width=\"{NodeWidth}\" height=\"{LineageFigure.NodeHeight}\" rx=\"1\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{(node.Me ? "strong" : "")}\" x=\"{FigureText.Number(node.X + NodeWidth + 6)}\" y=\"{FigureText.Number(node.Y + 13)}\">{WebUtility.HtmlEncode(FigureText.Fit(node.Label, figure.ColumnWidth - 40))}</text>");
        svg.Append(node.Href is null ? "</g>" : "</a>");
    }
}
