using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class ConsentTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("record-consent", "bad-date")]
    [ShowsRefusal("record-consent", "erased")]
    [ShowsRefusal("withdraw-consent", "unknown")]
    [ShowsRefusal("withdraw-consent", "bad-date")]
    [ShowsRefusal("withdraw-consent", "bad-cut-off")]
    [ShowsRefusal("withdraw-consent", "not-of-study")]
    [ShowsRefusal("withdraw-consent", "empty")]
    [ShowsRefusal("withdraw-consent", "erased")]
    [ShowsRefusal("set-consent-rule", "empty")]
    [ShowsRefusal("consent-of", "unknown")]
    [ShowsRefusal("withdrawal-preview", "unknown")]
    public async Task What_is_recorded_of_consent_is_a_history_and_says_no_to_what_cannot_be(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (who, nothing, lead) = (await scene.Add(new AddParticipant("GP01")), Guid.NewGuid(), scene.Lead.Name);
        await scene.Do(new RecordConsent(who, ConsentAnswer.Given, ConsentScope.Archive, "2021-03", "v2", "Paper form, folder 3."));
        await scene.Do(new RecordConsent(who, ConsentAnswer.Refused, ConsentScope.Archive, "2021-04-01", "v2"));
        await scene.RefusesAsync("bad-date", new RecordConsent(who, ConsentAnswer.Given, Day: "soon"));
        await scene.RefusesAsync("bad-date", new RecordConsent(who, ConsentAnswer.Given, Day: "2999-01-01"));
        WithdrawConsent Withdraw(WithdrawalLevel level, string day = "2021-05-01", string? by = null, string why = "They wrote to us.", string? cutOff = null, Guid? whom = null) => new(whom ?? who, level, day, by ?? lead, why, cutOff);
        await scene.RefusesAsync("unknown", Withdraw(WithdrawalLevel.NotQuoted, whom: nothing));
        await scene.RefusesAsync("bad-date", Withdraw(WithdrawalLevel.NotQuoted, day: ""));
        await scene.RefusesAsync("bad-date", Withdraw(WithdrawalLevel.NotQuoted, day: "2999"));
        await scene.RefusesAsync("not-of-study", Withdraw(WithdrawalLevel.NotQuoted, by: "Somebody"));
        await scene.RefusesAsync("empty", Withdraw(WithdrawalLevel.NotQuoted, why: " "));
        await scene.RefusesAsync("bad-cut-off", Withdraw(WithdrawalLevel.KeptUntil));
        await scene.RefusesAsync("bad-cut-off", Withdraw(WithdrawalLevel.KeptUntil, cutOff: "2021-06"));
        await scene.RefusesAsync("bad-cut-off", Withdraw(WithdrawalLevel.KeptUntil, cutOff: "2020-01-01"));
        await scene.RefusesAsync("bad-cut-off", Withdraw(WithdrawalLevel.NotQuoted, cutOff: "2022-01-01"));
        await scene.RefusesAsync("empty", new SetConsentRule(UnrecordedConsent.Warn, ""));
        await scene.RefusesAsync("unknown", new ConsentOf(nothing));
        await scene.RefusesAsync("unknown", new WithdrawalPreview(nothing, WithdrawalLevel.Erase));

        await scene.Do(Withdraw(WithdrawalLevel.KeptUntil, cutOff: "2021-12-31"));
        var history = await scene.Ask(new ConsentOf(who));
        Assert.Equal(["given", "refused", "data kept until a day"], history.Steps.Select(s => s.Says));
        Assert.Equal(("archive", "2021-03", "v2", "Paper form, folder 3.", lead, (string?)null), (history.Steps[0].Of, history.Steps[0].Day, history.Steps[0].FormVersion, history.Steps[0].Note, history.Steps[0].RecordedBy, history.Steps[0].DecidedBy));
        Assert.Equal((lead, "2021-12-31"), (history.Steps[2].DecidedBy, history.Steps[2].CutOff));
        Assert.StartsWith("The last day on which", history.Now.Due, StringComparison.Ordinal);
        await scene.Do(Withdraw(WithdrawalLevel.Erase));
        await scene.RefusesAsync("erased", Withdraw(WithdrawalLevel.NoContact));
        await scene.RefusesAsync("erased", new RecordConsent(who, ConsentAnswer.Given));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Place.Do(scene.Study, Withdraw(WithdrawalLevel.NotQuoted), scene.Coder))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-encounter", "no-contact")]
    [ShowsRefusal("add-quotation", "consent-withdrawn")]
    [ShowsRefusal("quote-words", "consent-withdrawn")]
    public async Task Each_level_refuses_what_it_says_and_a_new_consent_opens_it_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (gp, nurse) = (await scene.Add(new AddParticipant("GP01", "Doctor", ConsentToQuote: QuotingConsent.Given)), await scene.Add(new AddParticipant("PN01", "Nurse", ConsentToQuote: QuotingConsent.Given)));
        var board = await scene.SourceAsync("Board", "GP01: We were never asked about it.\n\nPN01: I was asked, as it happens.\n\nGP01: Then you are the only one.\n\nPN01: So it would seem.");
        await scene.Do(new AddEncounter("Board", EncounterKind.Meeting, "2021-03", Participants: [gp, nurse], Sources: [board.Line.Id]));
        var (one, two) = (await scene.Key(new QuoteWords(board.Line.Id, "We were never asked")), await scene.Key(new QuoteWords(board.Line.Id, "I was asked, as it happens")));
        await scene.Do(new AddReport("Report", $"“[We were never asked]{{.quote ev={one}}}” and “[I was asked, as it happens]{{.quote ev={two}}}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        async Task<int> StopsAsync() => (await scene.Ask(new CheckReport("r", "Then"))).Stops;
        Assert.Equal(0, await StopsAsync());

        // No contact: what took place before may be entered, what was said may be printed.
        await scene.Do(new WithdrawConsent(gp, WithdrawalLevel.NoContact, "2021-06-10", scene.Lead.Name, "Asked not to be written to."));
        await scene.RefusesAsync("no-contact", new AddEncounter("Again", EncounterKind.Interview, "2021-06-11", Participants: [gp]));
        await scene.RefusesAsync("no-contact", new AddEncounter("Some day", EncounterKind.Interview, Participants: [nurse, gp]));
        await scene.Do(new AddEncounter("Before", EncounterKind.Interview, "2021-05", Participants: [gp]));
        Assert.Equal(0, await StopsAsync());

        // Not quoted: of a meeting, the turns of one; the other’s stay.
        await scene.Do(new WithdrawConsent(gp, WithdrawalLevel.NotQuoted, "2021-06-12", scene.Lead.Name, "Does not want to be recognised."));
        Assert.Equal(1, await StopsAsync());
        Assert.Contains((await scene.Ask(new CheckReport("r", "Then"))).Lines, l => l.Key == one && l.Stops && l.Message.Contains("withdrew", StringComparison.Ordinal));
        await scene.RefusesAsync("does-not-hold", new PublishReport("r", "Then"));
        await scene.RefusesAsync("consent-withdrawn", new QuoteWords(board.Line.Id, "Then you are the only one."));
        await scene.RefusesAsync("consent-withdrawn", new AddQuotation(board.Revision, board.Text.IndexOf("Then you", StringComparison.Ordinal), board.Text.IndexOf("Then you", StringComparison.Ordinal) + 8));
        await scene.Key(new QuoteWords(board.Line.Id, "So it would seem."));
        // From an old cut as little as from now.
        Assert.False((await scene.Ask(new QuotationList(), cut: "Then")).Single(q => q.Key == one).MayBePrinted);
        // Consent held on paper for the whole source does not stand against it; a public record does.
        await scene.Do(new SetQuotingBasis(board.Line.Id, QuotingBasis.ConsentHeld));
        Assert.Equal(1, await StopsAsync());
        await scene.Do(new SetQuotingBasis(board.Line.Id, QuotingBasis.Participants));

        var reach = (await scene.Ask(new WithdrawalPreview(gp, WithdrawalLevel.Erase))).Lines.ToDictionary(l => l.What, l => (l.Count, string.Join(' ', l.Which)));
        Assert.Equal((2, "Board"), reach["turns of theirs where others speak too"]);
        Assert.Equal((1, one), reach["quotations"]);
        Assert.Equal((1, "r"), reach["reports that cite them"]);

        await scene.Do(new RecordConsent(gp, ConsentAnswer.Given, ConsentScope.Quotation, "2021-07-01", "v3", "By letter."));
        Assert.Equal(0, await StopsAsync());
        await scene.Do(new AddEncounter("Again", EncounterKind.Interview, "2021-07-11", Participants: [gp]));
        Assert.Null((await scene.Ask(new ConsentOf(gp))).Now.Level);
    }

    [Theory]
    [OnBoth]
    public async Task Words_without_a_record_are_refused_unless_the_study_states_otherwise_and_are_told_either_way(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var source = await scene.SourceAsync("Table", "GP01: We shall see about that.\n\nChair: I shall note it.\n\nGP01: Do.\n\nChair: Done.");
        var gp = await scene.Add(new AddParticipant("GP01", "Doctor", ConsentToQuote: QuotingConsent.Given));
        await scene.Do(new AddEncounter("Table", EncounterKind.Meeting, "2021", Participants: [gp], Sources: [source.Line.Id]));
        var added = await scene.Do(new QuoteWords(source.Line.Id, "I shall note it."));
        Assert.StartsWith("No consent of whoever speaks there is recorded", added.Note, StringComparison.Ordinal);
        Assert.Null((await scene.Do(new QuoteWords(source.Line.Id, "We shall see"))).Note);
        await scene.Do(new AddReport("Report", "“[I shall note it.]{.quote ev=q1}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        Assert.True((await scene.Ask(new CheckReport("r", "Then"))).Stops > 0);
        await scene.Do(new SetConsentRule(UnrecordedConsent.Warn, "The committee agreed: chairs speak in public office."));
        var check = await scene.Ask(new CheckReport("r", "Then"));
        Assert.Equal(0, check.Stops);
        Assert.Contains(check.Lines, l => l.State == Core.Findings.ReportCheckState.NotConsented && !l.Stops);
        // Whoever was asked and refused is not covered by it.
        await scene.Do(new RecordConsent(gp, ConsentAnswer.Refused));
        Assert.Equal([true, false], (await scene.Ask(new QuotationList())).OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => q.MayBePrinted));
    }
}
