using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Bodies as known on a day: what each list said is kept, and the order of coming in decides nothing.</summary>
public sealed class BodyKnownTests
{
    private const string Bodies = "id,organisation,kind,name,parent,from,to,source\n";
    private const string Posts = "id,body,title,voting,sole,from,to\n";
    private const string Holdings = "post,person,from,to,source\n";
    private const string Persons = "id,name,public_office\n";

    // As known at the end of 2015: the table stands alone, h1 leads it, and holds public office.
    private static ImportBodies Early => Given("2015-12", Bodies + "b1,c,governing body,Table,,2015-04-01,,rules\n", Posts + "p1,b1,lead,yes,yes,,\np2,b1,observer,no,no,,\n", Holdings + "p1,h1,2015-04-01,,\n", Persons + "h1,Wilma of the Planted Marker,yes\n");

    // As known in 2017: a committee was put above it in 2016, h1 left, h2 leads, and h1 holds no public office.
    private static ImportBodies Later => Given("2017", Bodies + "b0,c,committee of the members,Members,,2016,,\nb1,c,governing body,The Table,b0,2015-04-01,,rules\n", Posts + "p1,b1,clinical lead,yes,yes,,\n", Holdings + "p1,h1,2015-04-01,2016-06-30,minutes\np1,h2,2016-07-01,,\n", Persons + "h1,,no\n");

