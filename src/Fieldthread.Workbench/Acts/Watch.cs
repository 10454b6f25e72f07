using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Npgsql;

namespace Fieldthread.Workbench.Acts;

/// <summary>An act that watchers are told of.</summary>
/// <param name="Act">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tells">What to read again.</param>
public readonly record struct Told(long Act, string Name, string Tells);

/// <summary>Lets many watch a study. Every act is read from the log, in order and once; the signals in process, of the database or of the clock only say when to look.</summary>
public sealed class Watch : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Channel<bool>, int> watchers = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<Task> loop;
    private readonly Workshop workshop;

    /// <summary>Watches what this workshop does, and what others do on its database.</summary>
    public Watch(Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        this.workshop = workshop;
        workshop.Committed += OnCommitted;
        loop = new Lazy<Task>(() => Task.Run(workshop.Database.Provider == Provider.Sqlite ? PollAsync : ListenAsync));
    }

    /// <summary>The acts of a study after a number, for ever: first what is in the log, then what is done. Who resumes gives the last number they saw.</summary>
    public async IAsyncEnumerable<Told> ActsAsync(int study, long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        watchers[wake] = study;
        _ = loop.Value;
        try
        {
            while (true)
            {
                // Signals that came before this reading are taken first, so that none that comes during it is lost.
                wake.Reader.TryRead(out _);
                var told = await ReadAsync(study, after, cancel);
                foreach (var one in told)
                {
                    after = one.Act;
                    yield return one;
                }

                if (told.Count == 0)
                {
                    await WaitAsync(wake, cancel);
                }
            }
        }
        finally
        {
            watchers.TryRemove(wake, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        workshop.Committed -= OnCommitted;
        await stopping.CancelAsync();
        if (loop.IsValueCreated)
        {
            await loop.Value;
        }

        stopping.Dispose();
    }

    private static async Task WaitAsync(Channel<bool> wake, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await wake.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nobody called for a while; look all the same, for a notification can be lost.
        }
    }

    private async Task<List<Told>> ReadAsync(int study, long after, CancellationToken cancel)
    {
        await using var context = workshop.Database.Live(new View(study));
        return await context.ReadAsync("SELECT seq, name FROM acts WHERE study_id = @study AND seq > @after ORDER BY seq LIMIT 500",
            row => new Told(row.GetInt64(0), row.GetString(1), Catalogue.Acts.TryGetValue(row.GetString(1), out var act) ? act.Act!.Tells : "everything"),
            cancel, ("study", study), ("after", after));
    }

    private void OnCommitted(object? sender, CommittedEventArgs committed) => Wake(committed.Study);

    /// <summary>Wakes the watchers of a study, or all.</summary>
    private void Wake(int? study)
    {
        foreach (var (wake, watched) in watchers)
        {
            if (study is null || watched == study)
            {
                wake.Writer.TryWrite(true);
            }
        }
    }

    private async Task PollAsync()
    {
        var heads = new Dictionary<int, long>();
        await ForeverAsync(Poll, async () =>
        {
            await Task.Delay(Poll, stopping.Token);
            if (watchers.IsEmpty)
            {
                return;
            }

            await using var context = workshop.Database.Live(new View(0));
            foreach (var (study, head) in await context.ReadAsync("SELECT id, head FROM studies", row => (row.GetInt32(0), row.GetInt64(1)), stopping.Token))
            {
                if (!heads.TryGetValue(study, out var before) || before != head)
                {
                    heads[study] = head;
                    Wake(study);
                }
            }
        });
    }

    private Task ListenAsync() => ForeverAsync(TimeSpan.FromSeconds(1), async () =>
    {
        var settings = new NpgsqlConnectionStringBuilder(workshop.Database.ConnectionString) { Pooling = false, KeepAlive = 15 };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(stopping.Token);
        connection.Notification += (_, told) => Wake(Notification.StudyOf(told.Payload));
        await using (var listen = new NpgsqlCommand("LISTEN " + Notification.Channel, connection))
        {
            await listen.ExecuteNonQueryAsync(stopping.Token);
        }

        // What was committed before we listened is in the log.
        Wake(null);
        while (true)
        {
            await connection.WaitAsync(stopping.Token);
        }
    });

    private async Task ForeverAsync(TimeSpan pause, Func<Task> round)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or System.IO.IOException or InvalidOperationException or System.Net.Sockets.SocketException)
            {
                // The database is away; watchers look by themselves meanwhile, and we try again.
                await Task.Delay(pause, stopping.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}

/// <summary>Asks for the number of the newest act of a study.</summary>
[Question("newest-act", Permission.ReadStudy)]
public sealed record NewestAct : Question<long>
{
    /// <inheritdoc/>
    public override Task<long> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return Task.FromResult(asking.Head);
    }
}
