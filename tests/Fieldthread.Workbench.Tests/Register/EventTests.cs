using System.IO.Compression;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Change events in full, and the reforms that they hang on.</summary>
public sealed class EventTests
{
    private const string Head = "event,date,kind,organisation,role,note,legal,operational,cause,initiator,pressure,evidence,reform,attitude_before,attitude_after,share,basis\n";
    private const string Events = Head + "e1,2015-04-01,merged,a,before,,2015-03-01,2015-06,money,a,the board,Order 12,r1,opposed,willing,1/1,practices\ne1,2015-04-01,merged,b,before,,,,,,,,,glad,,1/2,practices\ne1,2015-04-01,merged,c,after,by order,,,,,,,,,,,\n";
    private const string Organisations = Registers.Organisations + "p1,practice,,\np2,practice,,\np3,practice,,\n";
    private const string Relations = "subject,relation,object,from,to\np1,member of,a,2013-04-01,2015-03-31\np1,member of,c,2015-04-01,\np2,member of,b,2013-04-01,2015-03-31\np2,member of,c,2015-04-01,\np3,member of,b,2013-04-01,\n";
    private const string Reforms = "id,name,kind,announced,enacted,effective,note\nr1,The Act,reform,2010-07,2012-03-27,2013-04-01,long\nr2,The winter,context,,,2014,\n";

    [Theory]
    [OnBoth]
    public async Task An_event_comes_in_with_all_that_is_told_and_is_asked_for_whole(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var act = (await scene.Place.Do(scene.Study, Import(Events), scene.Lead)).Act;
        var whole = await scene.Ask(new RegisterEvent("e1"));
        Assert.Equal(new EventDetailsAbout("2015-03-01", "2015-06", "money", "a", "the board", "Order 12", "r1"), whole.Event.Details);
        Assert.Equal(("The Act", "2010-07", "2012-03-27", "2013-04-01", ReformKind.Reform), (whole.Reform!.Name, whole.Reform.Announced, whole.Reform.Enacted, whole.Reform.Effective, whole.Reform.Kind));
        Assert.Equal(["a Before opposed>willing 1/1 practices: 1 had, 1 went, 0 came, 0 has, True", "b Before glad> 1/2 practices: 2 had, 1 went, 0 came, 1 has, True", "c After >  : 0 had, 0 went, 2 came, 2 has, "],
            whole.Parts.Select(p => $"{p.Key} {p.Part.Role} {p.Part.Details.AttitudeBefore}>{p.Part.Details.AttitudeAfter} {p.Part.Details.Share} {p.Part.Details.Basis}: {p.Had} had, {p.Went} went, {p.Came} came, {p.Has} has, {p.ShareAgrees}"));
        Assert.Equal(["p1 Ash Cedar Members", "p2 Birch Cedar Members"], whole.Moves.Select(m => $"{m.Key} {m.From} {m.To} {m.Basis}").Order());
        Assert.Equal((2, 0, 2, false), (whole.AllMoves, whole.Named, whole.Shown, whole.Agree));
        Assert.Contains(whole.Said, s => s.What == "pressure" && s.Says == "the board" && s.Vintage.StartsWith("csv ", StringComparison.Ordinal));
        Assert.Equal(whole.Event.Id, (await scene.Ask(new RegisterEvent(whole.Event.Id.ToString()))).Event.Id);
        Assert.Equal(["r1 e1", "r2 "], (await scene.Ask(new RegisterReforms())).Select(r => $"{r.Key} {string.Join(' ', r.Events.Select(e => e.Key))}"));

        // As the lists gave it, as it goes out and comes in again, and as it was before it came in.
        Assert.Equal(whole.Event.Details, (await scene.Ask(new RegisterEvent("e1", Vintage: whole.Said[0].Vintage))).Event.Details);
        await using var other = await Scene.NewAsync(provider);
        await other.Do(new ImportRegister([new GivenFile("register.zip", (await scene.Ask(new RegisterWhole())).Bytes)]));
        var again = await other.Ask(new RegisterEvent("e1"));
        Assert.Equal(whole.Event.Details, again.Event.Details);
        Assert.Equal(whole.Parts.Select(p => p.Part.Details), again.Parts.Select(p => p.Part.Details));
        await scene.Do(new UndoAct(act));
        Assert.Empty(await scene.Ask(new RegisterReforms()));
    }

