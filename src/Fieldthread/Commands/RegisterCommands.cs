using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>register</c>, and the register’s part of <c>import</c>.</summary>
internal static class RegisterCommands
{
    internal static readonly string[] Tables = ["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv"];

    public static IEnumerable<Command> All()
    {
        yield return new Command("register", "Ask the register of organisations.") { List() };
    }

    /// <summary><c>import register PATH</c>.</summary>
    public static Command Import()
    {
        var path = new Argument<string>("PATH") { Description = "Folder of the tables (organisations.csv and others), a zip of them, an .xlsx workbook with a sheet for each, organisations.csv alone, or a membership file." };
        var layout = new Option<RegisterLayout>("--layout") { Description = "csv: the documented tables; epcmem: the NHS membership file.", DefaultValueFactory = _ => RegisterLayout.Csv };
        var study = Common.Study();
        return new Command("register", "Bring in a register: organisations, dated names, codes and relations, change events.") { path, layout, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var given = session.Parsed.GetValue(path)!;
            var files = new List<RegisterFile>();
            foreach (var file in Directory.Exists(given) ? Tables.Select(t => Path.Combine(given, t)).Where(File.Exists) : [given])
            {
                files.Add(new RegisterFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, session.Cancel)));
            }

            var done = await session.DoAsync(at, new ImportRegister(files, session.Parsed.GetValue(layout)), $"Reading {Path.GetFileName(Path.TrimEndingDirectorySeparator(given))}");
            var import = (await session.AskAsync(at, new RegisterImports())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {a.Organisations} organisations, {a.Names} names, {a.Codes} codes, {a.Relations} relations, {a.Events} events; {a.Met} organisations met again. Take it back with: fieldthread do undo-act act={all.Act} --study …";
                return string.Join('\n', all.Remarks.Select(r => $"  {Weight(r.Weight),-10} {r.Place}: {r.Message}").Prepend(words));
            });
            return 0;
        });
    }

    private static Command List()
    {
        var study = Common.Study();
        var at = new Option<string?>("--at") { Description = "Date: 2013, 2013-04 or 2013-04-01; its first day counts. Without it, today.", HelpName = "DATE" };
        var words = new Option<string>("--words") { Description = "Only those whose key, name or code holds these words.", DefaultValueFactory = _ => "" };
        var type = new Option<string>("--type") { Description = "Only those of this type.", DefaultValueFactory = _ => "" };
        var cut = new Option<string?>("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };
        return new Command("list", "List the organisations that there were on a day.") { study, at, words, type, cut }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var lines = new List<OrganisationLine>();
            RegisterPage page;
            do
            {
                page = await session.AskAsync(which, new RegisterAt(session.Parsed.GetValue(at), session.Parsed.GetValue(words)!, session.Parsed.GetValue(type)!, lines.Count == 0 ? null : lines[^1].Id, 1000), session.Parsed.GetValue(cut));
                lines.AddRange(page.Lines);
            }
            while (page.Next is not null);
            session.Table(lines, ("Key", l => l.Key), ("Code", l => l.Code), ("Type", l => l.Type), ("From", l => l.Opened), ("To", l => l.Closed), ("Name", l => l.Name));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{page.Total} organisations on {page.At}, {page.All} of all times.");
            }

            return 0;
        });
    }

    private static string Weight(RemarkWeight weight) => weight switch { RemarkWeight.NotTaken => "not taken", RemarkWeight.Guessed => "look at", _ => "note" };
}
