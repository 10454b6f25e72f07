using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Fieldwork.Sheets;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class RoleTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("add-role", "unknown")]
    [ShowsRefusal("add-role", "empty")]
    [ShowsRefusal("add-role", "bad-date")]
    [ShowsRefusal("add-role", "held-already")]
    [ShowsRefusal("edit-role", "unknown")]
    [ShowsRefusal("edit-role", "empty")]
    [ShowsRefusal("edit-role", "bad-date")]
    [ShowsRefusal("edit-role", "held-already")]
    [ShowsRefusal("remove-role", "unknown")]
    [ShowsRefusal("edit-participant", "unknown")]
    [ShowsRefusal("edit-participant", "empty")]
    [ShowsRefusal("edit-participant", "name-taken")]
    [ShowsRefusal("edit-participant", "labelled")]
    [ShowsRefusal("participant", "unknown")]
    public async Task One_role_counts_at_a_time_and_a_later_one_ends_what_was_open(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        await scene.RefusesAsync("unknown", new AddRole(at.Site, "Chair", From: "2022"));
        await scene.RefusesAsync("unknown", new AddRole(at.P1, "Chair", at.P1, "2022"));
        await scene.RefusesAsync("empty", new AddRole(at.P1, " ", From: "2022"));
        Assert.Contains("No date", (await scene.RefusesAsync("empty", new AddRole(at.P1, "Chair"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", new AddRole(at.P1, "Chair", From: "2022", To: "2021"));
        await scene.RefusesAsync("bad-date", new AddRole(at.P1, "Chair", From: "soon"));
        var clerk = (await scene.Do(new AddRole(at.P1, "Clerk", at.Site, "2020"))).Id;
        var chair = await scene.Do(new AddRole(at.P1, "Chair", at.Other, "2022-04"));
        Assert.Equal(("Clerk", "2022-03"), (chair.Ended, chair.Last));
        var refusal = await scene.RefusesAsync("held-already", new AddRole(at.P1, "Member", From: "2021", To: "2021"));
        Assert.Equal("They were Clerk 2020 to 2022-03, which is some of that time.", refusal.Message);
        await scene.RefusesAsync("held-already", new EditRole(clerk, "Clerk", at.Site, "2020", "2022-05"));
        await scene.RefusesAsync("empty", new EditRole(clerk, "Clerk", at.Site));
        await scene.RefusesAsync("empty", new EditRole(clerk, "", at.Site, "2020"));
        await scene.RefusesAsync("bad-date", new EditRole(clerk, "Clerk", at.Site, "2020-13"));
        await scene.RefusesAsync("unknown", new EditRole(at.P1, "Clerk", at.Site, "2020"));
        await scene.RefusesAsync("unknown", new RemoveRole(at.P1));
        await scene.RefusesAsync("not-allowed", new RemoveRole(clerk), scene.Coder);
        await scene.Do(new EditRole(clerk, "Deputy clerk", at.Site, "2020", "2022-03"));
        Assert.Equal([("Deputy clerk", "Site 1", "2020", "2022-03"), ("Chair", "Site 2", "2022-04", null)], (await scene.Ask(new RolesOfStudy(), scene.Coder)).Select(r => (r.Role, r.Site, r.From, r.To)));

        await scene.RefusesAsync("unknown", new ShowParticipant(at.Site));
        var page = await scene.Ask(new ShowParticipant(at.P1), scene.Coder);
        Assert.Equal([("Before", "2019-06-01", "Manager", "Site 1"), ("First", "2021-06-14", "Deputy clerk", "Site 1"), ("Second", "2022-06-14", "Chair", "Site 2")], page.Heard.Select(h => (h.Encounter, h.Date, h.Role, h.Site)));
        Assert.Equal(("P1", "Chair", "Site 2"), (await scene.Ask(new Workbench.Fieldwork.FieldNotes.ShowEncounter(at.Second))).People.Where(p => p.Id == at.P1).Select(p => (p.Pseudonym, p.Role, p.Site)).Single());

        await scene.RefusesAsync("unknown", new EditParticipant(at.Site, "P1"));
        await scene.RefusesAsync("unknown", new EditParticipant(at.P1, "P1", "", at.P1));
        await scene.RefusesAsync("empty", new EditParticipant(at.P1, " "));
        await scene.RefusesAsync("name-taken", new EditParticipant(at.P1, "P2"));
        Assert.Contains("4 turns in the texts", (await scene.RefusesAsync("labelled", new EditParticipant(at.P1, "Q1"))).Message, StringComparison.Ordinal);
        await scene.Do(new EditParticipant(at.P1, "P1", "Director", at.Other));
        Assert.Equal(("Director", "Site 2"), (await scene.Ask(new Field())).Participants.Where(p => p.Id == at.P1).Select(p => (p.Role, p.Site)).Single());
        await scene.Do(new EditParticipant(at.P3, "P9", "Porter"));
        Assert.Contains((await scene.Ask(new Field())).Participants, p => (p.Pseudonym, p.Role, p.Site) == ("P9", "Porter", null));

        // A site or a participant under which a role stands does not go away unseen.
        var done = await scene.Place.Do(scene.Study, new RemoveRole(chair.Id), scene.Lead);
        Assert.Single((await scene.Ask(new ShowParticipant(at.P1))).Roles);
        await scene.Do(new UndoAct(done.Act));
        Assert.Equal(2, (await scene.Ask(new ShowParticipant(at.P1))).Roles.Count);
    }

    [Theory]
    [OnBoth]
    public async Task Every_number_by_role_takes_the_role_of_the_day(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        async Task<string> Number(string definition)
        {
            var key = await scene.Key(new AddStatistic(definition, System.Text.Json.JsonSerializer.Deserialize<StatisticDefinition>(definition, Options)!));
            return (await scene.Ask(new StatisticList())).Single(l => l.Key == key).Value is { } v ? $"{v.Value}: {string.Join(',', v.Yes)}" : "";
        }

        Assert.Equal("3: Before,First,Second", await Number("""{"form":"count","unit":"encounters","roles":["Manager"]}"""));
        await scene.Do(new FreezeCut("Before roles"));
        await scene.Do(new AddRole(at.P1, "Chair", at.Other, "2022-04"));

        // Encounters, participants, codings, sites.
        Assert.Equal("2: Before,First", await Number("""{"form":"count","unit":"encounters","roles":["Manager"]}"""));
        Assert.Equal("1: Second", await Number("""{"form":"count","unit":"encounters","roles":["Chair"]}"""));
        Assert.Equal("1: P1", await Number("""{"form":"count","unit":"participants","roles":["Chair"]}"""));
        Assert.Equal("1: P1", await Number("""{"form":"count","unit":"participants","roles":["Manager"]}"""));
        Assert.Equal("1: P1", await Number("""{"form":"count","unit":"participants","roles":["Chair"],"sites":["Site 2"]}"""));
        Assert.Equal("0: ", await Number("""{"form":"count","unit":"participants","roles":["Chair"],"sites":["Site 1"]}"""));
        Assert.Equal("0: ", await Number("""{"form":"count","unit":"participants","roles":["Chair"],"phases":["Phase 1"]}"""));
        Assert.Equal("1: P1", await Number("""{"form":"count","unit":"participants","roles":["Chair"],"phases":["Phase 2"],"codes":["Trust"]}"""));
        Assert.Equal("0: ", await Number("""{"form":"count","unit":"participants","roles":["Manager"],"codes":["Trust"]}"""));

        // Speech, the matrix, the label of a quotation, retrieval.
        Assert.Equal([("Chair", 2), ("Clerk", 2), ("Manager", 2), (Core.Fieldwork.SpeechShare.Team, 2)], (await scene.Ask(new SpeechOfStudy())).Rows.Select(r => (r.Role, r.Turns)).OrderBy(r => r.Role, StringComparer.Ordinal));
        var matrix = await scene.Ask(new CodeMatrix("role"));
        Assert.Equal([("Chair", 1), ("Clerk", 1), ("Manager", 0)], matrix.Columns.Select(c => (c.Value, c.Base)).OrderBy(c => c.Value, StringComparer.Ordinal));
        var found = await scene.Ask(new Retrieve("coded [role = Chair]"));
        Assert.Equal(("Chair", "P1", "Second talk"), found.Quotations.Select(q => (q.Role, q.Speaker, q.SourceName)).Single());
        Assert.Empty((await scene.Ask(new Retrieve("coded [role = Manager]"))).Quotations);
        await scene.RefusesAsync("unknown-name", new Retrieve("coded [role = Bishop]"));

        // A cut from before the role was said holds the old numbers.
        Assert.Equal("Manager", (await scene.Ask(new Retrieve("coded [participant = P1]"), cut: "Before roles")).Quotations.Single().Role);
    }

    [Theory]
    [OnBoth]
    public async Task Roles_go_out_as_a_table_and_come_in_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var at = await FillAsync(scene);
        await scene.Do(new AddRole(at.P1, "Clerk", at.Site, "2020"));
        const string table = "participant,role,site,from,to\nP1,Clerk,Site 1,2020,\n";
        await scene.RefusesAsync("nothing-new", new ImportTable(Csv(table), FieldSheet.Roles));
        await scene.RefusesAsync("not-allowed", new ImportTable(Csv(table + "P2,Chair,,2021,\n"), FieldSheet.Roles), scene.Coder);
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportTable(Csv("participant,role,site,from,to\nP1,Clerk,Site 1,2020,2022-03\nP1,Chair,Site 2,2022-04,\nP2,Porter,,,2021\nP8,Porter,,2020,\nP2,,,2022,\n"), FieldSheet.Roles), scene.Lead);
        Assert.Equal((2, 1, 2), (done.Answer.Added, done.Answer.Changed, done.Answer.Remarks));
        Assert.Equal(["P1 Clerk 2020 2022-03", "P1 Chair 2022-04 ", "P2 Porter  2021"], (await scene.Ask(new RolesOfStudy())).Select(r => $"{r.Pseudonym} {r.Role} {r.From} {r.To}"));
        var refusal = await scene.RefusesAsync("row-refused", new ImportTable(Csv("participant,role,site,from,to\nP1,Member,,2021-05,2021-06\n"), FieldSheet.Roles));
        Assert.Contains("They were Clerk 2020 to 2022-03", refusal.Message, StringComparison.Ordinal);
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    private static readonly System.Text.Json.JsonSerializerOptions Options = new(System.Text.Json.JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static GivenFile Csv(string text) => new("table.csv", Encoding.UTF8.GetBytes(text));

    private sealed record Filled(Guid Site, Guid Other, Guid P1, Guid P3, Guid Second);

    private static async Task<Filled> FillAsync(Scene scene)
    {
        var (site, other) = (await scene.Add(new AddSite("Site 1")), await scene.Add(new AddSite("Site 2")));
        var (one, two) = (await scene.Add(new AddPhase("Phase 1")), await scene.Add(new AddPhase("Phase 2")));
        var p1 = await scene.Add(new AddParticipant("P1", "Manager", site, QuotingConsent.Given));
        var p2 = await scene.Add(new AddParticipant("P2", "Clerk"));
        var p3 = await scene.Add(new AddParticipant("P3", "Guest"));
        await scene.Add(new AddEncounter("Before", EncounterKind.Interview, "2019-06-01", Participants: [p1]));
        var first = await scene.Add(new AddEncounter("First", EncounterKind.Interview, "2021-06-14", Site: site, Phase: one, Participants: [p1]));
        var second = await scene.Add(new AddEncounter("Second", EncounterKind.Meeting, "2022-06-14", Phase: two, Participants: [p1, p2]));
        _ = await scene.SourceAsync("First talk", "Interviewer: Where did you meet?\n\nP1: We met in the hall.\n\nInterviewer: And then?\n\nP1: We went home.\n");
        var source = await scene.SourceAsync("Second talk", "P1: We trusted them.\n\nP2: So did we.\n\nP1: Until May.\n\nP2: Or June.\n");
        var list = await scene.Ask(new SourceList());
        await scene.Do(new PlaceSource(list.Single(s => s.Name == "First talk").Id, first));
        await scene.Do(new PlaceSource(list.Single(s => s.Name == "Second talk").Id, second));
        var code = await scene.Add(new AddCode("Trust"));
        await scene.CodeAsync(source, "trusted", code);
        return new Filled(site, other, p1, p3, second);
    }
}
