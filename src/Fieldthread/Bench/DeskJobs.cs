using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Fieldthread.Bench;

/// <summary>The coding desk in a real Chromium: a long transcript opened until it is painted, and a coding added until it is.</summary>
internal static class DeskJobs
{
    private const string Script = "tests/Browser/measure.mjs";

    public static async Task RunAsync(Scratch at, string study, Filled filled, int codings, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        if (Find() is not { } script)
        {
            await Console.Error.WriteLineAsync($"        left out: {Script} with its packages is not above this program; in a copy of the sources: npm ci --prefix tests/Browser");
            return;
        }

        await using var child = await Child.StartAsync(at.Address, cancel);
        if (child is null)
        {
            await Console.Error.WriteLineAsync("        left out: the program could not be served here");
            return;
        }

        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(script)! };
        foreach (var argument in (string[])[script, child.Origin, child.Cookies, $"/studies/{study}/sources/{filled.Sources[0]}", "code 007", (quick ? 5 : 20).ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var said = await node.StandardOutput.ReadToEndAsync(cancel);
        await node.WaitForExitAsync(cancel);
        if (node.ExitCode != 0 || said.Length == 0)
        {
            await Console.Error.WriteLineAsync("        left out: the browser could not do its part; what it said stands above");
            return;
        }

        using var told = JsonDocument.Parse(said);
        var among = "among " + codings.ToString("N0", CultureInfo.InvariantCulture) + " codings";
        rows.Add(Row.Of(at.Name, $"open a transcript of 600 kB with 5,000 codings, {among}, to painted", Times("opened"), "median", 700));
        rows.Add(Row.Of(at.Name, "  of which until the first byte", Times("firstByte"), "median", null));
        rows.Add(Row.Of(at.Name, $"a new coding painted there, from the key, {among}", Times("coded"), "median", 50));
        rows.Add(new Row(at.Name, $"memory of the server after this, {among}", "MB", child.Memory, "resident", codings == 1_000_000 ? 1_024 : null, null, Peers.Memory));

        Times Times(string of) => Measuring.Of([.. told.RootElement.GetProperty(of).EnumerateArray().Select(t => t.GetDouble())], 0);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Script)))
            {
                return Directory.Exists(Path.Combine(folder.FullName, "tests/Browser/node_modules")) ? Path.Combine(folder.FullName, Script) : null;
            }
        }

        return null;
    }
}
