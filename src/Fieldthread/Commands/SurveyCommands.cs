using System.CommandLine;
using System.Globalization;
using Fieldthread.Core.Surveys;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Commands;

/// <summary><c>import survey</c> and <c>survey</c>: waves, items, frequencies.</summary>
internal static class SurveyCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("survey", "Waves with response rates, items, frequencies by wave.") { Waves(), Items(), Frequencies() };
    }

    /// <summary>Stands under <c>import</c>.</summary>
    public static Command Import()
    {
        var path = new Argument<string>("PATH") { Description = "Folder with items.csv, waves.csv, posts.csv and wave1.csv, wave2.csv …, a zip of them, or an .xlsx workbook with a sheet for each." };
        var study = Common.Study();
        return new Command("survey", "Bring in waves of a survey: items, posts, frame, answers. Open answers become sources.") { path, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var from = session.Parsed.GetValue(path)!;
            var files = new List<GivenFile>();
            foreach (var file in Directory.Exists(from) ? [.. Directory.EnumerateFiles(from).Order(StringComparer.Ordinal)] : new[] { from })
            {
                files.Add(new GivenFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, session.Cancel)));
            }

            var done = await session.DoAsync(at, new ImportSurvey(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(from))), files), "Reading the survey");
            var import = (await session.AskAsync(at, new SurveyImportList())).First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {Counted.Of(a.Waves, "wave")}, {Counted.Of(a.Items, "new item")}, {Counted.Of(a.Posts, "new post")}, {Counted.Of(a.Asked, "line of frames", "lines of frames")}, {Counted.Of(a.Responses, "response")} with {Counted.Of(a.Answers, "answer")}, {Counted.Of(a.Sources, "source of open answers", "sources of open answers")}. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
                return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
            });
            return 0;
        });
    }

    private static Command Waves()
    {
        var (study, cut) = (Common.Study(), Cut());
        return new Command("waves", "List the waves with their response rates.") { study, cut }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new WaveList(), session.Parsed.GetValue(cut)),
                ("Wave", w => w.Key), ("Name", w => w.Name), ("Frame as at", w => w.Reference), ("Answered", w => w.InWords), ("Complete", w => w.Rate.Complete), ("Partial", w => w.Rate.Partial), ("Not asked", w => w.NotAskedInWords));
            return 0;
        });
    }

    private static Command Items()
    {
        var (study, cut) = (Common.Study(), Cut());
        return new Command("items", "List the items.") { study, cut }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new ItemList(), session.Parsed.GetValue(cut)),
                ("Item", i => i.Key), ("Takes", i => i.Kind.ToString().ToLowerInvariant()), ("Waves", i => string.Join(' ', i.Wordings.Where(w => w.Question is not null).Select(w => w.Wave + (w.Reworded ? "*" : "")))), ("Question, as last asked", i => i.Wordings.LastOrDefault(w => w.Question is not null)?.Question));
            return 0;
        });
    }

    private static Command Frequencies()
    {
        var key = new Argument<string>("KEY") { Description = "Key of the item." };
        var (study, cut) = (Common.Study(), Cut());
        return new Command("item", "Count the answers to an item, wave by wave.") { key, study, cut }.Does(async session =>
        {
            var page = await session.AskAsync(await session.StudyAsync(study), new ItemFrequencies(session.Parsed.GetValue(key)!), session.Parsed.GetValue(cut));
            if (session.Json)
            {
                session.Tell(page, _ => "");
                return 0;
            }

            foreach (var wave in page.Table.Waves.Where(w => w.Asked))
            {
                Console.Out.WriteLine($"{wave.Name}{(wave.Reworded ? " (reworded: not to be compared with the wave before)" : "")}: {wave.Question}");
                Console.Out.WriteLine($"  n {wave.Base}, without an answer {wave.Missing}{(wave.Outside > 0 ? $", none of the options or no number {wave.Outside}" : "")}");
                foreach (var line in Lines(wave))
                {
                    Console.Out.WriteLine("  " + line);
                }
            }

            return 0;
        });
    }

    private static IEnumerable<string> Lines(WaveFrequencies wave)
    {
        var width = wave.Options.Select(o => o.Option.Length).DefaultIfEmpty(0).Max();
        foreach (var option in wave.Options)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{option.Option.PadRight(width)}  {option.Count,5}{(option is { Share: { } share, Interval: { } interval } ? string.Create(CultureInfo.InvariantCulture, $"  {100 * share,5:0.0}%  95% interval {100 * interval.Low:0.0} to {100 * interval.High:0.0}%") : "")}");
        }

        if (wave.Numbers is { } numbers)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"least {numbers.Least:0.##}, median {numbers.Median:0.##}, mean {numbers.Mean:0.##}, most {numbers.Most:0.##}");
        }
    }

    private static Option<string?> Cut() => new("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };
}
