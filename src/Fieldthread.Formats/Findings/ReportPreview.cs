using Fieldthread.Core.Findings;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Findings;

/// <summary>Writes a report as it will read, with the state of each quotation, number and claim in its place: for the author, never for a reader.</summary>
public static class ReportPreview
{
    /// <summary>A fragment of HTML.</summary>
    /// <param name="report">The report.</param>
    /// <param name="checks">Its check.</param>
    /// <param name="evidence">Evidence by key, to sign the quotations.</param>
    public static string Write(ReportDocument report, IReadOnlyList<ReportCheck> checks, IReadOnlyDictionary<string, EvidenceItem> evidence)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(evidence);
        var html = new HtmlText();
        new Writer(html, checks.ToLookup(c => c.Line), evidence).Blocks(report.Blocks);
        return html.ToString();
    }

    private sealed class Writer(HtmlText html, ILookup<int, ReportCheck> checks, IReadOnlyDictionary<string, EvidenceItem> evidence)
    {
        public void Blocks(IEnumerable<ReportBlock> blocks)
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
                    // Inside the editor's own heading of the second level.
                    Wrapped("h" + Math.Min(6, heading.Level + 2), heading.Line, heading.Text);
                    break;
                case ReportParagraph paragraph:
                    Wrapped("p", paragraph.Line, paragraph.Text);
                    break;
                case ReportBlockQuote quote:
                    Quotation(quote);
                    break;
                case ReportList list:
                    html.Raw(list.Ordered ? $"<ol start=\"{list.Start}\">" : "<ul>");
                    foreach (var item in list.Items)
                    {
                        html.Raw("<li>");
                        Blocks(item);
                        html.Raw("</li>");
                    }

                    html.Raw(list.Ordered ? "</ol>" : "</ul>");
                    break;
                case ReportDivision division:
                    html.Raw("<div>");
                    Blocks(division.Blocks);
                    html.Raw("</div>");
                    break;
                case ReportTable table:
                    Table(table);
                    break;
                case ReportVerbatim verbatim:
                    html.Add($"<pre>{verbatim.Text}</pre>");
                    break;
                case ReportRule:
                    html.Raw("<hr>");
                    break;
            }
        }

        private void Quotation(ReportBlockQuote quote)
        {
            var spans = quote.AndBelow().SelectMany(b => b.Words).SelectMany(i => i.AndBelow()).OfType<ReportSpan>().Where(s => s.Attributes.Is("quote")).ToList();
            var worst = Worst(spans.SelectMany(Of));
            html.Add($"<blockquote class=\"voice{(worst is { Stops: true } ? " bad" : "")}\">");
            Blocks(quote.Blocks);
            foreach (var span in spans)
            {
                var signed = span.Attributes.List("ev").Select(k => evidence.GetValueOrDefault(k)).OfType<QuotationEvidence>().Select(q => q.Attribution).FirstOrDefault();
                html.Raw("<footer>");
                if (signed is not null)
                {
                    html.Add($"<span>{signed}</span>");
                }

                if (Worst(Of(span)) is { } check)
                {
                    html.Raw($"<span class=\"st {Kind(check)}\">{Icon(Kind(check))}").Text(Kind(check) == "ok" ? "Verified" : check.Message).Raw("</span>");
                }

                html.Raw("</footer>");
            }

            html.Raw("</blockquote>");
        }

        private void Table(ReportTable table)
        {
            html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><thead><tr>");
            foreach (var head in table.Heads)
            {
                Wrapped("th", table.Line, head);
            }

            html.Raw("</tr></thead><tbody>");
            foreach (var row in table.Rows)
            {
                html.Raw("<tr>");
                foreach (var cell in row)
                {
                    Wrapped("td", table.Line, cell);
                }

                html.Raw("</tr>");
            }

            html.Raw("</tbody></table></div>");
        }

        private void Wrapped(string tag, int line, IEnumerable<ReportInline> words)
        {
            html.Raw($"<{tag} data-preview-line=\"{line}\">");
            Inlines(words);
            html.Raw($"</{tag}>");
        }

        private void Inlines(IEnumerable<ReportInline> inlines)
        {
            foreach (var inline in inlines)
            {
                switch (inline)
                {
                    case ReportText text: html.Text(text.Text); break;
                    case ReportBreak end: html.Raw(end.Hard ? "<br>" : "\n"); break;
                    case ReportCode code: html.Add($"<code>{code.Text}</code>"); break;
                    case ReportEmphasis emphasis: Emphasis(emphasis); break;
                    case ReportLink link: Inlines(link.Text); break;
                    case ReportCitation citation: Citation(citation); break;
                    case ReportSpan span: Span(span); break;
                }
            }
        }

        private void Emphasis(ReportEmphasis emphasis)
        {
            html.Raw(emphasis.Strong ? "<strong>" : "<em>");
            Inlines(emphasis.Text);
            html.Raw(emphasis.Strong ? "</strong>" : "</em>");
        }

        private void Citation(ReportCitation citation)
        {
            foreach (var item in citation.Items)
            {
                var check = checks[citation.Line].FirstOrDefault(c => c.Key == item.Evidence && c.Stops);
                var kind = check is null ? "ok" : "stop";
                html.Raw($"<span class=\"pv {kind}\">{Icon(kind)}").Text($"[{item.Evidence ?? item.Key}]").Raw("</span>");
            }
        }

        private void Span(ReportSpan span)
        {
            if (Worst(Of(span)) is not { } check)
            {
                Inlines(span.Text);
                return;
            }

            var kind = Kind(check);
            html.Raw($"<span class=\"pv {kind}\">{Icon(kind)}");
            if (check.Changes is { Count: > 0 } changes)
            {
                foreach (var run in changes)
                {
                    var tag = run.Side switch { WordSide.PrintOnly => "del", WordSide.SourceOnly => "ins", _ => null };
                    html.Raw(tag is null ? "" : $"<{tag}>").Text(run.Words).Raw(tag is null ? "" : $"</{tag}>").Text(" ");
                }
            }
            else
            {
                Inlines(span.Text);
            }

            html.Raw("</span>");
            if (kind != "ok" && check.Kind is not ReportCheckKind.Quotation)
            {
                html.Add($" <span class=\"now\">({check.Message.TrimEnd('.')})</span>");
            }
        }

        private IEnumerable<ReportCheck> Of(ReportSpan span)
        {
            var kinds = new List<ReportCheckKind>();
            foreach (var (name, kind) in new[] { ("claim", ReportCheckKind.Claim), ("quote", ReportCheckKind.Quotation), ("value", ReportCheckKind.Number), ("quantifier", ReportCheckKind.Quantifier) })
            {
                if (span.Attributes.Is(name))
                {
                    kinds.Add(kind);
                }
            }

            return checks[span.Line].Where(c => kinds.Contains(c.Kind) && c.Printed == span.Plain);
        }

        private static ReportCheck? Worst(IEnumerable<ReportCheck> of) => of.OrderByDescending(c => c.Stops ? 2 : Kind(c) == "warn" ? 1 : 0).FirstOrDefault();

        private static string Kind(ReportCheck check) => check.Stops ? "stop" : check.State == ReportCheckState.Verified && !check.NeedsSecondPerson ? "ok" : "warn";

        // The kind is one of three words of ours, so nothing is escaped.
        private static string Icon(string kind) =>
            $"<svg class=\"i\" viewBox=\"0 0 16 16\" role=\"img\" aria-label=\"{(kind == "ok" ? "Verified" : kind == "warn" ? "To look at" : "Stops publication")}\"><use href=\"#i-{kind}\"/></svg>";
    }
}
