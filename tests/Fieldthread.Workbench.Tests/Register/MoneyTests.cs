using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

public sealed class MoneyTests
{
    private const string Head = "organisation,what,amount,unit,period,kind,source,exactness,known,note\n";
    private const string Sheet = Head
        + "01A,running costs,1000,GBP,2013-14,allocated,Letter,exact,2013,\na,running costs,1010,GBP,2013-14,allocated,Answer,exact,2014-06,\na,running costs,1100,GBP,2014-15,allocated,Letter,approximate,2014,\nb,Running costs,300,GBP,2013-14,allocated,Letter,exact,2013,\n"
        + "a,budget,4000,GBP,2013-14,allocated,Letter,exact,2013,\na,budget,3900,GBP,2013-14,spent,Letter,exact,2013,\na,staff,2.5,fte,2013-14,in post,Return,exact,2014,\nb,budget,900,EUR,2013-14,allocated,Letter,exact,2013,\n";

    [Theory]
    [OnBoth]
    public async Task Amounts_come_in_by_one_act_differ_and_are_taken_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        var before = await scene.TablesAsync(withActs: true);
        var done = await scene.Place.Do(scene.Study, Money(), scene.Lead);
        Assert.Equal((8, 8, 0, 0, 2, 1), (done.Answer.Amounts, done.Answer.Fresh, done.Answer.Same, done.Answer.LeftOut, done.Answer.Organisations, done.Answer.Conflicts));
        var about = await scene.Ask(new MoneyAbout());
        Assert.Equal(["budget EUR Allocated 1", "budget GBP Allocated 1", "budget GBP Spent 1", "running costs GBP Allocated 2", "staff fte InPost 1"], about.Sorts.Select(s => $"{s.What} {s.Unit} {s.Kind} {s.Organisations}"));
        Assert.Contains(about.Imports[0].Remarks, r => r.Message == "“Running costs” was taken as “running costs”.");
        Assert.Contains(about.Imports[0].Remarks, r => r.Place == "Ash, running costs 2013-14" && r.Message == "“Answer” says GBP 1,010; “Letter” says GBP 1,000. All stand.");

        Assert.Equal(["a 2013-14 1000 Letter Differs", "a 2013-14 1010 Answer GoneBy", "a 2014-15 1100 Letter GoneBy", "b 2013-14 300 Letter GoneBy"], await LinesAsync(scene, new MoneyAmounts(What: "running costs")));
        Assert.Equal(["a 2013-14 1000 Letter GoneBy", "a 2013-14 1010 Answer Differs"], await LinesAsync(scene, new MoneyAmounts("01A", "running costs", "2013-14", AmountKind.Allocated, "Letter")));
        Assert.Equal(["a 2013-14 1000 Letter GoneBy"], await LinesAsync(scene, new MoneyAmounts("a", "running costs", "2013-14", KnownOn: "2013")));
        Assert.Equal(["Ash running costs 2013-14 1010 “Letter” says GBP 1,000 10"], (await scene.Ask(new MoneyConflicts())).Select(c => FormattableString.Invariant($"{c.Said.Name} {c.What} {c.Period} {c.Said.Amount} {c.Said.Otherwise} {c.Apart}")));
        Assert.Empty(await scene.Ask(new MoneyConflicts(KnownOn: "2013")));

