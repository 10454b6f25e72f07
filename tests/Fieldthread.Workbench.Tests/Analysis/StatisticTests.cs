using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class StatisticTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("add-statistic", "empty")]
    [ShowsRefusal("add-statistic", "cannot-compute")]
    public async Task A_statistic_is_refused_that_cannot_be_made(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("empty", new AddStatistic(" ", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sites)));
        foreach (var bad in new[]
        {
            new StatisticDefinition(StatisticForm.Share, StatisticUnit.Codings, Codes: ["Trust"]),
            new StatisticDefinition(StatisticForm.Share, StatisticUnit.Sites),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings, Codes: ["No such"]),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sites, Sites: ["No such"]),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Encounters, Phases: ["No such"]),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Encounters, Kinds: ["no such"]),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Participants, Roles: ["No such"]),
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings, Coders: ["No such"]),
        })
        {
            await scene.RefusesAsync("cannot-compute", new AddStatistic("A number", bad));
        }

        Assert.Empty(await scene.Ask(new StatisticList()));
    }

    [Theory]
    [OnBoth]
    public async Task Numbers_at_a_cut_stay_whatever_is_done_later(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (north, south) = (await scene.Add(new AddSite("Northside")), await scene.Add(new AddSite("Southside")));
        var first = await scene.SourceAsync("First", "We met on a Tuesday. Nobody came.", north);
        var second = await scene.SourceAsync("Second", "Everybody came on the Wednesday.", south);
        var (trust, money) = (await scene.Add(new AddCode("Trust")), await scene.Add(new AddCode("Money")));
        await scene.CodeAsync(first, "We met", trust);
        await scene.CodeAsync(second, "Everybody came", money);
        await scene.Do(new AddStatistic("Codings", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings)));
        await scene.Do(new AddStatistic("Sites with trust", new StatisticDefinition(StatisticForm.Share, StatisticUnit.Sites, Codes: ["Trust"])));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new FreezeCut("North then", new CutFilter(Sites: ["Northside"])));
        var matrix = await scene.Ask(new CodeBySite(), cut: "Then");
        var pairs = await scene.Ask(new CodesTogether(), cut: "Then");
        var printed = (await scene.Ask(new ShowCut("Then"))).Results;

        var later = await scene.CodeAsync(second, "came on", trust);
        await scene.Do(new MoveCode(money, trust));
        await scene.Do(new EditSite(north, "Westside"));
        await scene.SourceAsync("Third", "Later still.", north);
        var now = await scene.Ask(new StatisticList());
        Assert.Equal([(3L, null), (2L, 2L)], now.Select(s => (s.Value!.Value, s.Value.Base)));
        for (var again = 0; again < 2; again++)
        {
            Assert.Equal([(2L, null), (1L, 2L)], (await scene.Ask(new StatisticList(), cut: "Then")).Select(s => (s.Value!.Value, s.Value.Base)));
            Assert.Equal([(1L, null), (1L, 1L)], (await scene.Ask(new StatisticList(), cut: "North then")).Select(s => (s.Value!.Value, s.Value.Base)));
            Assert.Equal(Lines(matrix), Lines(await scene.Ask(new CodeBySite(), cut: "Then")));
            Assert.Equal(pairs, await scene.Ask(new CodesTogether(), cut: "Then"));
            Assert.Equal(printed, (await scene.Ask(new ShowCut("Then"))).Results);
            await scene.Do(new RemoveCoding(later));
            later = await scene.CodeAsync(second, "came on", trust);
        }

        Assert.NotEqual(Lines(matrix), Lines(await scene.Ask(new CodeBySite())));
        Assert.NotEmpty(await scene.Ask(new CodesTogether()));
    }

    private static string Lines(CodeSiteTable table) =>
        string.Join('|', table.Sites) + "\n" + string.Join('\n', table.Rows.Select(r => $"{r.Path} {string.Join(',', r.Codings)} {string.Join(',', r.Sources)}"));
}
