using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class IndicatorTests
{
    /// <summary>Ash (01A) and Birch become Cedar (01C) on 1 April 2015. P1 and P2 go with them; P3, of Birch, closed on 31 January 2014.</summary>
    internal static ImportRegister Grove() => Registers.Small(
        "id,type,opened,closed\na,group,2013-04-01,2015-03-31\nb,group,2013-04-01,2015-03-31\nc,group,2015-04-01,\nP1,practice,,\nP2,practice,,\nP3,practice,,2014-01-31\n",
        "organisation,name,from,to\na,Ash,,\nb,Birch,,\nc,Cedar,,\nP1,Surgery One,,\n", "organisation,scheme,code,from,to\na,ODS,01A,,\nc,ODS,01C,,\n",
        "subject,relation,object,from,to\nP1,member of,a,2013-04-01,2015-03-31\nP2,member of,b,2013-04-01,2015-03-31\nP3,member of,b,2013-04-01,2014-01-31\nP1,member of,c,2015-04-01,\nP2,member of,c,2015-04-01,\n",
        "event,date,kind,organisation,role,note\ne1,2015-04-01,merged,a,before,\ne1,2015-04-01,merged,b,before,\ne1,2015-04-01,merged,c,after,\n");

    internal const string Lists = "member,period,group,value\nP1,2013-14,01A,100\nP2,2013-14,b,20.5\nP3,2013-14,b,3\nP9,2013-14,77Z,7\nP1,2015-16,01C,110\nP2,2015-16,01C,21\n";

    internal static ImportIndicator Figures(string text = Lists, string measure = "lists", string? known = "2016-04-01", string name = "lists.csv") => new(new GivenFile(name, Encoding.UTF8.GetBytes(text)), measure, "List sizes", "patients", known);

    [Theory]
    [OnBoth]
    public async Task Figures_come_in_by_one_act_are_rolled_up_and_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Grove());
        var before = await scene.TablesAsync(withActs: true);
        var done = await scene.Place.Do(scene.Study, Figures(), scene.Lead);
        Assert.Equal((2, 4, 6, 6, 0, 0, false), (done.Answer.Periods, done.Answer.Members, done.Answer.Figures, done.Answer.Fresh, done.Answer.Revised, done.Answer.Same, done.Answer.Repeats));
        var line = Assert.Single(await scene.Ask(new Indicators()));
        Assert.Equal(("lists", "List sizes", "patients", MeasureKind.Count, 4, 2, "2013-14", "2015-16", 6), (line.Key, line.Title, line.Unit, line.Kind, line.Members, line.Periods, line.First, line.Last, line.Figures));

        Assert.Equal("01A Ash 100, b Birch 23.5, 77Z 77Z 7 | 01C Cedar 131; 130.5 = 130.5 + 0 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("Lists")));
        Assert.Equal("01A Ash 100, b Birch 20.5 | 01C Cedar 131; 130.5 = 120.5 + 10, the member had no group then 3, the register does not know the member 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "member-then")));
        Assert.Equal("01C Cedar 120.5 | 01C Cedar 131; 130.5 = 120.5 + 10, the member had no group then 3, the register does not know the member 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "carried", "2016-04-01")));
        Assert.Equal("01C Cedar 123.5 | 01C Cedar 131; 130.5 = 123.5 + 7, the register does not know the member 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "carried", "2016-04-01", Day: "first")));
        Assert.Equal("01C Cedar 123.5 | 01C Cedar 131; 130.5 = 123.5 + 7, the register does not know the group 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "carried", "2016-04-01", "published")));
        Assert.Equal("01C Cedar 120.5 | 01C Cedar 131; 130.5 = 120.5 + 10, no group on the day, dropped 3, the register does not know the member 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "frozen", "2016-04-01", Orphans: "drop")));
        var frozen = await scene.Ask(new IndicatorRollUp("lists", "frozen", "2016-03-31", "published", "last-known"));
        Assert.Equal(("frozen", "published", "2016-03-31", "last-known", "2015-16"), (frozen.Policy.Policy, frozen.Policy.Basis, frozen.Policy.To, frozen.Policy.Orphans, frozen.Policy.FrozenAt));
        Assert.Equal("Each member in its group of the day, whatever the period, 2016-03-31; by the groups as published with the figures of 2015-16; members without a group on the day are counted in the last group that they had.", frozen.Policy.InWords);
        Assert.Equal("01C Cedar 123.5 | 01C Cedar 131; 130.5 = 123.5 + 7, the register does not know the group 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "frozen", "2016-03-31", "published")));
        Assert.Equal(["P3 3", "P9 7"], (await scene.Ask(new IndicatorUnassigned("lists", "member-then"))).Select(l => FormattableString.Invariant($"{l.Member} {l.Numerator}")));
        Assert.Equal("P9", Assert.Single(await scene.Ask(new IndicatorUnassigned("lists", "member-then", Take: 1))).Member);
        Assert.Equal(["Cedar 131"], (await scene.Ask(new IndicatorRollUp("lists", Group: "01C"))).Lines.Select(l => FormattableString.Invariant($"{l.Name} {l.Amount.Numerator}")));

        var dropped = await scene.Ask(new IndicatorDistortion("lists", "2016-04-01"));
        Assert.Equal(("2013-14", "Cedar", 123.5m, 120.5m, 3m, 1), (dropped.Period, dropped.Lines[0].Name, dropped.Lines[0].Full.Numerator, dropped.Lines[0].Left.Numerator, dropped.Lines[0].Lost.Numerator, dropped.Lines[0].Lost.Members));
        Assert.Equal(-3 / 123.5, dropped.Lines[0].Share!.Value, 12);

        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
        Assert.Empty(await scene.Ask(new Indicators()));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("indicator-rollup", "no-vintage")]
    [ShowsRefusal("indicator-unassigned", "no-vintage")]
    [ShowsRefusal("indicator-distortion", "no-vintage")]
    public async Task A_series_restated_on_any_list_of_the_register_keeps_its_total(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        // In the list of 2014 both groups are open and P1 is in Ash; that of 2016 says they became Cedar.
        await scene.Do(new ImportRegister(
            [Registers.File("organisations.csv", "id,type,opened,closed\na,group,2013-04-01,\nb,group,2013-04-01,\nP1,practice,,\nP2,practice,,\nP3,practice,,\n"), Registers.File("relations.csv", "subject,relation,object,from,to\nP1,member of,a,2013-04-01,\nP2,member of,b,2013-04-01,\nP3,member of,b,2013-04-01,\n")],
            Known: "2014", Source: "board"));
        await scene.Do(Grove() with { Known = "2016", Source = "board" });
        await scene.Do(Figures());
        Assert.Equal("a a 100, b b 23.5 | a a 110, b b 21; 130.5 = 123.5 + 7, the register does not know the member 7 | 131 = 131 + 0", await RolledAsync(scene, new IndicatorRollUp("lists", "member-then", Register: "2014")));
        Assert.Equal(await RolledAsync(scene, new IndicatorRollUp("lists", "member-then", Register: "2014")), await RolledAsync(scene, new IndicatorRollUp("lists", "member-then", Register: "Board 2014")));
        Assert.Equal(await RolledAsync(scene, new IndicatorRollUp("lists", "carried", "2016-04-01")), await RolledAsync(scene, new IndicatorRollUp("lists", "carried", "2016-04-01", Register: "2016")));
        var told = (await scene.Ask(new IndicatorRollUp("lists", "frozen", "2016-04-01", Register: "2014"))).Policy;
        Assert.Equal("2014", told.Register);
        Assert.Contains("groups and members as known on 2014", told.InWords, StringComparison.Ordinal);
        foreach (var policy in new[] { "as-published", "member-then", "carried", "frozen", "apportioned" })
        {
            foreach (var register in new[] { "", "2014", "board 2014", "board 2016" })
            {
                var table = await scene.Ask(new IndicatorRollUp("lists", policy, "2016-04-01", Register: register));
                Assert.Equal([130.5m, 131m], table.Reconciliation.Select(r => r.Out.Numerator + r.Unassigned.Numerator - r.CountedAgain.Numerator));
                Assert.All(table.Reconciliation, r => Assert.True(r.Holds));
            }
        }

        await scene.RefusesAsync("no-vintage", new IndicatorRollUp("lists", Register: "board 1999"));
        await scene.RefusesAsync("no-vintage", new IndicatorUnassigned("lists", Register: "1999"));
        await scene.RefusesAsync("no-vintage", new IndicatorDistortion("lists", "2016", Register: "1999"));
    }

    [Theory]
    [OnBoth]
    public async Task A_later_file_revises_and_what_was_known_before_can_be_asked_for(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Grove());
        var first = await scene.Place.Do(scene.Study, Figures(), scene.Lead);
        await scene.Do(new FreezeCut("Then"));
        var again = await scene.Do(Figures());
        Assert.Equal((0, 0, 6, true), (again.Fresh, again.Revised, again.Same, again.Repeats));
        Assert.Contains("Nothing of it is new.", (await scene.Ask(new IndicatorCalled("lists"))).Imports[0].Remarks[^1].Message, StringComparison.Ordinal);
        var refused = await scene.RefusesAsync("changed-since", new UndoAct(first.Act));
        Assert.Contains("import of figures", refused.Message, StringComparison.Ordinal);

        var newer = await scene.Do(Figures(Lists.Replace("P1,2015-16,01C,110", "P1,2015-16,01C,112\nP4,2015-16,01C,5", StringComparison.Ordinal), known: "2017-04-01", name: "later.csv"));
        Assert.Equal((1, 1, 5), (newer.Fresh, newer.Revised, newer.Same));
        // A file that was known earlier comes in last, and changes nothing of what is known now.
        var between = await scene.Do(Figures(Lists.Replace("P2,2015-16,01C,21", "P2,2015-16,01C,20", StringComparison.Ordinal), known: "2016-10", name: "between.csv"));
        Assert.Equal((0, 1, 5), (between.Fresh, between.Revised, between.Same));
        var about = await scene.Ask(new IndicatorCalled("lists"));
        Assert.Equal(["later.csv", "between.csv", "lists.csv", "lists.csv"], about.Imports.Select(i => i.FileName));
        Assert.Equal(["P2 2015-16 21 20", "P1 2015-16 110 112", "P2 2015-16 20 21"], about.Revisions.Select(r => FormattableString.Invariant($"{r.Member} {r.Period} {r.Was.Numerator} {r.Became.Numerator}")));
        async Task<string> TotalAsync(string? known, string? cut = null) => FormattableString.Invariant($"{(await scene.Ask(new IndicatorRollUp("lists", KnownOn: known), cut: cut)).Reconciliation[^1].In.Numerator}");
        Assert.Equal(["131", "130", "130", "138"], [await TotalAsync("2016-04-01"), await TotalAsync("2016-10-31"), await TotalAsync("2016-12"), await TotalAsync(null)]);
        Assert.Equal("131", await TotalAsync(null, "Then"));
        var series = await scene.Ask(new IndicatorSeries("lists", "P1"));
        Assert.Equal("Surgery One", series.Name);
        Assert.Equal(["2013-14 01A 100, 2016-04-01", "2015-16 01C 112, 2017-04-01, before 110 of 2016-04-01"], series.Points.Select(p => FormattableString.Invariant($"{p.Period} {p.Value.Group} {p.Value.Numerator}, {p.Value.Known}{string.Concat(p.Earlier.Select(e => $", before {e.Numerator} of {e.Known}"))}")));
        Assert.Single((await scene.Ask(new IndicatorSeries("lists", "P3"))).Points);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-indicator", "empty")]
    [ShowsRefusal("import-indicator", "unreadable")]
    [ShowsRefusal("import-indicator", "bad-date")]
    [ShowsRefusal("import-indicator", "kind-differs")]
    public async Task A_file_that_cannot_come_in(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new ImportIndicator(null, "lists"));
        await scene.RefusesAsync("empty", Figures(measure: " "));
        var refusal = await scene.RefusesAsync("unreadable", Figures("\"A81001\",\"5E1\",\"W\",\"20010401\"\n"));
        Assert.Contains("lists.csv, line 1: No column holds the members", refusal.Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", Figures(known: "soon"));
        await scene.Do(Figures());
        await scene.RefusesAsync("kind-differs", Figures("member,period,ratio\nP1,2013-14,0.5\n"));
        await scene.RefusesAsync("kind-differs", Figures("member,period,value\nP1,2013,5\n"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("indicator", "unknown")]
    [ShowsRefusal("indicator-series", "unknown")]
    [ShowsRefusal("indicator-series", "bad-date")]
    [ShowsRefusal("indicator-rollup", "unknown")]
    [ShowsRefusal("indicator-rollup", "unknown-policy")]
    [ShowsRefusal("indicator-rollup", "no-date")]
    [ShowsRefusal("indicator-rollup", "bad-date")]
    [ShowsRefusal("indicator-rollup", "ratio-only")]
    [ShowsRefusal("indicator-rollup", "too-many-digits")]
    [ShowsRefusal("indicator-unassigned", "unknown")]
    [ShowsRefusal("indicator-unassigned", "unknown-policy")]
    [ShowsRefusal("indicator-unassigned", "no-date")]
    [ShowsRefusal("indicator-unassigned", "bad-date")]
    [ShowsRefusal("indicator-unassigned", "ratio-only")]
    [ShowsRefusal("indicator-unassigned", "too-many-digits")]
    [ShowsRefusal("indicator-distortion", "unknown")]
    [ShowsRefusal("indicator-distortion", "unknown-policy")]
    [ShowsRefusal("indicator-distortion", "no-date")]
    [ShowsRefusal("indicator-distortion", "bad-date")]
    [ShowsRefusal("indicator-distortion", "ratio-only")]
    [ShowsRefusal("indicator-distortion", "too-many-digits")]
    public async Task Questions_that_cannot_be_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Figures());
        await scene.Do(Figures("member,period,ratio\nP1,2013-14,0.5\n", "rates"));
        await scene.Do(Figures("member,period,value\nP1,2013-14,9000000000000.000000000000001\n" + string.Concat(Enumerable.Range(2, 9).Select(n => $"P{n},2013-14,9000000000000\n")), "large"));
        await scene.RefusesAsync("unknown", new IndicatorCalled("nothing"));
        await scene.RefusesAsync("unknown", new IndicatorSeries("lists", "P5"));
        await scene.RefusesAsync("bad-date", new IndicatorSeries("lists", "P1", "soon"));
        foreach (var (code, measure, policy, to, basis) in new[]
        {
            ("unknown", "nothing", "as-published", "2016", ""), ("unknown-policy", "lists", "best", "2016", "best"), ("no-date", "lists", "carried", "", ""), ("bad-date", "lists", "frozen", "2016-13", ""),
            ("ratio-only", "rates", "as-published", "2016", ""), ("too-many-digits", "large", "as-published", "2016", ""),
        })
        {
            await scene.RefusesAsync(code, new IndicatorRollUp(measure, policy, to, basis is "best" ? "" : basis));
            await scene.RefusesAsync(code, new IndicatorUnassigned(measure, policy, to));
            await scene.RefusesAsync(code, new IndicatorDistortion(measure, to, basis));
        }

        foreach (var asked in new[] { new IndicatorRollUp("lists", Basis: "hearsay", Policy: "member-then"), new IndicatorRollUp("lists", Orphans: "adopt"), new IndicatorRollUp("lists", Day: "eighth"), new IndicatorRollUp("lists", ShareBy: "luck") })
        {
            await scene.RefusesAsync("unknown-policy", asked);
        }

        await scene.RefusesAsync("unknown", new IndicatorDistortion("lists", "2016", Period: "1999-00"));
        Assert.Contains("cannot be made", (await scene.RefusesAsync("ratio-only", new IndicatorRollUp("rates"))).Message, StringComparison.Ordinal);
    }

    private static async Task<string> RolledAsync(Scene scene, IndicatorRollUp question)
    {
        var table = await scene.Ask(question);
        Assert.All(table.Reconciliation, r => Assert.True(r.Holds));
        var periods = table.Periods.Select((_, at) => string.Join(", ", table.Lines.Where(l => l.At == at).OrderBy(l => l.Code is "77Z").ThenBy(l => l.Name).Select(l => FormattableString.Invariant($"{l.Code} {l.Name} {l.Amount.Numerator}"))));
        return string.Join(" | ", periods) + "; " + string.Join(" | ", table.Reconciliation.Select(r => FormattableString.Invariant($"{r.In.Numerator} = {r.Out.Numerator} + {r.Unassigned.Numerator}{string.Concat(r.Why.OrderBy(w => w.InWords, StringComparer.Ordinal).Select(w => FormattableString.Invariant($", {w.InWords} {w.Amount.Numerator}")))}")));
    }
}
