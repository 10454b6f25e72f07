using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Rooms;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class ClassificationTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("set-attribute", "unknown")]
    [ShowsRefusal("set-attribute", "empty")]
    [ShowsRefusal("set-attribute", "elsewhere")]
    [ShowsRefusal("set-attribute", "unfit")]
    [ShowsRefusal("set-attribute", "several")]
    public async Task An_attribute_is_set_changed_and_taken_away_and_codes_are_crossed_by_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var site = await scene.Add(new AddSite("Site 1"));
        var (chair, clerk) = (await scene.Add(new AddParticipant("P1", "Chair")), await scene.Add(new AddParticipant("P2")));
        await scene.RefusesAsync("unknown", new SetAttribute(Classified.Sites, chair, "Size", "9"));
        await scene.RefusesAsync("empty", new SetAttribute(Classified.Sites, site, " ", "9"));
        await scene.RefusesAsync("unfit", new SetAttribute(Classified.Participants, chair, "Site", "Site 2"));
        await scene.RefusesAsync("not-allowed", new SetAttribute(Classified.Participants, chair, "Years", "7"), scene.Coder);

        var source = await scene.SourceAsync("Talk", "P1: Long ago.\n\nP2: Not so long.\n");
        await scene.Add(new AddEncounter("Talk", EncounterKind.FocusGroup, Participants: [chair, clerk], Sources: [source.Line.Id]));
        await scene.RefusesAsync("elsewhere", new SetAttribute(Classified.Sources, source.Line.Id, "phase", "one"));
        await scene.Do(new SetAttribute(Classified.Sites, site, "Size", "9"), scene.Coder);
        await scene.Do(new SetAttribute(Classified.Participants, chair, "Years", "7"));
        await scene.Do(new SetAttribute(Classified.Participants, clerk, "years", "12"));
        await scene.Do(new SetAttribute(Classified.Participants, clerk, "Role", "Clerk"));
        await scene.Do(new SetAttribute(Classified.Participants, clerk, "Site", "Site 1"));
        await scene.Do(new SetAttribute(Classified.Sources, source.Line.Id, "Language", "Norse"), scene.Coder);

        var people = await scene.Ask(new ClassificationOf(Classified.Participants));
        Assert.Equal(["Role", "Site", "Years"], people.Columns.Select(c => c.Name));
        Assert.Equal([("P1", "Chair||7"), ("P2", "Clerk|Site 1|12")], people.Rows.Select(r => (r.Name, string.Join('|', r.Values))));
        Assert.Equal(("whole numbers", "Size"), ((await scene.Ask(new ClassificationOf())).Columns.Single() is var c ? (c.Kind, c.Name) : default));
        var beside = await scene.Ask(new ClassificationOf(Classified.Sources, Known: true));
        Assert.Equal("Norse|||focus group||", string.Join('|', beside.Rows.Single().Values));

        var code = await scene.Add(new AddCode("Time"));
        await scene.CodeAsync(source, "Long ago", code);
        var matrix = await scene.Ask(new CodeMatrix("person:Years"));
        Assert.Equal(["7", "12"], matrix.Columns.Select(x => x.Value));

        // Another kind of value makes the whole attribute text; taken away, it is gone.
        await scene.Do(new SetAttribute(Classified.Participants, chair, "Years", "many"));
        Assert.Equal("text", (await scene.Ask(new ClassificationOf(Classified.Participants))).Columns[2].Kind);
        await scene.Do(new SetAttribute(Classified.Participants, chair, "Years"));
        Assert.Equal("", (await scene.Ask(new ClassificationOf(Classified.Participants))).Rows[0].Values[2]);

        await scene.Place.SqlAsync($"INSERT INTO site_attributes (study_id, id, recorded_in, site_id, name, kind, value, foreign_id) SELECT study_id, {(provider == Provider.Sqlite ? "randomblob(16)" : "gen_random_uuid()")}, recorded_in, site_id, name, kind, '10', foreign_id FROM site_attributes WHERE name = 'Size' AND study_id = {scene.Study}");
        await scene.RefusesAsync("several", new SetAttribute(Classified.Sites, site, "Size", "11"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("preview-classification", "unreadable")]
    [ShowsRefusal("preview-classification", "empty")]
    [ShowsRefusal("preview-classification", "not-told")]
    [ShowsRefusal("import-classification", "unreadable")]
    [ShowsRefusal("import-classification", "empty")]
    [ShowsRefusal("import-classification", "not-told")]
    [ShowsRefusal("import-classification", "not-added")]
    [ShowsRefusal("import-classification", "nothing-new")]
    public async Task A_sheet_lands_as_its_preview_says_and_goes_again_and_what_went_out_brings_nothing(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddSite("Site 1"));
        await scene.Add(new AddParticipant("Anna", "Manager"));
        await scene.Add(new AddParticipant("Bo"));
        await scene.SourceAsync("Anna", "Anna: Yes.\n");
        foreach (var (code, file, of) in new (string, GivenFile, Classified?)[] { ("unreadable", new("a.xlsx", "PK no workbook"u8.ToArray()), null), ("empty", File("Case,Years\n"), null), ("empty", File("Case\nAnna\n"), null), ("not-told", File("Case,Years\nNobody,3\n"), null), ("not-told", File("Case,Years\nAnna,3\n"), null) })
        {
            await scene.RefusesAsync(code, new PreviewClassification(file, of));
            await scene.RefusesAsync(code, new ImportClassification(file, of));
        }

        var sheet = File("Person\tRole\tSite\tYears\tSeen\r\nCases\\\\Anna\tChief\tSite 1\t7\t2021-06-14\r\nBo\tUnassigned\tSite 9\t12\t\r\nCy\tClerk\t\t3\t\r\n");
        await scene.RefusesAsync("not-added", new ImportClassification(sheet, Classified.Sources, Add: true));
        await scene.RefusesAsync("not-allowed", new ImportClassification(sheet), scene.Coder);
        var plan = (await scene.Ask(new PreviewClassification(sheet))).Plan;
        Assert.Equal((2, 5, 0), (plan.Met, plan.Changes.Count, plan.NewThings.Count));
        Assert.Equal("Cy", Assert.Single(plan.Unknown));

        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new ImportClassification(sheet, Add: true), scene.Lead);
        Assert.Equal((Classified.Participants, 1, 2, 7, 0), (done.Answer.Of, done.Answer.Added, done.Answer.Attributes, done.Answer.Values, done.Answer.Unknown));
        var people = await scene.Ask(new ClassificationOf(Classified.Participants));
        Assert.Equal([("Anna", "Chief|Site 1|2021-06-14|7"), ("Bo", "|||12"), ("Cy", "Clerk|||3")], people.Rows.Select(r => (r.Name, string.Join('|', r.Values))));
        Assert.Equal(["text", "text", "dates", "whole numbers"], people.Columns.Select(c => c.Kind));
        Assert.Contains((await scene.Ask(new ImportList()))[0].Remarks, r => r.Message.Contains("“Site 9” is no site", StringComparison.Ordinal));

        var out1 = string.Join('\n', people.Rows.Select(r => string.Join('\t', [r.Name, .. r.Values])).Prepend(string.Join('\t', ["Participants", .. people.Columns.Select(c => c.Name)])));
        await scene.RefusesAsync("nothing-new", new ImportClassification(File(out1)));
        var edited = await scene.Do(new ImportClassification(File(out1.Replace("\t12", "\t13", StringComparison.Ordinal))));
        Assert.Equal((1, 6), (edited.Values, edited.Same));
        await scene.RefusesAsync("nothing-new", new ImportClassification(File(out1), Keep: true));

        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("set-attribute", "unfit")]
    public async Task Attributes_set_here_go_out_with_a_project_and_those_of_a_person_go_with_their_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (site, who) = (await scene.Add(new AddSite("Site 1")), await scene.Add(new AddParticipant("P1")));
        await scene.Do(new SetAttribute(Classified.Sites, site, "Size", "9"));
        await scene.Do(new SetAttribute(Classified.Participants, who, "Post", "Keeper of the only lighthouse"));
        var source = await scene.SourceAsync("Talk", "P1: Yes.\n");
        await scene.Do(new SetAttribute(Classified.Sources, source.Line.Id, "Language", "Norse"));
        var project = await scene.Ask(new ProjectForExport());
        Assert.Equal([("Language", "Text"), ("Size", "Integer")], project.Variables.Select(v => (v.Name, v.Kind.ToString())).Order());
        var other = await scene.Place.StudyAsync("Other");
        await scene.Place.Do(other, new ImportProject("back.qdpx", Corpus.Write(project)), Actor.Program);
        var back = await scene.Place.Ask(other, new ClassificationOf(), Actor.Program);
        Assert.Equal(("Size", "whole numbers", "9"), (back.Columns.Single().Name, back.Columns.Single().Kind, back.Rows.Single(r => r.Name == "Site 1").Values[0]));

        await scene.RefusesAsync("unfit", new SetAttribute(Classified.Sites, back.Rows.Single(r => r.Name == "Site 1").Id, "Size", "plenty"), Actor.Program, other);

        await scene.Do(new WithdrawConsent(who, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked."));
        Assert.Equal(["Role", "Site"], (await scene.Ask(new ClassificationOf(Classified.Participants))).Columns.Select(c => c.Name));
        Assert.DoesNotContain(await scene.Place.SqlAsync("SELECT value FROM participant_attributes"), r => $"{r[0]}".Contains("lighthouse", StringComparison.Ordinal));
    }

    private static GivenFile File(string text) => new("people.csv", Encoding.UTF8.GetBytes(text));
}
