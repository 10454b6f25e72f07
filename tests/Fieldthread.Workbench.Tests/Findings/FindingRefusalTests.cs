using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class FindingRefusalTests
{
    private static readonly Guid Nothing = Guid.NewGuid();

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-claim", "empty")]
    [ShowsRefusal("edit-claim", "empty")]
    [ShowsRefusal("edit-claim", "unknown")]
    [ShowsRefusal("claim", "unknown")]
    [ShowsRefusal("add-evidence", "unknown")]
    [ShowsRefusal("add-evidence", "already-there")]
    [ShowsRefusal("remove-evidence", "unknown")]
    public async Task A_claim_stands_on_evidence_that_is_there(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday.");
        var quotation = await scene.Key(new QuoteWords(page.Line.Id, "We met"));
        var statistic = await scene.Key(new AddStatistic("Sources", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sources)));
        await scene.RefusesAsync("empty", new AddClaim(" "));
        var claim = await scene.Key(new AddClaim("They met."));
        await scene.RefusesAsync("unknown", new EditClaim("C9", "They met."));
        await scene.RefusesAsync("empty", new EditClaim(claim, ""));
        await scene.RefusesAsync("unknown", new ClaimOpened("C9"));
        await scene.RefusesAsync("unknown", new AddEvidence("C9", quotation, Side.For));
        foreach (var key in new[] { "q9", "s9", "C1", "", " " })
        {
            await scene.RefusesAsync("unknown", new AddEvidence(claim, key, Side.For));
            await scene.RefusesAsync("unknown", new RemoveEvidence(claim, key));
        }

        await scene.RefusesAsync("unknown", new RemoveEvidence("C9", quotation));
        await scene.RefusesAsync("unknown", new RemoveEvidence(claim, quotation));
        foreach (var key in new[] { quotation, statistic })
        {
            await scene.Do(new AddEvidence(claim, $" {key} ", Side.For));
            await scene.RefusesAsync("already-there", new AddEvidence(claim, key, Side.For));
            await scene.RefusesAsync("already-there", new AddEvidence(claim, key, Side.Against));
        }

        await scene.Do(new RemoveEvidence(claim, statistic));
        await scene.RefusesAsync("unknown", new RemoveEvidence(claim, statistic));
        Assert.Equal(quotation, Assert.Single((await scene.Ask(new ClaimOpened(claim))).Evidence).Quotation!.Key);
    }

    [Theory]
    [OnBoth]
    public async Task A_quotation_typed_with_other_marks_keeps_the_words_of_the_source(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We’d met – twice. She said: “It’s ours.” It’s late … It's late.");
        foreach (var (typed, words) in new[] { ("We'd met - twice", "We’d met – twice"), ("said: \"It's ours.\"", "said: “It’s ours.”"), ("It's late.", "It's late."), ("late ...", "late …") })
        {
            var key = await scene.Key(new QuoteWords(page.Line.Id, typed));
            Assert.Equal(words, (await scene.Ask(new QuotationList())).Single(q => q.Key == key).Words);
        }

        foreach (var other in new[] { "Wed met", "we'd met", "It's theirs" })
        {
            await scene.RefusesAsync("words-not-there", new QuoteWords(page.Line.Id, other));
        }
    }

    [Theory]
    [OnBoth]
    public async Task A_report_that_opens_onto_nothing_is_remarked_and_not_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new AddReport("Loose", "# Found\n\nNothing much.\n", "loose"));
        var check = await scene.Ask(new CheckReport("loose"));
        Assert.Equal((0, CheckedReport.OpensOntoNothing), (check.Stops, check.Remarks[0].Message));
        await scene.Do(new EditReport("loose", "Loose", "# Found\n\n[8]{.value ev=s1}\n"));
        Assert.DoesNotContain((await scene.Ask(new CheckReport("loose"))).Remarks, r => r.Message == CheckedReport.OpensOntoNothing);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-quotation", "unknown")]
    [ShowsRefusal("add-quotation", "range-outside")]
    [ShowsRefusal("quote-words", "unknown")]
    [ShowsRefusal("quote-words", "empty")]
    [ShowsRefusal("quote-words", "words-not-there")]
    [ShowsRefusal("quote-words", "words-ambiguous")]
    [ShowsRefusal("remove-quotation", "unknown")]
    [ShowsRefusal("remove-quotation", "in-use")]
    public async Task A_quotation_is_the_source_letter_by_letter(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday. We met 🙂 again. aaa");
        var face = page.Text.IndexOf("🙂", StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new AddQuotation(Nothing, 0, 2));
        foreach (var (start, end) in new[] { (-1, 2), (0, page.Text.Length + 1), (3, 3), (5, 4), (face, face + 1), (int.MinValue, int.MaxValue) })
        {
            await scene.RefusesAsync("range-outside", new AddQuotation(page.Revision, start, end));
        }

        await scene.RefusesAsync("unknown", new QuoteWords(Nothing, "We met"));
        await scene.RefusesAsync("empty", new QuoteWords(page.Line.Id, " "));
        await scene.RefusesAsync("words-not-there", new QuoteWords(page.Line.Id, "we met on"));
        await scene.RefusesAsync("words-ambiguous", new QuoteWords(page.Line.Id, "We met"));
        await scene.RefusesAsync("words-ambiguous", new QuoteWords(page.Line.Id, "aa"));
        await scene.RefusesAsync("unknown", new RemoveQuotation("q1"));
        var quotation = await scene.Key(new QuoteWords(page.Line.Id, "We met 🙂"));
        Assert.Equal(quotation, await scene.Key(new QuoteWords(page.Line.Id, "We met 🙂")));
        var claim = await scene.Key(new AddClaim("They met."));
        await scene.Do(new AddEvidence(claim, quotation, Side.For));
        await scene.RefusesAsync("in-use", new RemoveQuotation(quotation));
        await scene.Do(new RemoveEvidence(claim, quotation));
        await scene.Do(new RemoveQuotation(quotation));
        Assert.Equal("q2", await scene.Key(new QuoteWords(page.Line.Id, "We met 🙂")));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-report", "empty")]
    [ShowsRefusal("add-report", "name-taken")]
    [ShowsRefusal("edit-report", "unknown")]
    [ShowsRefusal("edit-report", "empty")]
    [ShowsRefusal("edit-report", "changed-meanwhile")]
    [ShowsRefusal("report-check", "unknown")]
    [ShowsRefusal("report-check", "unknown-cut")]
    public async Task A_report_is_not_overwritten_unseen(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new AddReport(" "));
        var report = await scene.Key(new AddReport("A report", "One."));
        await scene.RefusesAsync("name-taken", new AddReport("A  report!"));
        await scene.RefusesAsync("name-taken", new AddReport("Another", Slug: report));
        await scene.RefusesAsync("unknown", new EditReport("no-such", "A report", "Two."));
        await scene.RefusesAsync("empty", new EditReport(report, " ", "Two."));
        var opened = Assert.Single(await scene.Ask(new ReportList()));
        await scene.Do(new EditReport(report, "A report", "Two.", opened.Act));
        await scene.RefusesAsync("changed-meanwhile", new EditReport(report, "A report", "Three.", opened.Act));
        await scene.RefusesAsync("unknown", new CheckReport("no-such"));
        await scene.RefusesAsync("unknown", new CheckReport("no-such", Text: "A text of its own."));
        await scene.RefusesAsync("unknown-cut", new CheckReport(report, "No such"));
        Assert.Equal("Two.", Assert.Single(await scene.Ask(new ReportList())).Text);
    }
}
