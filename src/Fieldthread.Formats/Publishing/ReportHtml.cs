using System.Reflection;
using Fieldthread.Core.Findings;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>Writes a report as one HTML page that needs no script: claims open onto their evidence, and all evidence stands at the end with places to link to.</summary>
/// <remarks>Attributes of ours are data-*. No style attribute anywhere. A report that the check stops should not be written for readers; that is the caller's gate.</remarks>
public static class ReportHtml
{
    /// <summary>The stylesheet: light, dark, print, narrow.</summary>
    public static string Stylesheet { get; } = Read();

    /// <summary>The few rules of the text-only variant: a measure that can be read, the reader’s own colours.</summary>
    public const string TextStylesheet = ":root{color-scheme:light dark}body{background:#fff;color:#1a1c20;max-width:40rem;margin:1rem auto;padding:0 1rem;font:1rem/1.6 sans-serif;overflow-wrap:break-word}.skip{position:absolute;left:-99rem}.skip:focus{position:static}table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .6rem .2rem 0;vertical-align:top}a,a:visited{color:#1b4f8a}@media(prefers-color-scheme:dark){body{background:#14161a;color:#e8e9ec}a,a:visited{color:#9ec1f0}}";

    /// <summary>The full page.</summary>
    public static string Write(ReportPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var html = new HtmlText();
        var head = page.Report.Head;
        Open(html, page, "report");
        html.Add($"<header class=\"mast\"><strong>{page.Study}</strong><nav aria-label=\"This report\">");
        if (page.OtherVariant is { } plain)
        {
            html.Add($"<a href=\"{plain}\">Text only</a>");
        }

        foreach (var (label, address) in page.Links)
        {
            html.Add($"<a href=\"{address}\">{label}</a>");
        }

        html.Raw("<a href=\"#cite\">Cite</a><a href=\"#evidence\">All evidence</a></nav></header><main id=\"main\"><article>");
        html.Add($"<h1>{Title(page)}</h1>");
        if (head.Subtitle.Length > 0)
        {
            html.Add($"<p class=\"sub\">{head.Subtitle}</p>");
        }

        html.Add($"<p class=\"by\">{Byline(page)}</p>");
        if (head.Facts.Count > 0)
        {
            html.Raw("<dl class=\"facts\">");
            foreach (var (label, text) in head.Facts)
            {
                html.Add($"<div><dt>{label}</dt><dd>{text}</dd></div>");
            }

            html.Raw("</dl>");
        }

        foreach (var (_, text) in Abstract(page))
        {
            html.Add($"<div class=\"abstract\"><p>{text}</p></div>");
        }

        html.Raw("<p class=\"how\">Words set in <span class=\"voice\">this face</span> were said or written by participants. Under a bordered sentence, a line opens onto the evidence for it and against it.</p>");
        var cited = new CitedEvidence(page);
        new ReportBody(page, html, cited).Write();
        new EvidenceAppendix(page, html, cited).Write();
        html.Raw("</article>");
        ReportAside.Write(page, html);
        html.Raw("</main>");
        return Close(html, page);
    }

    private static IEnumerable<KeyValuePair<string, string>> Abstract(ReportPage page) =>
        page.Report.Head.Other.Where(entry => entry.Key.Equals("abstract", StringComparison.OrdinalIgnoreCase) && entry.Value.Length > 0);

    /// <summary>The text-only variant: the same words in one column, no figures, evidence below in the order of the text.</summary>
    public static string WriteTextOnly(ReportPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var html = new HtmlText();
        Open(html, page, "report text");
        html.Raw("<main id=\"main\"><article>");
        if (page.OtherVariant is { } full)
        {
            html.Add($"<p><a href=\"{full}\">Full version</a></p>");
        }

        html.Add($"<h1>{Title(page)}</h1><p class=\"by\">{Byline(page)}</p>");
        foreach (var (label, text) in page.Report.Head.Facts)
        {
            html.Add($"<p>{label}: {text}</p>");
        }

        foreach (var (_, text) in Abstract(page))
        {
            html.Add($"<p>{text}</p>");
        }

        var cited = new CitedEvidence(page);
        new ReportBody(page, html, cited, textOnly: true).Write();
        new EvidenceAppendix(page, html, cited, textOnly: true).Write();
        html.Add($"<h2 id=\"cite\">Cite</h2><p>{ReportAside.Cite(page)}</p><h2>Checked</h2><p>{ReportAside.Checked(page)}</p></article></main>");
        return Close(html, page);
    }

    internal static string Title(ReportPage page) => page.Report.Head.Title is { Length: > 0 } title ? title : page.Study;

    private static string Byline(ReportPage page) => string.Join(
        ". ", new[] { string.Join(", ", new[] { page.Version, page.Report.Head.Date }.Where(s => s.Length > 0)), string.Join(", ", page.Report.Head.Authors) }.Where(s => s.Length > 0)) + ".";

    private static void Open(HtmlText html, ReportPage page, string @class)
    {
        html.Add($"<!doctype html>\n<html lang=\"{page.Report.Head.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Title(page)}</title>");
        html.Add($"<meta name=\"citation_title\" content=\"{Title(page)}\">");
        foreach (var author in page.Report.Head.Authors)
        {
            html.Add($"<meta name=\"citation_author\" content=\"{author}\">");
        }

        if (page.StylesheetAddress is { } address)
        {
            html.Add($"<link rel=\"stylesheet\" href=\"{address}\">");
        }
        else
        {
            html.Raw("<style>").Raw(@class == "report text" ? TextStylesheet : Stylesheet).Raw("</style>");
        }

        html.Add($"</head><body class=\"{@class}\"><a class=\"skip\" href=\"#main\">Skip to content</a>\n");
    }

    private static string Close(HtmlText html, ReportPage page)
    {
        if (page.Foot.Length > 0)
        {
            html.Add($"<footer class=\"foot\">{page.Foot}</footer>");
        }

        return html.Raw("</body></html>\n").ToString();
    }

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
