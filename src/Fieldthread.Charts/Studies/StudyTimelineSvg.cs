using System.Globalization;
using System.Net;
using System.Text;

namespace Fieldthread.Charts.Studies;

/// <summary>Draws a measured timeline of a study as SVG: a dashed outline is planned, a filled shape was, a hollow stroke has a rough date. Colours come from the page’s classes; no style attribute and no script.</summary>
public static class StudyTimelineSvg
{
    /// <summary>Draws.</summary>
    /// <param name="timeline">Measured.</param>
    /// <param name="id">Unique in the page; letters, digits, “-”.</param>
    public static string Draw(StudyTimeline timeline, string id)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig broad\" viewBox=\"0 0 {timeline.Width} {timeline.Height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{WebUtility.HtmlEncode(timeline.Title)}</title><desc id=\"{id}-d\">{WebUtility.HtmlEncode(timeline.Description)}</desc>");
        var foot = timeline.Height - 8;
        foreach (var tick in timeline.Ticks)
        {
            var (x, strong) = (FigureText.Number(tick.X), tick.Label.Length > 0);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(strong ? "axis strong" : "axis")}\" x1=\"{x}\" x2=\"{x}\" y1=\"18\" y2=\"{foot}\"/>");
            if (strong)
            {
                var overhangs = tick.X + 5 + FigureText.Measure(tick.Label) > timeline.Width;
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{(overhangs ? "strong r" : "strong")}\" x=\"{FigureText.Number(overhangs ? timeline.Width : tick.X + 5)}\" y=\"14\">{tick.Label}</text>");
            }
        }

        foreach (var gap in timeline.Gaps)
        {
            // Two slanted strokes on the axis: the break of a scale.
            var middle = gap.X + (gap.Width / 2);
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{FigureText.Day(gap.From)} to {FigureText.Day(gap.End - 1)}: nothing is dated, drawn short</title><path class=\"break\" d=\"M{FigureText.Number(middle - 7)} 20l6 -12M{FigureText.Number(middle + 1)} 20l6 -12\"/><rect class=\"gap\" x=\"{FigureText.Number(gap.X)}\" y=\"22\" width=\"{FigureText.Number(gap.Width)}\" height=\"{foot - 22}\"/></g>");
        }

        foreach (var (y, name) in timeline.Rows)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"r\" x=\"140\" y=\"{FigureText.Number(y)}\">{WebUtility.HtmlEncode(FigureText.Fit(name, 138))}</text>");
        }

        foreach (var mark in timeline.Marks)
        {
            Mark(svg, mark);
        }

        if (timeline.Today is { } today)
        {
            var x = FigureText.Number(today);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"now\" x1=\"{x}\" x2=\"{x}\" y1=\"20\" y2=\"{timeline.Height}\"><title>Today</title></line>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Mark(StringBuilder svg, StudyMark mark)
    {
        var fact = mark.Fact;
        var rough = fact is { Point: true, From: { } from, End: { } end } && end - from > 1;
        var shape = fact.Planned ? "plan" : fact.Point ? rough ? "rough" : "solid" : mark.Alternate ? "band alt" : "band";
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode($"{fact.Row}: {fact.Text}")}</title><rect class=\"{shape}\" x=\"{FigureText.Number(mark.X)}\" y=\"{FigureText.Number(mark.Y + (fact.Point ? 2 : 0))}\" width=\"{FigureText.Number(mark.Width)}\" height=\"{(fact.Point ? StudyTimeline.BarHeight - 4 : StudyTimeline.BarHeight)}\"{(fact.Point ? "" : " rx=\"2\"")}/>");
        if (mark.Label.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{(mark.Side switch { LabelSide.Left => "r", LabelSide.Right => "", _ => fact.Planned ? "onband" : "strong onband" })}\" x=\"{FigureText.Number(mark.LabelX)}\" y=\"{FigureText.Number(mark.Y + 15)}\">{WebUtility.HtmlEncode(mark.Label)}</text>");
        }

        svg.Append("</g>");
    }
}
