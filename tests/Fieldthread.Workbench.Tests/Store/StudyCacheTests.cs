using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class StudyCacheTests
{
    [Fact]
    public async Task What_is_asked_for_again_and_again_stays_and_what_nobody_asks_for_goes()
    {
        var (cache, made) = (new StudyCache(), new List<string>());
        Task<string> Ask(string what) => cache.GetAsync(what, new View(1), 1, () =>
        {
            made.Add(what);
            return Task.FromResult(what);
        });
        await Ask("seldom");
        for (var i = 0; i < 3 * StudyCache.Most; i++)
        {
            await Ask("often");
            await Ask($"once {i}");
        }

        await Ask("often");
        await Ask("seldom");
        Assert.Equal((1, 2), (made.Count(m => m == "often"), made.Count(m => m == "seldom")));
        Assert.All(Enumerable.Range(0, 3 * StudyCache.Most), i => Assert.Single(made, m => m == $"once {i}"));
    }
}
