using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>What types of organisations are called through time, and their rules.</summary>
public sealed class TypeRuleTests
{
    private const string Organisations = "id,type,opened,closed\ng1,group,2010-10-01,\ng2,group,2010-10-01,\nf1,federation,2010-10-01,\np1,practice,2000,\np2,practice,2000,\nx1,trust,2000,\n";
    private const string Names = "organisation,name,from,to\ng1,Ash,,\ng2,Birch,,\n";
    private const string Apart = "subject,relation,object,from,to\np1,member of,g1,2011,2014\np1,member of,g2,2015,\np2,member of,g2,2011,\n";
    private const string AtOnce = "subject,relation,object,from,to\np1,member of,g1,2011,2015\np1,member of,g2,2015,\np2,member of,g2,2011,\n";

    [Theory]
    [OnBoth]
    public async Task A_type_is_called_as_it_was_on_the_day_everywhere(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Register(Apart));
        var before = await scene.TablesAsync();
        Assert.Equal("group", await CalledAsync(scene, "2012"));
        var first = await scene.Place.Do(scene.Study, Label("pathfinder consortium", "2010-10", "2012-03"), scene.Lead);
        var second = await scene.Place.Do(scene.Study, Label("shadow group", "2012-04", "2013-03"), scene.Lead);
        var third = await scene.Place.Do(scene.Study, Label("clinical group", "2013-04", null), scene.Lead);

        // The last day and the day after it.
        Assert.Equal(
            ["group", "pathfinder consortium", "pathfinder consortium", "shadow group", "shadow group", "clinical group", "clinical group"],
            await CalledAsync(scene, ["2010-09", "2010-10", "2012-03-31", "2012-04-01", "2013-03-31", "2013-04-01", "2020"]));
        var line = (await scene.Ask(new RegisterAt("2012-06", Type: "group"))).Lines[0];
        Assert.Equal(("group", "shadow group"), (line.Type, line.TypeName));
        var page = await scene.Ask(new RegisterAt("2012-06"));
        Assert.Equal("shadow group", page.Types.Zip(page.TypeNames).Single(t => t.First == "group").Second);
        Assert.Equal("shadow group", (await scene.Ask(new OrganisationById(line.Id, "2012-06"))).Line.TypeName);
        Assert.Equal("pathfinder consortium", (await scene.Ask(new RegisterAt("2011", Type: "group", KnownOn: "2020"))).Lines[0].TypeName);
        var types = await scene.Ask(new RegisterTypes("2012-06"));
        Assert.Equal(["federation federation 1", "group shadow group 2", "practice practice 2", "trust trust 1"], types.Types.Select(t => $"{t.Type} {t.Name} {t.Live}"));
        Assert.Equal([false, true, false], types.Statements.Select(s => s.Holds));

        // A cut has the label that stood, a withdrawal gives the word back, and all is undone.
        await scene.Do(new FreezeCut("Labelled"));
        var withdrawn = await scene.Place.Do(scene.Study, new WithdrawTypeStatement(second.Answer.Id), scene.Lead);
        Assert.Equal(("group", "shadow group"), (await CalledAsync(scene, "2012-06"), (await scene.Ask(new RegisterAt("2012-06", Type: "group"), cut: "Labelled")).Lines[0].TypeName));
        await scene.Do(new UndoAct(withdrawn.Act));
        Assert.Equal("shadow group", await CalledAsync(scene, "2012-06"));
        foreach (var act in new[] { third.Act, second.Act, first.Act })
        {
            await scene.Do(new UndoAct(act));
        }

