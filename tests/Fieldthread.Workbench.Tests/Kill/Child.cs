using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Kill;

/// <summary>A second process that works on the same study, and what it acknowledged.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Child(Place place, int study, Actor actor, int seed, int count, string? shellBefore = null, string extra = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Fieldthread.Kill.dll");
        string[] command = ["dotnet", program, place.ConnectionString, study.ToString(), actor.AccountId.ToString()!, seed.ToString(), count.ToString(), .. extra.Length > 0 ? [extra] : Array.Empty<string>()];
        var start = new ProcessStartInfo(shellBefore is null ? "dotnet" : "bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var argument in shellBefore is null ? command[1..] : ["-c", shellBefore + "; exec \"$@\"", "child", .. command])
        {
            start.ArgumentList.Add(argument);
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Took(e.Data);
        process.ErrorDataReceived += (_, e) => Errors.Enqueue(e.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ConcurrentQueue<(long Act, string Name)> Acknowledged { get; } = new();

    public ConcurrentQueue<string> Refused { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Waits until it has acknowledged so many acts.</summary>
    /// <exception cref="TimeoutException">It came to a halt: two minutes passed without one more.</exception>
    public async Task AcknowledgedAsync(int count)
    {
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(120));
        for (var (seen, since) = (-1, Stopwatch.StartNew()); Acknowledged.Count < count; await Task.Delay(5))
        {
            if (Acknowledged.Count > seen)
            {
                (seen, since) = (Acknowledged.Count, Stopwatch.StartNew());
            }
            else if (since.Elapsed > TimeSpan.FromMinutes(2) || process.HasExited)
            {
                throw new TimeoutException($"The child halted after {seen} acts. {string.Join(' ', Errors)}");
            }
        }
    }

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Every acknowledged act is in the log, none is half done, the chain stands and has no gaps.</summary>
    public static async Task WholeAsync(Place place, int study, IEnumerable<(long Act, string Name)> acknowledged, string seed)
    {
        await using var database = await Database.OpenAsync(place.ConnectionString);
        var verdict = await LogVerify.VerifyAsync(database, study);
        Assert.True(verdict.Stands, $"{seed}: {string.Join(' ', verdict.Faults)}");
        await using var context = database.Live(new View(study));
        var log = await context.Set<ActEntry>().Where(e => e.StudyId == study).ToDictionaryAsync(e => e.Seq);
        foreach (var (act, name) in acknowledged)
        {
            Assert.True(log.TryGetValue(act, out var entry) && entry.Name == name, $"{seed}: act {act} ({name}) was acknowledged and is not there");
        }

        foreach (var entry in log.Values.Where(e => e.Name == "fill-text"))
        {
            var rows = await context.ReadAsync("SELECT (SELECT count(*) FROM passages WHERE study_id = @s AND recorded_in = @n) + (SELECT count(*) FROM passages_history WHERE study_id = @s AND recorded_in = @n)",
                r => r.GetInt64(0), default, ("s", study), ("n", entry.Seq));
            Assert.True(rows[0] == long.Parse(entry.Answer), $"{seed}: act {entry.Seq} wrote {rows[0]} passages of {entry.Answer}");
        }

        foreach (var table in Naming.EvidenceTypes.Select(Naming.TableOf))
        {
            Assert.Empty(await context.ReadAsync($"SELECT 1 FROM {table} WHERE study_id = @s AND recorded_in > @n UNION ALL SELECT 1 FROM {table}_history WHERE study_id = @s AND ended_in > @n",
                r => 1, default, ("s", study), ("n", verdict.Acts)));
        }
    }

    private void Took(string? line)
    {
        var words = line?.Split(' ', 3) ?? [];
        switch (words)
        {
            case ["ready"]: ready.TrySetResult(); break;
            case ["ack", var act, var name]: Acknowledged.Enqueue((long.Parse(act), name)); break;
            case ["refused", ..]: Refused.Enqueue(line!); break;
            default: break;
        }
    }
}
