using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Surveys;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class JointDisplayTests
{
    [Theory]
    [OnBoth]
    public async Task A_site_has_its_codes_a_quotation_and_what_its_organisation_of_the_day_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, _) = await CodeMatrixTests.FilledAsync(scene);
        var (north, south) = await BoundAsync(scene);
        var chosen = await scene.Ask(new Field());
        await scene.Do(new RecordConsent(chosen.Participants.Single(p => p.Pseudonym == "P1").Id, ConsentAnswer.Given));
        var sources = (await scene.Ask(new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        var may = await scene.Key(new QuoteWords(sources["Alone"], "trusted them from"));
        await scene.Key(new QuoteWords(sources["Meeting"], "Nobody trusted the figures"));
        var display = await scene.Add(new AddJointDisplay("Trust and money", [trust], ["Q1", "Q2"]));
        await scene.Do(new NoteJointDisplay(display, north, Fit.Confirmation, "Both speak of trust."));
        await scene.Do(new NoteJointDisplay(display, north, Fit.Discordance, "The answers do not."));

        var table = await scene.Ask(new JointDisplayById(display));
        Assert.False(table.Sealed);
        Assert.Equal(["Q1 1", "Q1 2", "Q2 1", "Q2 2"], table.Columns.Select(c => $"{c.Item} {c.Wave}"));
        var row = table.Sites.Single(s => s.Site == north);
        Assert.Equal((2, 2, may), (row.Codes[0].Codings, row.Codes[0].Sources, row.Codes[0].Quotation!.Key));

        // Before its merger Northside was G01, which answered Agree; afterwards G04.
        Assert.Equal(["Agree", "Agree", "Yes", "No"], row.Answers.Select(a => Assert.Single(a.Answers)));
        Assert.Equal((Fit.Discordance, "The answers do not."), (row.Fit, row.Note));
        var other = table.Sites.Single(s => s.Site == south);
        Assert.Null(other.Codes[0].Quotation);
        Assert.Equal([AnswerState.NoAnswer, AnswerState.NoOrganisation], new[] { other.Answers[0].State, other.Answers[1].State });
        Assert.False(table.Sites.Single(s => s.Name == "Westside").Coded);

        var coder = await scene.Ask(new JointDisplayById(display), scene.Coder);
        Assert.True(coder.Sealed);
        Assert.All(coder.Sites.SelectMany(s => s.Answers), a => Assert.Equal((AnswerState.Sealed, 0), (a.State, a.Answers.Count)));
        Assert.Equal(2, coder.Sites.Single(s => s.Site == north).Codes[0].Codings);

        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new RemoveJointDisplay(display));
        Assert.Empty(await scene.Ask(new JointDisplayList()));
        Assert.Equal(Json.Write(table), Json.Write(await scene.Ask(new JointDisplayById(display), cut: "Then")));
        Assert.Equal((1, 2, 1), (await scene.Ask(new JointDisplayList(), cut: "Then")).Select(d => (d.Codes, d.Items, d.Noted)).Single());
    }

    [Theory]
    [OnBoth]
    public async Task A_code_that_is_no_more_is_left_out_and_said_and_an_undo_brings_a_note_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, deep) = await CodeMatrixTests.FilledAsync(scene);
        var (north, _) = await BoundAsync(scene);
        var display = await scene.Add(new AddJointDisplay("Trust", [deep, trust], ["Q1"]));
        await scene.Do(new NoteJointDisplay(display, north, Fit.Expansion, "One adds to the other."));
        var again = await scene.Place.Do(scene.Study, new NoteJointDisplay(display, north, Fit.Confirmation, "Not so."), scene.Lead);
        await scene.Do(new UndoAct(again.Act));
        await scene.Do(new MergeCodes(deep, trust));
        var table = await scene.Ask(new JointDisplayById(display));
        Assert.Equal((1, 1), (table.Codes.Count, table.CodesGone));
        Assert.Equal("One adds to the other.", table.Sites.Single(s => s.Site == north).Note);
    }

    [Theory]
    [OnBoth]
    public async Task Other_codes_and_items_leave_the_judgements_and_what_was_frozen_as_they_were(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, deep) = await CodeMatrixTests.FilledAsync(scene);
        var (north, _) = await BoundAsync(scene);
        var display = await scene.Add(new AddJointDisplay("Trust", [trust], ["Q1"]));
        await scene.Do(new NoteJointDisplay(display, north, Fit.Expansion, "One adds to the other."));
        await scene.Do(new FreezeCut("Then"));
        var then = Json.Write(await scene.Ask(new JointDisplayById(display)));
        await scene.Do(new EditJointDisplay(display, "Trust and money", [deep, trust], ["Q2", "Q1"]));
        var table = await scene.Ask(new JointDisplayById(display));
        Assert.Equal(("Trust and money", "Q2 Q2 Q1 Q1"), (table.Name, string.Join(' ', table.Columns.Select(c => c.Item))));
        Assert.Equal([deep, trust], table.Codes.Select(c => c.Code));
        Assert.Equal("One adds to the other.", table.Sites.Single(s => s.Site == north).Note);
        Assert.Equal(then, Json.Write(await scene.Ask(new JointDisplayById(display), cut: "Then")));
        await scene.Do(new EditJointDisplay(display, "Trust and money", [trust], ["Q1"]));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-joint-display", "empty")]
    [ShowsRefusal("add-joint-display", "name-taken")]
    [ShowsRefusal("add-joint-display", "unknown")]
    [ShowsRefusal("edit-joint-display", "empty")]
    [ShowsRefusal("edit-joint-display", "name-taken")]
    [ShowsRefusal("edit-joint-display", "unknown")]
    [ShowsRefusal("remove-joint-display", "unknown")]
    [ShowsRefusal("note-joint-display", "unknown")]
    [ShowsRefusal("note-joint-display", "empty")]
    [ShowsRefusal("joint-display", "unknown")]
    public async Task A_joint_display_stands_on_codes_and_items_that_are_there(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, _) = await CodeMatrixTests.FilledAsync(scene);
        var (north, _) = await BoundAsync(scene);
        await scene.RefusesAsync("empty", new AddJointDisplay(" ", [trust], ["Q1"]));
        await scene.RefusesAsync("empty", new AddJointDisplay("Trust", [], ["Q1"]));
        await scene.RefusesAsync("empty", new AddJointDisplay("Trust", [trust], []));
        await scene.RefusesAsync("unknown", new AddJointDisplay("Trust", [Guid.NewGuid()], ["Q1"]));
        await scene.RefusesAsync("unknown", new AddJointDisplay("Trust", [trust], ["Q1", "Q9"]));
        await scene.RefusesAsync("unknown", new AddJointDisplay("Trust", [trust], ["Q4"]));
        var display = await scene.Add(new AddJointDisplay("Trust", [trust], ["Q1"]));
        await scene.RefusesAsync("name-taken", new AddJointDisplay(" Trust ", [trust], ["Q1"]));
        await scene.Add(new AddJointDisplay("Money", [trust], ["Q1"]));
        await scene.RefusesAsync("name-taken", new EditJointDisplay(display, "Money", [trust], ["Q1"]));
        await scene.RefusesAsync("empty", new EditJointDisplay(display, "Trust", [trust], []));
        await scene.RefusesAsync("unknown", new EditJointDisplay(display, "Trust", [trust], ["Q9"]));
        await scene.RefusesAsync("unknown", new EditJointDisplay(display, "Trust", [Guid.NewGuid()], ["Q1"]));
        await scene.RefusesAsync("unknown", new EditJointDisplay(Guid.NewGuid(), "Trust", [trust], ["Q1"]));
        await scene.RefusesAsync("unknown", new NoteJointDisplay(Guid.NewGuid(), north, Fit.Expansion, "So."));
        await scene.RefusesAsync("unknown", new NoteJointDisplay(display, Guid.NewGuid(), Fit.Expansion, "So."));
        await scene.RefusesAsync("empty", new NoteJointDisplay(display, north, Fit.Expansion, " "));
        await scene.RefusesAsync("unknown", new RemoveJointDisplay(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new JointDisplayById(Guid.NewGuid()));
    }

    /// <summary>The invented survey, and its organisations in the register: Northside was G01 until September 2020 and G04 from then on, Southside was G03 until the end of 2020.</summary>
    private static async Task<(Guid North, Guid South)> BoundAsync(Scene scene)
    {
        await scene.Do(SurveyTables.Import());
        var sites = (await scene.Ask(new Field())).Sites.ToDictionary(s => s.Name, s => s.Id);
        foreach (var code in new[] { "G01", "G03", "G04" })
        {
            await scene.Do(new AddOrganisation("Group " + code, "group", Code: code, Scheme: "own"));
        }

        await scene.Do(new BindSite(sites["Northside"], "G01", To: "2020-09-30"));
        await scene.Do(new BindSite(sites["Northside"], "G04", From: "2020-10-01"));
        await scene.Do(new BindSite(sites["Southside"], "G03", To: "2020-12-31"));
        return (sites["Northside"], sites["Southside"]);
    }
}
