using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class PublishedCountTests
{
    private const string Table = "topic,date,count,source,row,category,percent,known,type\ngroups,2014-04-01,2,Board,,,,2014-05,group\ngroups,2014-04-01,3,Courier,,,,2014-06,group\nseen,2014,10,Board,a,,,,\nseen,2014,4,Board,a,yes,40,,\nseen,2014,20,Board,b,,,,\nseen,2014,5,Board,b,yes,25,,\n";

    private static ImportCounts Counts(string text = Table) => new(new GivenFile("counts.csv", Encoding.UTF8.GetBytes(text)));

    [Theory]
    [OnBoth]
    public async Task Counts_come_in_by_one_act_are_checked_against_the_register_and_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        var before = await scene.TablesAsync(withActs: true);
        var done = await scene.Place.Do(scene.Study, Counts(), scene.Lead);
        Assert.Equal((6, 6, 0), (done.Answer.Counts, done.Answer.Fresh, done.Answer.Met));
        Assert.Equal(["groups 2 Board disputed", "groups 3 Courier disputed"], (await scene.Ask(new PublishedCounts("Groups"))).Select(c => $"{c.Topic} {c.Count} {c.Source} {(c.Disputed ? "disputed" : "")}"));
        Assert.Equal(
            ["Disagree Fails 2 by Board (2014-05); 3 by Courier (2014-06).", "Register Holds 2 by Board (2014-05); 2 in the register.", "Register Fails 3 by Courier (2014-06); 2 in the register."],
            (await scene.Ask(new CountChecked("groups"))).Select(c => $"{c.Kind} {c.State} {c.Says}"));
        Assert.Equal([2L], (await scene.Ask(new PublishedCounts(KnownOn: "2014-05"))).Select(c => c.Count));

        var test = await scene.Ask(new CountTest("seen", "yes, the rest"));
        Assert.Equal("4 6|5 15", string.Join('|', test.Table.Cells.Select(r => string.Join(' ', r))));
        Assert.False(test.Table.Recovered);
        // By hand: 30 in all, 9 of them yes; expected 3, 7, 6, 14; 1/3 + 1/7 + 1/6 + 1/14 = 0.7142857.
        Assert.Equal((0.7142857, 1), (Math.Round(test.Table.Chi.Statistic, 7), test.Table.Chi.Freedom));

        // The same file again brings nothing, and what another says now is said beside it.
        var again = await scene.Do(Counts(Table + "seen,2014,6,Courier,b,yes,,,\n"));
        Assert.Equal((7, 1, 6), (again.Counts, again.Fresh, again.Met));
        Assert.Equal(["Brought"], (await scene.Ask(new CountImports())).Select(_ => "Brought").Distinct());
        Assert.Contains("differently: 5 by Board; 6 by Courier", (await scene.RefusesAsync("no-table", new CountTest("seen", "yes,the rest"))).Message, StringComparison.Ordinal);
        Assert.Equal(6, (await scene.Ask(new CountTest("seen", "yes,the rest", Source: "courier"))).Table.Cells[1][0]);

        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-counts", "empty")]
    [ShowsRefusal("import-counts", "unreadable")]
    [ShowsRefusal("published-counts", "bad-date")]
    [ShowsRefusal("count-checks", "bad-date")]
    [ShowsRefusal("count-test", "bad-date")]
    [ShowsRefusal("count-test", "empty")]
    [ShowsRefusal("count-test", "unknown")]
    [ShowsRefusal("count-test", "no-table")]
    public async Task What_cannot_be_is_refused_and_nothing_is_taken(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Counts());
        var before = await scene.TablesAsync(withActs: true);
        await scene.RefusesAsync("empty", new ImportCounts(null));
        Assert.Contains("The heading “topic” is missing", (await scene.RefusesAsync("unreadable", Counts("member,period,value\na,2014,1\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", new PublishedCounts(KnownOn: "soon"));
        await scene.RefusesAsync("bad-date", new CountChecked(KnownOn: "soon"));
        await scene.RefusesAsync("bad-date", new CountTest("seen", "yes,the rest", "soon"));
        await scene.RefusesAsync("empty", new CountTest(" ", "yes,the rest"));
        Assert.Contains("groups, seen", (await scene.RefusesAsync("unknown", new CountTest("sene", "yes,the rest"))).WhatToDo, StringComparison.Ordinal);
        await scene.RefusesAsync("no-table", new CountTest("seen", "yes"));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }

    /// <summary>What was printed of England’s groups between 2010 and 2021, typed from the sources that samples/published names: its contradictions stay, its sums are checked, and two tables are tested.</summary>
    [Theory]
    [OnBoth]
    public async Task The_published_counts_of_Englands_groups_keep_their_contradictions_and_give_the_two_tests(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Path.Combine(Project.Root, "samples", "published", "england-2010-2021.csv");
        var came = await scene.Do(new ImportCounts(new GivenFile("england-2010-2021.csv", await File.ReadAllBytesAsync(file))));
        Assert.Equal((70, 70), (came.Counts, came.Fresh));
        var checks = (await scene.Ask(new CountChecked())).Where(c => c.Kind != CountCheckKind.Register).Select(c => $"{c.Topic}, {c.Date}: {c.State}: {c.Says}").ToList();

        // Holds: the regions make 227, the waves 211 and 43, the proposals 212, the second wave with its directions 67.
        Assert.Contains(checks, c => c.StartsWith("groups, 2012-02: Holds: ", StringComparison.Ordinal) && c.EndsWith("= 227.", StringComparison.Ordinal));
        Assert.Contains("authorisation, 2013-03: Holds: 34 (wave 1) + 67 (wave 2) + 62 (wave 3) + 48 (wave 4) = 211.", checks);
        Assert.Contains("authorisation, 2013-03: Holds: 8 (wave 1) + 19 (wave 2) + 6 (wave 3) + 10 (wave 4) = 43.", checks);
        Assert.Contains("put forward for authorisation, 2012-05: Holds: 35 (wave 1) + 70 (wave 2) + 67 (wave 3) + 40 (wave 4) = 212.", checks);
        Assert.Contains("authorisation, 2013-01: Holds: 19 in full + 45 with conditions + 3 with legal directions = 67.", checks);
        Assert.Contains("authorisation, 2013-03: Holds: 43 in full + 168 with conditions = 211.", checks);
        Assert.Contains("co-commissioning, bids, 2015-01: Holds: 77 delegated + 90 joint + 26 greater involvement + 5 none = 198.", checks);
        Assert.Contains("co-commissioning, 2015-02-18: Holds: 6 (London) + 26 (Midlands and East) + 24 (North) + 8 (South) = 64.", checks);
        Assert.Contains("groups, 2017-10: Holds: 174 delegated + 33 not delegated = 207.", checks);

        // Contradictions: three with directions counted apart in the second wave; pathfinders that merged; two sources on delegation, and on the wave of 2016.
        Assert.Contains("authorisation, 2013-03: Look: 26 (wave 1) + 45 (wave 2) + 56 (wave 3) + 38 (wave 4) = 165 of 168: 3 left over.", checks);
        Assert.Contains("pathfinders, 2011-03-02: Fails: 52 (first wave) + 89 (second wave) + 40 (third wave) = 181 of 177: 4 too many.", checks);
        Assert.Contains("pathfinders, 2011-01-18: Holds: 52 (first wave) + 89 (second wave) = 141.", checks);
        Assert.Contains("co-commissioning, 2015-04-01: Fails: 63 by NHS England board paper (2016-03); 64 by Health Service Journal (2015-03-06).", checks);
        Assert.Contains("co-commissioning, delegated from April 2016, 2016-04-01: Fails: 51 by Health Service Journal (2016-03); 52 by NHS England (2015-12).", checks);
        Assert.Contains(checks, c => c.StartsWith("co-commissioning, bids, 2015-01: Fails: 77 of 198 is 39%, and 37% is printed", StringComparison.Ordinal));

        var waves = (await scene.Ask(new CountTest("authorisation", "in full,the rest"))).Table;
        Assert.Equal("8 26|19 48|6 56|10 38", string.Join('|', waves.Cells.Select(r => string.Join(' ', r))));
        Assert.Equal((7.219, 3, 0.0652, 0.0505, false), (Math.Round(waves.Chi.Statistic, 3), waves.Chi.Freedom, Math.Round(waves.Chi.P, 4), Math.Round(waves.ExactP!.Value, 4), waves.Recovered));
        var regions = (await scene.Ask(new CountTest("co-commissioning", "delegated,the rest", "2015-03"))).Table;
        Assert.Equal("London 6 26|Midlands and East 26 35|North 24 44|South 8 42", string.Join('|', regions.Rows.Zip(regions.Cells, (row, cells) => $"{row} {string.Join(' ', cells)}")));
        Assert.Equal((12.045, 3, 0.0072, true), (Math.Round(regions.Chi.Statistic, 3), regions.Chi.Freedom, Math.Round(regions.Chi.P, 4), regions.Recovered));
    }
}
