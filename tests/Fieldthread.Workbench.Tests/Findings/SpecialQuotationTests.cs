using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class SpecialQuotationTests
{
    private const string Words = "My knee gave way in March.";

    [Theory]
    [OnBoth]
    public async Task A_special_category_is_not_printed_without_explicit_consent_whoever_agreed_to_be_quoted(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var who = await scene.Add(new AddParticipant("P1", "Manager", ConsentToQuote: QuotingConsent.Given));
        var talk = await scene.SourceAsync("Talk", $"P1: {Words}\n\nP1: Since then we meet upstairs.\n");
        await scene.Do(new AddEncounter("Talk", EncounterKind.Interview, "2021-10", Participants: [who], Sources: [talk.Line.Id]));
        var health = await scene.Add(new AddCode("Health"));
        var knees = await scene.Add(new AddCode("Knees", health));
        await scene.CodeAsync(talk, "knee gave way", knees);
        var quoted = await scene.Key(new QuoteWords(talk.Line.Id, Words));
        var other = await scene.Key(new QuoteWords(talk.Line.Id, "Since then we meet upstairs."));
        await scene.Do(new AddReport("Report", $"He said: “[{Words}]{{.quote ev={quoted}}}” And: “[Since then we meet upstairs.]{{.quote ev={other}}}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        Assert.Equal(0, (await scene.Ask(new CheckReport("r", "Then"))).Stops);

        // Flagged after the cut was frozen, and through the code above the one that the words carry.
        await scene.Do(new FlagCode(health, SpecialCategory.Health));
        foreach (var cut in new[] { null, "Then" })
        {
            var check = await scene.Ask(new CheckReport("r", cut));
            var line = Assert.Single(check.Lines, l => l.Stops);
            Assert.Equal((quoted, ReportCheckState.NotConsented), (line.Key, line.State));
            Assert.Contains("special category", line.Message, StringComparison.Ordinal);
            Assert.Equal([false, true], (await scene.Ask(new QuotationList(), cut: cut)).OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => q.MayBePrinted));
        }

        await scene.RefusesAsync("does-not-hold", new PublishReport("r", "Then"));
        Assert.Contains(await scene.Ask(new Attention()), a => a.InWords.Contains("1 quotation of a special category without explicit consent", StringComparison.Ordinal));
        Assert.Contains("special category", (await scene.Do(new QuoteWords(talk.Line.Id, "knee gave way"))).Note!, StringComparison.Ordinal);

        // Explicit consent said on the flag lets the words out again; a flag on the source holds all of it back, except in a public record.
        await scene.Do(new FlagCode(health, SpecialCategory.Health, ConsentHeld: true, Note: "Form 3, binder 2"));
        Assert.Equal(0, (await scene.Ask(new CheckReport("r", "Then"))).Stops);
        await scene.Do(new FlagSource(talk.Line.Id, SpecialCategory.Health));
        Assert.Equal(2, (await scene.Ask(new CheckReport("r", "Then"))).Lines.Count(l => l.Stops));
        await scene.Do(new SetQuotingBasis(talk.Line.Id, QuotingBasis.PublicRecord));
        Assert.Equal(0, (await scene.Ask(new CheckReport("r"))).Stops);
    }
}
