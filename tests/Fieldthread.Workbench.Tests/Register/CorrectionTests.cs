using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>The study’s own word on its register.</summary>
public sealed class CorrectionTests
{
    private const string Why = "Misprint.";
    private const string By = "Order 2015/12";

    private static ImportRegister Small(string known = "2016", string source = "ministry", string names = Registers.Names) => Registers.Small(names: names) with { Known = known, Source = source };

    [Theory]
    [OnBoth]
    public async Task A_name_is_corrected_stands_before_every_list_and_comes_back_when_it_is_withdrawn_or_undone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new CorrectFact("01A", FactKind.Name, "Ash", Why, By, Value: "Ash and Alder", To: "2015-02-28", Known: "2019"), scene.Lead);
        Assert.Equal(["Ash and Alder 2013-04-01 2015-02-28 True"], await NamesAsync(scene, "a"));
        // What was known before, and what the list says, stay as they were.
        Assert.Equal(["Ash 2013-04-01 2015-03-31 False"], await NamesAsync(scene, "a", known: "2018"));
        Assert.Equal(["Ash and Alder 2013-04-01 2015-02-28 True"], await NamesAsync(scene, "a", known: "2019"));
        Assert.Equal(["Ash 2013-04-01 2015-03-31 False"], await NamesAsync(scene, "a", vintage: "ministry 2016"));
        var line = Assert.Single(await scene.Ask(new RegisterCorrections(await scene.Ask(new OrganisationCalled("a")))));
        Assert.Equal((CorrectedThing.Name, "a", "name", "Ash, 2013-04-01 to 2015-03-31", "Ash and Alder, 2013-04-01 to 2015-02-28", Why, By, "2019", done.Act), (line.Thing, line.Key, line.What, line.Was, line.Becomes, line.Reason, line.Source, line.Known, line.Act));
        Assert.Equal($"a name: the lists: {line.Was}; the study 2019 (Order 2015/12): {line.Becomes}; {line.Becomes}", Assert.Single((await scene.Ask(new RegisterConflicts("2016", ConflictKind.Corrected))).Lines.Select(l => $"{l.Key} {l.What}: {l.One}; {l.Other}; {l.Stands}")));

        // A later list that repeats the misprint, with another last day, is kept as it says and changes nothing.
        var import = await scene.Place.Do(scene.Study, Small("2020", names: Registers.Names.Replace("Ash,2013-04-01,2015-03-31", "Ash,2013-04-01,2015-01-31", StringComparison.Ordinal)), scene.Lead);
        Assert.Equal(["Ash and Alder 2013-04-01 2015-02-28 True"], await NamesAsync(scene, "a"));
        Assert.Equal(done.Act, Assert.Single(await scene.Ask(new RegisterCorrections())).Act);
        await scene.RefusesAsync("changed-since", new UndoAct(done.Act));
        var withdrawn = await scene.Place.Do(scene.Study, new WithdrawCorrection(line.Id), scene.Lead);
        Assert.Equal(["Ash 2013-04-01 2015-01-31 False"], await NamesAsync(scene, "a"));
        Assert.Empty(await scene.Ask(new RegisterCorrections()));
        foreach (var act in new[] { withdrawn.Act, import.Act, done.Act })
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Facts_are_stated_closed_taken_back_and_corrected_again_by_list_and_by_hand(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Small());
        await scene.Add(new AddOrganisation("Elm", "group", "2016", Scheme: "ODS", Code: "01E", Key: "x"));
        var before = await scene.TablesAsync();
        var acts = new List<long>();
        async Task<CorrectionMade> DoAsync(Act<CorrectionMade> act)
        {
            var done = await scene.Place.Do(scene.Study, act, scene.Lead);
            acts.Add(done.Act);
            return done.Answer;
        }

        // Entered by hand: the name is corrected, the code closed, and both come back.
        var name = await DoAsync(new CorrectFact("x", FactKind.Name, "Elm", Why, By, "Elm Grove"));
        await DoAsync(new CorrectFact("x", FactKind.Code, "01E", Why, By, To: "2019-03-31"));
        await DoAsync(new StateFact("x", FactKind.Relation, "d", Why, By, "2016", Relation: "accountable to"));
        Assert.Equal(["Elm Grove 2016  True"], await NamesAsync(scene, "x"));
        Assert.Equal("01E 2019-03-31", (await AboutAsync(scene, "x")).Codes.Select(c => $"{c.Value} {c.To}").Single());
        Assert.Equal("accountable to d 2016", (await AboutAsync(scene, "x")).Relations.Select(r => $"{r.Kind} {r.Key} {r.From}").Single());

        // Said by a list: a relation is closed, a code taken back; then the correction is corrected.
        await DoAsync(new CorrectFact("c", FactKind.Relation, "d", Why, By, To: "2018"));
        await DoAsync(new CorrectFact("c", FactKind.Relation, "d", Why, By, To: "2019"));
        await DoAsync(new TakeBackFact("a", FactKind.Code, "01A", Why, By));
        Assert.Equal("2019", (await AboutAsync(scene, "c")).Relations.Single().To);
        Assert.Empty((await AboutAsync(scene, "a")).Codes);
        await scene.RefusesAsync("unknown", new OrganisationCalled("01A"));
        var life = await DoAsync(new CorrectOrganisation("c", Why, By, Type: "board", Closed: "2020-12-31"));
        var lines = await scene.Ask(new RegisterCorrections(await scene.Ask(new OrganisationCalled("c"))));
        Assert.Equal(["type, closed: group, open → board, 2020-12-31", "accountable to: d, 2015-04-01 to 2018 → d, 2015-04-01 to 2019", "accountable to: d, 2015-04-01 to now → d, 2015-04-01 to 2018"], lines.Select(l => $"{l.What}: {l.Was} → {l.Becomes}"));
        // A code that lasted as long as its organisation still does.
        Assert.Equal(("board", "2020-12-31", "2020-12-31"), ((await AboutAsync(scene, "c")).Line.Type, (await AboutAsync(scene, "c")).Line.Closed, (await AboutAsync(scene, "c")).Codes.Single().To));
        Assert.Equal(("group", (string?)null), ((await AboutAsync(scene, "c", known: "2016")).Line.Type, (await AboutAsync(scene, "c", known: "2016")).Line.Closed));
        await scene.RefusesAsync("built-on", new WithdrawCorrection(lines[2].Id));
        await DoAsync(new WithdrawCorrection(life.Id));
        await DoAsync(new WithdrawCorrection(name.Id));
        Assert.Equal(["Elm 2016  False"], await NamesAsync(scene, "x"));
        Assert.Equal(("group", (string?)null), ((await AboutAsync(scene, "c")).Line.Type, (await AboutAsync(scene, "c")).Line.Closed));

        acts.Reverse();
        foreach (var act in acts)
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task An_event_is_corrected_thing_by_thing_and_taken_back_and_bounds_follow_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        // The list of 2014 gives no last day of a and b: only the event ends them.
        await scene.Do(Registers.Small("id,type,opened,closed\na,group,2013-04-01,\nb,group,2013-04-01,\nc,group,2015-04-01,\nd,board,,\n", codes: "", relations: "") with { Known = "2014", Source = "ministry" });
        await scene.Add(new AddOrganisation("Elm", Key: "x"));
        await scene.Do(new AddEvent("2019", ChangeKind.Absorbed, [new PartOfEvent("x", PartRole.Before), new PartOfEvent("c", PartRole.Continues)], Cause: "money", Key: "h1"));
        var before = await scene.TablesAsync();
        var first = await scene.Place.Do(scene.Study, new CorrectEvent("e1", Why, By, Date: "2015-07-01", Cause: "votes"), scene.Lead);
        Assert.Equal("2015-06-30", (await AboutAsync(scene, "a")).Line.Closed);
        Assert.Equal("2015-03-31", (await AboutAsync(scene, "a", known: "2018")).Line.Closed);
        var whole = await scene.Ask(new RegisterEvent("e1"));
        Assert.Equal(("2015-07-01", "votes", 3), (whole.Event.Date, whole.Event.Details.Cause, whole.Event.Parts.Count));
        Assert.Equal("date, cause", Assert.Single(await scene.Ask(new RegisterCorrections(Event: "e1"))).What);
        // A later list that tells of the pressure is heard; what the study states stays.
        var later = await scene.Place.Do(scene.Study, new ImportRegister([Registers.File("organisations.csv", "id,type,opened,closed\na,group,2013-04-01,\nb,group,2013-04-01,\nc,group,2015-04-01,\n"), Registers.File("events.csv", "event,date,kind,organisation,role,note,cause,pressure\ne1,2015-04-01,merged,a,before,,law,press\ne1,2015-04-01,merged,b,before,,,\ne1,2015-04-01,merged,c,after,,,\n")], Known: "2015-01", Source: "press"), scene.Lead);
        Assert.Equal(("2015-07-01", "votes", "press"), ((await scene.Ask(new RegisterEvent("e1"))).Event.Date, (await scene.Ask(new RegisterEvent("e1"))).Event.Details.Cause, (await scene.Ask(new RegisterEvent("e1"))).Event.Details.Pressure));

        // By hand: the end that the event gave follows it, and goes with it.
        var moved = await scene.Place.Do(scene.Study, new CorrectEvent("h1", Why, By, Date: "2020", Parts: [new PartOfEvent("x", PartRole.Before, "opposed"), new PartOfEvent("c", PartRole.Continues)]), scene.Lead);
        Assert.Equal("2019-12-31", (await AboutAsync(scene, "x")).Line.Closed);
        var gone = await scene.Place.Do(scene.Study, new TakeBackEvent("h1", Why, By), scene.Lead);
        Assert.Null((await AboutAsync(scene, "x")).Line.Closed);
        await scene.RefusesAsync("unknown", new RegisterEvent("h1"));
        var back = await scene.Place.Do(scene.Study, new WithdrawCorrection(gone.Answer.Id), scene.Lead);
        Assert.Equal(("2020", "money", "opposed", "2019-12-31"), ((await scene.Ask(new RegisterEvent("h1"))).Event.Date, (await scene.Ask(new RegisterEvent("h1"))).Event.Details.Cause, (await scene.Ask(new RegisterEvent("h1"))).Event.Parts.Single(p => p.Key == "x").Details.AttitudeBefore, (await AboutAsync(scene, "x")).Line.Closed));
        var none = await scene.Place.Do(scene.Study, new TakeBackEvent("e1", Why, By), scene.Lead);
        Assert.Null((await AboutAsync(scene, "a")).Line.Closed);
        Assert.Contains("no such event", (await scene.Ask(new RegisterConflicts("2016", ConflictKind.Corrected))).Lines.Select(l => l.Stands));
        foreach (var act in new[] { none.Act, back.Act, gone.Act, moved.Act, later.Act, first.Act })
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
        Assert.Equal("2019", (await scene.Ask(new RegisterEvent("h1"))).Event.Date);
    }

    [Theory]
    [OnBoth]
    public async Task A_member_of_a_list_that_has_it_under_one_group_at_a_time_is_given_no_second(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        const string Map = """{ "source": "tracker", "columns": { "code": "code", "name": "name", "group": "group", "joined": "from" }, "constants": { "type": "practice" }, "sole": true }""";
        await scene.Do(new ImportRegister([Registers.File("t.csv", "code,name,from,group\np,Surgery,2013,g\nq,Other,2013,h\n")], RegisterLayout.Mapped, "2016", null, Map));
        Assert.Contains("one group at a time", (await scene.RefusesAsync("overlap", new StateFact("p", FactKind.Relation, "h", Why, By, "2015"))).Message, StringComparison.Ordinal);
        await scene.Do(new CorrectFact("p", FactKind.Relation, "g", Why, By, To: "2014"));
        await scene.Do(new StateFact("p", FactKind.Relation, "h", Why, By, "2015"));
        Assert.Equal(["g 2013 2014", "h 2015 "], (await AboutAsync(scene, "p")).Relations.Select(r => $"{r.Key} {r.From} {r.To}"));
    }

    private static async Task<OrganisationAbout> AboutAsync(Scene scene, string key, string? known = null, string? vintage = null) =>
        await scene.Ask(new OrganisationById(await scene.Ask(new OrganisationCalled(key)), "2014", known, vintage));

    private static async Task<IEnumerable<string>> NamesAsync(Scene scene, string key, string? known = null, string? vintage = null) =>
        (await AboutAsync(scene, key, known, vintage)).Names.Select(n => $"{n.Value} {n.From} {n.To} {n.ByStudy}");
}
