using System.Globalization;
using Fieldthread.Core.Publishing;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>A published report as the public page of its study lists it.</summary>
/// <param name="Title">Title.</param>
/// <param name="Version">Newest version.</param>
/// <param name="PublishedAt">When that was published, UTC.</param>
/// <param name="Address">Where the newest version stands.</param>
public sealed record ListedReport(string Title, int Version, DateTimeOffset PublishedAt, string Address);

/// <summary>Writes the public page of a study under four plain questions: why, what, when, who. No script; light, dark and print as the reports have them.</summary>
public static class StudyHtml
{
    /// <summary>The most that a public page may weigh, in bytes.</summary>
    public const int MostBytes = 60_000;

    /// <summary>The full page.</summary>
    /// <param name="study">What the study says.</param>
    /// <param name="letOut">When the lead let the page out.</param>
    /// <param name="reports">Published reports, newest first.</param>
    /// <param name="textOnlyAddress">Address of the text-only variant.</param>
    public static string Write(PublicStudy study, DateTimeOffset letOut, IReadOnlyList<ListedReport> reports, string textOnlyAddress)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(reports);
        var html = Open(study, "report record", ReportHtml.Stylesheet);
        html.Add($"<header class=\"mast\"><strong>{study.Name}</strong><nav aria-label=\"This study\"><a href=\"#why\">Why</a><a href=\"#what\">What</a><a href=\"#when\">When</a><a href=\"#who\">Who</a><a href=\"{textOnlyAddress}\">Text only</a></nav></header><main id=\"main\"><article>");
        Body(html, study, letOut, reports);
        return html.Raw("</article></main></body></html>\n").ToString();
    }

    /// <summary>The text-only variant: the same words in one column.</summary>
    /// <param name="study">What the study says.</param>
    /// <param name="letOut">When the lead let the page out.</param>
    /// <param name="reports">Published reports, newest first.</param>
    /// <param name="fullAddress">Address of the full page.</param>
    public static string WriteTextOnly(PublicStudy study, DateTimeOffset letOut, IReadOnlyList<ListedReport> reports, string fullAddress)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(reports);
        var html = Open(study, "report text", ReportHtml.TextStylesheet);
        html.Add($"<main id=\"main\"><article><p><a href=\"{fullAddress}\">Full version</a></p>");
        Body(html, study, letOut, reports);
        return html.Raw("</article></main></body></html>\n").ToString();
    }

    private static HtmlText Open(PublicStudy study, string @class, string stylesheet)
    {
        var html = new HtmlText();
        html.Add($"<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{study.Name}</title><meta name=\"description\" content=\"{study.Summary.ReplaceLineEndings(" ")}\">");
        return html.Raw("<style>").Raw(stylesheet).Raw("</style>").Add($"</head><body class=\"{@class}\"><a class=\"skip\" href=\"#main\">Skip to content</a>\n");
    }

    private static void Body(HtmlText html, PublicStudy study, DateTimeOffset letOut, IReadOnlyList<ListedReport> reports)
    {
        html.Add($"<h1>{study.Name}</h1>");
        if (study.Credits.Owners.Count > 0)
        {
            html.Add($"<p class=\"by\">{(study.Credits.Owners.Count > 1 ? "A joint study of" : "A study of")} {string.Join(" and ", study.Credits.Owners)}.</p>");
        }

        Section(html, "why", "Why are we doing this?");
        Paragraphs(html, study.Purpose.Length > 0 ? study.Purpose : study.Summary);
        CreditsHtml.Funding(html, study.Credits with { Disclaimer = "" });
        html.Raw("</section>");

        Section(html, "what", "What are we doing?");
        Paragraphs(html, study.Purpose.Length > 0 ? study.Summary : "");
        Paragraphs(html, study.Approach);
        html.Add($"<p>We work with what we hear and read by {study.Stance}.</p>");
        Reports(html, reports);
        html.Raw("</section>");

        Section(html, "when", "When?");
        When(html, study);
        html.Raw("</section>");

        Section(html, "who", "Who?");
        Who(html, study);
        html.Raw("</section>");
        if (study.Credits.Disclaimer.Length > 0)
        {
            html.Add($"<p class=\"cap\">{study.Credits.Disclaimer}</p>");
        }

        html.Add($"<p class=\"cap\">As the study said of itself on {Day(letOut)}. Nobody who took part is named here.</p>");
    }

    private static void Reports(HtmlText html, IReadOnlyList<ListedReport> reports)
    {
        if (reports.Count == 0)
        {
            html.Raw("<p>Nothing is published yet.</p>");
            return;
        }

        html.Raw("<h3>Published</h3><ul>");
        foreach (var report in reports)
        {
            html.Add($"<li><a href=\"{report.Address}\">{report.Title}</a>, version {report.Version}, {Day(report.PublishedAt)}. <a href=\"{report.Address}/text\">Text only</a>. <a href=\"{report.Address}/record\">How to cite it</a></li>");
        }

        html.Raw("</ul>");
    }

    private static void When(HtmlText html, PublicStudy study)
    {
        if (study is { Phases.Count: 0, Plan.Count: 0 })
        {
            html.Raw("<p>The dates are not settled yet.</p>");
        }

        if (study.Phases.Count > 0)
        {
            html.Raw("<ul>");
            foreach (var phase in study.Phases)
            {
                html.Add($"<li><strong>{phase.Name}</strong>{(phase.When.Length > 0 ? ", " + phase.When : "")}{(phase.Field.Count > 0 ? $". In the field: {string.Join("; ", phase.Field)}" : "")}.</li>");
            }

            html.Raw("</ul>");
        }

        if (study.Plan.Count > 0)
        {
            html.Raw("<div class=\"wide\" role=\"region\" aria-label=\"Table of what is planned\" tabindex=\"0\"><table><caption class=\"vh\">What is planned, and when it came</caption><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Due</th><th scope=\"col\">Done</th></tr></thead><tbody>");
            foreach (var plan in study.Plan)
            {
                html.Add($"<tr><th scope=\"row\">{plan.Name}</th><td>{plan.Due}</td><td>{(plan.Done.Length > 0 ? plan.Done : "to come")}</td></tr>");
            }

            html.Raw("</tbody></table></div>");
        }
    }

    private static void Who(HtmlText html, PublicStudy study)
    {
        if (study is { Partners.Count: 0, Credits.People.Count: 0 })
        {
            html.Raw("<p>The team is not named yet.</p>");
        }

        if (study.Partners.Count > 0)
        {
            html.Raw("<ul>");
            foreach (var partner in study.Partners)
            {
                html.Add($"<li><strong>{partner.Name}</strong>{(partner.Owner ? study.Credits.Owners.Count > 1 ? ", joint owner of the study" : ", owner of the study" : "")}{(partner.Does.Length > 0 ? ": " + partner.Does.TrimEnd('.') : "")}.</li>");
            }

            html.Raw("</ul>");
        }

        CreditsHtml.People(html, study.Credits.People);
        if (study.Contact.Length > 0)
        {
            html.Add($"<p><strong>Whom to ask</strong> {study.Contact}</p>");
        }
    }

    private static void Section(HtmlText html, string id, string question) => html.Add($"<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{question}</h2>");

    /// <summary>Blank lines part paragraphs.</summary>
    private static void Paragraphs(HtmlText html, string text)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            html.Add($"<p>{paragraph}</p>");
        }
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
