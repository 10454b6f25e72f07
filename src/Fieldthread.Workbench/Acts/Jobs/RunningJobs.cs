using System.Collections.Concurrent;

namespace Fieldthread.Workbench.Acts.Jobs;

/// <summary>A job that runs in this process.</summary>
internal sealed class RunningJob(CancellationTokenSource stop) : IProgress<JobProgress>
{
    private volatile object? said;
    private volatile bool cancelled;

    /// <summary>What it last said of its progress.</summary>
    public JobProgress? Said => (JobProgress?)said;

    /// <summary>True where a person stopped it.</summary>
    public bool Cancelled => cancelled;

    public void Report(JobProgress value) => said = value;

    /// <summary>Stops it because a person asked.</summary>
    public void Cancel()
    {
        cancelled = true;
        Stop();
    }

    /// <summary>Stops it because its lease is lost.</summary>
    public void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }
}

/// <summary>Jobs that run in this process: progress and cancelling reach them at once, even while their own act holds the only write lock of SQLite.</summary>
internal static class RunningJobs
{
    private static readonly ConcurrentDictionary<Guid, RunningJob> Running = new();

    public static RunningJob? Find(Guid id) => Running.GetValueOrDefault(id);

    public static bool Begin(Guid id, RunningJob job) => Running.TryAdd(id, job);

    public static void End(Guid id) => Running.TryRemove(id, out _);
}
