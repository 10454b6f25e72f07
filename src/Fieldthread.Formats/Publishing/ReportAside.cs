using Fieldthread.Core.Findings;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>What stands beside a report: contents, how to cite, what was checked.</summary>
internal static class ReportAside
{
    public static void Write(ReportPage page, HtmlText html)
    {
        html.Raw("<aside aria-label=\"About this report\"><nav aria-labelledby=\"contents\"><h2 id=\"contents\">Contents</h2><ul>");
        foreach (var heading in page.Report.AllBlocks().OfType<ReportHeading>().Where(h => h.Level == 1))
        {
            html.Add($"<li><a href=\"#{heading.Id}\">{string.Concat(heading.Text.Select(t => t.Plain))}</a></li>");
        }

        html.Raw("<li><a href=\"#evidence\">All evidence</a></li></ul></nav>");
        html.Add($"<section aria-labelledby=\"cite\"><h2 id=\"cite\">Cite</h2><p>{Cite(page)}</p></section>");
        html.Raw("<section aria-labelledby=\"checked\"><h2 id=\"checked\">Checked</h2>");
        html.Raw(page.Checks.Any(c => c.Stops)
            ? "<p class=\"state stop\"><span aria-hidden=\"true\">✕</span> Does not hold</p>"
            : "<p class=\"state ok\"><span aria-hidden=\"true\">✓</span> Every quotation and number</p>");
        html.Add($"<p>{Checked(page)}</p></section></aside>");
    }

    public static string Checked(ReportPage page)
    {
        int Count(params ReportCheckKind[] kinds) => page.Checks.Count(c => kinds.Contains(c.Kind) && c.State is ReportCheckState.Verified);
        var (quotations, numbers, stops) = (Count(ReportCheckKind.Quotation), Count(ReportCheckKind.Number, ReportCheckKind.Quantifier), page.Checks.Count(c => c.Stops));
        return $"{quotations} quotation{(quotations == 1 ? "" : "s")} and {numbers} number{(numbers == 1 ? "" : "s")} agree with the sources on the cut “{page.Cut}” (act {page.Act})."
            + (stops > 0 ? $" {stops} {(stops == 1 ? "does" : "do")} not." : "");
    }

    public static string Cite(ReportPage page)
    {
        var head = page.Report.Head;
        var year = head.Date.Split(' ', '-').FirstOrDefault(p => p.Length == 4 && p.All(char.IsAsciiDigit));
        return page.Cite ?? $"{(head.Authors.Count > 0 ? string.Join(", ", head.Authors) : page.Study)}{(year is null ? "" : $" ({year})")}. {ReportHtml.Title(page)}. {page.Version}.";
    }
}
