using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class AttributionTests
{
    [Theory]
    [OnBoth]
    public async Task Whoever_was_only_there_is_not_said_to_have_said_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var site = await scene.Add(new AddSite("Site 5"));
        var doctor = await scene.Add(new AddParticipant("D1", "Doctor lead", site, QuotingConsent.Given));
        var nurse = await scene.Add(new AddParticipant("N1", "Practice nurse", site, QuotingConsent.Given));
        var notes = await scene.SourceAsync("Notes", "The younger woman opened her mouth twice.\n\nShe then looked at her telephone.");
        var turns = await scene.SourceAsync("Turns", "D1: Shall we begin?\n\nN1: We may as well.\n\nD1: Then we begin.\n\nN1: Yes.");
        var alone = await scene.SourceAsync("Alone", "There is never an evening without it.");
        await scene.Do(new AddEncounter("Table", EncounterKind.Meeting, "2021-10", Site: site, Participants: [doctor, nurse], Sources: [notes.Line.Id, turns.Line.Id]));
        await scene.Do(new AddEncounter("Talk", EncounterKind.Interview, "2022", Site: site, Participants: [nurse], Sources: [alone.Line.Id]));
        foreach (var (source, words) in new[] { (notes, "opened her mouth twice"), (turns, "We may as well."), (turns, "Then we begin.\n\nN1: Yes."), (alone, "never an evening") })
        {
            await scene.Do(new QuoteWords(source.Line.Id, words));
        }

        Assert.Equal(
            ["Meeting, Site 5, 2021", "Practice nurse, Site 5, 2021", "Doctor lead and Practice nurse, Site 5, 2021", "Practice nurse, Site 5, 2022"],
            (await scene.Ask(new QuotationList())).OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => q.Attribution));
    }
}
