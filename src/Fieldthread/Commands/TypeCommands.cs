using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>register types</c>: what types of organisations are called, and their rules.</summary>
internal static class TypeCommands
{
    public static Command Types()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var at = At();
        return new Command("types", "List types of organisations on a day: what they were called, their members and leads.") { State(), Import(), Statements(), Times(), Withdraw(), Troubles(), study, at, cut, csv }.Does(async session =>
        {
            session.Table(TypeTables.Types(await session.AskAsync(await session.StudyAsync(study), new RegisterTypes(session.Parsed.GetValue(at)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Times()
    {
        var (study, cut, csv, at) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), At());
        return new Command("times", "List organisations with dated types: of what type each was when.") { study, at, cut, csv }.Does(async session =>
        {
            session.Table(TypeTables.Times(await session.AskAsync(await session.StudyAsync(study), new RegisterTypes(session.Parsed.GetValue(at)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command State()
    {
        var study = Common.Study();
        var type = new Argument<string>("TYPE") { Description = "The type, as organisations of the register have it." };
        var says = new Argument<TypeSays>("SAYS") { Description = "What is said of it: label, member, lead or sole." };
        var value = new Argument<string>("VALUE") { Description = "The label; the type of members; the title of the post; of sole, yes or no." };
        var (from, to) = (Text("--from", "DATE", "From when; without it, always."), Text("--to", "DATE", "Last day; without it, still so."));
        var within = Text("--in", "KIND", "Of a post, in which kind of body; without it, any.");
        var (reason, source) = (Text("--reason", "WORDS", "Why it is stated.", required: true), Text("--source", "WORDS", "Who says so: a document, an order, a person.", required: true));
        return new Command("state", "State something of a type, over a time.") { type, says, value, from, to, within, reason, source, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new StateType(p.GetValue(type)!, p.GetValue(says), p.GetValue(value)!, p.GetValue(reason) ?? "", p.GetValue(source) ?? "", p.GetValue(from), p.GetValue(to), p.GetValue(within) ?? ""));
            session.Tell(done, d => $"Stated as act {d.Act}; its id is {d.Answer.Id}.");
            return 0;
        });
    }

    private static Command Import()
    {
        var study = Common.Study();
        var path = new Argument<string>("FILE") { Description = "A CSV file, a workbook with a sheet “types”, or JSON." };
        var (reason, source) = (Text("--reason", "WORDS", "Why, for lines without a reason of their own."), Text("--source", "WORDS", "Who says so, for lines without a source of their own."));
        return new Command("import", "Bring in what is stated of types, whole or not at all.") { path, reason, source, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var file = session.Parsed.GetValue(path)!;
            var given = new GivenFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, session.Cancel));
            var done = await session.DoAsync(at, new ImportTypes(given, session.Parsed.GetValue(reason) ?? "", session.Parsed.GetValue(source) ?? ""), $"Reading {given.Name}");
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => $"Brought in as act {d.Act}: {Counted.Of(d.Answer.Statements, "statement")} on {Counted.Of(d.Answer.Types, "type")}, {d.Answer.Same} of them stated already. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
            return 0;
        });
    }

    private static Command Statements()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("statements", "List what the study states of types, with ids.") { study, cut, csv }.Does(async session =>
        {
            session.Table(TypeTables.Statements(await session.AskAsync(await session.StudyAsync(study), new RegisterTypes(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Withdraw()
    {
        var study = Common.Study();
        var id = new Argument<Guid>("ID") { Description = "The statement, as register types statements has it." };
        return new Command("withdraw", "Withdraw what the study stated of a type.") { id, study }.Does(async session =>
        {
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new WithdrawTypeStatement(session.Parsed.GetValue(id))), d => $"Withdrawn as act {d.Act}.");
            return 0;
        });
    }

    private static Command Troubles()
    {
        var (study, cut, csv, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known());
        var at = At();
        return new Command("troubles", "Say what the register has otherwise than the rules of types.") { study, at, known, cut, csv }.Does(async session =>
        {
            session.Table(TypeTables.Troubles(await session.AskAsync(await session.StudyAsync(study), new TypeTroubles(session.Parsed.GetValue(at), session.Parsed.GetValue(known)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Option<string?> At() => new("--at") { Description = "Date: 2013, 2013-04 or 2013-04-01; its first day counts. Without it, today.", HelpName = "DATE" };

    private static Option<string?> Text(string name, string help, string description, bool required = false) => new(name) { Description = description, HelpName = help, Required = required };
}
