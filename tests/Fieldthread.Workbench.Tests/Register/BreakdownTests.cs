using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Figures by age and sex: brought in, asked by a breakdown or summed over it, and set against totals.</summary>
public sealed class BreakdownTests
{
    private const string Head = "member,period,value,SEX,band\n";

    /// <summary>P1 has a total that its parts make, P2 has parts alone, P3 a total alone.</summary>
    private const string Lists = Head
        + "P1,2013-14,100,,\nP1,2013-14,30,f,0-17\nP1,2013-14,25,f,18+\nP1,2013-14,20,m,0-17\nP1,2013-14,25,m,18+\nP1,2013-14,55,f,all\n"
        + "P2,2013-14,7,f,0-17\nP2,2013-14,8,f,18+\nP2,2013-14,5,m,18+\nP3,2013-14,3,total,All\n";

    [Theory]
    [OnBoth]
    public async Task Figures_come_in_by_age_and_sex_and_are_asked_by_either_or_summed(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        var before = await scene.TablesAsync(withActs: true);
        var done = await scene.Place.Do(scene.Study, Of(Lists), scene.Lead);
        Assert.Equal((1, 3, 10, 10, 0, 0), (done.Answer.Periods, done.Answer.Members, done.Answer.Figures, done.Answer.Fresh, done.Answer.Revised, done.Answer.Same));
        var line = Assert.Single(await scene.Ask(new Indicators()));
        Assert.Equal(["sex", "age"], line.Breakdowns);
        Assert.Equal((3, 10), (line.Members, line.Figures));
        Assert.Contains((await scene.Ask(new IndicatorCalled("lists"))).Imports[0].Remarks, r => r.Message.Contains("1 of the members in a period have parts and no total", StringComparison.Ordinal));

        // The total as given; where none is, the sum of the parts, and it says so.
        Assert.Equal([" 100 False"], await SeriesAsync(scene, "P1"));
        Assert.Equal([" 20 True"], await SeriesAsync(scene, "P2"));
        Assert.Equal(["sex f 55 False", "sex m 45 True"], await SeriesAsync(scene, "P1", "sex"));
        Assert.Equal(["age 0-17 50 True", "age 18+ 50 True"], await SeriesAsync(scene, "P1", "AGE"));
        Assert.Equal(["sex f, age 0-17 7 False", "sex f, age 18+ 8 False", "sex m, age 18+ 5 False"], await SeriesAsync(scene, "P2", "age; sex"));

        // Rolled up: the totals, and each part by the same policy.
        Assert.Equal(["a  100", "b  23"], await RolledAsync(scene, ""));
        Assert.Equal(["a sex f 55", "a sex m 45", "b sex f 15", "b sex m 5"], await RolledAsync(scene, "sex"));
        var table = await scene.Ask(new IndicatorRollUp("lists", "member-then", Day: "first", By: "sex"));
        Assert.True(table.Reconciliation.All(r => r.Holds));
        Assert.Equal(["sex f 70", "sex m 50"], table.Reconciliation.Select(r => FormattableString.Invariant($"{r.Part} {r.In.Numerator}")));
        // P3 has a total and no parts: 120 of 123, and it is said.
        Assert.Equal(["2013-14 123 120 2 1 False"], table.Sums.Select(s => FormattableString.Invariant($"{s.Period} {s.Total.Numerator} {s.Parts.Numerator} {s.Parts.Members} {s.Without} {s.Holds}")));
        await scene.Do(Of(Head + "P3,2013-14,3,f,0-17\n", known: "2016-05"));
        Assert.True((await scene.Ask(new IndicatorRollUp("lists", "member-then", Day: "first", By: "age"))).Sums.All(s => s.Holds));

        // What it was before the file came in: the tables are the same after both are taken back.
        await scene.Do(new UndoAct(done.Act + 1));
        await scene.Do(new UndoAct(done.Act));
        Scene.Same(before, await scene.TablesAsync(withActs: true));
    }

