using Fieldthread.Core.Findings;
using Fieldthread.Formats.Findings;

namespace Fieldthread.Formats.Tests.Findings;

public sealed class ReportVerifierTest
{
    [Theory]
    [InlineData("I was never asked if", "I was asked if", ReportCheckState.Altered, "q31", true)]
    [InlineData("[...] asking another]", "[...] asking anothor]", ReportCheckState.Altered, "q17", true)]
    [InlineData("ev=q31}", "ev=q99}", ReportCheckState.UnknownEvidence, "q99", true)]
    [InlineData("{.quote ev=q31}", "{.quote ev=s1}", ReportCheckState.WrongEvidence, "s1", true)]
    [InlineData("{.quote ev=q31}", "{.quote}", ReportCheckState.NoEvidence, "", true)]
    [InlineData("[66]", "[65]", ReportCheckState.NumberDiffers, "s2", true)]
    [InlineData("[75%]", "[74%]", ReportCheckState.NumberDiffers, "s1", true)]
    [InlineData("[75%]", "[lots]", ReportCheckState.Unreadable, "s1", true)]
    [InlineData("[six of the eight]", "[six of the nine]", ReportCheckState.NumberDiffers, "s1", true)]
    [InlineData("[most]", "[all]", ReportCheckState.QuantifierBroken, "s1", true)]
    [InlineData("[@ev:q31]", "[@ev:q98]", ReportCheckState.UnknownEvidence, "q98", true)]
    [InlineData("ev=\"q17 s1\"", "ev=\"q17 zz\"", ReportCheckState.UnknownEvidence, "zz", true)]
    [InlineData("#C4 ev", "#C5 ev", ReportCheckState.UnknownClaim, "C5", true)]
    [InlineData("#C7 ev=\"q40\" against=\"q31\"", "#C7", ReportCheckState.NoEvidence, "C7", true)]
    [InlineData("#C7", "#C4", ReportCheckState.DuplicateKey, "C4", true)]
    [InlineData(" against=\"q31\"}.", "}.", ReportCheckState.CounterEvidenceLeftOut, "C7", false)]
    [InlineData("[Some groups still met", "[All groups still met", ReportCheckState.StatementDiffers, "C7", false)]
    public void A_planted_fault_is_found(string was, string becomes, ReportCheckState state, string key, bool stops)
    {
        Assert.Contains(was, SampleReport.Text, StringComparison.Ordinal);
        var text = SampleReport.Text.Replace(was, becomes, StringComparison.Ordinal);
        Assert.Contains(SampleReport.Check(text), c => c.State == state && c.Key == key && c.Stops == stops && text.Split('\n')[c.Line - 1].Length > 0);
    }

    [Fact]
    public void Withdrawn_consent_stops_wherever_the_passage_opens()
    {
        var evidence = SampleReport.Evidence();
        evidence["q31"] = (QuotationEvidence)evidence["q31"] with { Consent = QuoteConsent.Withdrawn };
        var checks = ReportVerifier.Check(ReportReader.Read(SampleReport.Text).Report, evidence, SampleReport.Claims());
        Assert.All(checks.Where(c => c.Key == "q31"), c => Assert.True(c.Stops && c.State == ReportCheckState.NotConsented));
        Assert.Contains(checks, c => c.Kind == ReportCheckKind.Quotation && c.State == ReportCheckState.NotConsented);
    }

    [Fact]
    public void Evidence_that_a_claim_opens_onto_must_still_be_in_its_source()
    {
        var evidence = SampleReport.Evidence();
        evidence["q40"] = (QuotationEvidence)evidence["q40"] with { Text = "PM: We used to meet." };
        Assert.Contains(ReportVerifier.Check(ReportReader.Read(SampleReport.Text).Report, evidence, SampleReport.Claims()), c => c is { Key: "q40", State: ReportCheckState.Missing, Stops: true });
    }

    [Fact]
    public void A_report_that_holds_has_no_line_that_stops()
    {
        var checks = SampleReport.Check(SampleReport.Text);
        Assert.All(checks, c => Assert.True(c.State == ReportCheckState.Verified, c.ToString()));
        Assert.Equal((2, 3, 1, 2), (Count(ReportCheckKind.Quotation), Count(ReportCheckKind.Number), Count(ReportCheckKind.Quantifier), Count(ReportCheckKind.Claim)));
        int Count(ReportCheckKind kind) => checks.Count(c => c.Kind == kind);
    }

    [Fact]
    public void Lines_are_those_of_the_file()
    {
        var lines = SampleReport.Text.Split('\n');
        Assert.All(SampleReport.Check(SampleReport.Text), c => Assert.Contains(c.Key, lines[c.Line - 1], StringComparison.Ordinal));
    }
}
