using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Surveys;

namespace Fieldthread.Workbench.Tests.Studies;

/// <summary>What the rooms put on the study’s calendar, and what they say wants to be looked at. Named with the rooms that contribute.</summary>
public sealed class TimelineTests
{
    [Theory]
    [OnBoth]
    public async Task Everything_with_a_date_stands_in_its_row(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        Assert.Empty((await scene.Ask(new StudyTimelineOf())).Lines);
        var phase = await scene.Add(new AddPhase("Phase 1", "2020-02", "2020-09"));
        await scene.Do(new AddWindow(phase, "", "2020-03", "2020-06", "2020-03-02"));
        await scene.Do(new AddEncounter("A visit", EncounterKind.DocumentVisit, "2020-04", Phase: phase));
        await scene.Do(new AddEncounter("A talk", EncounterKind.Interview, "2020-03-09", Phase: phase));
        await scene.Do(new AddEncounter("Some time", EncounterKind.Interview));
        await scene.Do(SurveyTables.Import());
        await scene.Do(new AddMilestone("Report", "summer 2020", "2020-09"));
        await scene.Do(new AddMilestone("Data", "2020"));
        await scene.Do(new FreezeCut("Then"));
        var lines = (await scene.Ask(new StudyTimelineOf(), scene.Coder)).Lines;
        Assert.Equal(
            ["Phases", "Fieldwork, planned", "Fieldwork", "Interviews", "Document visits", "Survey waves", "Plan", "Data cuts"],
            lines.Select(l => l.Row).Distinct());
        Assert.Equal(("2020-03-02", null, false), lines.Where(l => l.Row == "Fieldwork").Select(l => (l.From, l.Last, l.Planned)).Single());
        Assert.Equal(("2020-04", "2020-04", true), lines.Where(l => l.Row == "Document visits").Select(l => (l.From, l.Last, l.Point)).Single());
        Assert.Equal([("2020-01-01", "2020-12-31", true), ("2020-09", "2020-09", false)], lines.Where(l => l.Row == "Plan").Select(l => (l.From, l.Last, l.Planned)));
        Assert.Equal("due summer 2020; done September 2020: late by 1 to 30 days", lines.Single(l => l.Text == "Report").More);
        Assert.Single((await scene.Ask(new StudyTimelineOf(), cut: "Then")).Lines, l => l.Row == "Phases");
    }

    [Theory]
    [OnBoth]
    public async Task What_is_late_stale_or_missing_is_told_until_it_is_put_right(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        Assert.Empty(await scene.Ask(new Attention()));
        var phase = await scene.Add(new AddPhase("Phase 1", "2011-01", "2012-09"));
        await scene.Do(new AddPhase("Phase 9", "9000"));
        var window = await scene.Add(new AddWindow(phase, "", "2011-09", "2012-06"));
        var plan = await scene.Add(new AddMilestone("First report", "2013"));
        var doctor = await scene.Add(new AddParticipant("GP01", "Doctor"));
        var source = await scene.SourceAsync("Interview", "INT: Well?\nGP01: We were never asked, not once.\nGP01: Nor was anybody else.");
        await scene.Key(new QuoteWords(source.Line.Id, "We were never asked, not once."));
        await scene.Do(new AddReport("What they said", "q9 is prose. “[We were never asked, not once.]{.quote ev=q1}”", "r"));
        Assert.Equal(
            [
                (AttentionKind.Late, "First report was due 2013: overdue by"), (AttentionKind.Late, "Fieldwork of Phase 1 was to begin September 2011, and no day is written down: overdue by"),
                (AttentionKind.Missing, "Phase 1 has begun, and no encounter belongs to it."), (AttentionKind.Missing, "“What they said” cites 1 quotation for which no consent is recorded."),
            ],
            (await scene.Ask(new Attention(), scene.Coder)).Select(l => (l.Kind, l.InWords.Split(" overdue by")[0] + (l.InWords.Contains(" overdue by", StringComparison.Ordinal) ? " overdue by" : ""))));

        await scene.Do(new EditMilestone(plan, "First report", "2013", "2014-02"));
        await scene.Do(new EditWindow(window, "", "2011-09", "2012-06", "2011-09"));
        Assert.StartsWith("Fieldwork of Phase 1 was to end June 2012", (await scene.Ask(new Attention()))[0].InWords, StringComparison.Ordinal);
        await scene.Do(new EditWindow(window, "", "2011-09", "2012-06", "2011-09", "2012-06"));
        await scene.Do(new AddEncounter("Talk", EncounterKind.Interview, "2013-01", Phase: phase, Participants: [doctor], Sources: [source.Line.Id]));
        await scene.Do(new RecordConsent(doctor, ConsentAnswer.Refused));
        Assert.Equal(
            [(AttentionKind.Missing, "“What they said” cites 1 quotation for which it is withheld."), (AttentionKind.Conflict, "“Talk” of January 2013 lies outside every time in the field of “Phase 1”.")],
            (await scene.Ask(new Attention())).Select(l => (l.Kind, l.InWords)));
        await scene.Do(new RecordConsent(doctor, ConsentAnswer.Given));
        await scene.Do(new EditWindow(window, "", "2011-09", "2012-06", "2011-09", "2013-01"));
        await scene.Do(new EditPhase(phase, "Phase 1", "2011-01", "2013-01"));
        Assert.Empty(await scene.Ask(new Attention()));

        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new PublishReport("r", "Then"));
        Assert.Empty(await scene.Ask(new Attention()));
        await scene.SourceAsync("Later", "Something new.");
        await scene.CodeAsync(source, "never asked", await scene.Add(new AddCode("Asked")));
        var stale = Assert.Single(await scene.Ask(new Attention()));
        Assert.Equal(AttentionKind.Stale, stale.Kind);
        Assert.Contains("1 source, 1 coding", stale.WhatToDo, StringComparison.Ordinal);
        await scene.Do(new FreezeCut("Now"));
        await scene.Do(new PublishReport("r", "Now"));
        Assert.Empty(await scene.Ask(new Attention()));
        Assert.Contains((await scene.Ask(new StudyTimelineOf())).Lines, l => l is { Row: "Reports", Text: "What they said, version 2" });
    }
}
