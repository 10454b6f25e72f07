using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class RegisterRefusalTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("import-register", "empty")]
    [ShowsRefusal("import-register", "one-at-a-time")]
    [ShowsRefusal("import-register", "unreadable")]
    [ShowsRefusal("import-register", "event-differs")]
    public async Task A_register_that_cannot_come_in(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new ImportRegister([]));
        await scene.RefusesAsync("one-at-a-time", new ImportRegister([Registers.File("a.zip", ""), Registers.File("organisations.csv", Registers.Organisations)]));
        await scene.RefusesAsync("one-at-a-time", new ImportRegister([Registers.File("a.csv", ""), Registers.File("b.csv", "")], RegisterLayout.Epcmem));
        var refusal = await scene.RefusesAsync("unreadable", Registers.Small("id,type,opened,closed\na,\"open,2013,\n"));
        Assert.Contains("organisations.csv, line 2", refusal.Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unreadable", new ImportRegister([Registers.File("a.zip", "no zip")]));
        await scene.RefusesAsync("unreadable", new ImportRegister([Registers.File("organisations.csv", Registers.Organisations)], RegisterLayout.Epcmem));
        await scene.RefusesAsync("unreadable", new ImportRegister([Registers.File("names.csv", Registers.Names), Registers.File("Names.csv", Registers.Names)]));
        await scene.Do(Registers.Small());
        await scene.RefusesAsync("event-differs", Registers.Small(events: Registers.Events.Replace("2018-07-01", "2018-08-01", StringComparison.Ordinal)));
        await scene.RefusesAsync("event-differs", Registers.Small(events: Registers.Events.Replace("e1,2015-04-01,merged,b,before,\n", "", StringComparison.Ordinal)));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-organisation", "empty")]
    [ShowsRefusal("add-organisation", "bad-date")]
    [ShowsRefusal("add-organisation", "key-taken")]
    public async Task An_organisation_that_cannot_be_added(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new AddOrganisation(" "));
        await scene.RefusesAsync("bad-date", new AddOrganisation("Holly", Opened: "2013-02-30"));
        await scene.RefusesAsync("bad-date", new AddOrganisation("Holly", Opened: "2015", Closed: "2014"));
        await scene.Add(new AddOrganisation("Holly", Key: "h"));
        await scene.RefusesAsync("key-taken", new AddOrganisation("Hazel", Key: " h "));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("bind-site", "unknown")]
    [ShowsRefusal("bind-site", "ambiguous")]
    [ShowsRefusal("bind-site", "bad-date")]
    [ShowsRefusal("bind-site", "bound-already")]
    [ShowsRefusal("unbind-site", "unknown")]
    public async Task A_site_that_cannot_be_bound(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var site = await scene.Add(new AddSite("Northside"));
        var holly = await scene.Add(new AddOrganisation("Holly", Code: "01H"));
        await scene.Add(new AddOrganisation("Hazel", Code: "01H"));
        await scene.RefusesAsync("unknown", new BindSite(Guid.NewGuid(), "o1"));
        await scene.RefusesAsync("unknown", new BindSite(site, "nobody"));
        await scene.RefusesAsync("ambiguous", new BindSite(site, "01H"));
        await scene.RefusesAsync("bad-date", new BindSite(site, "o1", "2014", "2013"));
        await scene.Add(new BindSite(site, "o1", "2013", "2014"));
        await scene.RefusesAsync("bound-already", new BindSite(site, holly.ToString(), "2014-06"));
        await scene.Add(new BindSite(site, "o1", "2015"));
        await scene.RefusesAsync("unknown", new UnbindSite(site));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("register-at", "bad-date")]
    [ShowsRefusal("register-at", "unknown")]
    [ShowsRefusal("register-counts", "bad-date")]
    [ShowsRefusal("organisation", "bad-date")]
    [ShowsRefusal("organisation", "unknown")]
    [ShowsRefusal("lineage", "unknown")]
    public async Task Questions_without_an_answer(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var holly = await scene.Add(new AddOrganisation("Holly"));
        await scene.RefusesAsync("bad-date", new RegisterAt("tomorrow"));
        await scene.RefusesAsync("unknown", new RegisterAt(After: Guid.NewGuid()));
        await scene.RefusesAsync("bad-date", new RegisterCounts("2013-13"));
        await scene.RefusesAsync("bad-date", new OrganisationById(holly, "x"));
        await scene.RefusesAsync("unknown", new OrganisationById(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new LineageOf(Guid.NewGuid()));
    }
}
