using Fieldthread.Core.Findings;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>All evidence of a report at its end, with a place to link to for each, and the literature.</summary>
internal sealed class EvidenceAppendix(ReportPage page, HtmlText html, CitedEvidence cited, bool textOnly = false)
{
    private readonly EvidenceView view = new(page, html, cited, textOnly);

    public void Write()
    {
        html.Raw("<section class=\"appendix\" aria-labelledby=\"evidence\"><h2 id=\"evidence\">All evidence</h2><p class=\"how\">In the order of the text. Around a passage stands only the excerpt approved for readers.</p><ol>");
        foreach (var key in cited.Keys)
        {
            html.Raw("<li>");
            if (page.Evidence[key] is StatisticEvidence number)
            {
                view.Statistic(key, number, anchor: true);
            }
            else if (page.Evidence[key] is QuotationEvidence passage)
            {
                Passage(key, passage);
            }

            html.Raw("</li>\n");
        }

        html.Raw("</ol></section>");
        var literature = page.Report.AllInlines().OfType<ReportCitation>().SelectMany(c => c.Items).Where(i => i.Evidence is null && page.Literature.ContainsKey(i.Key))
            .Select(i => i.Key).Distinct(StringComparer.Ordinal).OrderBy(k => page.Literature[k].Reference, StringComparer.OrdinalIgnoreCase).ToList();
        if (literature.Count > 0)
        {
            html.Raw("<section aria-labelledby=\"literature\"><h2 id=\"literature\">Literature</h2><ul class=\"literature\">");
            foreach (var key in literature)
            {
                html.Add($"<li id=\"ref-{key}\">{page.Literature[key].Reference}</li>");
            }

            html.Raw("</ul></section>");
        }
    }

    private void Passage(string key, QuotationEvidence passage)
    {
        if (!passage.Consent.MayPrint())
        {
            html.Add($"<p id=\"ev-{key}\" class=\"cap\">Withheld: there is no consent to quote this passage.</p>");
            return;
        }

        var around = passage.Excerpt ?? passage.Exact;
        if (textOnly)
        {
            html.Add($"<p id=\"ev-{key}\">“{around}” {passage.Attribution}</p>");
            return;
        }

        var at = around.IndexOf(passage.Exact, StringComparison.Ordinal);
        html.Add($"<blockquote class=\"voice\" id=\"ev-{key}\"><p>");
        if (at < 0 || around.Length == passage.Exact.Length)
        {
            html.Add($"“{around}”");
        }
        else
        {
            html.Add($"“{around[..at]}<mark>{passage.Exact}</mark>{around[(at + passage.Exact.Length)..]}”");
        }

        html.Add($"</p><footer>{passage.Attribution}</footer></blockquote>");
    }
}
