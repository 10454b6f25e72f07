using System.Text;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Each check of responsibilities and money: it speaks of a fault that was planted, and is silent where there is none.</summary>
public sealed class PlantedFaultTests
{
    private const string Duties = "organisation,activity,level,from,to,source,known,track\n";
    private const string Money = "organisation,what,amount,unit,period,kind,source,known\n";

    /// <summary>What the import of a file without fault remarks, and what it remarks with the fault.</summary>
    [Theory]
    [InlineData("goes back from delegated to joint on 2014-01-01", "a,Budget,joint,2013-04-01,2013-12-31,Board,2015,operational\na,Budget,delegated,2014-01-01,,Board,2015,operational\n", "a,Budget,delegated,2013-04-01,2013-12-31,Board,2015,operational\na,Budget,joint,2014-01-01,,Board,2015,operational\n")]
    [InlineData("lists the activity from a later day only", "a,Budget,joint,2013-06-01,,Board,2015,operational\n", "a,Budget,joint,2013-05-31,,Board,2015,operational\n")]
    [InlineData("for the same time. Both stand.", "a,Budget,joint,2013-06-01,,Board,2015,operational\na,Budget,joint,2013-06-01,,Journal,2015,operational\n", "a,Budget,joint,2013-06-01,,Board,2015,operational\na,Budget,delegated,2013-06-01,,Journal,2015,operational\n")]
    [InlineData("agree on joint and not on its time", "a,Budget,joint,2013-06-01,,Board,2015,operational\na,Budget,joint,2013-06-01,,Journal,2015,operational\n", "a,Budget,joint,2013-06-01,,Board,2015,operational\na,Budget,joint,2013-07-01,,Journal,2015,operational\n")]
    [InlineData("did not exist at any time of it", "a,Budget,joint,2013-06-01,2015-03-31,Board,2015,operational\n", "a,Budget,joint,2016-06-01,2016-12-31,Board,2015,operational\n")]
    [InlineData("Part of it lies outside the life of Ash", "a,Budget,joint,2013-06-01,2015-03-31,Board,2015,operational\n", "a,Budget,joint,2013-06-01,2015-04-01,Board,2015,operational\n")]
    public async Task Statements(string says, string sound, string faulty)
    {
        Assert.DoesNotContain(await DutiesAsync(sound), r => Faults.Any(f => r.Contains(f, StringComparison.Ordinal)));
        Assert.Single(await DutiesAsync(faulty), r => r.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_back_is_told_once_of_one_source_and_by_track()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Of("a,Budget,delegated,2013-04-01,2013-12-31,Board,2015,operational\na,Budget,joint,2014-01-01,,Journal,2015,operational\na,Budget,joint,2014-01-01,,Board,2015,legal\n"));
        Assert.DoesNotContain(await LastAsync(scene), r => r.Contains("goes back", StringComparison.Ordinal));
        await scene.Do(Of("a,Budget,joint,2014-01-01,,Board,2016,operational\n"));
        Assert.Single(await LastAsync(scene), r => r.Contains("goes back", StringComparison.Ordinal));
        await scene.Do(Of("b,Budget,joint,2014-01-01,,Board,2016,operational\n"));
        Assert.DoesNotContain(await LastAsync(scene), r => r.Contains("goes back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Amounts_in_two_currencies()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Amounts("a,costs,10,GBP,2013-14,spent,Book,2015\na,costs,10,EUR,2014-15,spent,Book,2015\nb,costs,10,EUR,2013-14,spent,Book,2015\na,costs,9,EUR,2013-14,allocated,Book,2015\n"));
        Assert.DoesNotContain(await MoneyRemarksAsync(scene), r => r.Contains("different units", StringComparison.Ordinal));
        await scene.Do(Amounts("a,costs,10,EUR,2013-14,spent,Paper,2015\n"));
        Assert.Single(await MoneyRemarksAsync(scene), r => r.StartsWith("What was spent comes in EUR and GBP.", StringComparison.Ordinal));
        await scene.Do(Amounts("a,costs,11,EUR,2013-14,spent,Paper,2016\n"));
        Assert.DoesNotContain(await MoneyRemarksAsync(scene), r => r.Contains("different units", StringComparison.Ordinal));

        // A share across units is refused, and one within a unit is not.
        await scene.Do(Amounts("b,budget,100,GBP,2013-14,spent,Book,2015\na,budget,100,EUR,2014-15,spent,Book,2015\n"));
        await scene.RefusesAsync("units-differ", new MoneyShare("costs", "budget", "2013-14", AmountKind.Spent, Organisation: "b"));
        Assert.Equal(0.1, (await scene.Ask(new MoneyShare("costs", "budget", "2014-15", AmountKind.Spent, Organisation: "a"))).Lines[0].Share);
    }

    [Fact]
    public async Task Sources_that_differ_in_an_amount_and_one_that_contradicts_itself()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Amounts("a,costs,10,GBP,2013-14,spent,Book,2015\na,costs,10.0,GBP,2013-14,spent,Paper,2015\na,costs,10,GBP,2013-14,spent,Book,2016\n"));
        Assert.Empty(await scene.Ask(new MoneyConflicts()));
        await scene.Do(Amounts("a,costs,10.01,GBP,2013-14,spent,Letter,2015\n"));
        Assert.Equal(0.01m, Assert.Single(await scene.Ask(new MoneyConflicts())).Apart);
        await scene.RefusesAsync("contradicts-itself", Amounts("a,costs,10.02,GBP,2013-14,spent,Letter,2015\n"));
    }

