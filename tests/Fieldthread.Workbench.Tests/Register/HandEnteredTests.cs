using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>What was entered by hand, as known on a day.</summary>
public sealed class HandEnteredTests
{
    private const string Later = "2200";

    [Theory]
    [OnBoth]
    public async Task A_register_without_any_list_is_asked_as_known_and_before_the_first_entry_is_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Add(new AddOrganisation("Elm", "group", "2016", Scheme: "own", Code: "E", Key: "x"));
        await scene.Add(new AddOrganisation("Fir", "group", "2010", Key: "y"));
        await scene.Do(new AddReform("The Act", Effective: "2020", Key: "r1"));
        await scene.Do(new AddEvent("2020-04-01", ChangeKind.Absorbed, [new PartOfEvent("y", PartRole.Before), new PartOfEvent("x", PartRole.Continues)], Reform: "r1", Key: "h1"));
        Assert.Equal(["Elm E 2016 ", "Fir  2010 2020-03-31"], await LinesAsync(scene, "2019", Later));
        Assert.Equal(["Elm E 2016 "], await LinesAsync(scene, "2021", Later));
        Assert.Equal("h1", Assert.Single((await scene.Ask(new LineageOf(KnownOn: Later))).Events).Key);
        Assert.Equal("r1", Assert.Single(await scene.Ask(new RegisterReforms(KnownOn: Later))).Key);
        await scene.RefusesAsync("no-vintage", new RegisterAt(KnownOn: "2018"));

        // The day of an entry is the day on which its row was made.
        var today = OrderedId.DayOf((await scene.Ask(new RegisterAt("2019"))).Lines[0].Id);
        Assert.Equal(2, (await LinesAsync(scene, "2019", $"{today:yyyy-MM-dd}")).Count);
        await scene.RefusesAsync("no-vintage", new RegisterAt(KnownOn: $"{today.AddDays(-1):yyyy-MM-dd}"));
    }

    [Theory]
    [OnBoth]
    public async Task It_stands_beside_lists_without_changing_what_they_said_and_is_as_it_was_before_it_was_corrected(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Registers.Small() with { Known = "2016", Source = "ministry" });
        await scene.Add(new AddOrganisation("Elm", "group", "2016", Scheme: "own", Code: "E", Key: "x"));
        await scene.Do(new CorrectFact("x", FactKind.Name, "Elm", "Misprint.", "letter", "Elm Grove", Known: Later));
        await scene.Do(new CorrectOrganisation("x", "Misprint.", "letter", Type: "board", Known: Later));
        await scene.Do(new StateFact("x", FactKind.Relation, "d", "Misprint.", "letter", "2016", Relation: "accountable to", Known: Later));
        var x = await scene.Ask(new OrganisationCalled("x"));
        var then = await scene.Ask(new OrganisationById(x, "2017", KnownOn: "2199"));
        Assert.Equal(("Elm", "group", 0), (then.Line.Name, then.Line.Type, then.Relations.Count));
        var now = await scene.Ask(new OrganisationById(x, "2017", KnownOn: Later));
        Assert.Equal(("Elm Grove", "board", "d"), (now.Line.Name, now.Line.Type, now.Relations.Single().Key));
        Assert.Equal(["Cedar", "d"], (await scene.Ask(new RegisterAt("2017", KnownOn: "2017"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar", "d"], (await scene.Ask(new RegisterAt("2017", Vintage: "ministry 2016"))).Lines.Select(l => l.Name));
        Assert.Equal(["Cedar", "d", "Elm"], (await scene.Ask(new RegisterAt("2017", KnownOn: "2199"))).Lines.Select(l => l.Name));
        Assert.Contains((await scene.Ask(new RegisterDiff("2017", "2199"))).Lines, l => l is { Organisation: "x", What: "organisation", Before: "" });
        Assert.DoesNotContain((await scene.Ask(new RegisterDiff("2199"))).Lines, l => l is { Organisation: "x", What: "organisation", After: "" });
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(Scene scene, string at, string known) => [.. (await scene.Ask(new RegisterAt(at, KnownOn: known))).Lines.Select(l => $"{l.Name} {l.Code} {l.Opened} {l.Closed}")];
}
