using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class CalendarTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("edit-phase", "unknown")]
    [ShowsRefusal("edit-phase", "empty")]
    [ShowsRefusal("edit-phase", "name-taken")]
    [ShowsRefusal("edit-phase", "bad-date")]
    [ShowsRefusal("remove-phase", "unknown")]
    [ShowsRefusal("remove-phase", "in-use")]
    public async Task A_phase_is_corrected_and_taken_away_while_nothing_stands_on_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (one, two) = (await scene.Add(new AddPhase("Phase 1", "2021")), await scene.Add(new AddPhase("Phase 2")));
        await scene.RefusesAsync("unknown", new EditPhase(Guid.NewGuid(), "x"));
        await scene.RefusesAsync("empty", new EditPhase(one, " "));
        await scene.RefusesAsync("name-taken", new EditPhase(one, "Phase 2"));
        await scene.RefusesAsync("bad-date", new EditPhase(one, "Phase 1", "2022", "2021"));
        await scene.Do(new EditPhase(one, "First", "2021-03", "2021-11"));
        await scene.RefusesAsync("unknown", new RemovePhase(Guid.NewGuid()));
        await scene.Do(new AddEncounter("Visit", EncounterKind.DocumentVisit, Phase: one));
        Assert.Contains("encounter", (await scene.RefusesAsync("in-use", new RemovePhase(one))).Message, StringComparison.Ordinal);
        await scene.Do(new RemovePhase(two));
        var left = Assert.Single(await scene.Ask(new PhaseList()));
        Assert.Equal(("First", "2021-03", "2021-11"), (left.Name, left.Starts, left.Ends));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-window", "unknown")]
    [ShowsRefusal("add-window", "empty")]
    [ShowsRefusal("add-window", "bad-date")]
    [ShowsRefusal("edit-window", "unknown")]
    [ShowsRefusal("edit-window", "empty")]
    [ShowsRefusal("edit-window", "bad-date")]
    [ShowsRefusal("remove-window", "unknown")]
    [ShowsRefusal("add-phase-saying", "unknown")]
    [ShowsRefusal("add-phase-saying", "empty")]
    [ShowsRefusal("add-phase-saying", "bad-date")]
    [ShowsRefusal("remove-phase-saying", "unknown")]
    public async Task What_does_not_fit_together_is_told_and_never_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (one, two) = (await scene.Add(new AddPhase("Phase 1", "2011-01", "2012-09")), await scene.Add(new AddPhase("Phase 2", "2012-06", "2013")));
        var window = await scene.Add(new AddWindow(one, "Case studies", "2011-09", "2012-06", "2011-10-03", "2012-12"));
        var saying = await scene.Add(new AddPhaseSaying(one, "Protocol", "2010-09"));
        await scene.RefusesAsync("unknown", new AddWindow(Guid.NewGuid(), "x", "2011"));
        await scene.RefusesAsync("empty", new AddWindow(one, "x"));
        await scene.RefusesAsync("bad-date", new AddWindow(one, "x", "2012", "2011"));
        await scene.RefusesAsync("unknown", new EditWindow(Guid.NewGuid(), "x", "2011"));
        await scene.RefusesAsync("empty", new EditWindow(window));
        await scene.RefusesAsync("bad-date", new EditWindow(window, Starts: "soon"));
        await scene.RefusesAsync("unknown", new RemoveWindow(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new AddPhaseSaying(Guid.NewGuid(), "x", "2011"));
        await scene.RefusesAsync("empty", new AddPhaseSaying(one, " ", "2011"));
        await scene.RefusesAsync("empty", new AddPhaseSaying(one, "x"));
        await scene.RefusesAsync("bad-date", new AddPhaseSaying(one, "x", "2012", "2011"));
        await scene.RefusesAsync("unknown", new RemovePhaseSaying(Guid.NewGuid()));
        await scene.Do(new AddEncounter("Early talk", EncounterKind.Interview, "2011-09-30", Phase: one));
        await scene.Do(new AddEncounter("Talk", EncounterKind.Interview, "2011-10", Phase: one));
        await scene.Do(new AddEncounter("Elsewhere", EncounterKind.Interview, "1999", Phase: two));

        var calendar = await scene.Ask(new StudyCalendarOf(), scene.Coder);
        Assert.Equal(
            [CalendarConflictKind.WindowOutsidePhase, CalendarConflictKind.PhasesOverlap, CalendarConflictKind.OutsideWindows, CalendarConflictKind.TextsContradict],
            calendar.Phases[0].Conflicts.Select(c => c.Kind));
        Assert.Contains("Early talk", calendar.Phases[0].Conflicts[2].InWords, StringComparison.Ordinal);
        Assert.Equal((4, 0, 2), (calendar.Conflicts, calendar.Phases[1].Conflicts.Count, calendar.Phases[0].Done));
        var line = Assert.Single(calendar.Phases[0].Windows);
        Assert.Equal(("late by 3 days", "late by 5 to 6 months"), (line.Began!.InWords, line.Ended!.InWords));

        await scene.Do(new EditWindow(window, "Case studies", "2011-09", "2012-06", "2011-09-30", "2012-06-14"));
        await scene.Do(new RemovePhaseSaying(saying));
        await scene.Do(new EditPhase(two, "Phase 2", "2012-10", "2013"));
        Assert.Equal(0, (await scene.Ask(new StudyCalendarOf())).Conflicts);
        await scene.Do(new RemoveWindow(window));
        Assert.Empty((await scene.Ask(new StudyCalendarOf())).Phases[0].Windows);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-milestone", "empty")]
    [ShowsRefusal("add-milestone", "name-taken")]
    [ShowsRefusal("add-milestone", "bad-date")]
    [ShowsRefusal("edit-milestone", "unknown")]
    [ShowsRefusal("edit-milestone", "empty")]
    [ShowsRefusal("edit-milestone", "name-taken")]
    [ShowsRefusal("edit-milestone", "bad-date")]
    [ShowsRefusal("remove-milestone", "unknown")]
    public async Task A_plan_stands_beside_what_came_of_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var first = await scene.Add(new AddMilestone("First report", " Summer 2013", Note: "Promised on the web page."));
        var last = await scene.Add(new AddMilestone("Last report", "2015"));
        await scene.RefusesAsync("empty", new AddMilestone("", "2013"));
        await scene.RefusesAsync("name-taken", new AddMilestone("First report", "2013"));
        await scene.RefusesAsync("bad-date", new AddMilestone("x", "winter 2013"));
        await scene.RefusesAsync("bad-date", new AddMilestone("x", "2013", "summer 2013"));
        await scene.RefusesAsync("unknown", new EditMilestone(Guid.NewGuid(), "x", "2013"));
        await scene.RefusesAsync("empty", new EditMilestone(first, " ", "2013"));
        await scene.RefusesAsync("name-taken", new EditMilestone(first, "Last report", "2013"));
        await scene.RefusesAsync("bad-date", new EditMilestone(first, "First report", ""));
        await scene.RefusesAsync("unknown", new RemoveMilestone(Guid.NewGuid()));
        await scene.Do(new EditMilestone(first, "First report", "summer 2013", "2013-07-22"));
        await scene.Do(new EditMilestone(last, "Last report", "2015", "2016-07"));
        Assert.Equal(["due summer 2013; done 22 July 2013: on time", "due 2015; done July 2016: late by 6 to 7 months"], (await scene.Ask(new MilestoneList(), scene.Coder)).Select(m => m.InWords));
        await scene.Do(new EditMilestone(last, "Last report", "2015"));
        Assert.StartsWith("due 2015; not done: overdue by ", (await scene.Ask(new MilestoneList()))[1].InWords, StringComparison.Ordinal);
        await scene.Do(new RemoveMilestone(last));
        Assert.Single(await scene.Ask(new MilestoneList()));
    }
}