        await scene.Do(new FreezeCut("Then"));
        // The source corrects itself: what it said before is replaced, and can be asked for.
        var later = await scene.Do(Money(Head + "a,running costs,1010,GBP,2013-14,allocated,Letter,exact,2015,\na,budget,4000,GBP,2013-14,allocated,Letter,exact,2013,\nzz,budget,1,GBP,2013-14,allocated,Letter,,2013,\n", leaveOut: true));
        Assert.Equal((3, 1, 1, 1, 0), (later.Amounts, later.Fresh, later.Same, later.LeftOut, later.Conflicts));
        Assert.Equal(["a 2013-14 1000 Letter Replaced", "a 2013-14 1010 Answer Agrees", "a 2013-14 1010 Letter GoneBy"], await LinesAsync(scene, new MoneyAmounts("a", "running costs", "2013-14")));
        Assert.Single(await scene.Ask(new MoneyConflicts(), cut: "Then"));
        await scene.Do(new UndoAct(done.Act + 2));
        await scene.Do(new UndoAct(done.Act));
        var after = await scene.TablesAsync(withActs: true);
        foreach (var table in new[] { "money_imports", "money_amounts", "organisations" })
        {
            Assert.Equal(before[table], after[table]);
        }
    }

    [Theory]
    [OnBoth]
    public async Task Amounts_are_divided_by_measures_shared_and_put_into_real_terms(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2013-14,100\nP2,2013-14,20\nP1,2014-15,110\n"));
        await scene.Do(Money());
        var heads = await scene.Ask(new MoneyPerHead("running costs", "lists", "2013-14"));
        Assert.Equal(("lists", "patients", "2013-14", "2014-03-31", 1), (heads.Measure, heads.MeasureUnit, heads.MeasurePeriod, heads.At, heads.Per));
        Assert.Equal(["Ash 1010 100 1 10.1 “Letter” says GBP 1,000", "b 300 20 1 15 "], heads.Lines.Select(l => FormattableString.Invariant($"{(l.Said.Name == "Birch" ? "b" : l.Said.Name)} {l.Said.Amount} {l.Denominator} {l.Members} {l.Rate} {l.Said.Otherwise}")));
        Assert.Equal(25m, Assert.Single((await scene.Ask(new MoneyPerHead("staff", "lists", "2013-14", Per: 1000))).Lines).Rate);
        // Another period of the measure, if it is named; approximate stays approximate.
        var next = Assert.Single((await scene.Ask(new MoneyPerHead("running costs", "lists", "2014-15", Organisation: "a", MeasurePeriod: "2013-14"))).Lines);
        Assert.Equal((11m, true), (next.Rate, next.Said.Approximate));
        // A figure of the organisation itself comes before a sum over its members.
        await scene.Do(IndicatorTests.Figures("member,period,value\n01A,2013-14,101\nP1,2013-14,100\n", "own"));
        Assert.Equal((10m, 0), ((await scene.Ask(new MoneyPerHead("running costs", "own", "2013-14", Organisation: "a"))).Lines[0] is var own ? own.Rate!.Value : 0, own.Members));
        Assert.Null((await scene.Ask(new MoneyPerHead("running costs", "own", "2013-14"))).Lines[1].Rate);

        var share = await scene.Ask(new MoneyShare("running costs", "budget", "2013-14", Organisation: "a"));
        Assert.Equal((AmountKind.Allocated, 0.2525, false), (share.OfKind, share.Lines[0].Share!.Value, share.Lines[0].Approximate));
        Assert.Equal(1010.0 / 3900, (await scene.Ask(new MoneyShare("running costs", "budget", "2013-14", OfKind: AmountKind.Spent))).Lines[0].Share);

        await scene.Do(Prices("period,index\n2013-14,100\n2014-15,110\n", "2014-06"));
        await scene.Do(Prices("period,index\n2013-14,100\n2014-15,125\n", "2015-06"));
        var real = await scene.Ask(new MoneyReal("running costs", "gdp", "2013-14", Organisation: "a"));
        Assert.Equal(("2015-06", 100m), (real.DeflatorKnown, real.BaseIndex));
        Assert.Equal(["2013-14 1010 100 1010 False", "2014-15 1100 125 880 True"], real.Lines.Select(l => FormattableString.Invariant($"{l.Period} {l.Said.Amount} {l.Index} {l.Real} {l.Said.Approximate}")));
        Assert.Equal(1000m, (await scene.Ask(new MoneyReal("running costs", "GDP", "2013-14", Organisation: "a", KnownOn: "2014-12"))).Lines[1].Real);
        Assert.Equal(["2015-06", "2014-06"], (await scene.Ask(new MoneyAbout())).Deflators.Select(d => d.Known));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-money", "empty")]
    [ShowsRefusal("import-money", "unreadable")]
    [ShowsRefusal("import-money", "bad-line")]
    [ShowsRefusal("import-money", "bad-date")]
    [ShowsRefusal("import-money", "unknown-organisation")]
    [ShowsRefusal("import-money", "contradicts-itself")]
    [ShowsRefusal("import-deflator", "empty")]
    [ShowsRefusal("import-deflator", "unreadable")]
    [ShowsRefusal("import-deflator", "bad-line")]
    [ShowsRefusal("import-deflator", "bad-date")]
    public async Task A_file_that_cannot_come_in(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(IndicatorTests.Grove());
        await scene.RefusesAsync("empty", new ImportMoney(null));
        Assert.Contains("money.csv, line 1: The heading “organisation” is missing.", (await scene.RefusesAsync("unreadable", Money("x,y\n1,2\n"))).Message, StringComparison.Ordinal);
        Assert.Contains("money.csv, line 2: “many” is no amount", (await scene.RefusesAsync("bad-line", Money(Head + "a,costs,many,GBP,2014,spent,Book,,,\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", new ImportMoney(File("money.csv", Sheet), "soon"));
        Assert.Contains("money.csv, line 3: The register has no organisation “zz”", (await scene.RefusesAsync("unknown-organisation", Money(Head + "a,costs,5,GBP,2014,spent,Book,,,\nzz,costs,5,GBP,2014,spent,Book,,,\n"))).Message, StringComparison.Ordinal);
        var itself = await scene.RefusesAsync("contradicts-itself", Money(Head + "a,costs,5,GBP,2014,spent,Book,,2015,\n01A,costs,6,GBP,2014,spent,Book,,2015,\n"));
        Assert.Equal("money.csv, line 3: “Book” gives 01A, costs 2014, GBP 6, and GBP 5 in money.csv, line 2, both as known on 2015.", itself.Message);
        await scene.Do(Money(Head + "a,costs,5,GBP,2014,spent,Book,,2015,\n"));
        Assert.Contains("GBP 5 in act ", (await scene.RefusesAsync("contradicts-itself", Money(Head + "a,costs,6,GBP,2014,spent,Book,,2015,\n"))).Message, StringComparison.Ordinal);
        Assert.Single((await scene.Ask(new MoneyAbout())).Imports);

        await scene.RefusesAsync("empty", new ImportDeflator(null, "gdp"));
        await scene.RefusesAsync("empty", new ImportDeflator(File("p.csv", "period,index\n2014,1\n"), " "));
        await scene.RefusesAsync("unreadable", Prices("year,index\n2014,1\n"));
        Assert.Contains("prices.csv, line 3: 2014 stands twice.", (await scene.RefusesAsync("bad-line", Prices("period,index\n2014,1\n2014,2\n"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("bad-date", Prices("period,index\n2014,1\n", "soon"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("money-amounts", "unknown")]
    [ShowsRefusal("money-amounts", "ambiguous")]
    [ShowsRefusal("money-amounts", "unknown-amount")]
    [ShowsRefusal("money-amounts", "unknown-period")]
    [ShowsRefusal("money-amounts", "unknown-source")]
    [ShowsRefusal("money-amounts", "bad-date")]
    [ShowsRefusal("money-conflicts", "unknown-source")]
    [ShowsRefusal("money-conflicts", "bad-date")]
    [ShowsRefusal("money-per-head", "unknown")]
    [ShowsRefusal("money-per-head", "ambiguous")]
    [ShowsRefusal("money-per-head", "not-a-count")]
    [ShowsRefusal("money-per-head", "unknown-amount")]
    [ShowsRefusal("money-per-head", "unknown-period")]
    [ShowsRefusal("money-per-head", "which-kind")]
    [ShowsRefusal("money-per-head", "no-denominator")]
    [ShowsRefusal("money-per-head", "bad-number")]
    [ShowsRefusal("money-per-head", "unknown-source")]
    [ShowsRefusal("money-per-head", "bad-date")]
    [ShowsRefusal("money-share", "unknown")]
    [ShowsRefusal("money-share", "ambiguous")]
    [ShowsRefusal("money-share", "unknown-amount")]
    [ShowsRefusal("money-share", "unknown-period")]
    [ShowsRefusal("money-share", "which-kind")]
    [ShowsRefusal("money-share", "units-differ")]
    [ShowsRefusal("money-share", "periods-differ")]
    [ShowsRefusal("money-share", "no-amount")]
    [ShowsRefusal("money-share", "unknown-source")]
    [ShowsRefusal("money-share", "bad-date")]
    [ShowsRefusal("money-real", "unknown")]
    [ShowsRefusal("money-real", "ambiguous")]
    [ShowsRefusal("money-real", "unknown-amount")]
    [ShowsRefusal("money-real", "which-kind")]
    [ShowsRefusal("money-real", "not-money")]
    [ShowsRefusal("money-real", "unknown-deflator")]
    [ShowsRefusal("money-real", "no-index")]
    [ShowsRefusal("money-real", "unknown-source")]
    [ShowsRefusal("money-real", "bad-date")]
    public async Task Questions_that_cannot_be_answered(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small(codes: "organisation,scheme,code,from,to\na,ODS,01A,2013-04-01,\na,ODS,X,2013-04-01,2013-12-31\nb,ODS,X,2014-01-01,\n"));
        await scene.RefusesAsync("unknown-deflator", new MoneyReal("running costs", "gdp", "2013-14") with { What = await FirstAsync(scene) });
        await scene.Do(IndicatorTests.Figures("member,period,ratio\na,2013-14,0.5\n", "rates"));
        await scene.Do(IndicatorTests.Figures("member,period,value\na,2013-14,10\n"));
        await scene.Do(Prices("period,index\n2013-14,100\n"));
        foreach (var (code, organisation, what, period, source, known) in new[]
        {
            ("unknown", "zz", "running costs", "2013-14", "", ""), ("ambiguous", "X", "running costs", "2013-14", "", ""), ("unknown-amount", "a", "tea", "2013-14", "", ""), ("unknown-source", "a", "running costs", "2013-14", "hearsay", ""),
            ("bad-date", "a", "running costs", "2013-14", "", "soon"), ("unknown-period", "a", "running costs", "1999", "", ""), ("which-kind", "a", "budget", "2013-14", "", ""),
        })
        {
            if (code != "which-kind")
            {
                await scene.RefusesAsync(code, new MoneyAmounts(organisation, what, period, null, source, known));
            }

            await scene.RefusesAsync(code, new MoneyPerHead(what, "lists", period, null, organisation, 1, "", source, known));
            await scene.RefusesAsync(code, new MoneyShare(what, "running costs", period, null, null, "", organisation, source, known));
            if (code != "unknown-period")
            {
                await scene.RefusesAsync(code, new MoneyReal(what, "gdp", "2013-14", null, organisation, source, known));
            }
        }

        await scene.RefusesAsync("unknown-source", new MoneyConflicts("hearsay"));
        await scene.RefusesAsync("bad-date", new MoneyConflicts(KnownOn: "soon"));
        await scene.RefusesAsync("unknown", new MoneyPerHead("running costs", "", "2013-14"));
        await scene.RefusesAsync("unknown", new MoneyPerHead("running costs", "nothing", "2013-14"));
        await scene.RefusesAsync("not-a-count", new MoneyPerHead("running costs", "rates", "2013-14"));
        await scene.RefusesAsync("bad-number", new MoneyPerHead("running costs", "lists", "2013-14", Per: 0));
        Assert.Contains("no period that holds 2015-03-31, the last day of 2014-15", (await scene.RefusesAsync("no-denominator", new MoneyPerHead("running costs", "lists", "2014-15"))).Message, StringComparison.Ordinal);
        Assert.Contains("no figure of Birch", (await scene.RefusesAsync("no-denominator", new MoneyPerHead("running costs", "lists", "2013-14", Organisation: "b"))).Message, StringComparison.Ordinal);
        Assert.Contains("in GBP and “budget” in EUR", (await scene.RefusesAsync("units-differ", new MoneyShare("running costs", "budget", "2013-14", Organisation: "b"))).Message, StringComparison.Ordinal);
        await scene.RefusesAsync("periods-differ", new MoneyShare("running costs", "budget", "2013-14", OfPeriod: "2014-15"));
        await scene.RefusesAsync("no-amount", new MoneyShare("running costs", "budget", "2014-15"));
        await scene.RefusesAsync("not-money", new MoneyReal("staff", "gdp", "2013-14"));
        await scene.RefusesAsync("unknown-deflator", new MoneyReal("running costs", "wages", "2013-14"));
        await scene.RefusesAsync("unknown-deflator", new MoneyReal("running costs", "", "2013-14"));
        Assert.Contains("no value for 2014-15", (await scene.RefusesAsync("no-index", new MoneyReal("running costs", "gdp", "2013-14", Organisation: "a"))).Message, StringComparison.Ordinal);
        Assert.Contains("no value for 1999", (await scene.RefusesAsync("no-index", new MoneyReal("running costs", "gdp", "1999", Organisation: "b"))).Message, StringComparison.Ordinal);
    }

    private static async Task<string> FirstAsync(Scene scene)
    {
        await scene.Do(Money());
        return "running costs";
    }

    private static async Task<IEnumerable<string>> LinesAsync(Scene scene, MoneyAmounts question) => (await scene.Ask(question)).Select(l => FormattableString.Invariant($"{l.Key} {l.Period} {l.Amount} {l.Source} {l.State}"));

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static ImportMoney Money(string text = Sheet, bool leaveOut = false) => new(File("money.csv", text), "2016", leaveOut);

    private static ImportDeflator Prices(string text, string? known = null) => new(File("prices.csv", text), "gdp", known);
}
