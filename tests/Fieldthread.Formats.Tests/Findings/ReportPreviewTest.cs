using Fieldthread.Core.Findings;
using Fieldthread.Formats.Findings;

namespace Fieldthread.Formats.Tests.Findings;

public sealed class ReportPreviewTest
{
    [Fact]
    public void Each_quotation_number_and_claim_carries_its_state_in_its_place()
    {
        var evidence = SampleReport.Evidence();
        var claims = new Dictionary<string, ClaimRecord>(StringComparer.Ordinal);
        var text = "# A heading\n\nIn [999]{.value ev=s1} sites & <b>more</b>.\n\n> [words that nobody said in any source]{.quote ev=q40}\n\nA [claim]{.claim #C9}.\n";
        var report = ReportReader.Read(text).Report;
        var checks = ReportVerifier.Check(report, evidence, claims);
        var html = ReportPreview.Write(report, checks, evidence);
        Assert.True(checks.Count(c => c.Stops) >= 3, string.Join('\n', checks));
        Assert.Contains("<h3 data-preview-line=\"1\">A heading</h3>", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("class=\"pv stop\"").Length - 1);
        Assert.Contains("<blockquote class=\"voice bad\">", html, StringComparison.Ordinal);
        Assert.Contains("sites &amp; ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_holds_shows_nothing_that_stops()
    {
        var report = ReportReader.Read(SampleReport.Text).Report;
        var checks = ReportVerifier.Check(report, SampleReport.Evidence(), new Dictionary<string, ClaimRecord>(StringComparer.Ordinal)).Where(c => !c.Stops).ToList();
        var html = ReportPreview.Write(report, checks, SampleReport.Evidence());
        Assert.Contains("class=\"pv ok\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("pv stop", html, StringComparison.Ordinal);
    }
}
