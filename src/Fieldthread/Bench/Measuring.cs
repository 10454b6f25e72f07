using System.Diagnostics;

namespace Fieldthread.Bench;

/// <summary>Times of one job in milliseconds: the first run apart, for it pays for compilation and empty caches.</summary>
/// <param name="Cold">The first run.</param>
/// <param name="Median">Of the runs after it.</param>
/// <param name="P95">Of the runs after it.</param>
/// <param name="Cpu">Processor time of one of them, on average.</param>
/// <param name="Runs">How many there were after the first.</param>
internal sealed record Times(double Cold, double Median, double P95, double Cpu, int Runs);

/// <summary>Runs a job several times by the wall clock and by the processor’s.</summary>
internal static class Measuring
{
    /// <summary>Measures.</summary>
    /// <param name="runs">Runs after the first.</param>
    /// <param name="job">The job; given the number of the run, 0 for the cold one.</param>
    /// <param name="prepare">Done before each run, outside the clock.</param>
    public static async Task<Times> OfAsync(int runs, Func<int, Task> job, Func<int, Task>? prepare = null)
    {
        var walls = new List<double>();
        double cpu = 0;
        using var process = Process.GetCurrentProcess();
        for (var run = 0; run <= runs; run++)
        {
            await (prepare?.Invoke(run) ?? Task.CompletedTask);
            process.Refresh();
            var before = process.TotalProcessorTime;
            var clock = Stopwatch.GetTimestamp();
            await job(run);
            walls.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            process.Refresh();
            cpu += run == 0 ? 0 : (process.TotalProcessorTime - before).TotalMilliseconds;
        }

        return Of(walls, cpu);
    }

    /// <summary>Sums up walls of which the first was cold.</summary>
    public static Times Of(IReadOnlyList<double> walls, double cpu)
    {
        var warm = (walls.Count > 1 ? walls.Skip(1) : walls).Order().ToList();
        return new Times(walls[0], warm[warm.Count / 2], warm[Math.Max(0, (int)Math.Ceiling(warm.Count * 0.95) - 1)], cpu / warm.Count, warm.Count);
    }
}
