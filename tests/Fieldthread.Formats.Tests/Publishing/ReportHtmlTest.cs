using System.Text.RegularExpressions;
using Fieldthread.Core.Findings;
using Fieldthread.Formats.Findings;
using Fieldthread.Formats.Publishing;
using Fieldthread.Formats.Tests.Findings;

namespace Fieldthread.Formats.Tests.Publishing;

public sealed partial class ReportHtmlTest
{
    [Fact]
    public void Only_the_approved_excerpt_reaches_a_reader()
    {
        var html = ReportHtml.Write(SampleReport.Page(SampleReport.Text)) + ReportHtml.WriteTextOnly(SampleReport.Page(SampleReport.Text));
        Assert.DoesNotContain("secret sentence", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Real name of a source", html, StringComparison.Ordinal);
        Assert.Contains("Well. <mark>Now the figures", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passage_without_consent_is_never_written_as_evidence()
    {
        var evidence = SampleReport.Evidence();
        evidence["q40"] = (QuotationEvidence)evidence["q40"] with { Consent = QuoteConsent.Withdrawn };
        var html = ReportHtml.Write(SampleReport.Page(SampleReport.Text) with { Evidence = evidence });
        Assert.DoesNotContain("We meet each month, still", html, StringComparison.Ordinal);
        Assert.Contains("no consent to quote", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_inside_leads_to_a_place_and_every_id_is_there_once()
    {
        foreach (var html in new[] { ReportHtml.Write(SampleReport.Page(SampleReport.Text)), ReportHtml.WriteTextOnly(SampleReport.Page(SampleReport.Text)) })
        {
            var ids = Id().Matches(html).Select(m => m.Groups["id"].Value).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);
            Assert.All(Place().Matches(html), m => Assert.Contains(m.Groups["id"].Value, ids));
        }
    }

    [Fact]
    public void Nothing_in_a_page_breaks_a_strict_policy()
    {
        var html = ReportHtml.Write(SampleReport.Page(SampleReport.Text) with { StylesheetAddress = "/report.css" });
        Assert.DoesNotMatch("<style|style=|<script|\\son\\w+=", html);
        Assert.Contains("<link rel=\"stylesheet\" href=\"/report.css\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_under_60_kB() => Assert.InRange(ReportHtml.Write(SampleReport.Page(SampleReport.Text)).Length, 5_000, 30_000);

    [Fact]
    public void What_does_not_hold_is_said_on_the_page()
    {
        var broken = SampleReport.Text.Replace("[most]", "[all]", StringComparison.Ordinal);
        Assert.Contains("1 does not.", ReportHtml.Write(SampleReport.Page(broken)), StringComparison.Ordinal);
        Assert.Contains("2 quotations and 4 numbers agree with the sources on the cut “Final, 1 October 2022” (act 4182).", ReportHtml.Write(SampleReport.Page(SampleReport.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_cannot_become_markup() => Assert.DoesNotMatch("<(b|img|script)[ >]", ReportHtml.Write(SampleReport.Page("# \\<b>x\n\n[a &lt;script> b]{.quote ev=\"q17\" onclick=\"x\\\"><img src=x>\"} `<img >`")));

    [Fact]
    public void Pages_are_left_for_the_judges()
    {
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_PAGES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "report.html"), ReportHtml.Write(SampleReport.Page(SampleReport.Text)));
            File.WriteAllText(Path.Combine(folder, "report-text.html"), ReportHtml.WriteTextOnly(SampleReport.Page(SampleReport.Text) with { OtherVariant = "report.html" }));
        }
    }

    internal static string Write(string text) => ReportHtml.Write(SampleReport.Page(text)) + ReportReader.Read(text).Remarks.Count;

    [GeneratedRegex("\\sid=\"(?<id>[^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"#(?<id>[^\"]+)\"")]
    private static partial Regex Place();
}
