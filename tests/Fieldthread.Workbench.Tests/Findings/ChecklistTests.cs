using Fieldthread.Core.Findings.Checklists;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Findings.Checklists;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Findings;

public sealed class ChecklistTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("write-checklist-item", "unknown")]
    [ShowsRefusal("write-checklist-item", "too-long")]
    public async Task A_checklist_says_what_the_study_knows_then_and_now_and_what_somebody_wrote(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var site = await scene.Add(new AddSite("North"));
        var person = await scene.Add(new AddParticipant("GP01", "Doctor", site, QuotingConsent.Given));
        await scene.Do(new AddEncounter("One", EncounterKind.Interview, "2021-03-04", 50, site, null, [person], Kept: EncounterKept.Audio));
        await scene.Do(new ApproachRecruit("R1", "Doctor", "2021-02", site, "letter"));
        await scene.Do(new RecordRecruitment("R1", RecruitmentStep.Declined, "2021-02-20", "no time"));
        var page = await scene.SourceAsync("text", "GP01: We had to do it ourselves.");
        await scene.CodeAsync(page, "do it ourselves", await scene.Add(new AddCode("Doing")));
        await scene.Key(new AddClaim("They did it themselves."));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new AddEncounter("Two", EncounterKind.Interview, "2021-05-04", null, site, null, [person]));
        await scene.RefusesAsync("unknown", new WriteChecklistItem(ChecklistKind.Coreq, "33", "x"));
        await scene.RefusesAsync("unknown", new WriteChecklistItem(ChecklistKind.Rtarg, "12", "x"));
        await scene.RefusesAsync("too-long", new WriteChecklistItem(ChecklistKind.Coreq, "4", new string('x', 10_001)));
        await scene.Do(new WriteChecklistItem(ChecklistKind.Coreq, "4", "Both are women."), scene.Coder);

        var now = await scene.Ask(new ShowChecklist());
        Assert.Equal((ChecklistKind.Coreq, 32, null), (now.List, now.Items.Count, now.Misfit));
        ChecklistLine Item(FilledChecklist list, string number) => list.Items.Single(i => i.Number == number);
        Assert.Equal(["2 interviews: 1 person heard at 1 site."], Item(now, "12").Known);
        Assert.Equal(["1 interview: 1 person heard at 1 site."], Item(await scene.Ask(new ShowChecklist(), cut: "Then"), "12").Known);
        Assert.Equal(ChecklistState.Said, Item(now, "12").State);
        Assert.Equal("One person was approached: 0 agreed, 1 declined, 0 did not answer, 0 withdrew after agreeing; 0 replaced.", Item(now, "13").Known[0]);
        Assert.Equal(["Approached: letter (1)."], Item(now, "11").Known);
        Assert.Equal("Reasons: no time (1).", Item(now, "13").Known[1]);
        Assert.Equal(["1 participant was interviewed more than once, up to 2 times."], Item(now, "18").Known);
        Assert.Equal((ChecklistState.Part, "1 of 2 encounters does not say how it was kept."), (Item(now, "19").State, Item(now, "19").Missing[0].Words));
        Assert.Equal(["1 person coded 1 text, with 1 coding."], Item(now, "24").Known);
        var coder = (await scene.Ask(new TeamList())).First(p => p.Role == Role.Coder).Name;
        Assert.Equal(("Both are women.", coder, ChecklistState.Said), (Item(now, "4").Own, Item(now, "4").Author, Item(now, "4").State));
        Assert.Equal("", Item(await scene.Ask(new ShowChecklist(), cut: "Then"), "4").Own);
        Assert.Equal(ChecklistState.Open, Item(now, "2").State);
        Assert.StartsWith("Coded, kept and reported with Fieldthread ", Item(now, "27").Known[0], StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await scene.Ask(new ChecklistFile(ChecklistKind.Srqr))).Bytes[..2]);
        await scene.Do(new WriteChecklistItem(ChecklistKind.Coreq, "4", " "));
        Assert.Equal("", Item(await scene.Ask(new ShowChecklist()), "4").Own);
    }
}
