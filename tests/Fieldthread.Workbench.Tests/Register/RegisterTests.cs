using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class RegisterTests
{
    [Theory]
    [OnBoth]
    public async Task A_register_comes_in_whole_and_lists_as_at_any_date(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var brought = await scene.Do(Registers.Small());
        Assert.Equal((4, 4, 2, 3, 2, 0, 1), (brought.Organisations, brought.Names, brought.Codes, brought.Relations, brought.Events, brought.Met, brought.Remarks));

        var then = await scene.Ask(new RegisterAt("2014-01-01"));
        Assert.Equal(["Ash", "Birch", "d"], then.Lines.Select(l => l.Name));
        Assert.Equal((3, 4, "01A"), (then.Total, then.All, then.Lines[0].Code));
        Assert.Equal(["Ash", "Birch", "d"], (await scene.Ask(new RegisterAt("2015-03-31"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar", "d"], (await scene.Ask(new RegisterAt("2015-04-01"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar and Dell"], (await scene.Ask(new RegisterAt(Words: "CEDAR", Type: "group"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar"], (await scene.Ask(new RegisterAt("2016", "01c"))).Lines.Select(l => l.Name));
        Assert.Empty((await scene.Ask(new RegisterAt("2016", "Ash"))).Lines);

        var about = await scene.Ask(new OrganisationById(then.Lines[0].Id, "2014"));
        Assert.Equal((true, "2013-04-01", "2015-03-31"), (about.Live, about.Line.Opened, about.Line.Closed));
        Assert.Equal(["accountable to d"], about.Relations.Select(r => $"{r.Kind} {r.Name}"));
        Assert.Equal(["Ash Before", "Birch Before", "Cedar After"], Assert.Single(about.Events).Parts.Select(p => $"{p.Name} {p.Role}"));
        var board = await scene.Ask(new OrganisationById(then.Lines[2].Id, "2014"));
        Assert.Equal(["Ash", "Birch"], board.Others.Select(o => o.Name));
        Assert.Equal((2, 3), (board.OthersThen, board.OthersEver));
    }

    [Theory]
    [OnBoth]
    public async Task Pages_follow_one_another_without_a_gap_and_from_a_name_that_has_left(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small("id,type,opened,closed\n" + string.Concat(Enumerable.Range(1, 25).Select(n => $"k{n:00},group,2013,{(n == 10 ? "2014" : "")}\n")), "", "", "", ""));
        var all = (await scene.Ask(new RegisterAt("2013-06"))).Lines.Select(l => l.Key).ToList();
        var paged = new List<string>();
        Guid? after = null;
        do
        {
            var page = await scene.Ask(new RegisterAt("2013-06", After: after, Take: 10));
            Assert.Equal(25, page.Total);
            paged.AddRange(page.Lines.Select(l => l.Key));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all, paged);
        var tenth = (await scene.Ask(new RegisterAt("2013-06"))).Lines[9].Id;
        Assert.Equal("k11", (await scene.Ask(new RegisterAt("2016", After: tenth))).Lines[0].Key);
    }

    [Theory]
    [OnBoth]
    public async Task Lineage_and_counts(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        var ash = (await scene.Ask(new RegisterAt("2014", "Ash"))).Lines[0].Id;
        var lineage = await scene.Ask(new LineageOf(ash));
        Assert.Equal(["Cedar and Dell"], lineage.Successors.Select(s => s.Name));
        Assert.Equal(["Cedar and Dell"], lineage.LeadsTo.Select(s => s.Name));
        Assert.Empty(lineage.Predecessors);
        Assert.Equal("e1", Assert.Single(lineage.Events).Key);
        Assert.Equal(2, (await scene.Ask(new LineageOf())).Events.Count);

        var sums = await scene.Ask(new RegisterCounts("2015-04-01"));
        Assert.Equal((4, 2, 4, 2, 3, 2), (sums.Organisations, sums.Live, sums.Names, sums.Codes, sums.Relations, sums.Events));
        Assert.Equal(["2013-04-01 3 2 0", "2014-04-01 3 0 0", "2015-04-01 2 1 2"], sums.Years.Select(y => $"{y.On} {y.Live} {y.Opened} {y.Closed}"));
        Assert.Equal(1, (await scene.Ask(new RegisterCounts("2015-04-01", "group"))).Live);
    }

    [Theory]
    [OnBoth]
    public async Task The_same_file_again_adds_nothing_and_a_newer_one_adds_what_is_new(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        var before = await scene.TablesAsync();
        var again = await scene.Do(Registers.Small());
        Assert.Equal((0, 0, 0, 0, 0, 4, 0), (again.Organisations, again.Names, again.Codes, again.Relations, again.Events, again.Met, again.Changed));
        var after = await scene.TablesAsync();
        Scene.Same(new(before.Where(t => t.Key is "organisations" or "organisation_names" or "organisation_codes" or "relations" or "change_events" or "event_parts").ToDictionary()), after);

        await scene.Do(new FreezeCut("Before"));
        var newer = await scene.Do(Registers.Small(
            Registers.Organisations.Replace("c,group,2015-04-01,\n", "c,group,2015-04-01,2020-03-31\ne,group,2020-04-01,\n", StringComparison.Ordinal),
            Registers.Names, Registers.Codes.Replace("01C,2015-04-01,\n", "01C,2015-04-01,2020-03-31\n", StringComparison.Ordinal), Registers.Relations,
            Registers.Events + "e3,2020-04-01,renamed,c,before,\ne3,2020-04-01,renamed,e,after,\n"));
        Assert.Equal((1, 0, 0, 0, 1, 4, 2), (newer.Organisations, newer.Names, newer.Codes, newer.Relations, newer.Events, newer.Met, newer.Changed));
        Assert.Equal(["d", "e"], (await scene.Ask(new RegisterAt("2021"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar and Dell", "d"], (await scene.Ask(new RegisterAt("2021"), cut: "Before")).Lines.Select(l => l.Name));
        var remarks = (await scene.Ask(new RegisterImports()))[0].Remarks;
        Assert.Contains(remarks, r => r.Place == "c" && r.Message.Contains("“2015-04-01 to now” in the register and is “2015-04-01 to 2020-03-31”", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.Message.StartsWith("The code 01C of c lasted to now", StringComparison.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task An_import_is_taken_back_whole(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddOrganisation("Elm", "group", "2013", Key: "a"));
        var before = await scene.TablesAsync();
        var act = (await scene.Place.Do(scene.Study, Registers.Small(), scene.Lead)).Act;
        await scene.Do(new UndoAct(act));
        Scene.Same(before, await scene.TablesAsync());
        Assert.Equal(["Elm"], (await scene.Ask(new RegisterAt("2014"))).Lines.Select(l => l.Name));
    }

    [Theory]
    [OnBoth]
    public async Task An_organisation_is_added_by_hand_and_a_site_is_bound_to_it_for_those_who_keep_participants(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var added = await scene.Do(new AddOrganisation(" Holly ", "group", "2013-04", "2015", "ODS", "01H"));
        Assert.Equal("o1", added.Key);
        var site = await scene.Add(new AddSite("Northside"));
        var bound = await scene.Add(new BindSite(site, "01H", "2013-04"));
        var line = Assert.Single(await scene.Ask(new SiteOrganisations()));
        Assert.Equal(("Northside", "Holly", "2013-04", added.Id), (line.SiteName, line.OrganisationName, line.From!, line.Organisation));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Ask(new SiteOrganisations(), scene.Coder))).Code);
        var custodian = await scene.Place.MemberAsync(scene.Study, Role.IdentityCustodian);
        await scene.Do(new UnbindSite(bound), custodian);
        Assert.Empty(await scene.Ask(new SiteOrganisations(), custodian));
    }

    [Theory]
    [OnBoth]
    public async Task A_guessed_time_of_the_membership_file_takes_nobodys_place(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddOrganisation("The practice", "practice", "1995", Key: "A1"));
        var brought = await scene.Do(new ImportRegister([Registers.File("epcmem.csv", "A1,5E1,W,20010401,20130331,0\nA1,00K,W,20130401,20190331,0\n")], RegisterLayout.Epcmem));
        Assert.Equal((2, 2, 1, 0), (brought.Organisations, brought.Relations, brought.Met, brought.Changed));
        var line = Assert.Single((await scene.Ask(new RegisterAt("2021"))).Lines);
        Assert.Equal(("The practice", "1995"), (line.Name, line.Opened!));
        Assert.Contains((await scene.Ask(new RegisterImports()))[0].Remarks, r => r.Place == "A1" && r.Message.EndsWith("keeps that.", StringComparison.Ordinal));
    }
}
