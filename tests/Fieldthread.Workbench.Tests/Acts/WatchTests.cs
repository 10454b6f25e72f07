using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Acts;

public sealed class WatchTests
{
    [Theory]
    [OnBoth]
    public async Task Acts_of_another_process_arrive_in_order_and_once_and_a_watcher_resumes(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await using var elsewhere = await Database.OpenAsync(place.ConnectionString);
        var study = await place.StudyAsync();
        var other = new Workshop(elsewhere);
        await using var watch = new Watch(place.Workshop);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var first = TakeAsync(watch, study, 0, 11, patience.Token);
        for (var i = 0; i < 10; i++)
        {
            await (i % 2 == 0 ? other : place.Workshop).DoAsync(study, new AddPhase($"Phase {i}"), Actor.Program);
        }

        var seen = await first;
        Assert.Equal(new Told(1, "start-study", "study"), seen[0]);
        Assert.Equal(Enumerable.Range(1, 11).Select(n => (long)n), seen.Select(told => told.Act));

        // Away for three acts, then back with the last number seen.
        for (var i = 10; i < 13; i++)
        {
            await other.DoAsync(study, new AddPhase($"Phase {i}"), Actor.Program);
        }

        var again = TakeAsync(watch, study, seen[^1].Act, 4, patience.Token);
        await other.DoAsync(study, new AddPhase("The last"), Actor.Program);
        Assert.Equal([12L, 13, 14, 15], (await again).Select(told => told.Act));
    }

    [Theory]
    [OnBoth]
    public async Task An_act_done_elsewhere_arrives(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await using var elsewhere = await Database.OpenAsync(place.ConnectionString);
        var study = await place.StudyAsync();
        await using var watch = new Watch(place.Workshop);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var next = TakeAsync(watch, study, 1, 1, patience.Token);
        await Task.Delay(1500);
        await new Workshop(elsewhere).DoAsync(study, new AddPhase("Phase 1"), Actor.Program);
        Assert.Equal(2, Assert.Single(await next).Act);
    }

    private static async Task<List<Told>> TakeAsync(Watch watch, int study, long after, int count, CancellationToken cancel)
    {
        var taken = new List<Told>();
        await foreach (var told in watch.ActsAsync(study, after, cancel))
        {
            taken.Add(told);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}
