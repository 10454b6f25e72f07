using System.Diagnostics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class BulkInsertTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [OnBoth]
    public async Task Six_thousand_codings_and_nine_thousand_passages_go_in_at_once(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await place.StudyAsync("To warm up");
        await place.InActAsync(1, acting => Material.FillAsync(acting, passages: 10, codings: 10));
        var study = await place.StudyAsync();
        var watch = Stopwatch.StartNew();
        var act = await place.InActAsync(study, acting => Material.FillAsync(acting, passages: 9_000, codings: 6_000));
        // How fast is for the benchmarks to say: a shared machine is too noisy for a bar here.
        output.WriteLine($"{provider}: {watch.ElapsedMilliseconds} ms");

        await using var context = place.Database.Open(new View(study));
        Assert.Equal(6_000, await context.All<Coding>().CountAsync(c => c.RecordedIn == act && c.CodedAt != null));
        Assert.Equal(9_000, await context.All<Passage>().Select(p => p.SearchRow).Distinct().CountAsync());
        Assert.Equal(9_000L, (await place.SqlAsync($"SELECT count(*) FROM passage_terms WHERE study_id = {study}"))[0][0]);
    }

    [Theory]
    [OnBoth]
    public async Task Search_rows_belong_to_the_study_and_are_never_given_twice(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var given = new List<long>();
        await place.InActAsync(study, async acting => given.Add(await acting.NextSearchRowAsync(3)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => place.InActAsync(study, async acting =>
        {
            await acting.NextSearchRowAsync(5);
            throw new InvalidOperationException("the act fails");
        }));
        await place.InActAsync(study, async acting => given.Add(await acting.NextSearchRowAsync(1)));
        Assert.Equal([((long)study << 40) + 1, ((long)study << 40) + 4], given);
    }
}
