using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Bodies of organisations, their posts and holders, and the rule for names of persons.</summary>
public sealed class BodyTests
{
    private const string Bodies = "id,organisation,kind,name,parent,from,to,source\nb1,c,committee of the members,Members,,2015-04-01,,rules\nb2,01C,governing body,Table,b1,2015-04-01,,\nb3,c,locality committee,East,b2,2016,2017,\nx1,a,governing body,,,2013-04-01,2015-03-31,\n";
    private const string Posts = "id,body,title,voting,sole,from,to\np1,b1,convener,yes,yes,,\np2,b2,lead,yes,yes,,\np3,b2,observer,no,no,,\np4,b3,member,,no,,\nq1,x1,chair,yes,yes,,\n";
    private const string Holdings = "post,person,from,to,source\nq1,h1,2013-04-01,2015-03-31,minutes\np1,h1,2015-04-01,,\np2,h1,2015-04-01,2016-06-30,\np2,h2,2016-07-01,,\np4,h2,2016-01-01,2017-12-31,\n";
    private const string Persons = "id,name,public_office\nh1,Wilma of the Planted Marker,yes\nh2,Hidden Harry,no\n";

    [Theory]
    [OnBoth]
    public async Task Bodies_come_in_are_measured_on_a_day_and_careers_go_across_organisations(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, Import(), scene.Lead);
        Assert.Equal((4, 5, 5, 2, 0, 0, 1), (done.Answer.Bodies, done.Answer.Posts, done.Answer.Holdings, done.Answer.Persons, done.Answer.Met, done.Answer.Changed, done.Answer.Remarks));
        var then = await scene.Ask(new StructureOf("c", "2016-08"));
        Assert.Equal((3, 3, 1.0, 4, 1, 2, 2, 1), (then.Measures.Layers, then.Measures.Bodies, then.Measures.Depth, then.Measures.Posts, then.Measures.Vacant, then.Measures.Votes, then.Measures.Persons, then.Measures.Overlapping));
        Assert.Equal(["Members 0", "Table 1", "East 2"], then.Bodies.Select(b => $"{b.Name} {b.Depth}"));
        Assert.Equal(["Table East 1 1"], then.Overlaps.Select(o => $"{o.One} {o.Other} {o.Shared} {o.Either}"));
        Assert.Equal(["convener: Wilma of the Planted Marker", "lead: person h2", "observer: ", "member: person h2"], then.Bodies.SelectMany(b => b.Posts).Select(p => $"{p.Title}: {string.Join(", ", p.Holders.Select(h => h.Shown))}"));
        Assert.Equal(["committee of the members 1 1 0 0", "governing body 1 1 1 0", "locality committee 1 0 0 1"], then.Voting.Select(v => $"{v.Kind} {v.Bodies} {v.Votes} {v.Attends} {v.NotSaid}"));

        // The day before and after: what held until then, and what began.
        Assert.Equal("Wilma of the Planted Marker", (await scene.Ask(new StructureOf("01C", "2016-06-30"))).Bodies[1].Posts[0].Holders.Single().Shown);
        Assert.Equal((2, 2), ((await scene.Ask(new StructureOf("c", "2018"))).Measures.Bodies, (await scene.Ask(new StructureOf("c", "2018"))).Measures.Layers));
        Assert.Equal((0, 1), ((await scene.Ask(new StructureOf("a", "2016"))).Bodies.Count, (await scene.Ask(new StructureOf("a", "2016"))).Ever));
        var all = await scene.Ask(new Structures("2014"));
        Assert.Equal(("Ash", 2, 4), (all.Lines.Single().Name, all.Without, all.Bodies));
        Assert.Empty((await scene.Ask(new Structures("2014", "board"))).Lines);

        var career = (await scene.Ask(new Careers(Across: true))).Single();
        Assert.Equal(("h1", 2), (career.Person, career.Organisations));
        Assert.Equal(["Ash chair 2013-04-01 2015-03-31 minutes", "Cedar lead 2015-04-01 2016-06-30 ", "Cedar convener 2015-04-01  "], career.Posts.Select(p => $"{p.Name} {p.Title} {p.From} {p.To} {p.Source}"));
        Assert.Equal(2, (await scene.Ask(new Careers("h2"))).Single().Posts.Count);