    [Theory]
    [OnBoth]
    public async Task Lists_that_tell_an_event_otherwise_are_both_kept_and_the_conflict_is_told(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Import(Events, "2016", "ministry"));
        var second = Events.Replace(",money,a,the board,Order 12,r1,opposed,willing,1/1,practices", ",votes,,,,,opposed,angry,3,practices", StringComparison.Ordinal);
        var brought = await scene.Do(Import(second, "2017", "inspectors", Reforms.Replace("2012-03-27", "2012-03-28", StringComparison.Ordinal)));
        Assert.Equal(0, brought.Events);
        var whole = await scene.Ask(new RegisterEvent("e1"));
        Assert.Equal(("votes", "a", "the board", "r1"), (whole.Event.Details.Cause, whole.Event.Details.Initiator, whole.Event.Details.Pressure, whole.Event.Details.Reform));
        Assert.Equal(new PartDetailsAbout("opposed", "angry", "3", "practices"), whole.Parts[0].Part.Details);
        Assert.Equal("2012-03-28", whole.Reform!.Enacted);
        Assert.Equal(["inspectors 2017: votes", "ministry 2016: money"], whole.Said.Where(s => s.What == "cause").Select(s => $"{s.Vintage}: {s.Says}").Order());
        var told = (await scene.Ask(new RegisterConflicts("2020", ConflictKind.Disagrees))).Lines.Select(l => $"{l.Key}, {l.What}: {l.One}; {l.Other}; {l.Stands}").ToList();
        Assert.Equal(
        [
            "e1, event: attitude after of a as before: ministry 2016: willing; inspectors 2017: angry; angry", "e1, event: cause: ministry 2016: money; inspectors 2017: votes; votes",
            "e1, event: share of a as before: ministry 2016: 1/1 practices; inspectors 2017: 3 practices; 3 practices", "r1, reform: enacted: ministry 2016: 2012-03-27; inspectors 2017: 2012-03-28; 2012-03-28",
        ], told);

