using Fieldthread.Charts;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>Evidence as it stands under a claim.</summary>
internal sealed class EvidenceView(ReportPage page, HtmlText html, CitedEvidence cited, bool textOnly)
{
    private int strips;

    /// <summary>“Claim C4. 2 passages for, 1 against, 1 number”.</summary>
    public string Summary(IReadOnlyList<ReportSpan> claims)
    {
        var bound = claims.SelectMany(c => c.Attributes.List("ev")).Distinct(StringComparer.Ordinal).ToList();
        var against = claims.SelectMany(c => c.Attributes.List("against")).Distinct(StringComparer.Ordinal).ToList();
        var numbers = bound.Concat(against).Count(k => page.Evidence.GetValueOrDefault(k) is StatisticEvidence);
        int Passages(List<string> keys) => keys.Count(k => page.Evidence.GetValueOrDefault(k) is QuotationEvidence);
        return $"{(claims.Count == 1 ? "Claim" : "Claims")} {string.Join(", ", claims.Select(c => c.Attributes.Id))}. Evidence: {Plural(Passages(bound), "passage")} for, {Passages(against)} against{(numbers > 0 ? ", " + Plural(numbers, "number") : "")}";
    }

    public void Claim(ReportAttributes claim)
    {
        Side("For", claim.List("ev"));
        Side("Against", claim.List("against"));
    }

    public void Statistic(string key, StatisticEvidence number, bool anchor)
    {
        var share = number.Value.Base is { } n && n > 0 ? $" ({Math.Round(100m * number.Value.Value / n, 0, MidpointRounding.AwayFromZero)}%)" : "";
        if (textOnly)
        {
            html.Add($"<p id=\"ev-{key}\">{StatisticWords.Of(number.Value)}{share} {number.Label}. Counted: {StatisticWords.Describe(number.Definition)}.");
            Sites(number);
            html.Raw("</p>");
            return;
        }

        html.Raw("<div class=\"number\"").Raw(anchor ? $" id=\"ev-{HtmlText.Escape(key)}\"" : "").Raw(">");
        html.Add($"<p><strong>{StatisticWords.Of(number.Value)}{share}</strong> {number.Label}</p>");
        if (number.Definition is { Unit: StatisticUnit.Sites, Form: StatisticForm.Share })
        {
            Strip(number.Value, anchor);
        }

        html.Add($"<p class=\"cap\">Counted: {StatisticWords.Describe(number.Definition)}. Cut “{page.Cut}”, act {page.Act}.</p></div>");
    }

    private void Sites(StatisticEvidence number)
    {
        if (number.Definition is { Unit: StatisticUnit.Sites, Form: StatisticForm.Share })
        {
            var heard = new[] { ("Heard at", number.Value.Yes), ("not at", number.Value.No), ("nothing coded yet at", number.Value.NotCoded) }.Where(p => p.Item2.Count > 0);
            html.Add($" {string.Join("; ", heard.Select(p => $"{p.Item1} {InOrder(p.Item2)}"))}.");
        }
    }

    private void Strip(StatisticValue value, bool anchor)
    {
        html.Raw(SiteStripSvg.Draw(SiteStrip.Measure(value, page.SiteOrder), $"strip-{++strips}{(anchor ? "a" : "c")}"));
        html.Raw("<table><thead><tr><th scope=\"col\">Sites</th><th scope=\"col\">Heard</th></tr></thead><tbody>");
        Row(value.Yes, "yes (filled)");
        Row(value.No, "no (empty)");
        Row(value.NotCoded, "nothing coded yet, not in the base (dashed)");
        html.Raw("</tbody></table>");
    }

    private void Row(IReadOnlyList<string> sites, string heard)
    {
        if (sites.Count > 0)
        {
            html.Add($"<tr><th scope=\"row\">{InOrder(sites)}</th><td>{heard}</td></tr>");
        }
    }

    private string InOrder(IReadOnlyList<string> sites) =>
        string.Join(", ", page.SiteOrder.Intersect(sites, StringComparer.Ordinal).Concat(sites.Except(page.SiteOrder, StringComparer.Ordinal)));

    private void Side(string head, IReadOnlyList<string> keys)
    {
        var known = keys.Where(page.Evidence.ContainsKey).ToList();
        if (known.Count == 0)
        {
            return;
        }

        if (textOnly)
        {
            // All evidence stands below once; a reader who pays by the byte is led to it.
            html.Add($"<p>{head}: ");
            for (var i = 0; i < known.Count; i++)
            {
                html.Raw(i == 0 ? "" : ", ").Add($"<a href=\"#ev-{known[i]}\">evidence {cited.Number(known[i])}</a>");
            }

            html.Raw(".</p>");
            return;
        }

        html.Add($"<p class=\"side\">{head}</p>");
        foreach (var key in known)
        {
            if (page.Evidence[key] is StatisticEvidence number)
            {
                Statistic(key, number, anchor: false);
            }
            else if (page.Evidence[key] is QuotationEvidence passage)
            {
                if (passage.Consent.MayPrint())
                {
                    html.Add($"<blockquote class=\"voice\"><p>“{passage.Exact}”</p><footer>{passage.Attribution}. <a href=\"#ev-{key}\">In context<span class=\"vh\">, evidence {cited.Number(key)}</span></a></footer></blockquote>");
                }
                else
                {
                    html.Raw("<p class=\"cap\">One passage is withheld: there is no consent to quote it.</p>");
                }
            }
        }
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