    [Theory]
    [OnBoth]
    public async Task A_part_is_revised_by_itself_and_is_asked_as_it_was_known(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Of(Lists));
        // The columns in another order, and the same breakdowns.
        var done = await scene.Do(Of("member,period,value,band,SEX\nP2,2013-14,9,18+,f\nP2,2013-14,5,18+,m\n", "age=band, sex=SEX", "2017"));
        Assert.Equal((0, 1, 1), (done.Fresh, done.Revised, done.Same));
        Assert.Equal(["sex f 16 True", "sex m 5 True"], await SeriesAsync(scene, "P2", "sex"));
        Assert.Equal([" 21 True"], await SeriesAsync(scene, "P2"));
        Assert.Equal([" 20 True"], (await scene.Ask(new IndicatorSeries("lists", "P2", "2016-12"))).Points.Select(Said));
        var revision = Assert.Single((await scene.Ask(new IndicatorCalled("lists"))).Revisions);
        Assert.Equal(("P2", "sex f, age 18+", 8m, 9m), (revision.Member, revision.Part, revision.Was.Numerator, revision.Became.Numerator));
        Assert.Equal(8m, Assert.Single((await scene.Ask(new IndicatorSeries("lists", "P2", By: "sex,age"))).Points.Single(p => p.Part == "sex f, age 18+").Earlier).Numerator);
        // Totals alone may come for a measure that has parts, if the parts make them.
        await scene.Do(Of("member,period,value\nP2,2013-14,21\n", "", "2018"));
        Assert.Equal([" 21 False"], await SeriesAsync(scene, "P2"));
    }

    [Theory]
    [OnBoth]
    public async Task Ratios_are_made_anew_of_their_parts_and_bare_ratios_are_not(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Of("member,period,numerator,denominator,sex\nP1,2013-14,10,100,f\nP1,2013-14,20,50,m\n", "sex"));
        var point = Assert.Single((await scene.Ask(new IndicatorSeries("lists", "P1"))).Points);
        Assert.Equal((30m, 150m, 0.2m, true), (point.Value.Numerator, point.Value.Denominator!.Value, point.Ratio!.Value, point.Summed));
        Assert.Equal(["a sex f 10", "a sex m 20"], await RolledAsync(scene, "sex"));
        await scene.Do(Of("member,period,ratio,sex\nP1,2013-14,0.1,f\nP1,2013-14,0.4,m\n", "sex", measure: "rates"));
        Assert.Equal(["sex f 0.1 False", "sex m 0.4 False"], (await scene.Ask(new IndicatorSeries("rates", "P1", By: "sex"))).Points.Select(Said));
        await scene.RefusesAsync("unknown", new IndicatorSeries("rates", "P1"));
        await scene.RefusesAsync("ratio-only", new IndicatorRollUp("rates", By: "sex"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-indicator", "other-breakdowns")]
    [ShowsRefusal("import-indicator", "part-twice")]
    [ShowsRefusal("import-indicator", "parts-differ")]
    [ShowsRefusal("indicator-series", "unknown-breakdown")]
    [ShowsRefusal("indicator-rollup", "unknown-breakdown")]
    public async Task What_is_refused_of_breakdowns(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        Assert.Contains("There is no column “gender” for the breakdown “sex”", (await scene.RefusesAsync("unreadable", Of(Lists, "sex=gender"))).Message, StringComparison.Ordinal);
        Assert.Contains("f.csv, line 3: P1, 2013-14, sex f, age 0-17 stands above already with 30.", (await scene.RefusesAsync("part-twice", Of(Head + "P1,2013-14,30,f,0-17\nP1,2013-14,31,f,0-17\n"))).Message, StringComparison.Ordinal);
        var planted = Lists.Replace("P1,2013-14,25,m,18+", "P1,2013-14,24,m,18+", StringComparison.Ordinal);
        Assert.StartsWith("P1, 2013-14, total: 100 is given, and its parts by sex and age make 99.", (await scene.RefusesAsync("parts-differ", Of(planted))).Message, StringComparison.Ordinal);
        Assert.Empty(await scene.Ask(new Indicators()));

        // Taken all the same where that is said, and told; the figure that is given stands.
        await scene.Do(Of(planted, differ: true));
        Assert.Contains((await scene.Ask(new IndicatorCalled("lists"))).Imports[0].Remarks, r => r.Message == "P1, 2013-14, total: 100 is given, and its parts by sex and age make 99. Both are kept.");
        Assert.Equal([" 100 False"], await SeriesAsync(scene, "P1"));
        await scene.RefusesAsync("other-breakdowns", Of("member,period,value,SEX\nP1,2013-14,55,f\n", "sex=SEX"));
        await scene.RefusesAsync("other-breakdowns", Of("member,period,value,SEX,band,x\nP1,2013-14,55,f,18+,y\n", "sex=SEX, age=band, x"));
        // What stands already counts, too: a later total that the parts do not make.
        await scene.RefusesAsync("parts-differ", Of("member,period,value\nP2,2013-14,19\n", "", "2018"));
        await scene.RefusesAsync("unknown-breakdown", new IndicatorSeries("lists", "P1", By: "gender"));
        await scene.RefusesAsync("unknown-breakdown", new IndicatorRollUp("lists", By: "sex, gender"));
    }

    private static async Task<IEnumerable<string>> SeriesAsync(Scene scene, string member, string by = "") => (await scene.Ask(new IndicatorSeries("lists", member, By: by))).Points.Select(Said);

    private static string Said(SeriesPoint p) => FormattableString.Invariant($"{p.Part} {p.Value.Numerator} {p.Summed}");

    private static async Task<IEnumerable<string>> RolledAsync(Scene scene, string by)
    {
        var table = await scene.Ask(new IndicatorRollUp("lists", "member-then", Day: "first", By: by));
        var keys = (await scene.Ask(new RegisterAt("2014-01-01", Take: 1000))).Lines.ToDictionary(l => l.Id, l => l.Key);
        return table.Lines.Select(l => FormattableString.Invariant($"{keys[l.Id!.Value]} {l.Part} {l.Amount.Numerator}"));
    }

    private static ImportIndicator Of(string text, string breakdowns = "sex=SEX, age=band", string known = "2016-04-01", bool differ = false, string measure = "lists") =>
        new(new GivenFile("f.csv", Encoding.UTF8.GetBytes(text)), measure, "List sizes", "patients", known, new IndicatorMapping(Breakdowns: breakdowns), differ);
}
