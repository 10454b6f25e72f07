using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>How many organisations others printed: in, listed, checked, tested.</summary>
internal static class CountCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("counts", "How many organisations others printed, set against one another and against the register.") { Import(), List(), Check(), Test() };
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file or a workbook of one sheet, with the headings topic, date, count and source." };
        var study = Common.Study();
        return new Command("import", "Bring in a file of published counts, whole or not at all.") { file, study }.Does(async session =>
        {
            var (at, path) = (await session.StudyAsync(study), session.Parsed.GetValue(file)!);
            var done = await session.DoAsync(at, new ImportCounts(new GivenFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel))), $"Reading {Path.GetFileName(path)}");
            var slug = await session.SlugAsync(at);
            session.Tell(done, all => string.Join('\n', Common.Lines(all.Answer.Remarks)
                .Prepend($"Brought in as act {all.Act}: {Counted.Of(all.Answer.Counts, "count")}, {all.Answer.Fresh} new. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}")));
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv, topic, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Topic(), Known());
        return new Command("list", "List the published counts.") { study, topic, known, cut, csv }.Does(async session =>
        {
            var answer = await session.AskAsync(await session.StudyAsync(study), new PublishedCounts(session.Parsed.GetValue(topic)!, session.Parsed.GetValue(known)), session.Parsed.GetValue(cut));
            session.Table(CountTables.Counts(answer), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Check()
    {
        var (study, cut, csv, topic, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Topic(), Known());
        return new Command("check", "Check sums, percentages, other sources and the register. Answers 1 where something does not hold.") { study, topic, known, cut, csv }.Does(async session =>
        {
            var answer = await session.AskAsync(await session.StudyAsync(study), new CountChecked(session.Parsed.GetValue(topic)!, session.Parsed.GetValue(known)), session.Parsed.GetValue(cut));
            session.Table(CountTables.Checks(answer), session.Parsed.GetValue(csv));
            return answer.Any(c => c.State == CountState.Fails) ? 1 : 0;
        });
    }

    private static Command Test()
    {
        var topic = new Argument<string>("TOPIC") { Description = "The topic, as “counts list” writes it." };
        var columns = new Option<string>("--columns") { Description = $"Categories, parted by commas; the last may be “{CountColumns.Rest}”.", Required = true, HelpName = "A,B" };
        var until = new Option<string?>("--until") { Description = "Only counts that speak of a date up to this one.", HelpName = "DATE" };
        var source = new Option<string>("--source") { Description = "Whose number is taken where sources disagree.", HelpName = "SOURCE", DefaultValueFactory = _ => "" };
        var (study, cut, csv, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Known());
        return new Command("test", "Whether the rows and columns of a topic go together by chance: Pearson’s test and the exact one.") { topic, columns, until, source, study, known, cut, csv }.Does(async session =>
        {
            var p = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new CountTest(p.GetValue(topic)!, p.GetValue(columns)!, p.GetValue(until), p.GetValue(source)!, p.GetValue(known)), p.GetValue(cut));
            if (session.Json)
            {
                session.Tell(answer, _ => "");
                return 0;
            }

            session.Table(CountTables.Test(answer), p.GetValue(csv));
            if (answer.Table.Recovered)
            {
                await Console.Error.WriteLineAsync("What the rows are counted out of was not printed, and was found again from the percentages.");
            }

            return 0;
        });
    }

    private static Option<string> Topic() => new("--topic") { Description = "Only this topic.", HelpName = "TOPIC", DefaultValueFactory = _ => "" };

    private static Option<string?> Known() => new("--known") { Description = "Only what was said by this date.", HelpName = "DATE" };
}
