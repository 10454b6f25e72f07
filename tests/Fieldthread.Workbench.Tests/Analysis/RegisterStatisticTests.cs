using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Tests.Register;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class RegisterStatisticTests
{
    [Theory]
    [OnBoth]
    public async Task Organisations_on_a_day_and_changes_in_a_period_are_counted_and_a_cut_keeps_its_number(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.RefusesAsync("cannot-compute", new AddStatistic("Groups", Organisations("2014")));
        await scene.Do(Registers.Small());
        var groups = await scene.Key(new AddStatistic("Groups in 2014", Organisations("2014", "group")));
        await scene.Do(new AddStatistic("Groups in 2016", Organisations("2016", "group")));
        await scene.Do(new AddStatistic("On the last day", Organisations("2015-03-31", "group")));
        await scene.Do(new AddStatistic("On the day after", Organisations("2015-04")));
        await scene.Do(new AddStatistic("Before anything", Organisations("1900")));
        await scene.Do(new AddStatistic("Mergers", Changes("merged")));
        await scene.Do(new AddStatistic("Changes in 2015", Changes(null, "2015", "2015")));
        await scene.Do(new AddStatistic("Until the day before", Changes(null, null, "2015-03-31")));
        await scene.Do(new AddStatistic("Up to the month of the renaming", Changes("renamed", "2018-07", "2018-07")));
        await scene.Do(new FreezeCut("Then"));

        // The board has no beginning and no end, so it was there always.
        long[] then = [2, 1, 2, 2, 1, 1, 1, 0, 1];
        Assert.Equal(then, await ValuesAsync(scene));
        Assert.Contains("\"label\":\"Groups in 2014\",\"value\":2", (await scene.Ask(new ShowCut("Then"))).Results.Replace(" ", "", StringComparison.Ordinal).Replace("Groupsin2014", "Groups in 2014", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        await scene.Do(new Workbench.Register.AddOrganisation("Elm", "group", "2014", null));
        Assert.Equal((long[])[3, 2, 3, 3, 1, 1, 1, 0, 1], await ValuesAsync(scene));
        Assert.Equal(then, await ValuesAsync(scene, "Then"));
        Assert.Equal(groups, (await scene.Ask(new StatisticList()))[0].Key);
        Assert.Equal("organisations of the type “group” as at 2014, by the register", StatisticWords.Describe(Organisations("2014", "group")));
        Assert.Equal("changes of organisations of the kind “merged” from 2015 to 2016, by the register", StatisticWords.Describe(Changes("merged", "2015", "2016")));
    }

    [Theory]
    [OnBoth]
    public async Task What_the_register_cannot_answer_is_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small());
        foreach (var bad in new[]
        {
            Organisations("soon"), Organisations(""), Organisations("2014", "castle"), Organisations("2014") with { Form = StatisticForm.Share }, Organisations("2014") with { Codes = ["Trust"] },
            Organisations("2014") with { Register = null }, Organisations("2014") with { Register = new RegisterChoice("2014", Kind: "merged") }, Organisations("2014") with { Choice = new SurveyChoice("1", "Q1", ["Yes"]) },
            Changes("exploded"), Changes(null, "2016", "2015"), Changes(null, "2015-02-30"), Changes(null) with { Register = new RegisterChoice(At: "2015") },
            new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sites, Register: new RegisterChoice("2014")),
        })
        {
            await scene.RefusesAsync("cannot-compute", new AddStatistic("A number", bad));
        }

        Assert.Empty(await scene.Ask(new StatisticList()));
    }

    private static StatisticDefinition Organisations(string at, string? type = null) => new(StatisticForm.Count, StatisticUnit.Organisations, Register: new RegisterChoice(at, type));

    private static StatisticDefinition Changes(string? kind, string? from = null, string? to = null) => new(StatisticForm.Count, StatisticUnit.ChangeEvents, Register: new RegisterChoice(Kind: kind, From: from, To: to));

    private static async Task<long[]> ValuesAsync(Scene scene, string? cut = null) => [.. (await scene.Ask(new StatisticList(), cut: cut)).Select(s => s.Value!.Value)];
}
