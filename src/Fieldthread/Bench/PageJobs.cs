using System.Diagnostics;

namespace Fieldthread.Bench;

/// <summary>Pages of a served study, asked one after another over loopback: the time of the server and of the road together.</summary>
internal static class PageJobs
{
    public static async Task RunAsync(Scratch at, string called, IReadOnlyList<string> given, string study, double bar, double memoryBar, double? startBar, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        var starts = new List<double>();
        for (var again = 0; startBar is not null && again < (quick ? 2 : 4); again++)
        {
            await using var started = await Child.StartAsync(at.Address, cancel);
            if (started is not null)
            {
                starts.Add(started.ToFirstPage);
            }
        }

        await using var child = await Child.StartAsync(at.Address, cancel);
        if (child is null)
        {
            await Console.Error.WriteLineAsync($"  {called}: the program could not be served here, so its pages were left out.");
            return;
        }

        if (starts.Count > 0)
        {
            rows.Add(Row.Of(at.Name, "start to first page, signed in", Measuring.Of(starts, 0), "median", startBar));
        }

        var (pages, notFound) = await PageKinds.FindAsync(child.Client, given, study, cancel);
        if (notFound.Count > 0)
        {
            await Console.Error.WriteLineAsync($"        no link leads to {string.Join(", ", notFound)}");
        }

        List<(string Page, List<double> Walls)> walls = [.. pages.Select(p => (p, new List<double>()))];
        var cpu = 0d;
        for (var run = 0; run <= (quick ? 5 : 30); run++)
        {
            var before = child.Cpu;
            foreach (var (page, times) in walls)
            {
                var clock = Stopwatch.GetTimestamp();
                using var answer = await child.Client.GetAsync(new Uri(page, UriKind.Relative), cancel);
                await answer.Content.ReadAsByteArrayAsync(cancel);
                times.Add(answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(clock).TotalMilliseconds : throw new HttpRequestException($"{page} answered {(int)answer.StatusCode}."));
            }

            cpu += run == 0 ? 0 : child.Cpu - before;
        }

        var all = Measuring.Of([.. walls.Select(w => w.Walls[0]).OrderDescending().Take(1), .. walls.SelectMany(w => w.Walls.Skip(1))], cpu);
        rows.Add(Row.Of(at.Name, $"{pages.Count} kinds of page of {called}", all, "p95", bar));
        foreach (var (page, times) in walls.OrderByDescending(w => Measuring.Of(w.Walls, 0).P95))
        {
            var name = string.Join('/', page.Replace(study, "", StringComparison.Ordinal).Split('/').Select(part => Guid.TryParse(part.Split('?')[0], out _) ? "…" : part));
            rows.Add(Row.Of(at.Name, $"  of them {(name.Length > 0 ? name : "the overview")}", Measuring.Of(times, 0), "p95", null));
        }

        rows.Add(new Row(at.Name, $"memory of the server after these pages", "MB", child.Memory, "resident", memoryBar, null, Peers.Memory));
    }
}
