using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class MembershipQuestionTests
{
    /// <summary>Ash and Birch become Cedar on 1 April 2015; Dell, which goes on, gives one member to Cedar in 2016, and an event says that Dell was absorbed in 2017, which no member shows.</summary>
    private static ImportRegister Grove() => Registers.Small(
        "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\nd,group,2013-04-01,\n" + string.Concat(Enumerable.Range(1, 7).Select(n => $"p{n},practice,,\n")),
        "organisation,name,from,to\na,Ash,,\nb,Birch,,\nc,Cedar,,\nd,Dell,,\n", "organisation,scheme,code,from,to\na,ODS,01A,,\nc,ODS,01C,,\n",
        "subject,relation,object,from,to\n" + string.Concat(new[] { ("p1", "a"), ("p2", "a"), ("p3", "b") }.Select(m => $"{m.Item1},member of,{m.Item2},2013-04-01,2015-03-31\n{m.Item1},member of,c,2015-04-01,\n"))
            + "p4,member-of,d,2013-04-01,2016-06-30\np4,member of,c,2016-07-01,\np5,member of,d,2013-04-01,\np6,member of,d,2013-04-01,\np7,member of,c,2015-04-01,\n",
        "event,date,kind,organisation,role,note\ne1,2015-04-01,merged,a,before,\ne1,2015-04-01,merged,b,before,\ne1,2015-04-01,merged,c,after,\ne2,2017-04-01,split,d,continues,\ne2,2017-04-01,split,c,after,\n");

    [Theory]
    [OnBoth]
    public async Task Groups_of_a_day_are_made_up_of_those_of_another(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Grove());
        var table = await scene.Ask(new RegisterFlows("2015-03-31", "2015-04-01"));
        Assert.Equal((3, 2, 7, 3, 0), (table.GroupsBefore, table.GroupsAfter, table.Members, table.Stayed, table.CountedAgain));
        Assert.Equal(["Ash to Cedar 2, 1, 0.5", "Birch to Cedar 1, 1, 0.25", " to Cedar 1, , 0.25", "Dell to Dell 3, 1, 1"], table.Lines.Select(InWords).OrderBy(l => l.StartsWith(' ') ? 1 : l.StartsWith('D') ? 2 : 0));
        Assert.Equal(["Cedar: Ash 2 of 4", "Dell: Dell 3 of 3, mirrors it"], table.Footprints.Select(f => $"{f.Group.Name}: {f.Largest.Name} {f.Shared} of {f.Members}{(f.Mirrors ? ", mirrors it" : "")}"));
        var birch = await scene.Ask(new OrganisationCalled("b"));
        Assert.Equal(["Birch to Cedar 1, 1, 0.25"], (await scene.Ask(new RegisterFlows("2015-03-31", "2015-04", birch))).Lines.Select(InWords));
        Assert.Equal("Cedar to Ash 2, 0.5, 1", InWords((await scene.Ask(new RegisterFlows("2015-04-01", "2015-03-31"))).Lines[0]));
        Assert.Empty((await scene.Ask(new RegisterFlows("1999", "2000"))).Lines);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("register-flows", "not-a-count")]
    [ShowsRefusal("register-flows", "no-period")]
    public async Task Flows_are_weighed_by_one_period_of_a_measure_on_both_days(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Grove());
        await scene.Do(IndicatorTests.Figures("member,period,value\np1,2014,100\np2,2014,300\np3,2014,50\np5,2014,7\np1,2016,110\np2,2016,310\np3,2016,80\np7,2016,20.5\n", "lists"));
        var table = await scene.Ask(new RegisterFlows("2015-03-31", "2015-04-01", Measure: "Lists"));
        Assert.Equal(new Weighing("lists", "List sizes", "patients", "2014"), table.Weighed);
        Assert.Equal(
            [" to Cedar 0 of , 0, 1 without", "Ash to Cedar 400 of 1, 0.89, 0 without", "Birch to Cedar 50 of 1, 0.11, 0 without", "Dell to Dell 7 of 1, 1, 2 without"],
            table.Lines.Select(l => FormattableString.Invariant($"{l.From?.Name} to {l.To?.Name} {l.Weight} of {l.WeightOfFrom:0.##}, {l.WeightOfTo:0.##}, {l.Without} without")).Order(StringComparer.Ordinal));
        var later = await scene.Ask(new RegisterFlows("2015-03-31", "2015-04-01", Measure: "lists", WeighedOn: "2016-05"));
        Assert.Equal(("2016", 420m, 20.5m), (later.Weighed!.Period, later.Lines.Single(l => l.From?.Name == "Ash").Weight, later.Lines.Single(l => l.From is null).Weight));
        Assert.Null((await scene.Ask(new RegisterFlows("2015-03-31", "2015-04-01"))).Weighed);
        await scene.RefusesAsync("unknown", new RegisterFlows("2015-03-31", "2015-04-01", Measure: "sizes"));
        Assert.Contains("no period on or before 1999", (await scene.RefusesAsync("no-period", new RegisterFlows("2015-03-31", "2015-04-01", Measure: "lists", WeighedOn: "1999"))).Message, StringComparison.Ordinal);
        await scene.Do(IndicatorTests.Figures("member,period,ratio\np1,2014,0.5\n", "share"));
        await scene.RefusesAsync("not-a-count", new RegisterFlows("2015-03-31", "2015-04-01", Measure: "share"));
    }

    [Theory]
    [OnBoth]
    public async Task What_events_say_stands_beside_what_members_show_and_a_cut_keeps_both(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Grove());
        await scene.Do(new FreezeCut("Then"));
        string[] expected = ["2015-04-01 Ash to Cedar Succession 2 of 2, Both e1", "2015-04-01 Birch to Cedar Succession 1 of 1, Both e1", "2016-07-01 Dell to Cedar Transfer 1 of 3, Members , an event on 2017-04-01", "2017-04-01 Dell to Cedar Succession 0 of , Event e2"];
        var table = await scene.Ask(new RegisterChanges());
        Assert.Equal(expected, table.Lines.Select(InWords));
        Assert.Equal((3, 1, 1, 1, 1), (table.Successions, table.Transfers, table.Moved, table.MembersOnly, table.EventOnly));
        Assert.Equal(expected[2..3], (await scene.Ask(new RegisterChanges(Since: "2016", Until: "2016"))).Lines.Select(InWords));
        Assert.Equal(expected[..1], (await scene.Ask(new RegisterChanges(await scene.Ask(new OrganisationCalled("01A"))))).Lines.Select(InWords));

        // A correction takes the transfer away; the cut keeps it.
        await scene.Do(Registers.Small("id,type,opened,closed\np4,practice,,\nd,group,2013-04-01,\n", "", "", "subject,relation,object,from,to\np4,member-of,d,2013-04-01,2016-05-31\n", ""));
        Assert.DoesNotContain((await scene.Ask(new RegisterChanges())).Lines, l => l.Kind == FoundKind.Transfer);
        Assert.Equal(expected, (await scene.Ask(new RegisterChanges(), cut: "Then")).Lines.Select(InWords));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("register-flows", "bad-date")]
    [ShowsRefusal("register-flows", "unknown")]
    [ShowsRefusal("register-changes", "bad-date")]
    [ShowsRefusal("register-changes", "unknown")]
    [ShowsRefusal("organisation-called", "unknown")]
    [ShowsRefusal("organisation-called", "ambiguous")]
    public async Task Questions_that_cannot_be_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddOrganisation("Holly", Code: "01H"));
        await scene.Add(new AddOrganisation("Hazel", Code: "01H"));
        await scene.RefusesAsync("bad-date", new RegisterFlows("2013", "soon"));
        await scene.RefusesAsync("bad-date", new RegisterFlows("2013", " "));
        await scene.RefusesAsync("unknown", new RegisterFlows("2013", "2014", Guid.NewGuid()));
        await scene.RefusesAsync("bad-date", new RegisterChanges(Since: "2013-13"));
        await scene.RefusesAsync("unknown", new RegisterChanges(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new OrganisationCalled("nobody"));
        await scene.RefusesAsync("ambiguous", new OrganisationCalled(" 01H "));
    }

    /// <summary>The register of English primary care: what its memberships show without any list of successions, against the published lists.</summary>
    [ReferenceTheory]
    [OnBoth]
    public async Task The_published_successions_transfers_and_predecessors_are_found_in_the_memberships_alone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportRegister([new GivenFile("epcmem.csv", await File.ReadAllBytesAsync(RealRegisterTests.At("epcmem.csv")))], RegisterLayout.Epcmem));
        var groups = RealRegisterTests.Rows("ccg_register.csv").Select(r => r[0]).ToHashSet();
        var found = (await scene.Ask(new RegisterChanges(Since: "2013-04-02"))).Lines.Where(l => groups.Contains(l.From.Code!) && groups.Contains(l.To.Code!)).ToList();
        var published = RealRegisterTests.Rows("ccg_succession.csv").Where(r => string.CompareOrdinal(r[2], "2019-10-01") <= 0).Select(r => $"{r[0]} {r[1]} {r[2]}").Order();
        Assert.Equal(published, found.Where(l => l.Kind == FoundKind.Succession).Select(l => $"{l.From.Code} {l.To.Code} {l.Date}").Order());
        var moved = RealRegisterTests.Rows("practice_transfers_not_succession_2013_2019.csv").GroupBy(r => $"{r[1]} {r[2]} {r[3]}").Select(g => $"{g.Key}: {g.Count()}").Order();
        Assert.Equal(moved, found.Where(l => l.Kind == FoundKind.Transfer).Select(l => $"{l.From.Code} {l.To.Code} {l.Date}: {l.Members}").Order());
        Assert.Equal(300, found.Where(l => l.Kind == FoundKind.Transfer).Sum(l => l.Members));

        var flows = await scene.Ask(new RegisterFlows("2013-03-31", "2013-04-01"));
        var pairs = RealRegisterTests.Rows("pct_to_ccg_practice_counts_20130401.csv").Select(r => $"{r[0]} {r[1]}: {r[2]}").Order().ToList();
        Assert.Equal(419, pairs.Count);
        Assert.Equal(pairs, flows.Lines.Where(l => l.From is not null && l.To is not null && l.From.Id != l.To.Id).Select(l => $"{l.From!.Code} {l.To!.Code}: {l.Members}").Order());
    }

    private static string InWords(FlowLine l) => FormattableString.Invariant($"{l.From?.Name} to {l.To?.Name} {l.Members}, {l.ShareOfFrom}, {l.ShareOfTo}");

    private static string InWords(ChangeLine l) => $"{l.Date} {l.From.Name} to {l.To.Name} {l.Kind} {l.Members} of {l.Had}, {l.Basis} {l.Event}{(l.EventDate is { } d ? ", an event on " + d : "")}";
}
