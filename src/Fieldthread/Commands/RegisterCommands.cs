using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>register</c>, and the register’s part of <c>import</c>.</summary>
internal static class RegisterCommands
{
    internal static readonly string[] Tables = ["organisations.csv", "names.csv", "codes.csv", "relations.csv", "events.csv"];

    public static IEnumerable<Command> All()
    {
        yield return new Command("register", "Ask the register of organisations.") { List(), Lineage(), Flows() };
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
        var (cut, csv) = (Cut(), Common.Csv());
        return new Command("list", "List the organisations that there were on a day.") { study, at, words, type, cut, csv }.Does(async session =>
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
            if (session.Parsed.GetValue(csv) && !session.Json)
            {
                session.Table(PlainTable.Of("organisations", lines, ("code", l => l.Code ?? l.Key), ("name", l => l.Name), ("from", l => l.Opened), ("to", l => l.Closed)), csv: true);
                return 0;
            }

            session.Table(lines, ("Key", l => l.Key), ("Code", l => l.Code), ("Type", l => l.Type), ("From", l => l.Opened), ("To", l => l.Closed), ("Name", l => l.Name));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{page.Total} organisations on {page.At}, {page.All} of all times.");
            }

            return 0;
        });
    }

    private static Command Lineage()
    {
        var (study, cut, csv) = (Common.Study(), Cut(), Common.Csv());
        var code = new Argument<string?>("CODE") { Description = "Only changes from or to this organisation: its code or key. Without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<string?>("--since") { Description = "Nothing before this date.", HelpName = "DATE" };
        var until = new Option<string?>("--until") { Description = "Nothing after this date.", HelpName = "DATE" };
        return new Command("lineage", "List successions and transfers: what change events say beside what memberships show.") { code, study, since, until, cut, csv }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var known = session.Parsed.GetValue(cut);
            var answer = await session.AskAsync(which, new RegisterChanges(await FindAsync(session, which, session.Parsed.GetValue(code), known), session.Parsed.GetValue(since), session.Parsed.GetValue(until)), known);
            session.Table(RegisterTables.Changes(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{Counted(answer.Successions, "succession")}, {Counted(answer.Transfers, "transfer")} of {Counted(answer.Moved, "member")}. {(answer.MembersOnly + answer.EventOnly == 0 ? "Events and members agree on all of them." : $"On {answer.MembersOnly} no event says anything; {answer.EventOnly} no member shows.")}");
            }

            return 0;
        });
    }

    private static Command Flows()
    {
        var (study, cut, csv) = (Common.Study(), Cut(), Common.Csv());
        var from = new Argument<string>("FROM") { Description = "First date: 2013-03-31." };
        var to = new Argument<string>("TO") { Description = "Second date: 2013-04-01." };
        var code = new Option<string?>("--organisation") { Description = "Only flows from or to this group: its code or key.", HelpName = "CODE" };
        return new Command("flows", "Count the members that went from the groups of one day to those of another.") { from, to, study, code, cut, csv }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var known = session.Parsed.GetValue(cut);
            var answer = await session.AskAsync(which, new RegisterFlows(session.Parsed.GetValue(from)!, session.Parsed.GetValue(to)!, await FindAsync(session, which, session.Parsed.GetValue(code), known)), known);
            session.Table(RegisterTables.Flows(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync(answer.Members == 0 ? $"Nobody was a member of anybody on {answer.From} or on {answer.To}." : $"{Counted(answer.Members, "member")}, {answer.Stayed} under the same group on both days; {answer.CountedAgain} counted again.");
            }

            return 0;
        });
    }

    /// <summary>An organisation by its key or a code of any time.</summary>
    private static async Task<Guid?> FindAsync(Session session, int study, string? code, string? known)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        return await session.AskAsync(study, new OrganisationCalled(code), known);
    }

    private static string Counted(int n, string one) => n == 1 ? $"1 {one}" : $"{n} {one}s";

    internal static Option<string?> Cut() => new("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };

    internal static string Weight(RemarkWeight weight) => weight switch { RemarkWeight.NotTaken => "not taken", RemarkWeight.Guessed => "look at", _ => "note" };
}
