using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Lists of several days and sources, each asked by itself and together.</summary>
public sealed class VintageQuestionTests
{
    private const string Map = """{ "source": "tracker", "columns": { "code": "code", "name": "name", "opened": "from", "closed": "to", "group": "group", "joined": "from" }, "constants": { "type": "group" }, "whole": true }""";

    [Theory]
    [OnBoth]
    public async Task A_list_is_kept_as_known_on_its_day_and_a_later_one_stands_whichever_came_first(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,2017-03-31,\nc,Cedar,2017-04-01,,\n", "2018"));
        var older = await scene.Do(Tracker("code,name,from,to,group\na,Ash Tree,2013,,\nb,Birch,2013,,\n", "2015-06"));
        Assert.Equal((1, 1, "tracker 2015-06"), (older.Organisations, older.Met, older.Vintage!));
        Assert.Equal(["Birch", "Cedar"], await NamesAsync(scene, new RegisterAt("2020")));
        Assert.Equal(["Ash Tree", "Birch"], await NamesAsync(scene, new RegisterAt("2020", KnownOn: "2016")));
        Assert.Equal(["Cedar"], await NamesAsync(scene, new RegisterAt("2020", Vintage: "tracker 2018")));
        Assert.Equal(["Ash Tree", "Birch"], await NamesAsync(scene, new RegisterAt("2014", Vintage: "Tracker 2015-06")));
        Assert.Equal((2, 1), ((await scene.Ask(new RegisterCounts("2020", KnownOn: "2016"))).Live, (await scene.Ask(new RegisterCounts("2020", Vintage: "tracker 2018"))).Live));

        var ash = (await scene.Ask(new RegisterAt("2014", "Ash"))).Lines.Single();
        Assert.Equal("2017-03-31", ash.Closed);
        var then = await scene.Ask(new OrganisationById(ash.Id, "2020", KnownOn: "2016"));
        Assert.Equal((true, "Ash Tree"), (then.Live, then.Line.Name));
        Assert.Equal(["tracker 2015-06 group to now", "tracker 2015-06 Ash Tree to now", "tracker 2018 group to 2017-03-31", "tracker 2018 Ash to now"], (await scene.Ask(new OrganisationSaid(ash.Id))).Select(s => $"{s.Vintage} {s.Value} to {s.To ?? "now"}"));
        var vintages = await scene.Ask(new RegisterVintages());
        Assert.Equal(["tracker 2018", "tracker 2015-06"], vintages.Select(v => v.Key));
        Assert.Equal(Map, vintages[0].Mapping);
        var conflict = Assert.Single((await scene.Ask(new RegisterConflicts("2020"))).Lines);
        Assert.Equal((ConflictKind.Vanished, "b"), (conflict.Kind, conflict.Key));
        Assert.Empty((await scene.Ask(new RegisterConflicts("2020", KnownOn: "2016"))).Lines);

        var diff = await scene.Ask(new RegisterDiff("tracker 2015-06", "tracker 2018"));
        Assert.Equal(["a closed: open → 2017-03-31", "a name: Ash Tree → ", "a name:  → Ash", "b organisation: Birch, group, 2013 to now → ", "c organisation:  → Cedar, group, 2017-04-01 to now"], diff.Lines.Select(l => $"{l.Organisation} {l.What}: {l.Before} → {l.After}"));
        Assert.Equal((1, 1, 1), (diff.New, diff.Gone, diff.Closed));
        Assert.NotEmpty((await scene.Ask(new RegisterDiff("2016"))).Lines);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("prefer-sources", "unknown")]
    [ShowsRefusal("prefer-sources", "twice")]
    public async Task The_study_goes_by_the_source_that_it_prefers_and_can_take_it_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,2014-06-30,\n", "2015"));
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,2014-12-31,\nb,Birch,2014,,\n", "2018", Map.Replace("\"tracker\"", "\"press\"", StringComparison.Ordinal)));
        async Task<string> ClosedAsync(string? known = null) => string.Join(' ', (await scene.Ask(new RegisterAt("2014-03", KnownOn: known))).Lines.Select(l => $"{l.Name} {l.Closed ?? "now"}"));
        Assert.Equal("Ash 2014-12-31 Birch now", await ClosedAsync());
        var before = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new PreferSources(["Tracker"]), scene.Lead);
        // The organisation and its code, which lasts as long.
        Assert.Equal(("tracker", 2), (Assert.Single(done.Answer.Sources), done.Answer.Changed));
        Assert.All(done.Answer.Remarks, r => Assert.Contains("2014-12-31", r.Message, StringComparison.Ordinal));
        Assert.Equal("Ash 2014-06-30 Birch now", await ClosedAsync());
        Assert.Equal("Ash 2014-06-30 Birch now", await ClosedAsync("2019"));
        Assert.Equal(["tracker 1 of 1, 2015", "press  of 1, 2018"], (await scene.Ask(new RegisterSources())).Select(s => $"{s.Source} {s.Place} of {s.Lists}, {s.Newest}"));
        // A list that comes in later is read by the same preference.
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,2014-09-30,\nb,Birch,2014,,\n", "2019", Map.Replace("\"tracker\"", "\"press\"", StringComparison.Ordinal)));
        Assert.Equal("Ash 2014-06-30 Birch now", await ClosedAsync());
        await scene.Do(new UndoAct(done.Act + 1));

        var standing = await scene.TablesAsync();
        Assert.Contains("There are lists of press, tracker.", (await scene.RefusesAsync("unknown", new PreferSources(["nobody"]))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("twice", new PreferSources(["press", "Press"]));
        Scene.Same(standing, await scene.TablesAsync());
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync());
        Assert.Equal("Ash 2014-12-31 Birch now", await ClosedAsync());
    }

    [Theory]
    [OnBoth]
    public async Task A_preview_says_what_comes_in_and_changes_nothing_and_an_import_is_taken_back_in_reverse_order(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var empty = await scene.TablesAsync();
        var first = (await scene.Place.Do(scene.Study, Tracker("code,name,from,to,group\na,Ash,2013,,\nb,Birch,2013,,\n", "2015"), scene.Lead)).Act;
        var before = await scene.TablesAsync();
        var next = Tracker("code,name,from,to,group\na,Ash,2013,2017-03-31,\nm,Mill,2012,,a\n", "2018");
        var seen = await scene.Ask(new PreviewRegister(next.Files, next.Layout, next.Known, next.Source, next.Mapping));
        Assert.Equal(("tracker 2018", true, 1, 1), (seen.Key, seen.IsNew, seen.New, seen.Closed));
        Assert.Contains(seen.Lines, l => l is { Organisation: "a", What: "closed", Before: "open", After: "2017-03-31" });
        Assert.Contains(seen.Troubles, t => t.Place == "b" && t.Message.StartsWith("Vanished from the list", StringComparison.Ordinal));
        Assert.Contains(seen.Troubles, t => t.Place == "a" && t.Message.StartsWith("Closed with members", StringComparison.Ordinal));
        Scene.Same(before, await scene.TablesAsync());

        var second = (await scene.Place.Do(scene.Study, next, scene.Lead)).Act;
        var again = await scene.Ask(new PreviewRegister(next.Files, next.Layout, next.Known, next.Source, next.Mapping));
        Assert.Equal((false, 0), (again.IsNew, again.All));
        await scene.RefusesAsync("changed-since", new UndoAct(first));
        await scene.Do(new UndoAct(second));
        Scene.Same(before, await scene.TablesAsync());
        await scene.Do(new UndoAct(first));
        Scene.Same(empty, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    public async Task The_whole_register_goes_out_and_comes_into_another_study_the_same(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small() with { Known = "2018" });
        await scene.Do(Tracker("code,name,from,to,group\na,Ash Tree,2012,,\n", "2014"));
        var whole = (await scene.Ask(new RegisterWhole())).Bytes;
        await using var other = await Scene.NewAsync(provider);
        await other.Do(new ImportRegister([new GivenFile("register.zip", whole)], Known: "2018"));
        Assert.Equal(whole, (await other.Ask(new RegisterWhole())).Bytes);
        Assert.Equal(whole, (await other.Ask(new RegisterWhole(KnownOn: "2018"))).Bytes);
        var early = (await scene.Ask(new RegisterWhole(RegisterFormat.JsonLd, KnownOn: "2014"))).Bytes;
        var text = System.Text.Encoding.UTF8.GetString(early);
        Assert.Contains("as known on 2014", text, StringComparison.Ordinal);
        Assert.Contains("Ash Tree", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cedar", text, StringComparison.Ordinal);
    }

    [Theory]
    [OnBoth]
    public async Task A_list_by_codes_meets_organisations_of_other_keys(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small() with { Known = "2019" });
        var brought = await scene.Do(new ImportRegister([Registers.File("succ.csv", "01C,09Z,20200401\n")], RegisterLayout.Succ, "2021"));
        Assert.Equal((1, 1, 1), (brought.Organisations, brought.Met, brought.Events));
        Assert.Equal(["09Z", "d"], await NamesAsync(scene, new RegisterAt("2022")));
        Assert.Equal("2020-03-31", (await scene.Ask(new RegisterAt("2019", "Cedar"))).Lines.Single().Closed);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-register", "no-mapping")]
    [ShowsRefusal("import-register", "bad-date")]
    [ShowsRefusal("import-register", "cyclic")]
    [ShowsRefusal("import-register", "no-outcome")]
    [ShowsRefusal("import-register", "before-it-existed")]
    [ShowsRefusal("import-register", "overlap")]
    [ShowsRefusal("preview-register", "empty")]
    [ShowsRefusal("preview-register", "unreadable")]
    public async Task What_cannot_be_is_refused_and_nothing_is_taken(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var before = await scene.TablesAsync();
        await scene.RefusesAsync("no-mapping", new ImportRegister([Registers.File("t.csv", "a,b\n")], RegisterLayout.Mapped));
        await scene.RefusesAsync("bad-date", new ImportRegister([Registers.File("s.csv", "a,b,20150401\n")], RegisterLayout.Succ, "2015-13"));
        Assert.Contains("a → b → a", (await scene.RefusesAsync("cyclic", new ImportRegister([Registers.File("s.csv", "a,b,20150401\nb,a,20150401\n")], RegisterLayout.Succ))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("cyclic", Registers.Small(events: Registers.Events + "e4,2015-04-01,split,c,before,\ne4,2015-04-01,split,a,after,\n"));
        await scene.RefusesAsync("no-outcome", Registers.Small(events: Registers.Events + "e4,2016,merged,c,before,\n"));
        await scene.RefusesAsync("before-it-existed", Registers.Small(events: Registers.Events + "e4,2014,transferred,a,to,\ne4,2014,transferred,b,from,\ne4,2014,transferred,c,moved,\n"));
        await scene.RefusesAsync("overlap", new ImportRegister([Registers.File("epcmem.csv", "A1,5E1,W,20010401,20130401,0\nA1,00K,W,20130401,,0\n")], RegisterLayout.Epcmem));
        await scene.RefusesAsync("unreadable", new ImportRegister([Registers.File("epcmem.csv", "A1,5E1,W,20010401,20130401,0\n")], RegisterLayout.Eccg));
        await scene.RefusesAsync("empty", new PreviewRegister([]));
        await scene.RefusesAsync("unreadable", new PreviewRegister([Registers.File("x.csv", "no register")], RegisterLayout.Epraccur));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("register-at", "no-vintage")]
    [ShowsRefusal("register-counts", "no-vintage")]
    [ShowsRefusal("organisation", "no-vintage")]
    [ShowsRefusal("lineage", "no-vintage")]
    [ShowsRefusal("lineage", "bad-date")]
    [ShowsRefusal("register-flows", "no-vintage")]
    [ShowsRefusal("register-changes", "no-vintage")]
    [ShowsRefusal("register-diff", "no-vintage")]
    [ShowsRefusal("register-conflicts", "no-vintage")]
    [ShowsRefusal("register-conflicts", "bad-date")]
    [ShowsRefusal("organisation-said", "unknown")]
    [ShowsRefusal("register-whole", "bad-date")]
    [ShowsRefusal("register-whole", "no-vintage")]
    public async Task Questions_about_lists_that_cannot_be_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,,\n", "2015"));
        var ash = (await scene.Ask(new RegisterAt("2014"))).Lines.Single().Id;
        Assert.Contains("There are tracker 2015.", (await scene.RefusesAsync("no-vintage", new RegisterAt(Vintage: "eccg 2016"))).WhatToDo, StringComparison.Ordinal);
        Assert.Contains("The first is of 2015.", (await scene.RefusesAsync("no-vintage", new RegisterAt(KnownOn: "2014"))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("no-vintage", new RegisterCounts(KnownOn: "2014"));
        await scene.RefusesAsync("no-vintage", new OrganisationById(ash, KnownOn: "2014"));
        await scene.RefusesAsync("no-vintage", new LineageOf(KnownOn: "2014"));
        await scene.RefusesAsync("bad-date", new LineageOf(KnownOn: "once"));
        await scene.RefusesAsync("no-vintage", new RegisterFlows("2013", "2014", KnownOn: "2014"));
        await scene.RefusesAsync("no-vintage", new RegisterChanges(KnownOn: "2014"));
        await scene.RefusesAsync("no-vintage", new RegisterDiff("nothing 2000"));
        await scene.RefusesAsync("no-vintage", new RegisterDiff(" "));
        await scene.RefusesAsync("no-vintage", new RegisterConflicts(KnownOn: "2014"));
        await scene.RefusesAsync("bad-date", new RegisterConflicts("2014-13"));
        await scene.RefusesAsync("unknown", new OrganisationSaid(Guid.NewGuid()));
        await scene.RefusesAsync("bad-date", new RegisterWhole(KnownOn: "2014-13"));
        await scene.RefusesAsync("no-vintage", new RegisterWhole(RegisterFormat.JsonLd, Vintage: "none"));
    }

    /// <summary>The two published lists of groups: each by itself, both together, and with the list of successions.</summary>
    [ReferenceTheory]
    [OnBoth]
    public async Task Two_published_lists_of_groups_answer_by_themselves_and_together(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        const string Ccg = "clinical commissioning group";
        async Task<int> Live(int year, string? known = null, string? vintage = null) => (await scene.Ask(new RegisterAt($"{year}-04-01", Type: Ccg, KnownOn: known, Vintage: vintage))).Total;
        await scene.Do(new ImportRegister([await FileAsync("eccg_2016-02-11.csv")], RegisterLayout.Eccg, "2016-02-11"));
        Assert.Equal((211, 209), (await Live(2014), await Live(2015)));
        await scene.Do(new ImportRegister([await FileAsync("eccg_2018_11.csv")], RegisterLayout.Eccg, "2018-11"));
        Assert.Equal((211, 209, 210, 198), (await Live(2014), await Live(2015), await Live(2017), await Live(2018)));
        Assert.Equal((205, 206), (await Live(2014, vintage: "eccg 2018-11"), await Live(2015, vintage: "eccg 2018-11")));
        Assert.Equal((211, 209), (await Live(2014, vintage: "eccg 2016-02-11"), await Live(2015, vintage: "eccg 2016-02-11")));
        Assert.Equal(["00W", "01M", "01N"], (await scene.Ask(new RegisterConflicts(Kind: ConflictKind.Vanished))).Lines.Where(l => l.Key[0] == '0').Select(l => l.Key));

        await scene.Do(new ImportRegister([await FileAsync("ccg_succession.csv")], RegisterLayout.Mapped, "2021-04-01", Mapping: """{ "source": "successions", "columns": { "before": "old", "after": "new", "date": "eff" } }"""));
        Assert.Equal((211, 209, 207, 195), (await Live(2014), await Live(2015), await Live(2017), await Live(2018)));
        Assert.Equal((205, 206), (await Live(2014, vintage: "eccg 2018-11"), await Live(2015, vintage: "eccg 2018-11")));
        Assert.Equal((210, 198), (await Live(2017, known: "2018-12"), await Live(2018, known: "2018-12")));
        Assert.All((await scene.Ask(new RegisterConflicts(Kind: ConflictKind.Vanished))).Lines.Where(l => l.Key is "00W" or "01M" or "01N"), l => Assert.Equal("2017-03-31", l.Stands));

        // And with the published table of all groups every count of every year, and chains of two steps.
        await scene.Do(new ImportRegister([await FileAsync("ccg_register.csv")], RegisterLayout.Mapped, "2021-04-01", Mapping: """{ "source": "groups", "columns": { "code": "code", "name": "name", "opened": "opened", "closed": "closed" }, "constants": { "type": "clinical commissioning group" } }"""));
        foreach (var (year, live) in new[] { (2014, 211), (2015, 209), (2016, 209), (2017, 207), (2018, 195), (2019, 191), (2020, 135), (2021, 106) })
        {
            Assert.Equal(live, await Live(year));
        }

        foreach (var code in new[] { "10G", "10T", "11C" })
        {
            var lineage = await scene.Ask(new LineageOf(await scene.Ask(new OrganisationCalled(code))));
            Assert.Equal(["15D", "D4U1Y"], lineage.Successors.Select(s => s.Key).Order(StringComparer.Ordinal));
            Assert.Equal("D4U1Y", Assert.Single(lineage.LeadsTo).Key);
        }
    }

    /// <summary>Three published lists of practices and one four years later: what was known of a closure, and when.</summary>
    [ReferenceTheory]
    [OnBoth]
    public async Task What_was_known_of_a_practice_and_what_is_known_now_can_both_be_asked(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        foreach (var (file, known) in new[] { ("epraccur_2015-09-02.csv", "2015-09-02"), ("epraccur_2015-11-20.csv", "2015-11-20"), ("epraccur.csv", "2019-10") })
        {
            await scene.Do(new ImportRegister([await FileAsync(file)], RegisterLayout.Epraccur, known));
        }

        // A89618 closed on 30 September 2015; the list of 20 November did not know it yet.
        var id = await scene.Ask(new OrganisationCalled("A89618"));
        Assert.Null((await scene.Ask(new OrganisationById(id, KnownOn: "2015-12-01"))).Line.Closed);
        Assert.Equal("2015-09-30", (await scene.Ask(new OrganisationById(id))).Line.Closed);
        Assert.True((await scene.Ask(new RegisterConflicts(Kind: ConflictKind.Backdated))).Lines.Count(l => l.What == "closed") >= 129);
        var then = (await scene.Ask(new RegisterAt("2015-12-01", Type: "practice", KnownOn: "2015-12-01"))).Total;
        Assert.True(then > (await scene.Ask(new RegisterAt("2015-12-01", Type: "practice"))).Total);

        // The middle list, brought in last, changes nothing that a later one says.
        var before = (await scene.Ask(new RegisterAt("2016-02-11", Type: "practice"))).Total;
        await scene.Do(new ImportRegister([await FileAsync("epraccur_2016-02-11.csv")], RegisterLayout.Epraccur, "2016-02-11"));
        Assert.Equal(before, (await scene.Ask(new RegisterAt("2016-02-11", Type: "practice"))).Total);
        Assert.Equal(then, (await scene.Ask(new RegisterAt("2015-12-01", Type: "practice", KnownOn: "2015-12-01"))).Total);
    }

    private static ImportRegister Tracker(string table, string known, string map = Map) => new([Registers.File("tracker.csv", table)], RegisterLayout.Mapped, known, Mapping: map);

    private static async Task<GivenFile> FileAsync(string file) => new(file, await File.ReadAllBytesAsync(RealRegisterTests.At(file)));

    private static async Task<IEnumerable<string>> NamesAsync(Scene scene, RegisterAt question) => (await scene.Ask(question)).Lines.Select(l => l.Name);
}
