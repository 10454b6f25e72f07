using Fieldthread.Core.Findings;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>Writes the text of a report. Under a paragraph with a claim stands the line that opens onto the claim's evidence.</summary>
internal sealed class ReportBody(ReportPage page, HtmlText html, CitedEvidence cited, bool textOnly = false)
{
    private readonly EvidenceView view = new(page, html, cited, textOnly);
    private bool marked; // the author has set quotation marks around the words
    private string? shown; // where one passage alone stands in a block quotation, its evidence signs it

    public void Write() => Blocks(page.Report.Blocks);

    private void Blocks(IEnumerable<ReportBlock> blocks)
    {
        foreach (var block in blocks)
        {
            Block(block);
        }
    }

    private void Block(ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                var level = Math.Min(6, heading.Level + 1).ToString();
                html.Raw("<h" + level).Add($" id=\"{heading.Id}\">");
                Inlines(heading.Text);
                html.Raw("</h" + level + ">\n");
                break;
            case ReportParagraph paragraph when paragraph.Text.SelectMany(i => i.AndBelow()).OfType<ReportSpan>().Where(s => s.Attributes.Is("claim")).ToList() is { Count: > 0 } claims:
                Claims(paragraph, claims);
                break;
            case ReportParagraph paragraph:
                html.Raw("<p>");
                Inlines(paragraph.Text);
                html.Raw("</p>\n");
                break;
            case ReportBlockQuote quote:
                Quotation(quote);
                break;
            case ReportList list:
                html.Raw(list.Ordered ? list.Start == 1 ? "<ol>" : $"<ol start=\"{list.Start}\">" : "<ul>");
                foreach (var item in list.Items)
                {
                    html.Raw("<li>");
                    if (item is [ReportParagraph { Text: var words }] && !words.SelectMany(w => w.AndBelow()).OfType<ReportSpan>().Any(s => s.Attributes.Is("claim")))
                    {
                        Inlines(words);
                    }
                    else
                    {
                        Blocks(item);
                    }

                    html.Raw("</li>");
                }

                html.Raw(list.Ordered ? "</ol>\n" : "</ul>\n");
                break;
            case ReportDivision division:
                html.Raw("<div").Raw(Attributes(division.Attributes)).Raw(">");
                Blocks(division.Blocks);
                html.Raw("</div>\n");
                break;
            case ReportTable table:
                Table(table);
                break;
            case ReportVerbatim verbatim:
                html.Add($"<pre>{verbatim.Text}</pre>\n");
                break;
            case ReportRule:
                html.Raw("<hr>\n");
                break;
        }
    }

    private void Claims(ReportParagraph paragraph, List<ReportSpan> claims)
    {
        var attributes = claims[0].Attributes;
        if (textOnly)
        {
            html.Raw("<p").Raw(Id(attributes.Id)).Raw(">");
            Inlines(paragraph.Text);
            html.Raw("</p>\n");
            foreach (var claim in claims)
            {
                view.Claim(claim.Attributes);
            }

            return;
        }

        // The sentence stands before the line that opens, for it can hold links, and a link inside a summary is reached by nobody for sure.
        html.Raw("<div class=\"claim\"").Raw(Id(attributes.Id)).Raw("><p class=\"line\">");
        Inlines(paragraph.Text);
        html.Raw("</p>").Add($"<details><summary>{view.Summary(claims)}</summary><div>");
        foreach (var claim in claims)
        {
            if (claims.Count > 1)
            {
                html.Raw("<p class=\"which\"").Raw(claim == claims[0] ? "" : Id(claim.Attributes.Id)).Add($">{claim.Plain}</p>");
            }

            view.Claim(claim.Attributes);
        }

        html.Raw("</div></details></div>\n");
    }

    private void Quotation(ReportBlockQuote quote)
    {
        var quotes = quote.AndBelow().SelectMany(b => b.Words).SelectMany(i => i.AndBelow()).OfType<ReportSpan>().Where(s => s.Attributes.Is("quote")).ToList();
        var keys = quotes.SelectMany(q => q.Attributes.List("ev")).Distinct(StringComparer.Ordinal).ToList();
        html.Raw(quotes.Count > 0 ? "<blockquote class=\"voice\">" : "<blockquote>");
        shown = keys is [var only] ? only : null;
        Blocks(quote.Blocks);
        if (shown is { } key && page.Evidence.TryGetValue(key, out var item) && item is QuotationEvidence passage)
        {
            html.Add($"<footer>{passage.Attribution}. <a href=\"#ev-{key}\">In context</a></footer>");
        }

        shown = null;
        html.Raw("</blockquote>\n");
    }

    private void Table(ReportTable table)
    {
        html.Raw("<div class=\"wide\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table><thead><tr>");
        foreach (var head in table.Heads)
        {
            html.Raw("<th scope=\"col\">");
            Inlines(head);
            html.Raw("</th>");
        }

        html.Raw("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Raw("<tr>");
            foreach (var cell in row)
            {
                html.Raw("<td>");
                Inlines(cell);
                html.Raw("</td>");
            }

            html.Raw("</tr>");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private void Inlines(IEnumerable<ReportInline> inlines)
    {
        var all = inlines.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            // The small number of a piece of evidence stands close to its word.
            var note = i + 1 < all.Count && all[i + 1] is ReportCitation cite && cite.Items.All(c => c.Evidence is not null);
            marked = i > 0 && all[i - 1] is ReportText { Text: [.., '“' or '‘' or '"' or '«' or '„'] };
            Inline(note && all[i] is ReportText text ? text with { Text = text.Text.TrimEnd() } : all[i]);
        }
    }

    private void Inline(ReportInline inline)
    {
        switch (inline)
        {
            case ReportText text:
                html.Text(text.Text);
                break;
            case ReportBreak end:
                html.Raw(end.Hard ? "<br>" : "\n");
                break;
            case ReportCode code:
                html.Add($"<code>{code.Text}</code>");
                break;
            case ReportEmphasis emphasis:
                html.Raw(emphasis.Strong ? "<strong>" : "<em>");
                Inlines(emphasis.Text);
                html.Raw(emphasis.Strong ? "</strong>" : "</em>");
                break;
            case ReportLink link:
                html.Add($"<a href=\"{link.Address}\">");
                Inlines(link.Text);
                html.Raw("</a>");
                break;
            case ReportCitation citation:
                Citation(citation);
                break;
            case ReportSpan span:
                Span(span);
                break;
        }
    }

    private void Span(ReportSpan span)
    {
        if (span.Attributes.Is("claim"))
        {
            Inlines(span.Text);
            return;
        }

        var quote = span.Attributes.Is("quote");
        html.Raw(quote ? marked ? "<q class=\"voice bare\">" : "<q class=\"voice\">" : "<span" + Attributes(span.Attributes) + ">");
        Inlines(span.Text);
        html.Raw(quote ? "</q>" : "</span>");
        foreach (var key in span.Attributes.List("ev").Where(k => k != shown && cited.Number(k) is not null))
        {
            Note(key);
        }
    }

    private void Citation(ReportCitation citation)
    {
        foreach (var key in citation.Items.Select(i => i.Evidence).OfType<string>().Where(k => cited.Number(k) is not null))
        {
            Note(key);
        }

        var literature = citation.Items.Where(i => i.Evidence is null).ToList();
        for (var i = 0; i < literature.Count; i++)
        {
            var item = literature[i];
            html.Raw(i == 0 ? "(" : "; ").Text(item.Prefix.Length > 0 ? item.Prefix + " " : "");
            if (page.Literature.TryGetValue(item.Key, out var known))
            {
                html.Add($"<a href=\"#ref-{item.Key}\">{known.Label}</a>");
            }
            else
            {
                html.Text(item.Key);
            }

            html.Text(item.Locator.Length > 0 ? ", " + item.Locator.Replace("p. ", "p.\u00A0", StringComparison.Ordinal) : "").Raw(i == literature.Count - 1 ? ")" : "");
        }
    }

    private void Note(string key) => _ = textOnly ? html.Add($" <a href=\"#ev-{key}\">[{cited.Number(key)}]</a>") : html.Add($"<sup><a class=\"ref\" href=\"#ev-{key}\" aria-label=\"Evidence {cited.Number(key)}\">{cited.Number(key)}</a></sup>");

    private static string Attributes(ReportAttributes attributes) => Id(attributes.Id)
        + (attributes.Classes.Count > 0 ? $" class=\"{HtmlText.Escape(string.Join(' ', attributes.Classes))}\"" : "")
        + string.Concat(attributes.Pairs.Where(p => p.Key.All(char.IsAsciiLetterOrDigit)).DistinctBy(p => p.Key.ToLowerInvariant()).Select(p => $" data-{p.Key.ToLowerInvariant()}=\"{HtmlText.Escape(p.Value)}\""));

    private static string Id(string id) => id.Length > 0 ? $" id=\"{HtmlText.Escape(id)}\"" : "";
}
