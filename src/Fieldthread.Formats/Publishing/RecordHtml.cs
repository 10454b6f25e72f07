using System.Globalization;
using Fieldthread.Core.Publishing;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>A published version as its record lists it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="Address">Where it stands, for good.</param>
/// <param name="Cut">Name of the cut that its numbers stand on.</param>
/// <param name="Bytes">Size of the page, in bytes.</param>
/// <param name="TextOnlyBytes">Size of the text-only variant, in bytes.</param>
public sealed record RecordVersion(int Number, DateTimeOffset PublishedAt, string Address, string Cut, int Bytes, int TextOnlyBytes);

/// <summary>Writes the page of a report in the repository: what it is, how to cite it, where it stands; with the tags that search engines and reference managers read.</summary>
public static class RecordHtml
{
    /// <summary>The page.</summary>
    /// <param name="work">The report.</param>
    /// <param name="language">BCP 47 tag of its language.</param>
    /// <param name="address">Address of the record; the formats of reference managers stand below it.</param>
    /// <param name="versions">Versions, newest first; one or more.</param>
    /// <param name="credits">What is said of the study behind it; null where nothing is known.</param>
    public static string Write(CitedWork work, string language, string address, IReadOnlyList<RecordVersion> versions, StudyCredits? credits = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(versions);
        var html = new HtmlText();
        var newest = versions[0];
        html.Add($"<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{work.Title} – record</title>");
        foreach (var (name, content) in Tags(work, language, newest, credits))
        {
            html.Add($"<meta name=\"{name}\" content=\"{content}\">");
        }

        html.Add($"<meta property=\"og:title\" content=\"{work.Title}\"><meta property=\"og:type\" content=\"article\"><meta property=\"og:url\" content=\"{work.Address}\"><meta property=\"og:description\" content=\"{Short(work.Abstract)}\">");
        html.Add($"<link rel=\"canonical\" href=\"{address}\"><link rel=\"alternate\" type=\"application/x-bibtex\" href=\"{address}.bib\"><link rel=\"alternate\" type=\"application/x-research-info-systems\" href=\"{address}.ris\">");
        html.Raw("<style>").Raw(ReportHtml.Stylesheet).Raw("</style>");
        html.Add($"</head><body class=\"report record\"><a class=\"skip\" href=\"#main\">Skip to content</a>\n<header class=\"mast\"><strong>{work.Publisher}</strong><nav aria-label=\"This report\"><a href=\"{newest.Address}\">Read the report</a><a href=\"{newest.Address}/text\">Text only, {Size(newest.TextOnlyBytes)}</a></nav></header><main id=\"main\"><article>");
        html.Add($"<h1>{work.Title}</h1><p class=\"by\">{string.Join(", ", work.Names.Select(n => n.Given.Length > 0 ? n.Given + " " + n.Family : n.Family))}. {work.Date}. {work.Version}.</p>");
        if (work.Abstract.Length > 0)
        {
            html.Add($"<section aria-labelledby=\"abstract\"><h2 id=\"abstract\">Abstract</h2><p>{work.Abstract}</p></section>");
        }

        if (work.Keywords is { Count: > 0 } keywords)
        {
            html.Add($"<p><strong>Keywords</strong> {string.Join("; ", keywords)}</p>");
        }

        html.Raw("<section aria-labelledby=\"cite\"><h2 id=\"cite\">Cite</h2><dl>");
        foreach (var (style, text) in new[] { ("Harvard", Citation.Harvard(work)), ("APA", Citation.Apa(work)), ("Vancouver", Citation.Vancouver(work)) })
        {
            html.Add($"<dt>{style}</dt><dd>{text}</dd>");
        }

        html.Add($"</dl><p>For a reference manager: <a href=\"{address}.bib\">BibTeX</a>, <a href=\"{address}.ris\">RIS</a>.</p></section>");
        if (credits is not null)
        {
            CreditsHtml.Write(html, credits, "study");
        }

        Versions(html, versions);
        html.Add($"<section aria-labelledby=\"share\"><h2 id=\"share\">Share</h2><p>This address stays: <a href=\"{work.Address}\">{work.Address}</a></p><p><a href=\"mailto:?subject={Uri.EscapeDataString(work.Title)}&body={Uri.EscapeDataString(work.Address)}\">Send it by e-mail</a></p></section>");
        return html.Raw("</article></main></body></html>\n").ToString();
    }

    private static void Versions(HtmlText html, IReadOnlyList<RecordVersion> versions)
    {
        html.Raw("<section aria-labelledby=\"versions\"><h2 id=\"versions\">Versions</h2><div class=\"wide\" role=\"region\" aria-label=\"Table of versions\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Version</th><th scope=\"col\">Published</th><th scope=\"col\">Numbers made on</th><th scope=\"col\">Size</th></tr></thead><tbody>");
        foreach (var version in versions)
        {
            html.Add($"<tr><th scope=\"row\"><a href=\"{version.Address}\">Version {version.Number}</a></th><td>{version.PublishedAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</td><td>{version.Cut}</td><td>{Size(version.Bytes)}; <a href=\"{version.Address}/text\">text only {Size(version.TextOnlyBytes)}</a></td></tr>");
        }

        html.Raw("</tbody></table></div></section>");
    }

    /// <summary>Highwire’s tags, which Google Scholar asks for, and Dublin Core’s.</summary>
    private static IEnumerable<(string Name, string Content)> Tags(CitedWork work, string language, RecordVersion newest, StudyCredits? credits)
    {
        yield return ("citation_title", work.Title);
        foreach (var name in work.Names)
        {
            yield return ("citation_author", name.Given.Length > 0 ? $"{name.Family}, {name.Given}" : name.Family);
            yield return ("DC.creator", name.Given.Length > 0 ? $"{name.Family}, {name.Given}" : name.Family);
            if (credits?.Of(name) is { } person)
            {
                foreach (var institution in person.Institutions)
                {
                    yield return ("citation_author_institution", institution);
                }

                if (person.Orcid.Length > 0)
                {
                    yield return ("citation_author_orcid", "https://orcid.org/" + person.Orcid);
                }
            }
        }

        yield return ("citation_publication_date", work.Date.Replace('-', '/'));
        yield return ("citation_online_date", newest.PublishedAt.UtcDateTime.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        yield return ("citation_technical_report_institution", work.Publisher);
        yield return ("citation_fulltext_html_url", work.Address);
        yield return ("citation_language", language);
        yield return ("DC.title", work.Title);
        yield return ("DC.date", work.Date);
        yield return ("DC.publisher", work.Publisher);
        yield return ("DC.identifier", work.Address);
        yield return ("DC.language", language);
        foreach (var keyword in work.Keywords ?? [])
        {
            yield return ("citation_keywords", keyword);
            yield return ("DC.subject", keyword);
        }

        yield return ("description", Short(work.Abstract));
    }

    private static string Short(string text) => text.Length <= 300 ? text.ReplaceLineEndings(" ") : text[..(text.LastIndexOf(' ', 297) is > 0 and var at ? at : 297)].ReplaceLineEndings(" ") + " …";

    private static string Size(int bytes) => (bytes / 1000d).ToString("0", CultureInfo.InvariantCulture) + " kB";
}