        Assert.Equal(before["type_statements"], (await scene.TablesAsync())["type_statements"]);
        Assert.Equal("group", await CalledAsync(scene, "2012"));
    }

    [Theory]
    [OnBoth]
    public async Task Rules_decide_who_may_be_a_member_of_two_before_the_list_does(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);

        // No rule: such tables may have a member in two groups, and it is told.
        var free = await scene.Place.Do(scene.Study, Register(AtOnce), scene.Lead);
        Assert.Contains((await scene.Ask(new RegisterConflicts("2016"))).Lines, l => l.Kind == ConflictKind.Overlap && l.Key == "p1");
        await scene.Do(new UndoAct(free.Act));

        // Types must be there before a rule of them can be stated.
        await scene.Do(Register(Apart));
        await scene.Do(Sole("yes"));
        Assert.Contains("by the rules of the study", (await scene.RefusesAsync("overlap", Register(AtOnce, "2024"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("overlap", new PreviewRegister(Register(AtOnce, "2024").Files, RegisterLayout.Csv, "2024"));

        // Nor by hand.
        Assert.Contains("rules of the types", (await scene.RefusesAsync("overlap", new StateFact("p2", FactKind.Relation, "g1", "a letter", "the letter", "2016", Relation: "member of"))).Message, StringComparison.Ordinal);

        // Two types that both have a rule exclude each other in nothing; a type without one is as the list has it.
        var federated = Apart + "p1,member of,f1,2012,\n";
        await scene.Do(new StateType("federation", TypeSays.Sole, "no", "a federation is beside a group", "its articles"));
        var two = await scene.Place.Do(scene.Study, Register(federated, "2025"), scene.Lead);
        Assert.DoesNotContain((await scene.Ask(new RegisterConflicts("2016"))).Lines, l => l.Kind == ConflictKind.Overlap);
        await scene.Do(new UndoAct(two.Act));

        // A rule that says no overrides a list of a layout that has a member under one at a time; without a rule that layout is refused.
        const string Mapping = """{ "source": "list", "sole": true, "columns": { "code": "code", "group": "group", "joined": "from", "left": "to" } }""";
        var list = new ImportRegister([Registers.File("list.csv", "code,group,from,to\np2,g1,2012,\np2,g2,2013,\n")], RegisterLayout.Mapped, "2025", "list", Mapping);
        await scene.RefusesAsync("overlap", list);
        var sole = (await scene.Ask(new RegisterTypes())).Statements.Single(t => t.Type == "group");
        await scene.Do(new WithdrawTypeStatement(sole.Id));
        Assert.Contains("such a list has it under one at a time", (await scene.RefusesAsync("overlap", list)).Message, StringComparison.Ordinal);
        await scene.Do(Sole("no"));
        await scene.Do(list);
        Assert.DoesNotContain((await scene.Ask(new RegisterConflicts("2016"))).Lines, l => l.Kind == ConflictKind.Overlap);
    }

    [Theory]
    [OnBoth]
    public async Task Members_of_another_type_and_organisations_without_their_lead_are_told(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Register(Apart + "x1,member of,g1,2012,2013\n", "2014"));
        await scene.Do(new ImportBodies(
            [
                Registers.File("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,g1,governing body,Table,,2011,\nb2,g2,governing body,Table,,2011,\nb3,f1,board,,,2011,\n"),
                Registers.File("posts.csv", "id,body,title,voting,from,to\np1,b1,Accountable officer,yes,,\np2,b2,clinical chair,yes,,\n"),
                Registers.File("holdings.csv", "post,person,from,to\np1,h1,2012,2014\n"),
            ], "2016"));
        await scene.Do(new StateType("group", TypeSays.Member, "practice", "the act", "the act, section 1"));
        await scene.Do(new StateType("group", TypeSays.Lead, "accountable officer", "the act", "the act, section 2", "2013", null, "governing body"));
        async Task<string[]> ToldAsync(string at, string? known = null) => [.. (await scene.Ask(new TypeTroubles(at, known))).Lines.Select(l => $"{l.Kind} {l.Key} {l.Other}")];
        const string Other = "MemberOfOtherType x1 a group has members of the type practice";
        Assert.Equal([Other], await ToldAsync("2012"));
        Assert.Equal([Other, "WithoutLead g2 on 2013-01-01 no such post is known in Table"], await ToldAsync("2013"));
        Assert.Equal([Other, "WithoutLead g1 on 2015-01-01 nobody is known to hold it", "WithoutLead g2 on 2015-01-01 no such post is known in Table"], await ToldAsync("2015"));

        // Before any list of bodies was known nobody says who led; the conflicts of the register have the same.
        Assert.Equal([Other], await ToldAsync("2015", "2015-12"));
        var conflicts = await scene.Ask(new RegisterConflicts("2015"));
        Assert.Equal([(ConflictKind.MemberOfOtherType, 1), (ConflictKind.WithoutLead, 2)], conflicts.Kinds.Where(k => k.Kind is ConflictKind.MemberOfOtherType or ConflictKind.WithoutLead).Select(k => (k.Kind, k.Count)));

        // A preview tells what a list would bring.
        var preview = await scene.Ask(new PreviewRegister(Register(Apart + "x1,member of,g2,2012,2013\n", "2025").Files, RegisterLayout.Csv, "2025"));
        Assert.Contains(preview.Troubles, t => t.Place == "x1" && t.Message.Contains("ember of another type", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task Statements_come_in_as_a_table_and_as_json_are_met_again_and_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Register(Apart));
        var before = await scene.TablesAsync();
        const string Table = "type,says,value,from,to,in,reason,source\ngroup,label,shadow group,2012-04,2013-03,,,\ngroup,member,practice,,,,own reason,\ngroup,lead,accountable officer,2013,,governing body,,\ngroup,sole,Yes,,,,,\n";
        var done = await scene.Place.Do(scene.Study, Import("types.csv", Table), scene.Lead);
        Assert.Equal((4, 4, 0, 1), (done.Answer.Statements, done.Answer.Fresh, done.Answer.Same, done.Answer.Types));
        Assert.Equal(
            ["Label shadow group  2012-04 2013-03 all", "Member practice    own reason", "Lead accountable officer governing body 2013  all", "Sole yes    all"],
            (await scene.Ask(new RegisterTypes())).Statements.Select(s => $"{s.Says} {s.Value} {s.Within} {s.From} {s.To} {s.Reason}"));
        var json = """[{"type":"group","says":"label","value":"shadow group","from":"2012-04","to":"2013-03"},{"type":"group","says":"label","value":"clinical group","from":"2013-04","reason":"own","source":"the order"}]""";
        var again = await scene.Place.Do(scene.Study, Import("types.json", json), scene.Lead);
        Assert.Equal((2, 1, 1), (again.Answer.Statements, again.Answer.Fresh, again.Answer.Same));
        Assert.Equal("clinical group", await CalledAsync(scene, "2014"));
        await scene.Do(new UndoAct(again.Act));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("state-type", "empty")]
    [ShowsRefusal("state-type", "unknown-type")]
    [ShowsRefusal("state-type", "bad-date")]
    [ShowsRefusal("state-type", "bad-value")]
    [ShowsRefusal("state-type", "same")]
    [ShowsRefusal("state-type", "overlap")]
    [ShowsRefusal("state-type", "cyclic")]
    [ShowsRefusal("withdraw-type-statement", "unknown")]
    [ShowsRefusal("import-types", "empty")]
    [ShowsRefusal("import-types", "unreadable")]
    [ShowsRefusal("import-types", "bad-line")]
    [ShowsRefusal("import-types", "ends-before-it-begins")]
    [ShowsRefusal("import-types", "unknown-type")]
    [ShowsRefusal("import-types", "same")]
    [ShowsRefusal("import-types", "overlap")]
    [ShowsRefusal("import-types", "cyclic")]
    [ShowsRefusal("register-types", "bad-date")]
    [ShowsRefusal("type-troubles", "bad-date")]
    [ShowsRefusal("type-troubles", "no-vintage")]
    [ShowsRefusal("preview-register", "overlap")]
    public async Task What_cannot_be_stated(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("unknown-type", Label("shadow group", null, null));
        await scene.Do(Register(Apart));
        await scene.Do(Label("shadow group", "2012-04", "2013-03"));
        await scene.RefusesAsync("empty", Label(" ", null, null));
        await scene.RefusesAsync("empty", Label("x", null, null) with { Reason = "" });
        await scene.RefusesAsync("empty", Label("x", null, null) with { Source = " " });
        await scene.RefusesAsync("unknown-type", Label("x", null, null) with { Type = "Group" });
        await scene.RefusesAsync("unknown-type", new StateType("group", TypeSays.Member, "parish", "r", "s"));
        await scene.RefusesAsync("bad-date", Label("x", "soon", null));
        await scene.RefusesAsync("bad-date", Label("x", "2014", "2013"));
        await scene.RefusesAsync("bad-value", Sole("perhaps"));
        await scene.RefusesAsync("same", Label("shadow group", "2013-01", "2013-06"));
        Assert.Contains("“shadow group”, 2012-04 to 2013-03", (await scene.RefusesAsync("overlap", Label("clinical group", "2013-03-31", null))).Message, StringComparison.Ordinal);
        await scene.Do(Label("clinical group", "2013-04-01", null));
        await scene.RefusesAsync("overlap", Label("always so", null, null));
        await scene.RefusesAsync("cyclic", new StateType("group", TypeSays.Member, "group", "r", "s"));
        await scene.Do(new StateType("group", TypeSays.Member, "federation", "r", "s"));
        await scene.Do(new StateType("federation", TypeSays.Member, "practice", "r", "s"));
        Assert.Contains("group → federation → practice → group", (await scene.RefusesAsync("cyclic", new StateType("practice", TypeSays.Member, "group", "r", "s"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new WithdrawTypeStatement(Guid.NewGuid()));

        const string Head = "type,says,value,from,to\n";
        await scene.RefusesAsync("empty", new ImportTypes(null));
        Assert.Contains("types.csv, line 2: the line has no source", (await scene.RefusesAsync("empty", Import("types.csv", Head + "trust,label,hospital,,\n") with { Source = "" })).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unreadable", Import("types.csv", "type,value\n"));
        await scene.RefusesAsync("unreadable", Import("types.json", "{}"));
        await scene.RefusesAsync("unreadable", Import("types.json", "[1]"));
        await scene.RefusesAsync("unreadable", Import("types.csv", Head));
        Assert.Contains("line 3", (await scene.RefusesAsync("bad-line", Import("types.csv", Head + "trust,label,hospital,,\ntrust,sings,loud,,\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-line", Import("types.csv", Head + "trust,label,,,\n"));
        await scene.RefusesAsync("bad-line", Import("types.csv", Head + "trust,sole,maybe,,\n"));
        await scene.RefusesAsync("ends-before-it-begins", Import("types.csv", Head + "trust,label,hospital,2014,2013\n"));
        await scene.RefusesAsync("unknown-type", Import("types.csv", Head + "trust,label,hospital,,\nparish,label,x,,\n"));
        await scene.RefusesAsync("same", Import("types.csv", Head + "group,label,shadow group,2013-01,2013-02\n"));
        await scene.RefusesAsync("overlap", Import("types.csv", Head + "trust,label,hospital,,2014\ntrust,label,infirmary,2014-12,\n"));
        await scene.RefusesAsync("cyclic", Import("types.csv", Head + "practice,member,group,,\n"));
        Assert.DoesNotContain((await scene.Ask(new RegisterTypes())).Statements, s => s.Type == "trust");
        await scene.RefusesAsync("bad-date", new RegisterTypes("soon"));
        await scene.RefusesAsync("bad-date", new TypeTroubles("soon"));
        await scene.RefusesAsync("no-vintage", new TypeTroubles("2014", "1990"));
        await scene.Do(Sole("yes"));
        await scene.RefusesAsync("overlap", new PreviewRegister(Register(AtOnce, "2024").Files, RegisterLayout.Csv, "2024"));
    }

    private static async Task<string[]> CalledAsync(Scene scene, string[] days)
    {
        var called = new List<string>();
        foreach (var day in days)
        {
            called.Add(await CalledAsync(scene, day));
        }

        return [.. called];
    }

    private static async Task<string> CalledAsync(Scene scene, string at) => (await scene.Ask(new RegisterTypes(at))).Types.Single(t => t.Type == "group").Name;

    private static StateType Label(string label, string? from, string? to) => new("group", TypeSays.Label, label, "renamed by order", "the order", from, to);

    private static StateType Sole(string value) => new("group", TypeSays.Sole, value, "the act", "the act, section 3");

    private static ImportTypes Import(string name, string text) => new(Registers.File(name, text), "all", "all");

    private static ImportRegister Register(string relations, string known = "2016") => new([Registers.File("organisations.csv", Organisations), Registers.File("names.csv", Names), Registers.File("relations.csv", relations)], RegisterLayout.Csv, known);
}