        // The order in which they came in makes no difference, and the earlier list still says what it said.
        await using var other = await Scene.NewAsync(provider);
        await other.Do(Import(second, "2017", "inspectors", Reforms.Replace("2012-03-27", "2012-03-28", StringComparison.Ordinal)));
        await other.Do(Import(Events, "2016", "ministry"));
        Assert.Equal(whole.Event.Details, (await other.Ask(new RegisterEvent("e1"))).Event.Details);
        Assert.Equal("money", (await scene.Ask(new RegisterEvent("e1", KnownOn: "2016"))).Event.Details.Cause);
        Assert.Equal("willing", (await scene.Ask(new RegisterEvent("e1", Vintage: "ministry 2016"))).Parts[0].Part.Details.AttitudeAfter);
    }

    [Theory]
    [OnBoth]
    public async Task An_event_of_the_same_code_with_a_new_extent_names_who_moved_and_agrees(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Import(Events + "x1,2018-01-01,extent,c,continues,,,,,,,,,,,1,practices\nx1,2018-01-01,extent,b,from,,,,,,,,,,,1/1,practices\nx1,2018-01-01,extent,p3,moved,,,,,,,,,,,,\n", relations: Relations.Replace("p3,member of,b,2013-04-01,", "p3,member of,b,2013-04-01,2017-12-31\np3,member of,c,2018-01-01,", StringComparison.Ordinal)));
        var whole = await scene.Ask(new RegisterEvent("x1"));
        Assert.Equal((1, 1, 1, true), (whole.AllMoves, whole.Named, whole.Shown, whole.Agree));
        Assert.Equal("p3 Birch Cedar Both", whole.Moves.Select(m => $"{m.Key} {m.From} {m.To} {m.Basis}").Single());
        Assert.All(whole.Parts, p => Assert.True(p.ShareAgrees));
        var cedar = whole.Parts.Single(p => p.Key == "c").Part.Organisation;
        Assert.Empty((await scene.Ask(new LineageOf(cedar))).Successors);
        Assert.Contains((await scene.Ask(new RegisterChanges(cedar, "2018"))).Lines, l => l is { Event: "x1", Basis: ChangeBasis.Both, Members: 1 });
    }

    [Theory]
    [OnBoth]
    public async Task An_event_is_recorded_by_hand_bounds_those_that_it_ended_and_is_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Add(new AddOrganisation("Elm", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", Opened: "2014", Code: "01F", Key: "y"));
        Assert.Equal("r1", await scene.Key(new AddReform("The Act", ReformKind.Reform, "2019", null, "2020-01-01", "long")));
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new AddEvent(
            "2020-04-01", ChangeKind.Merged, [new PartOfEvent("c", PartRole.Before, "opposed", "resigned", "1/1", "budget"), new PartOfEvent("01F", PartRole.Before), new PartOfEvent("x", PartRole.After, Note: "new")], "2020-03", null, "money", "c", "", "minutes", "r1"), scene.Lead);
        var whole = await scene.Ask(new RegisterEvent(done.Answer.Key!));
        Assert.Equal(("2020-03", "money", "The Act"), (whole.Event.Details.Legal, whole.Event.Details.Cause, whole.Reform!.Name));
        Assert.Equal(["Cedar and Dell Before opposed resigned 1/1 budget", "Elm After    ", "Fir Before    "], whole.Event.Parts.Select(p => $"{p.Name} {p.Role} {p.Details.AttitudeBefore} {p.Details.AttitudeAfter} {p.Details.Share} {p.Details.Basis}").Order(StringComparer.Ordinal));
        Assert.Empty(whole.Said);
        Assert.Null(whole.Parts[0].ShareAgrees);
        var lines = (await scene.Ask(new RegisterAt("2020-04-01"))).Lines.Concat((await scene.Ask(new RegisterAt("2020-03-31"))).Lines).DistinctBy(l => l.Key).ToDictionary(l => l.Key);
        Assert.Equal(("2020-03-31", "2020-03-31", "2020-04-01"), (lines["c"].Closed, lines["y"].Closed, lines["x"].Opened));
        Assert.Equal(["Elm"], (await scene.Ask(new LineageOf(whole.Parts[0].Part.Organisation))).LeadsTo.Select(l => l.Name));
        Assert.Equal(["e3"], (await scene.Ask(new RegisterReforms()))[0].Events.Select(e => e.Key));

        // A list that tells of the same event adds to it; what it is silent about stays.
        await scene.Do(new ImportRegister([Registers.File("organisations.csv", "id,type,opened,closed\nc,group,2015-04-01,2020-03-31\ny,group,2014,2020-03-31\nx,group,2020-04-01,\n"), Registers.File("events.csv", Head + "e3,2020-04-01,merged,c,before,,,2020-05,,,,,,,glad,,\ne3,2020-04-01,merged,y,before,,,,,,,,,,,,\ne3,2020-04-01,merged,x,after,,,,,,,,,,,,\n")], Source: "late"));
        whole = await scene.Ask(new RegisterEvent("e3"));
        Assert.Equal(("2020-03", "2020-05", "money", "opposed", "glad", "1/1"), (whole.Event.Details.Legal, whole.Event.Details.Operational, whole.Event.Details.Cause, whole.Parts[0].Part.Details.AttitudeBefore, whole.Parts[0].Part.Details.AttitudeAfter, whole.Parts[0].Part.Details.Share));

        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-event", "empty")]
    [ShowsRefusal("add-event", "bad-date")]
    [ShowsRefusal("add-event", "unknown")]
    [ShowsRefusal("add-event", "ambiguous")]
    [ShowsRefusal("add-event", "twice")]
    [ShowsRefusal("add-event", "bad-share")]
    [ShowsRefusal("add-event", "key-taken")]
    [ShowsRefusal("add-event", "no-outcome")]
    [ShowsRefusal("add-event", "before-it-existed")]
    [ShowsRefusal("add-event", "cyclic")]
    public async Task An_event_that_cannot_be(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", Code: "E", Key: "y"));
        PartOfEvent Part(string key, PartRole role) => new(key, role);
        AddEvent With(params PartOfEvent[] parts) => new("2019", ChangeKind.Merged, parts);
        var good = With(Part("c", PartRole.Before), Part("x", PartRole.After));
        await scene.RefusesAsync("empty", With());
        await scene.RefusesAsync("empty", With(Part(" ", PartRole.After)));
        await scene.RefusesAsync("empty", good with { Date = " " });
        await scene.RefusesAsync("bad-date", good with { Date = "2019-02-30" });
        await scene.RefusesAsync("bad-date", good with { Operational = "soon" });
        await scene.RefusesAsync("unknown", With(Part("z", PartRole.After)));
        await scene.RefusesAsync("unknown", good with { Reform = "r9" });
        await scene.RefusesAsync("ambiguous", With(Part("E", PartRole.After)));
        await scene.RefusesAsync("twice", With(Part("c", PartRole.Before), Part("01C", PartRole.Before), Part("x", PartRole.After)));
        await scene.RefusesAsync("bad-share", With(new PartOfEvent("c", PartRole.Continues, Share: "most")));
        await scene.RefusesAsync("bad-share", With(new PartOfEvent("c", PartRole.Continues, Basis: "budget")));
        await scene.RefusesAsync("key-taken", good with { Key = "e1" });
        await scene.RefusesAsync("no-outcome", With(Part("c", PartRole.Before)));
        await scene.RefusesAsync("before-it-existed", new AddEvent("2014", ChangeKind.Merged, [Part("c", PartRole.Before), Part("x", PartRole.After)]));
        await scene.Do(good);
        await scene.RefusesAsync("cyclic", With(Part("x", PartRole.Before), Part("c", PartRole.After)));
        await scene.RefusesAsync("cyclic", With(Part("y", PartRole.Before), Part("y", PartRole.After)));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-reform", "empty")]
    [ShowsRefusal("add-reform", "bad-date")]
    [ShowsRefusal("add-reform", "key-taken")]
    [ShowsRefusal("register-event", "unknown")]
    [ShowsRefusal("register-event", "bad-date")]
    [ShowsRefusal("register-event", "no-vintage")]
    [ShowsRefusal("register-reforms", "bad-date")]
    [ShowsRefusal("register-reforms", "no-vintage")]
    public async Task A_reform_that_cannot_be_and_events_that_are_not_there(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new AddReform(" "));
        await scene.RefusesAsync("bad-date", new AddReform("The Act", Enacted: "2012-13"));
        await scene.Add(new AddReform("The Act", Key: "act"));
        await scene.RefusesAsync("key-taken", new AddReform("Another", Key: " act "));
        await scene.Do(Import(Events, "2016"));
        await scene.RefusesAsync("unknown", new RegisterEvent("e9"));
        await scene.RefusesAsync("bad-date", new RegisterEvent("e1", KnownOn: "x"));
        await scene.RefusesAsync("no-vintage", new RegisterEvent("e1", Vintage: "none"));
        await scene.RefusesAsync("bad-date", new RegisterReforms("x"));
        await scene.RefusesAsync("no-vintage", new RegisterReforms("2010"));
    }

    [Fact]
    public void A_kept_list_without_details_has_the_bytes_that_it_had_before_and_one_with_them_reads_again()
    {
        var change = new GivenEvent("e", Core.Basics.PartialDate.Parse("2015"), ChangeKind.Merged, [new GivenPart("a", PartRole.Before, "n")]);
        var plain = new RegisterData([], [], [], [], [change], []);
        using var packed = new BrotliStream(new MemoryStream(VintageContent.Write(plain)), CompressionMode.Decompress);
        Assert.Equal("[\"e\",\"e\",\"2015\",\"Merged\"]\n[\"p\",\"a\",\"Before\",\"n\"]\n", new StreamReader(packed).ReadToEnd());
        var told = new EventDetails(Core.Basics.PartialDate.Parse("2014-12"), null, "c", "", "p", "", "r");
        var part = new PartDetails("x", "", MovedShare.Parse("1/3"), "budget");
        var full = plain with { Events = [change with { Details = told, Parts = [change.Parts[0] with { Details = part }, new GivenPart("b", PartRole.After, "")] }], Reforms = [new GivenReform("r", "", ReformKind.Context, null, Core.Basics.PartialDate.Parse("2013"), null, "n")] };
        var again = VintageContent.Read(VintageContent.Write(full));
        Assert.Equal((told, part, PartDetails.None), (again.Events[0].Details, again.Events[0].Parts[0].Details, again.Events[0].Parts[1].Details));
        Assert.Equal(full.Reforms, again.Reforms);
    }

    private static ImportRegister Import(string events, string? known = null, string? source = null, string reforms = Reforms, string relations = Relations) => new(
        [Registers.File("organisations.csv", Organisations.Replace("b,group,2013-04-01,2015-03-31", "b,group,2013-04-01,", StringComparison.Ordinal)), Registers.File("names.csv", Registers.Names.Replace("2013-04-01,2015-03-31\nc", "2013-04-01,\nc", StringComparison.Ordinal)), Registers.File("relations.csv", relations), Registers.File("events.csv", events), Registers.File("reforms.csv", reforms)],
        Known: known, Source: source);
}