        // The same again is met, a newer value stands, and every import is taken back whole.
        var again = await scene.Do(Import());
        Assert.Equal((0, 0, 0, 0, 16, 0), (again.Bodies, again.Posts, again.Holdings, again.Persons, again.Met, again.Changed));
        var newer = await scene.Do(Import(bodies: Bodies.Replace(",Table,b1", ",The Table,", StringComparison.Ordinal)));
        Assert.Equal(1, newer.Changed);
        Assert.Equal(["East 1", "Members 0", "The Table 0"], (await scene.Ask(new StructureOf("c", "2016-08"))).Bodies.Select(b => $"{b.Name} {b.Depth}").Order(StringComparer.Ordinal));
        Assert.Contains((await scene.Ask(new BodyImports()))[0].Remarks, r => r.Place == "bodies.csv, line 3" && r.Message.Contains("stood in the study otherwise", StringComparison.Ordinal));
        foreach (var act in new[] { done.Act + 2, done.Act + 1, done.Act })
        {
            await scene.Do(new UndoAct(act));
        }

        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task Names_are_kept_of_public_office_alone_shown_to_roles_that_may_and_erased_for_good(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Do(Import());
        Assert.DoesNotContain("Hidden Harry", await WholeAsync(scene), StringComparison.Ordinal);
        var manager = await scene.Place.MemberAsync(scene.Study, Role.SurveyManager);
        var custodian = await scene.Place.MemberAsync(scene.Study, Role.IdentityCustodian);
        async Task<string> NameAsync(Workbench.Acts.Actor who) => (await scene.Ask(new Careers("h1"), who)).Single().Shown;
        Assert.Equal(["Wilma of the Planted Marker", "Wilma of the Planted Marker", "Wilma of the Planted Marker", "person h1"], [await NameAsync(scene.Lead), await NameAsync(scene.Coder), await NameAsync(custodian), await NameAsync(manager)]);
        Assert.Equal("person h1", (await scene.Ask(new StructureOf("c", "2016"), manager)).Bodies[0].Posts[0].Holders[0].Shown);

        // Marked otherwise later: shown no more, and still in history until it is erased there too.
        await scene.Do(new FreezeCut("Named"));
        await scene.Do(new ImportBodies([File("persons.csv", "id,name,public_office\nh1,,no\n")]));
        Assert.Equal("person h1", await NameAsync(scene.Lead));
        Assert.Equal("Wilma of the Planted Marker", (await scene.Ask(new Careers("h1"), cut: "Named")).Single().Shown);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Place.Do(scene.Study, new ErasePerson("h1"), scene.Coder))).Code);
        await scene.Do(new ErasePerson("h1"), custodian);
        Assert.Equal("person h1", (await scene.Ask(new Careers("h1"), cut: "Named")).Single().Shown);
        Assert.DoesNotContain("Wilma", await WholeAsync(scene), StringComparison.Ordinal);
        Assert.Equal(3, (await scene.Ask(new Careers("h1"))).Single().Posts.Count);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-bodies", "empty")]
    [ShowsRefusal("import-bodies", "unreadable")]
    [ShowsRefusal("import-bodies", "unknown")]
    [ShowsRefusal("import-bodies", "ambiguous")]
    [ShowsRefusal("import-bodies", "cyclic")]
    [ShowsRefusal("import-bodies", "other-organisation")]
    [ShowsRefusal("import-bodies", "two-holders")]
    public async Task Bodies_that_cannot_be(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.RefusesAsync("empty", new ImportBodies([]));
        Assert.Contains("It ends (2014) before it begins (2016)", (await scene.RefusesAsync("unreadable", Import(bodies: Bodies.Replace("2016,2017", "2016,2014", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unreadable", new ImportBodies([File("bodies.csv", Bodies), File("Bodies.csv", Bodies)]));
        Assert.Contains("bodies.csv, line 2: the register has no organisation “zz”", (await scene.RefusesAsync("unknown", Import(bodies: Bodies.Replace("b1,c,", "b1,zz,", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", Import(bodies: Bodies.Replace("Table,b1", "Table,b9", StringComparison.Ordinal)));
        await scene.RefusesAsync("unknown", Import(posts: Posts.Replace("p1,b1", "p1,b9", StringComparison.Ordinal)));
        await scene.RefusesAsync("unknown", Import(holdings: Holdings.Replace("q1,h1", "q9,h1", StringComparison.Ordinal)));
        Assert.Contains("b1 → b3 → b2 → b1", (await scene.RefusesAsync("cyclic", Import(bodies: Bodies.Replace("Members,,", "Members,b3,", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("cyclic", Import(bodies: Bodies.Replace("Members,,", "Members,b1,", StringComparison.Ordinal)));
        await scene.RefusesAsync("other-organisation", Import(bodies: Bodies.Replace("b3,c,", "b3,a,", StringComparison.Ordinal)));
        Assert.Contains("holdings.csv, line 5: persons h1 and h2", (await scene.RefusesAsync("two-holders", Import(holdings: Holdings.Replace("2016-06-30", "2016-07-01", StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        await scene.Add(new AddOrganisation("Elm", Code: "01C", Key: "e"));
        await scene.RefusesAsync("ambiguous", Import());

        // Against what stands already, too.
        await scene.Do(Import(bodies: Bodies.Replace("01C", "c", StringComparison.Ordinal)));
        await scene.RefusesAsync("two-holders", new ImportBodies([File("holdings.csv", "post,person,from,to\np1,h3,2020,2021\n")]));
        await scene.RefusesAsync("cyclic", new ImportBodies([File("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,c,,,b2,,\n")]));
        Assert.DoesNotContain(await scene.Ask(new Careers()), c => c.Person == "h3");
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("structure", "unknown")]
    [ShowsRefusal("structure", "ambiguous")]
    [ShowsRefusal("structure", "bad-date")]
    [ShowsRefusal("structures", "bad-date")]
    [ShowsRefusal("careers", "unknown")]
    [ShowsRefusal("erase-person", "unknown")]
    public async Task Questions_without_an_answer(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "e"));
        await scene.Add(new AddOrganisation("Fir", Code: "E", Key: "f"));
        await scene.RefusesAsync("unknown", new StructureOf("z"));
        await scene.RefusesAsync("unknown", new StructureOf(Guid.NewGuid().ToString()));
        await scene.RefusesAsync("ambiguous", new StructureOf("E"));
        await scene.RefusesAsync("bad-date", new StructureOf("e", "soon"));
        await scene.RefusesAsync("bad-date", new Structures("soon"));
        await scene.RefusesAsync("unknown", new Careers("h9"));
        await scene.RefusesAsync("unknown", new ErasePerson("h9"));
        Assert.Equal((0, 0), ((await scene.Ask(new StructureOf("e"))).Bodies.Count, (await scene.Ask(new Structures())).Bodies));
    }

    /// <summary>Every row of every table, as text.</summary>
    private static async Task<string> WholeAsync(Scene scene)
    {
        await using var context = scene.Place.Database.Live(new View(scene.Study));
        var found = await context.ReadAsync("SELECT name FROM register_persons WHERE study_id = @study UNION ALL SELECT name FROM register_persons_history WHERE study_id = @study UNION ALL SELECT remarks FROM body_imports WHERE study_id = @study", row => row.GetString(0), default, ("study", scene.Study));
        return string.Join('\n', found);
    }

    private static ImportBodies Import(string bodies = Bodies, string posts = Posts, string holdings = Holdings, string persons = Persons) => new([File("bodies.csv", bodies), File("posts.csv", posts), File("holdings.csv", holdings), File("persons.csv", persons)]);

    private static GivenFile File(string name, string text) => new(name, System.Text.Encoding.UTF8.GetBytes(text));
}
