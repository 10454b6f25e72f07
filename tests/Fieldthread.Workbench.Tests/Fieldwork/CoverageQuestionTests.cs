using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class CoverageQuestionTests
{
    [Theory]
    [OnBoth]
    public async Task A_cut_keeps_its_number_of_interviews_while_the_study_goes_on(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var site = (await place.Do(study, new AddSite("Northside"))).Answer.Id;
        await place.Do(study, new AddSite("Southside"));
        var phase = (await place.Do(study, new AddPhase("Phase 1", "2021", "2021"))).Answer.Id;
        var person = (await place.Do(study, new AddParticipant("GP01", "Doctor", site))).Answer.Id;
        var other = (await place.Do(study, new AddParticipant("GP02", "Doctor", site))).Answer.Id;
        await place.Do(study, new AddEncounter("One", EncounterKind.Interview, "2021-03-04", 50, site, phase, [person]));
        await place.Do(study, new FreezeCut("First report"));
        await place.Do(study, new AddEncounter("Two", EncounterKind.Interview, "2021-05-04", null, site, phase, [other]));
        await place.Do(study, new AddEncounter("Board", EncounterKind.Meeting, "2021-06", 90, null, null, [person, other]));
        var now = await place.Ask(study, new CoverageOfStudy());
        Assert.Equal((3, 2, 140, 1, 1), (now.All.Encounters, now.All.People, now.All.Minutes, now.All.Unmeasured, now.All.Sites));
        Assert.Equal(("2021-03-04", "2021-06"), (now.All.First, now.All.Last));
        Assert.Equal((2, 0, 1), (now.BySite["Northside"].Encounters, now.BySite["Southside"].Encounters, now.BySite[""].Encounters));
        Assert.Equal(("GP01", "GP02", 1), (now.Network.Pairs[0].One, now.Network.Pairs[0].Other, Assert.Single(now.Network.Pairs).Together));
        var then = await place.Ask(study, new CoverageOfStudy(), cut: "First report");
        Assert.Equal((1, 1, 50, 0), (then.All.Encounters, then.All.People, then.All.Minutes, then.All.Unmeasured));
    }
}
