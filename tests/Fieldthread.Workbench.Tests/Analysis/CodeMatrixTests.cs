using Fieldthread.Core.Analysis;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Register;
using Fieldthread.Workbench.Tests.Surveys;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class CodeMatrixTests
{
    [Theory]
    [OnBoth]
    public async Task Codes_are_crossed_with_phase_role_kind_year_and_site_and_a_cut_keeps_what_it_held(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, deep) = await FilledAsync(scene);
        Assert.Equal(["site", "phase", "kind", "role", "year"], (await scene.Ask(new AttributeList())).Select(a => a.Key));
        Assert.Equal("First phase 2 of 4, Second phase 1 of 1", await LineAsync(scene, trust, new CodeMatrix()));
        Assert.Equal("First phase 1 of 4, Second phase 0 of 1", await LineAsync(scene, deep, new CodeMatrix()));
        Assert.Equal("First phase 1 of 4, Second phase 1 of 1", await LineAsync(scene, trust, new CodeMatrix(RollUp: false)));
        Assert.Equal("First phase 2 of 3, Second phase 1 of 1", await LineAsync(scene, trust, new CodeMatrix(Count: CrossUnit.Sources)));

        // The joint interview counts for both roles, in each with its own people; the chair was also heard alone.
        Assert.Equal("Chair 2 of 2, Nurse 1 of 2", await LineAsync(scene, trust, new CodeMatrix("role", CrossUnit.Sources)));
        Assert.Equal("Chair 1 of 1, Nurse 1 of 2", await LineAsync(scene, trust, new CodeMatrix("role", CrossUnit.Participants)));
        Assert.Equal("interview 2 of 3, meeting 1 of 1", await LineAsync(scene, trust, new CodeMatrix("kind", CrossUnit.Sources)));
        Assert.Equal("2021 1 of 1, 2022 1 of 1", await LineAsync(scene, trust, new CodeMatrix("year", CrossUnit.Sites)));
        Assert.Equal("Northside 2 of 4, Southside 1 of 1, Westside 0 of 0", await LineAsync(scene, trust, new CodeMatrix("site")));
        Assert.Equal(1, (await scene.Ask(new CodeMatrix())).Outside);

        var joint = (await scene.Ask(new SourceText((await scene.Ask(new SourceList())).Single(s => s.Name == "Joint").Id))).Revision;
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new FreezeCut("North then", new CutFilter(Sites: ["Northside"])));
        var then = Text(await scene.Ask(new CodeMatrix("role"), cut: "Then"));
        await scene.Do(new RemoveCoding((await scene.Ask(new CodingsOfSource(joint))).Codings[0].Id), scene.Coder);
        Assert.NotEqual(then, Text(await scene.Ask(new CodeMatrix("role"))));
        Assert.Equal(then, Text(await scene.Ask(new CodeMatrix("role"), cut: "Then")));
        Assert.Equal("Northside 2 of 4", await LineAsync(scene, trust, new CodeMatrix("site"), "North then"));
    }

    [Theory]
    [OnBoth]
    public async Task What_stands_behind_a_cell_is_what_it_counts(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await FilledAsync(scene);
        foreach (var (by, roll) in new[] { ("phase", true), ("role", true), ("role", false), ("site", true), ("kind", false) })
        {
            var table = await scene.Ask(new CodeMatrix(by, RollUp: roll));
            Assert.NotEmpty(table.Rows);
            foreach (var row in table.Rows)
            {
                for (var column = 0; column < table.Columns.Count; column++)
                {
                    Assert.Equal(row.Counts[column], (await scene.Ask(new CodingsOfCode(row.Code, roll, By: by, Value: table.Columns[column].Value))).Total);
                }
            }
        }

        var code = (await scene.Ask(new CodeMatrix())).Rows[0].Code;
        Assert.Equal(0, (await scene.Ask(new CodingsOfCode(code, By: "phase", Value: "No such phase"))).Total);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("code-matrix", "unknown")]
    [ShowsRefusal("code-matrix", "sealed")]
    [ShowsRefusal("code-matrix", "bad-date")]
    [ShowsRefusal("codings-of-code", "sealed")]
    [ShowsRefusal("codings-of-code", "bad-date")]
    public async Task What_the_register_says_of_a_site_is_asked_as_at_a_date_by_those_who_keep_participants(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (trust, _) = await FilledAsync(scene);
        await scene.RefusesAsync("unknown", new CodeMatrix("register:type"));
        await scene.Do(Registers.Small());
        var north = (await scene.Ask(new Field())).Sites.Single(s => s.Name == "Northside").Id;
        await scene.Do(new BindSite(north, "a", To: "2015-03-31"));
        await scene.Do(new BindSite(north, "c", From: "2015-04-01"));
        Assert.Equal(["register:type", "register:changes", "register:relation:accountable to"], (await scene.Ask(new AttributeList())).Where(a => a.Dated).Select(a => a.Key));
        Assert.DoesNotContain(await scene.Ask(new AttributeList(), scene.Coder), a => a.Dated);

        Assert.Equal("group 2 of 4", await LineAsync(scene, trust, new CodeMatrix("register:type", At: "2016")));
        Assert.Equal("none 2 of 4", await LineAsync(scene, trust, new CodeMatrix("register:changes", At: "2015-03-31")));
        Assert.Equal("merged 2 of 4", await LineAsync(scene, trust, new CodeMatrix("register:changes", At: "2015-04-01")));
        Assert.Equal("merged and renamed 2 of 4", await LineAsync(scene, trust, new CodeMatrix("register:changes")));
        Assert.Single((await scene.Ask(new CodeMatrix("register:relation:accountable to", At: "2016"))).Columns);
        Assert.Equal(2, (await scene.Ask(new CodingsOfCode(trust, By: "register:changes", Value: "merged", At: "2015-04-01"))).Total);

        await scene.RefusesAsync("bad-date", new CodeMatrix("register:type", At: "soon"));
        await scene.RefusesAsync("bad-date", new CodingsOfCode(trust, By: "register:type", Value: "group", At: "soon"));
        await scene.RefusesAsync("unknown", new CodeMatrix("register:colour"));
        await scene.RefusesAsync("unknown", new CodeMatrix("site:Size"));
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new CodeMatrix("register:type"), scene.Coder))).Code);
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new CodingsOfCode(trust, By: "register:type", Value: "group"), scene.Coder))).Code);
    }

    [Theory]
    [OnBoth]
    public async Task Open_answers_stand_under_their_wave(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(SurveyTables.Import());
        var text = (await scene.Ask(new SourceList())).First(s => s.Name.Contains("Q4", StringComparison.Ordinal));
        var page = await scene.Ask(new SourceText(text.Id));
        var trust = await scene.Add(new AddCode("Trust"));
        await scene.CodeAsync(page, SurveyTables.Marked, trust);
        Assert.Equal("First wave 1 of 1", (await LineAsync(scene, trust, new CodeMatrix("wave"))).Split(", ")[0]);
    }

    /// <summary>An interview of the chair, a joint interview of chair and nurse and a meeting without people at two sites, in two phases; a nurse heard where nothing of trust is coded; and a note that belongs nowhere.</summary>
    internal static async Task<(Guid Trust, Guid Deep)> FilledAsync(Scene scene)
    {
        var (north, south) = (await scene.Add(new AddSite("Northside")), await scene.Add(new AddSite("Southside")));
        await scene.SourceAsync("Uncoded", "Nothing of this is coded.\n", await scene.Add(new AddSite("Westside")));
        var (first, second) = (await scene.Add(new AddPhase("First phase", "2021", "2021-12")), await scene.Add(new AddPhase("Second phase", "2022")));
        var (chair, nurse, other) = (await scene.Add(new AddParticipant("P1", "Chair", north)), await scene.Add(new AddParticipant("P2", "Nurse", north)), await scene.Add(new AddParticipant("P3", "Nurse", north)));
        var alone = await scene.SourceAsync("Alone", "P1: We trusted them from the start.\n");
        var joint = await scene.SourceAsync("Joint", "P1: They kept their word.\nP2: It was the money that did it.\n");
        var meeting = await scene.SourceAsync("Meeting", "Nobody trusted the figures.\n");
        var note = await scene.SourceAsync("Note", "Trust again.\n");
        var third = await scene.SourceAsync("Third", "P3: Only the money.\n");
        await scene.Do(new AddEncounter("E1", EncounterKind.Interview, "2021-04-01", 40, north, first, [chair], [alone.Line.Id]));
        await scene.Do(new AddEncounter("E2", EncounterKind.Interview, "2021-05", 40, north, first, [chair, nurse], [joint.Line.Id]));
        await scene.Do(new AddEncounter("E3", EncounterKind.Meeting, "2022-05", 40, south, second, [], [meeting.Line.Id]));
        await scene.Do(new AddEncounter("E4", EncounterKind.Interview, "2021-06", 40, north, first, [other], [third.Line.Id]));
        var trust = await scene.Add(new AddCode("Trust"));
        var deep = await scene.Add(new AddCode("Earned", trust));
        var money = await scene.Add(new AddCode("Money"));
        await scene.CodeAsync(alone, "We trusted them", trust);
        await scene.CodeAsync(joint, "They kept their word", deep);
        await scene.CodeAsync(joint, "the money that did it", money);
        await scene.CodeAsync(third, "Only the money", money);
        await scene.CodeAsync(meeting, "Nobody trusted", trust);
        await scene.CodeAsync(note, "Trust again", trust);
        return (trust, deep);
    }

    internal static async Task<string> LineAsync(Scene scene, Guid code, CodeMatrix question, string? cut = null)
    {
        var table = await scene.Ask(question, cut: cut);
        var row = table.Rows.Single(r => r.Code == code);
        return string.Join(", ", table.Columns.Select((c, i) => $"{c.Value} {row.Counts[i]} of {c.Base}"));
    }

    private static string Text(CodeMatrixTable table) => string.Join('\n', table.Rows.Select(r => $"{r.Path} {string.Join(',', r.Counts)}").Prepend(string.Join(',', table.Columns.Select(c => $"{c.Value} {c.Base}"))));
}
