using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Fieldthread.Bench;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Commands;

/// <summary><c>bench</c>: measures the bars of the design on invented material.</summary>
internal static class BenchCommand
{
    public static IEnumerable<Command> All()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer repetitions." };
        var full = new Option<bool>("--full") { Description = "A million codings and 100 MB of text instead of 100,000 and 10 MB." };
        var everyday = new Option<bool>("--everyday") { Description = "The everyday study: 300 sources of 14 MB in all and 30,000 codings." };
        var only = new Option<string[]>("--only") { Description = "Only these parts: sample, projects, register, coding, search, verifying, desk, pages; repeat for more. What they need is filled first.", HelpName = "PART" };
        only.AcceptOnlyFromAmong(BenchRun.Parts);
        var seed = new Option<int>("--seed") { Description = "Seed of the invented material.", DefaultValueFactory = _ => 2013, HelpName = "N" };
        var samples = new Option<DirectoryInfo?>("--samples") { Description = "Folder of the sample study; without it, the one beside the program.", HelpName = "DIR" };
        var command = new Command("bench", "Measure import, coding, search, analysis, verification and pages on invented material, against the design’s bars. With --database on PostgreSQL too, in a database of its own. Your data is not opened.") { quick, full, everyday, only, seed, samples };
        command.Validators.Add(r => { if (r.GetValue(full) && r.GetValue(everyday)) { r.AddError("--full and --everyday are two sizes; name one."); } });
        command.SetAction(async (parsed, cancel) =>
        {
            var scratch = Directory.CreateTempSubdirectory("fieldthread-bench-");
            try
            {
                var run = new BenchRun(scratch, parsed.GetValue(seed), parsed.GetValue(quick), parsed.GetValue(full) ? BenchSize.Full : parsed.GetValue(everyday) ? BenchSize.Everyday : BenchSize.Usual, parsed.GetValue(only) is { Length: > 0 } chosen ? chosen : BenchRun.Parts, cancel);
                await run.OnFileAsync(parsed, SampleStudy.Find(parsed.GetValue(samples)));
                if ((parsed.GetValue(Common.Database) ?? Environment.GetEnvironmentVariable("FIELDTHREAD_DATABASE")) is { Length: > 0 } server)
                {
                    await run.OnServerAsync(server);
                }

                await Console.Out.WriteLineAsync(parsed.GetValue(Common.Json) ? Json.Write(new { seed = parsed.GetValue(seed), run.Rows }) : Table.Of(run.Rows));
                return 0;
            }
            catch (Exception failure) when (Common.Refused(failure) is { } refusal)
            {
                return await Common.RefuseAsync(parsed, refusal);
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                scratch.Delete(recursive: true);
            }
        });
        yield return command;
    }
}

/// <summary>How much is invented.</summary>
/// <param name="Codings">Codings.</param>
/// <param name="Characters">Characters of text.</param>
internal sealed record BenchSize(int Codings, int Characters)
{
    public static BenchSize Usual { get; } = new(100_000, 10_000_000);

    /// <summary>300 sources: one of 600 kB and 299 of 45 kB.</summary>
    public static BenchSize Everyday { get; } = new(30_000, 600_000 + (299 * 45_000));

    public static BenchSize Full { get; } = new(1_000_000, 100_000_000);
}

/// <summary>One run of the benchmark.</summary>
internal sealed class BenchRun(DirectoryInfo scratch, int seed, bool quick, BenchSize size, IReadOnlyCollection<string> parts, CancellationToken cancel)
{
    public static readonly string[] Parts = ["sample", "projects", "register", "coding", "search", "verifying", "desk", "pages"];

    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly int codings = size.Codings;
    private readonly int characters = size.Characters;

    public List<Row> Rows { get; } = [];

