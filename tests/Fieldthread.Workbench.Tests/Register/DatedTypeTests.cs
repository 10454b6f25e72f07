using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>Organisations that were of several types: each day counts them under the type of the day.</summary>
public sealed class DatedTypeTests
{
    private const string Organisations = "id,type,opened,closed\nc1,consortium,2010-04-01,\nc2,consortium,2010-04-01,2014-03-31\ng1,group,2013-04-01,\np1,practice,2000,\np2,practice,2000,\n";
    private const string Relations = "subject,relation,object,from,to\np1,member of,c1,2010-04-01,\np2,member of,c2,2010-04-01,2014-03-31\n";
    private const string Attributes = "organisation,attribute,value,from,to,track\nc1,type,group,2013-04-01,,\nc1,type,trust,2013-04-01,,announced\n";

    [Theory]
    [OnBoth]
    public async Task A_list_tells_of_what_type_it_was_when_and_everything_counts_by_it(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var came = await scene.Place.Do(scene.Study, List(Attributes), scene.Lead);
        await scene.Do(new AddStatistic("Consortia in 2013", Count("2013-03-31", "consortium")));
        await scene.Do(new AddStatistic("Groups then", Count("2013-04-01", "group")));
        await scene.Do(new AddStatistic("All then", Count("2013-04-01", null)));
        await scene.Do(new FreezeCut("Then"));

        // The last day and the day after it; what was announced is told and counts nowhere.
        Assert.Equal(["c1", "c2"], await KeysAsync(scene, "2013-03-31", "consortium"));
        Assert.Equal(["c2"], await KeysAsync(scene, "2013-04-01", "consortium"));
        Assert.Equal(["c1", "g1"], await KeysAsync(scene, "2013-04-01", "group"));
        var page = await scene.Ask(new RegisterAt("2013-04-01"));
        Assert.Equal(["consortium", "group", "practice"], page.Types);
        Assert.Equal(("group", "consortium"), page.Lines.Where(l => l.Key == "c1").Select(l => (l.Type, l.Listed)).Single());
        Assert.Equal((long[])[2, 2, 5], await ValuesAsync(scene));
        Assert.Equal(
            ["2012-04-01 2 0 0", "2013-04-01 1 0 1", "2014-04-01 0 0 1"],
            (await scene.Ask(new RegisterCounts("2014-04-01", "consortium"))).Years.Where(y => string.CompareOrdinal(y.On, "2012") > 0).Select(y => $"{y.On} {y.Live} {y.Opened} {y.Closed}").Take(3));
        var types = await scene.Ask(new RegisterTypes("2013-04-01"));
        Assert.Equal(["consortium 1 2", "group 2 2", "practice 2 2"], types.Types.Select(t => $"{t.Type} {t.Live} {t.All}"));
        Assert.Equal(["c1 consortium 2010-04-01 2013-03-31", "c1 group 2013-04-01 "], types.Changed.Select(t => $"{t.Key} {t.Type} {t.From} {t.To}"));

        // A rule holds for it from the day it is of the type.
        await scene.Do(new StateType("group", TypeSays.Member, "consortium", "the act", "the act, section 1"));
        Assert.Equal(["p1 member from 2010-04-01 to now, of the type practice, since 2013-04-01"], (await scene.Ask(new TypeTroubles("2016"))).Lines.Select(l => $"{l.Key} {l.One}"));

        // By what was known before, by a cut, and after the list is taken back.
        await scene.Do(List(Attributes.Replace("group,2013-04-01", "group,2012-04-01", StringComparison.Ordinal), "2018", "other"));
        Assert.Equal(["c1", "c2"], await KeysAsync(scene, "2012-06", "consortium", "2017"));
        Assert.Equal(["c2"], await KeysAsync(scene, "2012-06", "consortium"));
        Assert.Equal((long[])[1, 2, 5], await ValuesAsync(scene));
        Assert.Equal((long[])[2, 2, 5], await ValuesAsync(scene, "Then"));
    }

    [Theory]
    [OnBoth]
    public async Task It_is_stated_by_hand_corrected_and_undone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(List(""));
        var before = await scene.TablesAsync();
        var stated = await scene.Place.Do(scene.Study, new StateFact("c2", FactKind.Attribute, "partnership", "Its articles.", "articles of 2012", "2012", null, Attribute: "type"), scene.Lead);
        Assert.Equal(["c2"], await KeysAsync(scene, "2012", "partnership"));

        // A type that only dates know can have rules and a label.
        var label = await scene.Place.Do(scene.Study, new StateType("partnership", TypeSays.Label, "local partnership", "so called", "articles of 2012"), scene.Lead);
        Assert.Equal("local partnership", (await scene.Ask(new RegisterAt("2012", Type: "partnership"))).Lines.Single().TypeName);
        Assert.Equal("consortium", (await scene.Ask(new RegisterAt("2011"))).Lines.Single(l => l.Key == "c2").TypeName);

        // The word that it is listed under is corrected by itself.
        var corrected = await scene.Place.Do(scene.Study, new CorrectOrganisation("c2", "Misprint.", "letter", Type: "club"), scene.Lead);
        Assert.Equal(("club", "partnership"), ((await scene.Ask(new RegisterAt("2011"))).Lines.Single(l => l.Key == "c2").Type, (await scene.Ask(new RegisterAt("2013"))).Lines.Single(l => l.Key == "c2").Type));
        await scene.Do(new UndoAct(corrected.Act));
        await scene.Do(new UndoAct(label.Act));
        await scene.Do(new UndoAct(stated.Act));
        Scene.Same(before, await scene.TablesAsync());
        Assert.Empty((await scene.Ask(new RegisterTypes())).Changed);
    }

    private static ImportRegister List(string attributes, string known = "2016", string source = "list") => new(
        [.. new[] { ("organisations.csv", Organisations), ("relations.csv", Relations), ("attributes.csv", attributes) }.Where(t => t.Item2.Length > 0).Select(t => Registers.File(t.Item1, t.Item2))],
        RegisterLayout.Csv, known, source);

    private static StatisticDefinition Count(string at, string? type) => new(StatisticForm.Count, StatisticUnit.Organisations, Register: new RegisterChoice(at, type));

    private static async Task<string[]> KeysAsync(Scene scene, string at, string type, string? known = null) => [.. (await scene.Ask(new RegisterAt(at, Type: type, KnownOn: known))).Lines.Select(l => l.Key).Order(StringComparer.Ordinal)];

    private static async Task<long[]> ValuesAsync(Scene scene, string? cut = null) => [.. (await scene.Ask(new StatisticList(), cut: cut)).Select(s => s.Value!.Value)];
}