    [Theory]
    [OnBoth]
    public async Task What_was_known_on_a_day_is_answered_whichever_list_came_in_first(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        var nothing = await scene.TablesAsync();
        var forward = await ToldAsync(scene, Early, Later, nothing);
        var backward = await ToldAsync(scene, Later, Early, nothing);
        Assert.Equal(forward, backward);
        Assert.Equal(
            [
                "then 1 layers; Table: lead person h1, observer ",
                "now 2 layers; Members: ; The Table: clinical lead person h2, observer ",
                "career then 2015-04-01", "career now 2015-04-01 2016-06-30 minutes",
            ],
            forward);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("prefer-sources", "bodies")]
    public async Task A_source_can_be_gone_by_for_bodies_too_and_conflicts_are_told(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Do(Early with { Source = "Handbook" });
        var later = await scene.Place.Do(scene.Study, Later with { Source = "Return" }, scene.Lead);

        // The older of the two leaves the lead in a post that one person holds at a time.
        var refused = await scene.RefusesAsync("bodies", new PreferSources(["handbook"]));
        Assert.Contains("h1 and h2 would hold the post “p1” at once", refused.Message, StringComparison.Ordinal);
        await scene.Do(new UndoAct(later.Act));
        await scene.Do(Later with { Source = "Return", Files = [.. Later.Files.Where(f => f.Name != "holdings.csv")] });
        var before = await scene.TablesAsync();
        Assert.Equal(["Handbook: Table now The Table", "Handbook:  now b0", "Handbook: lead now clinical lead"], (await scene.Ask(new RegisterConflicts("2016"))).Lines.Where(l => l.One.StartsWith("Handbook", StringComparison.Ordinal)).Select(l => $"{l.One} now {l.Stands}"));
        Assert.Equal("The Table", (await scene.Ask(new StructureOf("c", "2016-02"))).Bodies.Single(b => b.Key == "b1").Name);

        var done = await scene.Place.Do(scene.Study, new PreferSources(["handbook"]), scene.Lead);
        Assert.Equal((3, true), (done.Answer.Changed, done.Answer.Remarks.Any(r => r.Place == "body b1" && r.Message.Contains("“Table” stands, where “The Table” stood", StringComparison.Ordinal))));
        var then = (await scene.Ask(new StructureOf("c", "2016-02"))).Bodies;
        Assert.Equal("Table", then.Single(b => b.Key == "b1").Name);
        Assert.Equal("Table", (await scene.Ask(new StructureOf("c", "2016-02", "2017"))).Bodies.Single(b => b.Key == "b1").Name);
        Assert.All((await scene.Ask(new RegisterConflicts("2016"))).Lines.Where(l => l.One.StartsWith("Handbook", StringComparison.Ordinal)), l => Assert.Equal(l.One["Handbook: ".Length..], l.Stands));

        // The office of a person, and so the name, stays as it was known last.
        Assert.Equal("person h1", (await scene.Ask(new Careers("h1"))).Single().Shown);
        Assert.Equal(["Handbook 1 1", "Return  1"], (await scene.Ask(new RegisterSources())).Where(x => x.Source is "Handbook" or "Return").Select(x => $"{x.Source} {x.Place} {x.Lists}"));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task An_older_list_that_comes_in_late_overrules_nothing_and_says_so(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Do(Later);
        var late = await scene.Do(Early);
        Assert.Equal((0, 1, 0, 0, 4, 0, 4, "2015-12"), (late.Bodies, late.Posts, late.Holdings, late.Persons, late.Met, late.Changed, late.Later, late.Known));
        var remarks = (await scene.Ask(new BodyImports()))[0].Remarks;
        Assert.Contains(remarks, r => r.Place == "bodies.csv, line 2" && r.Message.Contains("stands otherwise by a list that was known later", StringComparison.Ordinal));

        // Neither the name nor the office of a person comes back by an older list.
        Assert.Contains(remarks, r => r.Message.StartsWith("The name of person h1 was not kept", StringComparison.Ordinal) && !r.Message.Contains("Wilma", StringComparison.Ordinal));
        Assert.Equal("person h1", (await scene.Ask(new Careers("h1"))).Single().Shown);
        Assert.Equal(["2015-12 1 2 1", "2017 2 1 2"], (await scene.Ask(new BodyImports())).Select(i => $"{i.Known} {i.Bodies} {i.Posts} {i.Holdings}"));

        // The same list again says nothing new and is not kept twice.
        var again = await scene.Do(Early);
        Assert.Equal((5, 0), (again.Met, again.Changed));
        Assert.Null((await scene.Ask(new BodyImports()))[0].Known);

        var diff = await scene.Ask(new BodyDiff("2016", null));
        Assert.Equal(
            [
                "body b0 body | | organisation c; kind committee of the members; name Members; time 2016 to now", "body b1 name | Table | The Table", "body b1 under | | b0", "post p1 title | lead | clinical lead",
                "holding p1, person h1 time | 2015-04-01 to now | 2015-04-01 to 2016-06-30", "holding p1, person h1 source | | minutes", "holding p1, person h2 holding | | time 2016-07-01 to now",
                "person h1 public office | yes | no", "person h2 person | | public office no",
            ],
            diff.Lines.Select(l => $"{l.Thing} {l.Key} {l.What} | {l.Before} | {l.After}".Replace("|  |", "| |", StringComparison.Ordinal)));
        Assert.All(diff.Lines.Where(l => l.Thing != "person"), l => Assert.StartsWith("Cedar", l.Name, StringComparison.Ordinal));
        Assert.Equal(7, (await scene.Ask(new BodyDiff("2016", null, "01C"))).Lines.Count);
        Assert.Empty((await scene.Ask(new BodyDiff("2016", "2016-12"))).Lines);
        Assert.Empty((await scene.Ask(new BodyDiff("2016", null, "a"))).Lines);
        Assert.Equal((1, 2), ((await scene.Ask(new Structures("2016", KnownOn: "2016"))).Lines.Single().Layers, (await scene.Ask(new Structures("2016"))).Lines.Single().Layers));

        // A cut knows the lists that had come in.
        await scene.Do(new FreezeCut("Two lists"));
        await scene.Do(Given("2018", Bodies + "b9,c,locality committee,East,b0,2018,,\n"));
        Assert.Equal("no-vintage", (await Place.RefusedAsync(() => scene.Ask(new Structures("2018", KnownOn: "2014"), cut: "Two lists"))).Code);
        Assert.Equal((2, 3), ((await scene.Ask(new StructureOf("c", "2018"), cut: "Two lists")).Bodies.Count, (await scene.Ask(new StructureOf("c", "2018"))).Bodies.Count));
    }

    [Theory]
    [OnBoth]
    public async Task Lists_keep_no_name_and_an_erasure_reaches_every_day(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Do(Early);
        await scene.Do(Given("2017", Bodies, holdings: Holdings + "p1,h1,2015-04-01,2016-06-30,minutes\n"));
        Assert.Equal("Wilma of the Planted Marker", (await scene.Ask(new Careers("h1", KnownOn: "2016"))).Single().Shown);
        Assert.Equal("person h1", (await scene.Ask(new Careers("h1", KnownOn: "2016"), await scene.Place.MemberAsync(scene.Study, Role.SurveyManager))).Single().Shown);
        await using (var context = scene.Place.Database.Live(new View(scene.Study)))
        {
            var kept = await context.ReadAsync("SELECT content FROM body_lists WHERE study_id = @study", row => (byte[])row.GetValue(0), default, ("study", scene.Study));
            Assert.Equal(2, kept.Count);
            Assert.All(kept, content => Assert.DoesNotContain("Wilma", Unpacked(content), StringComparison.Ordinal));
            Assert.Contains(kept, content => Unpacked(content).Contains("\"h1\"", StringComparison.Ordinal));
        }

        await scene.Do(new ErasePerson("h1"));
        Assert.Equal("person h1", (await scene.Ask(new Careers("h1", KnownOn: "2016"))).Single().Shown);
        Assert.Equal("person h1", (await scene.Ask(new StructureOf("c", "2016", "2016"))).Bodies[0].Posts[0].Holders[0].Shown);
        Assert.DoesNotContain("Wilma", string.Join('\n', (await scene.TablesAsync()).Values.SelectMany(rows => rows)), StringComparison.Ordinal);
    }

    [Theory]
    [OnBoth]
    public async Task Bodies_from_before_lists_were_kept_are_one_list_of_the_day_they_came_in(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.Do(Early);
        await using (var context = scene.Place.Database.Live(new View(scene.Study)))
        {
            // As an earlier edition of the program left it: rows, and no list.
            await context.ExecuteAsync("DELETE FROM body_lists WHERE study_id = @study", default, ("study", scene.Study));
        }

        var day = (await scene.Ask(new BodyImports())).Single().Known!;
        Assert.Equal(10, day.Length);
        await scene.RefusesAsync("no-vintage", new StructureOf("c", "2016", "2014"));
        Assert.Equal("Table", (await scene.Ask(new StructureOf("c", "2016", day))).Bodies.Single().Name);

        // A list of an earlier day comes in: what was there before becomes a list of its own, and stands.
        await scene.Do(Given("2017", Bodies + "b0,c,committee of the members,Members,,2016,,\nb1,c,governing body,The Table,b0,2015-04-01,,rules\n"));
        Assert.Equal(["2017", day], (await scene.Ask(new BodyImports())).Select(i => i.Known));
        Assert.Contains((await scene.Ask(new BodyImports()))[0].Remarks, r => r.Message.Contains($"count as known on {day}", StringComparison.Ordinal));
        Assert.Equal(["Members", "Table"], (await scene.Ask(new StructureOf("c", "2016"))).Bodies.Select(b => b.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Members", "The Table"], (await scene.Ask(new StructureOf("c", "2016", "2018"))).Bodies.Select(b => b.Name));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-bodies", "bad-date")]
    [ShowsRefusal("structure", "no-vintage")]
    [ShowsRefusal("structures", "no-vintage")]
    [ShowsRefusal("careers", "no-vintage")]
    [ShowsRefusal("careers", "bad-date")]
    [ShowsRefusal("body-diff", "bad-date")]
    [ShowsRefusal("body-diff", "no-vintage")]
    [ShowsRefusal("body-diff", "unknown")]
    [ShowsRefusal("body-diff", "ambiguous")]
    public async Task What_cannot_be_known(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        await scene.RefusesAsync("bad-date", Early with { Known = "soon" });
        await scene.RefusesAsync("no-vintage", new Structures(KnownOn: "2016"));
        await scene.Do(Early);
        foreach (var (code, known) in new[] { ("no-vintage", "2014"), ("bad-date", "soon") })
        {
            await scene.RefusesAsync(code, new StructureOf("c", "2016", known));
            await scene.RefusesAsync(code, new Structures("2016", KnownOn: known));
            await scene.RefusesAsync(code, new Careers(KnownOn: known));
            await scene.RefusesAsync(code, new BodyDiff(known));
        }

        await scene.RefusesAsync("bad-date", new BodyDiff(""));
        await scene.RefusesAsync("unknown", new BodyDiff("2016", null, "zz"));
        await scene.Add(new AddOrganisation("Elm", Code: "01C", Key: "e"));
        await scene.RefusesAsync("ambiguous", new BodyDiff("2016", null, "01C"));

        // A person of whom only a later list tells was not known then.
        await scene.Do(Later);
        Assert.Contains("as known on 2016", (await scene.RefusesAsync("unknown", new Careers("h2", KnownOn: "2016"))).Message, StringComparison.Ordinal);

        // A list that would make a circle on a day between two others is refused, though what stands in the end has none.
        var circle = await scene.RefusesAsync("cyclic", Given("2016", Bodies + "b0,c,committee of the members,Members,b1,2016,,\nb1,c,governing body,Table,b0,2015-04-01,,\n"));
        Assert.Contains("as known on 2016, the body would stand under itself: b1 → b0 → b1", circle.Message, StringComparison.Ordinal);
        Assert.Contains("holdings.csv, line 2: as known on 2016-03, persons h1 and h2", (await scene.RefusesAsync("two-holders", Given("2016-03", holdings: Holdings + "p1,h2,2016-07-01,,\n"))).Message, StringComparison.Ordinal);
    }

    /// <summary>What two lists in an order make, now and then; all is taken back after.</summary>
    private static async Task<List<string>> ToldAsync(Scene scene, ImportBodies first, ImportBodies second, SortedDictionary<string, List<string>> before)
    {
        var one = await scene.Place.Do(scene.Study, first, scene.Lead);
        var alone = await scene.TablesAsync();
        var two = await scene.Place.Do(scene.Study, second, scene.Lead);
        static string Of(StructureAbout s) => $"{s.Measures.Layers} layers; " + string.Join("; ", s.Bodies.Select(b => $"{b.Name}: {string.Join(", ", b.Posts.Select(p => $"{p.Title} {string.Join('+', p.Holders.Select(h => h.Shown))}"))}"));
        static string Post(Career c) => string.Join("; ", c.Posts.Select(p => $"{p.From} {p.To} {p.Source}".TrimEnd()));
        List<string> told =
        [
            "then " + Of(await scene.Ask(new StructureOf("c", "2016-08", "2016"))), "now " + Of(await scene.Ask(new StructureOf("c", "2016-08"))),
            "career then " + Post((await scene.Ask(new Careers("h1", KnownOn: "2016-12"))).Single()), "career now " + Post((await scene.Ask(new Careers("h1"))).Single()),
        ];
        Assert.Equal(told[1][4..], Of(await scene.Ask(new StructureOf("c", "2016-08", "2017"))));

        // Taken back in reverse order; the former cannot go while the other stands on it.
        Assert.Equal("changed-since", (await Place.RefusedAsync(() => scene.Do(new UndoAct(one.Act)))).Code);
        await scene.Do(new UndoAct(two.Act));
        Scene.Same(alone, await scene.TablesAsync());
        await scene.Do(new UndoAct(one.Act));
        Scene.Same(before, await scene.TablesAsync());
        return told;
    }

    private static string Unpacked(byte[] content)
    {
        using var packed = new System.IO.Compression.BrotliStream(new MemoryStream(content), System.IO.Compression.CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return text.ReadToEnd();
    }

    private static ImportBodies Given(string known, string bodies = "", string posts = "", string holdings = "", string persons = "") => new(
        [.. new[] { ("bodies.csv", bodies), ("posts.csv", posts), ("holdings.csv", holdings), ("persons.csv", persons) }.Where(t => t.Item2.Length > 0).Select(t => Registers.File(t.Item1, t.Item2))], known);
}
