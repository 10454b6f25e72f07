using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class KeptSearchTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("keep-search", "empty")]
    [ShowsRefusal("keep-search", "name-taken")]
    [ShowsRefusal("keep-search", "bad-search")]
    [ShowsRefusal("keep-search", "unknown")]
    [ShowsRefusal("drop-search", "unknown")]
    public async Task A_search_is_kept_changed_and_dropped(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var kept = await scene.Add(new KeepSearch(" Money talk ", "money OR budget*", "For the second report."), scene.Coder);
        Assert.Equal(("Money talk", "money OR budget*", "For the second report.", scene.Coder.Name), Of((await scene.Ask(new KeptSearches())).Single()));
        await scene.RefusesAsync("empty", new KeepSearch(" ", "money"));
        await scene.RefusesAsync("name-taken", new KeepSearch("Money talk", "money"));
        await scene.RefusesAsync("bad-search", new KeepSearch("Other", "(money"));
        await scene.RefusesAsync("bad-search", new KeepSearch("Other", "/(money/"));
        await scene.RefusesAsync("unknown", new KeepSearch("Other", "money", Search: Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new DropSearch(Guid.NewGuid()));
        await scene.Do(new KeepSearch("Money talk", "/budget[s]?/i", Search: kept));
        Assert.Equal("/budget[s]?/i", (await scene.Ask(new KeptSearches())).Single().Words);
        var dropped = await scene.Place.Do(scene.Study, new DropSearch(kept), scene.Coder);
        Assert.Empty(await scene.Ask(new KeptSearches()));
        await scene.Do(new UndoAct(dropped.Act), scene.Coder);
        Assert.Equal("Money talk", (await scene.Ask(new KeptSearches())).Single().Name);

        static (string, string, string, string?) Of(KeptSearchLine line) => (line.Name, line.Words, line.Note, line.Author);
    }
}
