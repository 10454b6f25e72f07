using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Register;

/// <summary>What is kept in memory of the register: as quick as it is, never stale and never in another order.</summary>
public sealed class VintageKeptTests
{
    private const string Map = """{ "source": "tracker", "columns": { "code": "code", "name": "name", "opened": "from", "closed": "to", "group": "group", "joined": "from" }, "constants": { "type": "group" }, "whole": true }""";

    /// <summary>What is kept in memory of a day of knowledge serves every day until the next list, and no longer than the lists and the organisations stand.</summary>
    [Theory]
    [OnBoth]
    public async Task What_is_kept_of_a_day_of_knowledge_is_never_stale(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,,g\ng,Grove,2012,,\n", "2015"));
        await scene.Do(Tracker("code,name,from,to,group\na,Ash,2013,,h\ng,Grove,2012,,\nh,Heath,2012,,\n", "2018"));
        async Task<string> AskedAsync(string known) => string.Join(", ", await NamesAsync(scene, new RegisterAt("2020", KnownOn: known))) + "; " + string.Join(", ", (await scene.Ask(new RegisterFlows("2013-01", "2020", KnownOn: known))).Lines.Select(l => l.To?.Name));
        Assert.Equal(["Ash, Grove; Grove", "Ash, Grove; Grove", "Ash, Grove, Heath; Heath"], [await AskedAsync("2016"), await AskedAsync("2017-12-31"), await AskedAsync("2018")]);
        await scene.Do(new AddPhase("Later"));
        Assert.Equal(["Ash, Grove; Grove", "Ash, Grove, Heath; Heath"], [await AskedAsync("2016"), await AskedAsync("2019")]);
        var between = await scene.Place.Do(scene.Study, Tracker("code,name,from,to,group\na,Ash Tree,2013,,g\nb,Birch,2013,,g\ng,Grove,2012,,\n", "2016-06"), scene.Lead);
        Assert.Equal(["Ash, Grove; Grove", "Ash Tree, Birch, Grove; Grove"], [await AskedAsync("2016-05"), await AskedAsync("2017-12-31")]);
        await scene.Do(new UndoAct(between.Act));
        Assert.Equal("Ash, Grove; Grove", await AskedAsync("2017-12-31"));
    }

    /// <summary>Lists of a day are sorted by ranks of words; the order is that of the words, and a page goes on where the last one ended.</summary>
    [Theory]
    [OnBoth]
    public async Task A_list_of_a_day_is_in_the_order_of_its_names_whatever_their_case(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        string[] names = ["beech", "Ash", "ash", "Élan", "Beech", "alder 10", "alder 9", "Zed"];
        await scene.Do(Tracker("code,name,from,to,group\n" + string.Concat(names.Select((n, i) => $"k{i},{n},2013,,\n")), "2015"));
        var all = (await scene.Ask(new RegisterAt("2014"))).Lines;
        Assert.Equal(all.OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id), all);
        Assert.Equal(all, (await scene.Ask(new RegisterAt("2014"))).Lines);
        var (pages, after) = (new List<OrganisationLine>(), (Guid?)null);
        do
        {
            var page = await scene.Ask(new RegisterAt("2014", After: after, Take: 3));
            pages.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all, pages);
    }

    private static ImportRegister Tracker(string table, string known) => new([Registers.File("tracker.csv", table)], RegisterLayout.Mapped, known, Mapping: Map);

    private static async Task<IEnumerable<string>> NamesAsync(Scene scene, RegisterAt question) => (await scene.Ask(question)).Lines.Select(l => l.Name);
}