    [Fact]
    public async Task A_denominator_that_lacks_a_member_and_an_index_that_lacks_a_year()
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Amounts("c,costs,300,GBP,2015-16,spent,Book,2017\nc,costs,330,GBP,2016-17,spent,Book,2017\n"));
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2015-16,100\nP2,2015-16,50\n"));
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2015-16,100\n", "partly"));
        await scene.Do(IndicatorTests.Figures("member,period,value\nP3,2015-16,100\n", "others"));
        await scene.Do(IndicatorTests.Figures("member,period,value\nP1,2015-16,0\nP2,2015-16,0\n", "nought"));
        async Task<PerHeadLine> PerAsync(string measure) => (await scene.Ask(new MoneyPerHead("costs", measure, "2015-16"))).Lines.Single();
        Assert.Equal((2, 0, 2m), (await PerAsync("lists") is var whole ? whole.Members : 0, whole.Without, whole.Rate!.Value));
        Assert.Equal((2, 1, 3m), (await PerAsync("partly") is var lacking ? lacking.Members : 0, lacking.Without, lacking.Rate!.Value));
        Assert.Null((await PerAsync("others")).Rate);
        Assert.Null((await PerAsync("nought")).Rate);
        await scene.RefusesAsync("no-denominator", new MoneyPerHead("costs", "others", "2015-16", Organisation: "c"));

        await scene.Do(Prices("period,index\n2015-16,100\n2016-17,110\n", "whole"));
        await scene.Do(Prices("period,index\n2015-16,100\n2017-18,110\n", "gap"));
        Assert.Equal([300m, 300m], (await scene.Ask(new MoneyReal("costs", "whole", "2015-16"))).Lines.Select(l => l.Real));
        Assert.Contains("no value for 2016-17", (await scene.RefusesAsync("no-index", new MoneyReal("costs", "gap", "2015-16"))).Message, StringComparison.Ordinal);
    }

    private static readonly string[] Faults = ["goes back", "a later day only", "Both stand", "did not exist", "outside the life"];

    private static async Task<IReadOnlyList<string>> DutiesAsync(string lines)
    {
        await using var scene = await Scene.NewAsync(Provider.Sqlite);
        await scene.Do(IndicatorTests.Grove());
        await scene.Do(Of(lines));
        return await LastAsync(scene);
    }

    private static async Task<IReadOnlyList<string>> LastAsync(Scene scene) => [.. (await scene.Ask(new ResponsibilitiesAbout())).Imports[0].Remarks.Select(r => r.Message)];

    private static async Task<IReadOnlyList<string>> MoneyRemarksAsync(Scene scene) => [.. (await scene.Ask(new MoneyAbout())).Imports[0].Remarks.Select(r => r.Message)];

    private static ImportResponsibilities Of(string lines) =>
        new([File("duties.csv", Duties + lines), File("activities.csv", "activity,source,from,to,known\nBudget,Guidance,2013-06-01,,2013-01\n".Replace("2013-06-01", lines.Contains("2013-04-01", StringComparison.Ordinal) ? "2013-04-01" : "2013-06-01", StringComparison.Ordinal))], "involved, joint, delegated", "2016");

    private static ImportMoney Amounts(string lines) => new(File("money.csv", Money + lines), "2016");

    private static ImportDeflator Prices(string text, string name) => new(File("prices.csv", text), name);

    private static GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
