using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class ResponsibilityRefusalTests
{
    private const string Head = "organisation,activity,level,from,to,source,known\n";

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-responsibilities", "empty")]
    [ShowsRefusal("import-responsibilities", "unreadable")]
    [ShowsRefusal("import-responsibilities", "bad-line")]
    [ShowsRefusal("import-responsibilities", "ends-before-it-begins")]
    [ShowsRefusal("import-responsibilities", "bad-date")]
    [ShowsRefusal("import-responsibilities", "no-order")]
    [ShowsRefusal("import-responsibilities", "order-differs")]
    [ShowsRefusal("import-responsibilities", "unknown-level")]
    [ShowsRefusal("import-responsibilities", "unknown-organisation")]
    [ShowsRefusal("import-responsibilities", "contradicts-itself")]
    public async Task A_file_that_cannot_come_in(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.RefusesAsync("empty", new ImportResponsibilities([]));
        Assert.Contains("duties.csv, line 1: The heading “organisation” is missing.", (await scene.RefusesAsync("unreadable", Of("member,period,value\nP1,2014,1\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("unreadable", new ImportResponsibilities([new GivenFile("a.xlsx", Encoding.UTF8.GetBytes("no workbook"))]));
        var lines = await scene.RefusesAsync("bad-line", Of(Head + "a,,joint,2013,,Board,\na,Budget,joint,soon,,Board,\n"));
        Assert.Equal("duties.csv, line 2: The line names no activity. duties.csv, line 3: “soon” is not a date of the calendar. Write 2021, 2021-06 or 2021-06-14.", lines.Message);
        Assert.Contains("duties.csv, line 2: It ends (2012) before it begins (2013).", (await scene.RefusesAsync("ends-before-it-begins", Of(Head + "a,Budget,joint,2013,2012,Board,\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", Of(Head + "a,Budget,joint,2013,,Board,\n", known: "soon"));
        Assert.Contains("The file has “joint”.", (await scene.RefusesAsync("no-order", Of(Head + "a,Budget,joint,2013,,Board,\n", ""))).Message, StringComparison.Ordinal);
        Assert.Contains("line 2: The level “full” is not in the order “involved” < “joint” < “delegated”.", (await scene.RefusesAsync("unknown-level", Of(Head + "a,Budget,full,2013,,Board,\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("order-differs", Of(Head + "a,Budget,joint,2013,,Board,\n", "joint, Joint"));
        var unknown = await scene.RefusesAsync("unknown-organisation", Of(Head + "zz,Budget,joint,2013,,Board,\na,Budget,joint,2013,,Board,\n77X,Budget,joint,2013,,Board,\n"));
        Assert.Contains("duties.csv, line 2", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("duties.csv, line 4", unknown.Message, StringComparison.Ordinal);
        // The same organisation by a code and by its key, on overlapping times.
        var itself = await scene.RefusesAsync("contradicts-itself", Of(Head + "a,Budget,joint,2013-04,,Board,2014\n01A,budget,delegated,2014,2014-06,Board,2014\n"));
        Assert.Equal("duties.csv, line 3: “Board” gives 01A “delegated” in “Budget”, and “joint” for the same time in duties.csv, line 2, both as known on 2014.", itself.Message);
        Assert.Empty((await scene.Ask(new ResponsibilitiesAbout())).Imports);

        await scene.Do(Of(Head + "a,Budget,joint,2013-04,,Board,2014\n"));
        Assert.Contains("for the same time in act ", (await scene.RefusesAsync("contradicts-itself", Of(Head + "a,Budget,delegated,2014,,Board,2014\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("order-differs", Of(Head + "a,Budget,joint,2015,,Paper,2014\n", "delegated, joint, involved"));
        await scene.RefusesAsync("order-differs", Of(Head + "a,Budget,joint,2015,,Paper,2014\n", "joint, delegated, full"));
        Assert.Single((await scene.Ask(new ResponsibilitiesAbout())).Imports);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("responsibilities", "unknown")]
    [ShowsRefusal("responsibilities", "ambiguous")]
    [ShowsRefusal("responsibilities", "unknown-activity")]
    [ShowsRefusal("responsibilities", "unknown-source")]
    [ShowsRefusal("responsibilities", "bad-date")]
    [ShowsRefusal("responsibility-uptake", "bad-date")]
    [ShowsRefusal("responsibility-uptake", "unknown-activity")]
    [ShowsRefusal("responsibility-uptake", "unknown-source")]
    [ShowsRefusal("responsibility-uptake", "unknown-type")]
    [ShowsRefusal("responsibility-uptake", "unknown")]
    [ShowsRefusal("responsibility-uptake", "not-a-count")]
    [ShowsRefusal("responsibility-uptake", "too-many-digits")]
    [ShowsRefusal("responsibility-scope", "bad-date")]
    [ShowsRefusal("responsibility-scope", "unknown-source")]
    [ShowsRefusal("responsibility-scope", "unknown-type")]
    [ShowsRefusal("responsibility-adoption", "bad-date")]
    [ShowsRefusal("responsibility-adoption", "unknown-level")]
    [ShowsRefusal("responsibility-adoption", "unknown-activity")]
    [ShowsRefusal("responsibility-adoption", "unknown-source")]
    [ShowsRefusal("responsibility-adoption", "unknown-type")]
    [ShowsRefusal("responsibility-adoption", "unknown-interval")]
    [ShowsRefusal("responsibility-adoption", "no-time")]
    [ShowsRefusal("responsibility-take-over", "unknown")]
    [ShowsRefusal("responsibility-take-over", "unknown-source")]
    [ShowsRefusal("responsibility-take-over", "bad-date")]
    [ShowsRefusal("responsibility-conflicts", "unknown")]
    [ShowsRefusal("responsibility-conflicts", "ambiguous")]
    [ShowsRefusal("responsibility-conflicts", "unknown-source")]
    [ShowsRefusal("responsibility-conflicts", "bad-date")]
    public async Task Questions_that_cannot_be_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small(codes: "organisation,scheme,code,from,to\na,ODS,X,2013-04-01,2013-12-31\nb,ODS,X,2014-01-01,\n",
            organisations: "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\nd,board,,\n" + string.Concat(Enumerable.Range(1, 10).Select(n => $"P{n},practice,,\n")), relations: "subject,relation,object,from,to\n" + string.Concat(Enumerable.Range(1, 10).Select(n => $"P{n},member of,a,,\n"))));
        await scene.Do(Of(Head + "a,Budget,joint,2013-05,,Board,2014\n"));
        await scene.Do(IndicatorTests.Figures("member,period,ratio\nP1,2013-14,0.5\n", "rates"));
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2013-14,9000000000000.000000000000001\n" + string.Concat(Enumerable.Range(2, 9).Select(n => $"P{n},2013-14,9000000000000\n")), "large"));
        var ash = await scene.Ask(new OrganisationCalled("a"));
        await scene.RefusesAsync("unknown", new Responsibilities("zz"));
        await scene.RefusesAsync("ambiguous", new Responsibilities("X"));
        Assert.Equal("There are “Budget”.", (await scene.RefusesAsync("unknown-activity", new Responsibilities(Activity: "tea"))).WhatToDo);
        await scene.RefusesAsync("unknown-source", new Responsibilities(Source: "hearsay"));
        await scene.RefusesAsync("bad-date", new Responsibilities(At: "soon"));
        await scene.RefusesAsync("bad-date", new ResponsibilityUptake("2014, soon"));
        await scene.RefusesAsync("bad-date", new ResponsibilityUptake(string.Join(',', Enumerable.Range(1000, 201))));
        await scene.RefusesAsync("unknown-activity", new ResponsibilityUptake(Of: "tea"));
        await scene.RefusesAsync("unknown-source", new ResponsibilityUptake(Source: "hearsay"));
        await scene.RefusesAsync("unknown-type", new ResponsibilityUptake(Type: "guild"));
        await scene.RefusesAsync("unknown", new ResponsibilityUptake(Measure: "nothing"));
        await scene.RefusesAsync("not-a-count", new ResponsibilityUptake(Measure: "rates"));
        await scene.RefusesAsync("too-many-digits", new ResponsibilityUptake("2014-01", Measure: "large"));
        await scene.RefusesAsync("bad-date", new ResponsibilityScopeAt("soon"));
        await scene.RefusesAsync("unknown-source", new ResponsibilityScopeAt(Source: "hearsay"));
        await scene.RefusesAsync("unknown-type", new ResponsibilityScopeAt(Type: "guild"));
        await scene.RefusesAsync("bad-date", new ResponsibilityAdoption(KnownOn: "soon"));
        await scene.RefusesAsync("unknown-level", new ResponsibilityAdoption("full"));
        await scene.RefusesAsync("unknown-activity", new ResponsibilityAdoption(Of: "tea"));
        await scene.RefusesAsync("unknown-source", new ResponsibilityAdoption(Source: "hearsay"));
        await scene.RefusesAsync("unknown-type", new ResponsibilityAdoption(Type: "guild"));
        await scene.RefusesAsync("unknown-interval", new ResponsibilityAdoption(Interval: "fortnight"));
        await scene.RefusesAsync("no-time", new ResponsibilityAdoption(Since: "2014-01-01", Until: "2014-02"));
        await scene.RefusesAsync("no-time", new ResponsibilityAdoption(Since: "1014-01-01", Until: "2014-02"));
        await scene.RefusesAsync("unknown", new ResponsibilityTakeOver(Guid.NewGuid()));
        await scene.RefusesAsync("unknown-source", new ResponsibilityTakeOver(ash, Source: "hearsay"));
        await scene.RefusesAsync("bad-date", new ResponsibilityTakeOver(ash, KnownOn: "soon"));
        await scene.RefusesAsync("unknown", new ResponsibilityConflicts("zz"));
        await scene.RefusesAsync("ambiguous", new ResponsibilityConflicts("X"));
        await scene.RefusesAsync("unknown-source", new ResponsibilityConflicts(Source: "hearsay"));
        await scene.RefusesAsync("bad-date", new ResponsibilityConflicts(KnownOn: "soon"));
    }

    private static ImportResponsibilities Of(string sheet, string levels = ResponsibilityTests.Order, string? known = "2016") => new([new GivenFile("duties.csv", Encoding.UTF8.GetBytes(sheet))], levels, known);
}
