using System.Collections.Concurrent;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Acts.Jobs;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Acts;

public sealed class JobTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    [Theory]
    [OnBoth]
    public async Task Two_runners_never_do_the_same_job(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await using var second = await Database.OpenAsync(place.ConnectionString);
        var study = await place.StudyAsync();
        var done = new ConcurrentBag<string>();
        var kinds = new JobKinds().Add("note", async work =>
        {
            await Task.Delay(5, work.Cancel);
            done.Add(work.Job.Payload);
            return "Noted.";
        });
        var queue = new JobQueue(place.Database);
        for (var i = 0; i < 40; i++)
        {
            await queue.EnqueueAsync(study, "note", "n" + i.ToString(), Actor.Program);
        }

        await Task.WhenAll(EmptyAsync(place.Workshop, place.Database), EmptyAsync(place.Workshop, place.Database), EmptyAsync(new Workshop(second), second));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => "n" + i.ToString()).Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
        Assert.All(await place.Ask(study, new JobsOfStudy()), job => Assert.Equal((JobState.Done, "Noted."), (job.State, job.Message)));

        async Task EmptyAsync(Workshop workshop, Database database)
        {
            var runner = new JobRunner(workshop, new JobQueue(database), kinds, lease: TimeSpan.FromSeconds(30));
            while (await runner.RunOneAsync())
            {
            }
        }
    }

    [Theory]
    [OnBoth]
    public async Task The_job_of_a_killed_runner_is_taken_again_after_its_lease_and_its_act_is_done_once(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var clock = new Movable();
        var queue = new JobQueue(place.Database, clock);
        var id = await queue.EnqueueAsync(study, "phase", "Phase 1", Actor.Program);

        // The first runner did the act and was killed before it could say so.
        var taken = (await queue.LeaseAsync(["phase"], Lease))!;
        await place.Workshop.DoAsync(study, new AddPhase(taken.Payload), Actor.Program, taken.Id);
        Assert.Null(await queue.LeaseAsync(["phase"], Lease));
        clock.Now += TimeSpan.FromSeconds(3);
        var kinds = new JobKinds().Add("phase", async work => $"Act {(await work.DoAsync(new AddPhase(work.Job.Payload))).Act}.");
        Assert.True(await new JobRunner(place.Workshop, queue, kinds, lease: Lease).RunOneAsync());
        Assert.Equal((JobState.Done, "Act 2."), ((await queue.FindAsync(study, id))!.State, (await queue.FindAsync(study, id))!.Message));
        await using var context = place.Database.Open(new View(study));
        Assert.Equal(1, await context.All<Phase>().CountAsync());

        // Who lost the lease has no say any more.
        Assert.False(await queue.EndAsync(taken, JobState.Failed, "Too late."));
        Assert.Null(await queue.RenewAsync(taken, null, Lease));
    }

    [Theory]
    [OnBoth]
    public async Task A_job_that_stops_the_program_each_time_is_not_tried_for_ever(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var clock = new Movable();
        var queue = new JobQueue(place.Database, clock);
        var id = await queue.EnqueueAsync(study, "kill", "", Actor.Program);
        for (var i = 0; i < JobQueue.MostAttempts; i++)
        {
            Assert.NotNull(await queue.LeaseAsync(["kill"], Lease));
            clock.Now += TimeSpan.FromSeconds(3);
        }

        var kinds = new JobKinds().Add("kill", _ => throw new InvalidOperationException("It ran."));
        await new JobRunner(place.Workshop, queue, kinds, lease: Lease).RunOneAsync();
        var job = await place.Ask(study, new JobById(id));
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("3 times", job.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnBoth]
    public async Task Cancelling_stops_and_leaves_nothing(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var queue = new JobQueue(place.Database);
        var started = new TaskCompletionSource();
        var kinds = new JobKinds().Add("slow", async work =>
        {
            var (about, bytes) = await work.FileAsync();
            Assert.Equal(("notes.txt", 3), (about.FileName, bytes.Length));
            await work.DoAsync(new Slow(started));
            return "Done.";
        });
        var running = await queue.EnqueueFileAsync(study, "slow", "notes.txt", "text/plain", [1, 2, 3], Actor.Program);
        var waiting = await queue.EnqueueAsync(study, "slow", "", Actor.Program);
        Assert.True(await queue.CancelAsync(study, waiting));
        Assert.Equal("Stopped before it began.", (await queue.FindAsync(study, waiting))!.Message);
        var work = new JobRunner(place.Workshop, queue, kinds, lease: TimeSpan.FromSeconds(30)).RunOneAsync();
        await started.Task;
        Assert.Equal("Half way.", (await place.Ask(study, new JobById(running))).Message);
        await queue.CancelAsync(study, running).WaitAsync(TimeSpan.FromSeconds(10));
        await work.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((JobState.Cancelled, "Stopped; nothing was kept."), ((await queue.FindAsync(study, running))!.State, (await queue.FindAsync(study, running))!.Message));
        Assert.Empty(await place.SqlAsync("SELECT 1 FROM phases"));
        Assert.Empty(await place.SqlAsync("SELECT 1 FROM blobs"));
        Assert.Equal(1L, await place.Ask(study, new NewestAct()));
        Assert.False(await queue.CancelAsync(study, running));
    }

    [Theory]
    [OnBoth]
    public async Task A_cancel_from_another_process_is_seen_at_the_next_renewal(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var queue = new JobQueue(place.Database);
        var started = new TaskCompletionSource();
        var kinds = new JobKinds().Add("wait", async work =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, work.Cancel);
            return "";
        });
        var id = await queue.EnqueueAsync(study, "wait", "", Actor.Program);
        var work = new JobRunner(place.Workshop, queue, kinds, lease: Lease).RunOneAsync();
        await started.Task;
        await place.SqlAsync(provider == Provider.Sqlite ? "UPDATE jobs SET cancel = 1" : "UPDATE jobs SET cancel = true");
        await work.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(JobState.Cancelled, (await queue.FindAsync(study, id))!.State);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("job", "unknown")]
    public async Task A_refusal_a_failure_and_a_shutdown_each_end_in_words(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var queue = new JobQueue(place.Database);
        using var shutdown = new CancellationTokenSource();
        var kinds = new JobKinds()
            .Add("refused", async work => (await work.DoAsync(new AddPhase(""))).ToString())
            .Add("failed", _ => throw new InvalidOperationException("the words of a participant"))
            .Add("stopped", async work =>
            {
                await shutdown.CancelAsync();
                await Task.Delay(Timeout.Infinite, work.Cancel);
                return "";
            });
        var ids = new List<Guid>();
        foreach (var kind in new[] { "refused", "failed", "stopped" })
        {
            ids.Add(await queue.EnqueueAsync(study, kind, "", Actor.Program));
        }

        await new JobRunner(place.Workshop, queue, kinds).RunAsync(shutdown.Token);
        Assert.Equal((JobState.Refused, "The name of the phase is empty. Write it and send it again."), Short(await place.Ask(study, new JobById(ids[0]))));
        var failed = await place.Ask(study, new JobById(ids[1]));
        Assert.Equal(JobState.Failed, failed.State);
        Assert.DoesNotContain("participant", failed.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Waiting, (await place.Ask(study, new JobById(ids[2]))).State);
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Ask(study, new JobById(Guid.NewGuid())))).Code);
        Assert.Equal([ids[1], ids[0]], (await place.Ask(study, new JobsOfStudy(ids[2]))).Select(j => j.Id));
    }

    private static (JobState State, string Message) Short(JobLine job) => (job.State, job.Message);

    private sealed class Movable : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>An act that writes and then does not end.</summary>
    [Act("slow", Core.Studies.Permission.KeepStudy)]
    private sealed record Slow(TaskCompletionSource Started) : Act<Added>
    {
        public override async Task<Added> DoAsync(Acting acting)
        {
            acting.Add(new Phase { Name = "Never kept" });
            await acting.Context.SaveChangesAsync(acting.Cancel);
            acting.Progress.Report(new JobProgress(1, 2, "Half way."));
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, acting.Cancel);
            return new Added(Guid.Empty);
        }
    }
}
