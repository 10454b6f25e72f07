using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;
using Database = Fieldthread.Workbench.Store.Database;

namespace Fieldthread.Workbench.Acts.Jobs;

/// <summary>The table of long work. Several processes may take from it: a job is held by one at a time, for as long as its lease is renewed.</summary>
/// <remarks>The end of the lease also names the holder: who took the job later holds a later one, and only the holder’s word is written.</remarks>
public sealed class JobQueue(Database database, TimeProvider? clock = null)
{
    /// <summary>How often a job is begun before it counts as one that stops the program.</summary>
    public const int MostAttempts = 3;

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Puts a job into the queue.</summary>
    /// <param name="study">Local number of the study; 0 for the installation.</param>
    /// <param name="kind">Name of its kind.</param>
    /// <param name="payload">What the kind needs.</param>
    /// <param name="actor">Who asks for it; it runs in their name.</param>
    /// <param name="cancel">Stops the putting.</param>
    public async Task<Guid> EnqueueAsync(int study, string kind, string payload, Actor actor, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var id = OrderedId.Next();
        await WriteAsync(context => InsertAsync(context, study, id, kind, payload, actor, cancel), cancel);
        return id;
    }

    /// <summary>Puts a job that works on a file into the queue, file and all.</summary>
    public async Task<Guid> EnqueueFileAsync(int study, string kind, string fileName, string mediaType, byte[] bytes, Actor actor, string? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (id, blob) = (OrderedId.Next(), OrderedId.Next());
        await WriteAsync(async context =>
        {
            await context.ExecuteAsync("INSERT INTO blobs (study_id, id, media_type, bytes) VALUES (@study, @id, @type, @bytes)", cancel, ("study", study), ("id", blob), ("type", mediaType), ("bytes", bytes));
            return await InsertAsync(context, study, id, kind, Json.Write(new FilePayload(blob, fileName, options)), actor, cancel);
        }, cancel);
        return id;
    }

    /// <summary>The job; null where there is none.</summary>
    public async Task<Job?> FindAsync(int study, Guid id, CancellationToken cancel = default)
    {
        await using var context = database.Live(new View(study));
        var found = await context.ReadAsync($"SELECT {JobRows.Columns} FROM jobs WHERE study_id = @study AND id = @id", JobRows.Read, cancel, ("study", study), ("id", id));
        return found.Count == 0 ? null : JobRows.Now(found[0]);
    }

    /// <summary>Asks to stop a job. A waiting one is stopped at once; a running one by its runner, which keeps nothing.</summary>
    /// <returns>False where there is no such job or it has ended.</returns>
    public async Task<bool> CancelAsync(int study, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(study, id, cancel) is not { Ended: false })
        {
            return false;
        }

        RunningJobs.Find(id)?.Cancel();
        await WriteAsync(context => context.ExecuteAsync("UPDATE jobs SET cancel = @yes WHERE study_id = @study AND id = @id AND state IN ('Waiting', 'Running')", cancel, ("yes", true), ("study", study), ("id", id)), cancel);
        if (await FindAsync(study, id, cancel) is { State: JobState.Waiting } waiting)
        {
            await EndAsync(waiting, JobState.Cancelled, "Stopped before it began.", cancel);
        }