    public async Task OnFileAsync(ParseResult parsed, DirectoryInfo samples)
    {
        Say($"Seed {seed}. {Environment.ProcessorCount} cores, load {Load()}.");
        if (parts.Contains("sample"))
        {
            await using var at = await Scratch.OnFileAsync(scratch, "sample", cancel);
            Say("Sample study");
            var told = await new SampleStudy(new Session(parsed, at.Workshop, at.Actor, cancel), samples).FillAsync();
            await PageJobs.RunAsync(at, "the sample study", [.. await PagesAsync(at, 1, told.Study, "market"), $"/studies/{told.Study}/reports/{told.Report}", $"/p/{told.Study}/{told.Report}"], "/studies/" + told.Study, 50, 250, 1_500, quick, Rows, cancel);
        }

        await using var many = await Scratch.OnFileAsync(scratch, "many", cancel);
        if (await OnAsync(many, () => new SampleStudy(new Session(parsed, many.Workshop, many.Actor, cancel), samples).FillAsync()) is { } filled && (parts.Contains("pages") || parts.Contains("desk")))
        {
            var told = filled.Sample!;
            if (parts.Contains("desk"))
            {
                Say("SQLite: the desk in a browser");
                await DeskJobs.RunAsync(many, told.Study, filled, codings, quick, Rows, cancel);
            }

            if (parts.Contains("pages"))
            {
            await PageJobs.RunAsync(
                many, $"the study of {codings.ToString("N0", CultureInfo.InvariantCulture)} codings", [.. await PagesAsync(many, filled.Study, told.Study, Invented.Rare), $"/studies/{told.Study}/reports/{told.Report}", $"/p/{told.Study}/{told.Report}"],
                "/studies/" + told.Study, 100, 1_024, null, quick, Rows, cancel);
            }
        }

        Say($"Done; load {Load()}.");
    }

    public async Task OnServerAsync(string server)
    {
        await using var at = await Scratch.OnServerAsync(server, cancel);
        await OnAsync(at);
    }

    private async Task<Filled?> OnAsync(Scratch at, Func<Task<FilledSample>>? sample = null)
    {
        var invented = new Invented(seed);
        if (parts.Contains("projects"))
        {
            Say($"{at.Name}: project in and out");
            using var file = new MemoryStream();
            RefiWriter.Write(invented.Project(60, 45_000, 150, 6_000), file);
            await ProjectJobs.RunAsync(at, file.ToArray(), "“large” (60 documents, 2.7 M characters, 6,000 codings)", quick ? 2 : 5, Rows, cancel);
        }

        if (parts.Contains("register"))
        {
            Say($"{at.Name}: a national register");
            await RegisterJobs.RunAsync(at, quick, Rows, cancel);
        }

        if (!parts.Any(p => p is not "sample" and not "projects" and not "register"))
        {
            return null;
        }

        Say($"{at.Name}: filling a study of {codings} codings and {characters} characters");
        // The many codings lie in a study that has all else too, so that every kind of page has something to show.
        var told = sample is not null && (parts.Contains("pages") || parts.Contains("desk")) ? await sample() : null;
        var filled = await Filled.MakeAsync(at.Workshop, at.Actor, told, invented, characters, codings, cancel);
        if (parts.Contains("coding"))
        {
            Say($"{at.Name}: coding and counting");
            await CodingJobs.RunAsync(at, filled, invented, codings, quick, Rows, cancel);
        }

        if (parts.Contains("search"))
        {
            Say($"{at.Name}: searching");
            await SearchJobs.RunAsync(at, filled, quick, Rows, cancel);
        }

        if (parts.Contains("verifying"))
        {
            Say($"{at.Name}: verifying");
            await ReportJobs.RunAsync(at, filled, invented, quick, Rows, cancel);
        }

        return filled;
    }

    private async Task<IReadOnlyList<string>> PagesAsync(Scratch at, int study, string slug, string word)
    {
        var sources = await at.Workshop.AskAsync(study, new SourceList(), at.Actor, cancel: cancel);
        var desk = sources[sources.Count / 2].Id;
        return ["/", .. new[] { "", "/sources", $"/sources/{desk}", $"/sources/{sources.MaxBy(s => s.Length)!.Id}", "/codes", "/sites", "/matrix", "/matrix?by=phase&count=sources", "/together", "/joint", "/statistics", "/claims", "/quotations", "/reports", "/cuts", "/log", "/team", $"/search?words={word}" }.Select(p => $"/studies/{slug}{p}")];
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    private void Say(string what) => Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalSeconds,6:0} s  {what}");
}
