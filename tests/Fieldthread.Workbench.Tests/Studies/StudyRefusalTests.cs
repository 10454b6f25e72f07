using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class StudyRefusalTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("start-study", "empty")]
    [ShowsRefusal("start-study", "bad-name")]
    [ShowsRefusal("start-study", "name-taken")]
    [ShowsRefusal("edit-study", "empty")]
    [ShowsRefusal("present-study", "empty")]
    public async Task A_study_has_a_title_and_an_address_of_its_own(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new StartStudy(" ", Slug: "something"), Actor.Program);
        await scene.RefusesAsync("bad-name", new StartStudy("…"), Actor.Program);
        await scene.RefusesAsync("name-taken", new StartStudy("A study!"), Actor.Program);
        await scene.RefusesAsync("empty", new EditStudy(" "));
        await scene.RefusesAsync("empty", new PresentStudy(" ", Purpose: "To know."));
        Assert.Equal("A study", (await scene.Ask(new AboutStudy())).Name);
        Assert.Equal("", (await scene.Ask(new StudySetup())).Purpose);
    }

    [Theory]
    [OnBoth]
    public async Task What_a_study_says_of_itself_is_saved_and_taken_back_whole(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new DescribeStudy("To know."));
        var saved = (await scene.Place.Do(scene.Study, new PresentStudy("Harbour", "What became of it.", null, "To learn.", "By asking.", "Ours alone.", "Anna Lind"), scene.Lead)).Act;
        var (about, setup) = (await scene.Ask(new AboutStudy()), await scene.Ask(new StudySetup()));
        Assert.Equal(("Harbour", "What became of it.", Stance.Codebook), (about.Name, about.Summary, about.Stance));
        Assert.Equal(("To learn.", "By asking.", "Ours alone.", "Anna Lind"), (setup.Purpose, setup.Approach, setup.Disclaimer, setup.Contact));
        await scene.Do(new UndoAct(saved));
        Assert.Equal(("A study", "To know."), ((await scene.Ask(new AboutStudy())).Name, (await scene.Ask(new StudySetup())).Purpose));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-phase", "empty")]
    [ShowsRefusal("add-phase", "name-taken")]
    [ShowsRefusal("add-phase", "bad-date")]
    public async Task A_phase_has_a_name_and_dates_of_the_calendar(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new AddPhase("Phase 1", "2021", "2021-06"));
        await scene.RefusesAsync("empty", new AddPhase("\t"));
        await scene.RefusesAsync("name-taken", new AddPhase(" Phase 1 "));
        foreach (var bad in new[] { "soon", "2021-13", "2021-02-30", "21" })
        {
            await scene.RefusesAsync("bad-date", new AddPhase("Phase 2", bad));
        }

        await scene.RefusesAsync("bad-date", new AddPhase("Phase 2", "2022-03", "2022-02-27"));
        await scene.Do(new AddPhase("Phase 2", "2022-03", "2022"));
        Assert.Equal(["Phase 1", "Phase 2"], (await scene.Ask(new PhaseList())).Select(p => p.Name));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("seat", "empty")]
    [ShowsRefusal("seat", "last-lead")]
    public async Task A_study_is_never_left_without_a_lead(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var lead = scene.Lead.AccountId!.Value;
        await scene.RefusesAsync("empty", new Seat(Guid.NewGuid(), "", Role.Coder));
        await scene.RefusesAsync("last-lead", new Seat(lead, "Lead", Role.Coder));
        await scene.Do(new Seat(scene.Coder.AccountId!.Value, "Coder", Role.Lead));
        await scene.Do(new Seat(lead, "Lead", Role.Coder));
        await scene.RefusesAsync("not-allowed", new AddPhase("Phase 1"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("undo-act", "unknown")]
    [ShowsRefusal("undo-act", "changed-since")]
    [ShowsRefusal("undo-act", "not-allowed")]
    public async Task An_undo_names_what_stands_in_its_way(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("unknown", new UndoAct(999));
        var site = await scene.Place.Do(scene.Study, new AddSite("Northside"), scene.Lead);
        var phase = await scene.Place.Do(scene.Study, new AddPhase("Phase 1"), scene.Lead);
        await scene.RefusesAsync("not-allowed", new UndoAct(phase.Act), scene.Coder);
        var edit = await scene.Place.Do(scene.Study, new EditSite(site.Answer.Id, "Southside"), scene.Lead);
        Assert.Contains($"act {edit.Act}", (await scene.RefusesAsync("changed-since", new UndoAct(site.Act))).Message, StringComparison.Ordinal);
        await scene.Do(new UndoAct(edit.Act));
        var hearer = await scene.Place.Do(scene.Study, new AddParticipant("GP01", Site: site.Answer.Id), scene.Lead);
        Assert.Contains("participant", (await scene.RefusesAsync("changed-since", new UndoAct(site.Act))).Message, StringComparison.Ordinal);
        await scene.Do(new UndoAct(hearer.Act));
        await scene.Do(new UndoAct(site.Act));
        Assert.Empty((await scene.Ask(new Field())).Sites);
    }
}