        return true;
    }

    /// <summary>Takes the oldest job of these kinds that waits, or whose runner was lost.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Job?> LeaseAsync(IReadOnlyCollection<string> kinds, TimeSpan lease, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        if (kinds.Count == 0)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var skip = database.Provider == Provider.PostgreSql ? " FOR UPDATE SKIP LOCKED" : "";
        var names = string.Join(", ", kinds.Select((_, i) => "@kind" + i.ToString()));
        var candidates = $"FROM jobs WHERE name IN ({names}) AND (state = 'Waiting' OR (state = 'Running' AND leased_until < @now))";
        (string, object?)[] with = [("now", now), .. kinds.Select((kind, i) => ("kind" + i.ToString(), (object?)kind))];
        await using (var looking = database.Live(new View(0)))
        {
            // A look first: an empty queue must not take the write lock every second.
            if ((await looking.ReadAsync($"SELECT 1 {candidates} LIMIT 1", row => row.GetInt32(0), cancel, with)).Count == 0)
            {
                return null;
            }
        }

        var taken = await WriteAsync(context => context.ReadAsync(
            $"""
            WITH picked AS (SELECT study_id AS picked_study, id AS picked_id {candidates} ORDER BY created_at, id LIMIT 1{skip})
            UPDATE jobs SET state = 'Running', leased_until = @until, attempts = attempts + 1 FROM picked WHERE study_id = picked_study AND id = picked_id
            RETURNING {JobRows.Columns}
            """,
            JobRows.Read, cancel, [.. with, ("until", now + lease)]), cancel);
        return taken.Count == 0 ? null : taken[0];
    }

    /// <summary>Renews a lease and writes the progress.</summary>
    /// <returns>The job under its new lease; null where it is no longer ours.</returns>
    public async Task<Job?> RenewAsync(Job job, JobProgress? said, TimeSpan lease, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var renewed = await WriteAsync(context => context.ReadAsync(
            $"UPDATE jobs SET leased_until = @until, done = @done, total = @total, message = @message WHERE {Held} RETURNING {JobRows.Columns}", JobRows.Read, cancel,
            [.. Holder(job), ("until", clock.GetUtcNow() + lease), ("done", said?.Done ?? job.Done), ("total", said?.Total ?? job.Total), ("message", said?.Doing ?? job.Message)]), cancel);
        return renewed.Count == 0 ? null : renewed[0];
    }

    /// <summary>The job if it is still ours. A renewal broken off at its commit may have been written; nobody else can have taken the job while our lease runs.</summary>
    internal async Task<Job?> HeldAsync(Job job)
    {
        var now = await FindAsync(job.Study, job.Id, CancellationToken.None);
        return now is { State: JobState.Running } && now.Attempts == job.Attempts ? now : null;
    }

    /// <summary>Puts a job back for another runner, as when this one shuts down.</summary>
    public Task GiveBackAsync(Job job, CancellationToken cancel = default) =>
        WriteAsync(context => context.ExecuteAsync($"UPDATE jobs SET state = 'Waiting', leased_until = 0, attempts = attempts - 1 WHERE {Held}", cancel, Holder(job)), cancel);

    /// <summary>Ends a job, and removes its file unless a source keeps it.</summary>
    /// <returns>False where it is no longer ours.</returns>
    public Task<bool> EndAsync(Job job, JobState state, string message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        return WriteAsync(async context =>
        {
            var ended = await context.ExecuteAsync($"UPDATE jobs SET state = @state, message = @message, done = @done, leased_until = 0 WHERE {Held}", cancel,
                [.. Holder(job), ("state", state), ("message", message), ("done", state == JobState.Done ? Math.Max(job.Done, job.Total) : job.Done)]);
            if (ended == 1 && FileOf(job) is { } blob)
            {
                await context.ExecuteAsync(
                    """
                    DELETE FROM blobs WHERE study_id = @study AND id = @blob
                      AND NOT EXISTS (SELECT 1 FROM sources WHERE blob_id = @blob) AND NOT EXISTS (SELECT 1 FROM sources_history WHERE blob_id = @blob)
                    """,
                    cancel, ("study", job.Study), ("blob", blob));
            }

            return ended == 1;
        }, cancel);
    }

    private const string Held = "study_id = @study AND id = @id AND state IN ('Waiting', 'Running') AND leased_until = @held";

    private static (string, object?)[] Holder(Job job) => [("study", job.Study), ("id", job.Id), ("held", job.LeasedUntil)];

    private static Guid? FileOf(Job job)
    {
        try
        {
            return job.Payload.StartsWith('{') ? Json.Read<FilePayload>(job.Payload).Blob : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private Task<int> InsertAsync(LiveContext context, int study, Guid id, string kind, string payload, Actor actor, CancellationToken cancel) => context.ExecuteAsync(
        $"INSERT INTO jobs ({JobRows.Columns}) VALUES (@study, @id, @kind, @payload, @account, 'Waiting', 0, 0, @message, @no, 0, 0, @now)", cancel,
        ("study", study), ("id", id), ("kind", kind), ("payload", payload), ("account", actor.AccountId), ("message", "It waits for its turn."), ("no", false), ("now", clock.GetUtcNow()));

    private async Task<T> WriteAsync<T>(Func<LiveContext, Task<T>> write, CancellationToken cancel)
    {
        await database.WriteGate.WaitAsync(cancel);
        try
        {
            await using var context = database.Live(new View(0));
            await using var transaction = await Transactions.BeginWriteAsync(context, cancel);
            var written = await write(context);
            await transaction.CommitAsync(cancel);
            return written;
        }
        finally
        {
            database.WriteGate.Release();
        }
    }
}
