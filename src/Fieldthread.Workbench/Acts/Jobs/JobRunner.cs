using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fieldthread.Workbench.Acts.Jobs;

/// <summary>What a job works with.</summary>
/// <param name="Job">The job. Its id is the client id under which it does its act, so that a second try does not do it twice.</param>
/// <param name="Workshop">Does the act.</param>
/// <param name="Actor">In whose name.</param>
/// <param name="Progress">Where it says how far it has come.</param>
/// <param name="Cancel">Stops it.</param>
public sealed record JobWork(Job Job, Workshop Workshop, Actor Actor, IProgress<JobProgress> Progress, CancellationToken Cancel)
{
    /// <summary>Does the job’s one act, under the job’s id.</summary>
    public Task<Done<T>> DoAsync<T>(Act<T> act) => Workshop.DoAsync(Job.Study, act, Actor, Job.Id, Progress, Cancel);

    /// <summary>The file that the job works on, where it has one.</summary>
    /// <exception cref="RefusedException">It is gone: <c>unknown</c>.</exception>
    public async Task<(FilePayload About, byte[] Bytes)> FileAsync()
    {
        var about = Json.Read<FilePayload>(Job.Payload);
        await using var context = Workshop.Database.Live(new View(Job.Study));
        var found = await context.ReadAsync("SELECT bytes FROM blobs WHERE study_id = @study AND id = @id", row => (byte[])row.GetValue(0), Cancel, ("study", Job.Study), ("id", about.Blob));
        return found.Count == 1 ? (about, found[0]) : throw new RefusedException(new Refusal("unknown", "The file of this job is gone.", "Send it again."));
    }
}

/// <summary>Kinds of long work by name. A kind does one act through <see cref="JobWork.DoAsync"/> and gives back how it went, in words.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<string, Func<JobWork, Task<string>>> kinds = new(StringComparer.Ordinal);

    /// <summary>Names of the kinds.</summary>
    public IReadOnlyCollection<string> Names => kinds.Keys;

    /// <summary>Registers a kind.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public JobKinds Add(string name, Func<JobWork, Task<string>> work)
    {
        kinds.Add(name, work);
        return this;
    }

    internal Task<string> RunAsync(JobWork work) => kinds[work.Job.Kind](work);
}

/// <summary>Takes jobs from the queue and does them, one at a time.</summary>
public sealed partial class JobRunner(Workshop workshop, JobQueue queue, JobKinds kinds, ILogger<JobRunner>? logger = null, TimeSpan? lease = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly ILogger logger = logger ?? NullLogger<JobRunner>.Instance;
    private readonly TimeSpan lease = lease ?? TimeSpan.FromSeconds(30);

    /// <summary>Works until stopped; a job that was under way then goes back to the queue.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(stop))
                {
                    await Task.Delay(Pause, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (System.Data.Common.DbException failure)
            {
                Away(failure.GetType().Name);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Does the next job.</summary>
    /// <returns>False where there was none.</returns>
    public async Task<bool> RunOneAsync(CancellationToken stop = default)
    {
        if (await queue.LeaseAsync(kinds.Names, lease, stop) is not { } job)
        {
            return false;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = new RunningJob(stopping);
        if (!RunningJobs.Begin(job.Id, running))
        {
            // Our own process holds it and could only not renew in time; its end will be written by the one who does it.
            return true;
        }

        try
        {
            if (job.Cancel)
            {
                await queue.EndAsync(job, JobState.Cancelled, "Stopped; nothing was kept.", CancellationToken.None);
            }
            else if (job.Attempts > JobQueue.MostAttempts)
            {
                await queue.EndAsync(job, JobState.Failed, $"The program stopped {JobQueue.MostAttempts} times while doing this, so it is not tried again. Nothing was kept.", CancellationToken.None);
            }
            else
            {
                await DoAsync(job, running, stopping, stop);
            }
        }
        finally
        {
            RunningJobs.End(job.Id);
        }

        return true;
    }

    private async Task DoAsync(Job job, RunningJob running, CancellationTokenSource stopping, CancellationToken stop)
    {
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(job, running, ended.Token);
        var (state, message) = await OutcomeAsync(job, running, stopping.Token);
        await ended.CancelAsync();
        var held = await renewing;
        if (held is null)
        {
            Lost(job.Id, job.Kind);
        }
        else if (state == JobState.Waiting && stop.IsCancellationRequested)
        {
            await queue.GiveBackAsync(held, CancellationToken.None);
        }
        else if (state != JobState.Waiting)
        {
            await queue.EndAsync(held, state, message, CancellationToken.None);
        }
    }

    /// <summary>Does the work. Waiting means that it was broken off without a person asking for it.</summary>
    private async Task<(JobState State, string Message)> OutcomeAsync(Job job, RunningJob running, CancellationToken cancel)
    {
        try
        {
            var actor = job.Account is { } account
                ? (await new SignIn(workshop.Database).ByAccountAsync(account, stamp: null, cancel))?.Actor ?? throw new RefusedException(new Refusal("not-allowed", "The account that asked for this is closed."))
                : Actor.Program;
            return (JobState.Done, await kinds.RunAsync(new JobWork(job, workshop, actor, running, cancel)));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return running.Cancelled ? (JobState.Cancelled, "Stopped; nothing was kept.") : (JobState.Waiting, "");
        }
        catch (RefusedException refused)
        {
            return (JobState.Refused, $"{refused.Refusal.Message} {refused.Refusal.WhatToDo}".Trim());
        }
#pragma warning disable CA1031 // A job must never take the runner down with it.
        catch (Exception failure)
        {
            // The message of an exception can hold words of a participant; its kind and its place cannot.
            Failed(job.Id, job.Kind, failure.GetType().Name, failure.StackTrace ?? "");
            return (JobState.Failed, $"The program failed at this ({failure.GetType().Name}). Nothing was kept; the log of the server says where.");
        }
#pragma warning restore CA1031
    }

    /// <summary>Renews the lease until the work has ended; stops the work where the lease is lost or a person asked.</summary>
    /// <returns>The job under its newest lease; null where it was lost.</returns>
    private async Task<Job?> RenewAsync(Job job, RunningJob running, CancellationToken ended)
    {
        var beat = TimeSpan.FromTicks(Math.Min(lease.Ticks / 4, TimeSpan.TicksPerSecond));
        while (true)
        {
            try
            {
                await Task.Delay(beat, ended);
                if (await queue.RenewAsync(job, running.Said, lease, ended) is not { } renewed)
                {
                    running.Stop();
                    return null;
                }

                job = renewed;
                if (job.Cancel)
                {
                    running.Cancel();
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // A renewal that was under way may or may not have been written.
                return await queue.HeldAsync(job);
            }
            catch (System.Data.Common.DbException failure)
            {
                Away(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of jobs cannot be read or written just now ({Kind})")]
    private partial void Away(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} ({Name}) was taken by another runner")]
    private partial void Lost(Guid id, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Id} ({Name}) failed with {Kind} at {Trace}")]
    private partial void Failed(Guid id, string name, string kind, string trace);
}
