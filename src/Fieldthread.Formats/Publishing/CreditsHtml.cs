using Fieldthread.Core.Publishing;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Publishing;

/// <summary>Writes who stands behind a study: people with what they contributed, owners, funding, disclaimer.</summary>
internal static class CreditsHtml
{
    /// <summary>A section for the record of a report; nothing where there is nothing to say.</summary>
    public static void Write(HtmlText html, StudyCredits credits, string id)
    {
        if (credits is { People.Count: 0, Owners.Count: 0, Funding.Count: 0, Disclaimer.Length: 0 })
        {
            return;
        }

        html.Add($"<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">The study behind it</h2>");
        People(html, credits.People);
        if (credits.Owners.Count > 0)
        {
            html.Add($"<p><strong>{(credits.Owners.Count > 1 ? "A joint study of" : "A study of")}</strong> {string.Join("; ", credits.Owners)}</p>");
        }

        Funding(html, credits);
        html.Raw("</section>");
    }

    public static void People(HtmlText html, IReadOnlyList<CreditedPerson> people)
    {
        if (people.Count == 0)
        {
            return;
        }

        html.Raw("<ul>");
        foreach (var person in people)
        {
            html.Add($"<li><strong>{person.Reads}</strong>");
            if (person.Institutions.Count > 0)
            {
                html.Add($", {string.Join("; ", person.Institutions)}");
            }

            if (person.Orcid.Length > 0)
            {
                html.Add($". ORCID <a href=\"https://orcid.org/{person.Orcid}\">{person.Orcid}</a>");
            }

            if (person.Roles.Count > 0)
            {
                html.Add($". {string.Join("; ", person.Roles)}.");
            }

            html.Raw("</li>");
        }

        html.Raw("</ul>");
    }

    public static void Funding(HtmlText html, StudyCredits credits)
    {
        if (credits.Funding.Count > 0)
        {
            html.Add($"<p><strong>Funded by</strong> {string.Join("; ", credits.Funding)}.</p>");
        }

        if (credits.Disclaimer.Length > 0)
        {
            html.Add($"<p><strong>Disclaimer</strong> {credits.Disclaimer}</p>");
        }
    }
}
