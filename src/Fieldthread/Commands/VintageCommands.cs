using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>The lists that a register is made of: <c>register vintages</c>, <c>diff</c>, <c>conflicts</c>.</summary>
internal static class VintageCommands
{
    public static Command Vintages()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("vintages", "List the lists that the register is made of, each as known on its day.") { study, cut, csv }.Does(async session =>
        {
            session.Table(RegisterTables.Vintages(await session.AskAsync(await session.StudyAsync(study), new RegisterVintages(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    public static Command Prefer()
    {
        var study = Common.Study();
        var sources = new Argument<string[]>("SOURCE") { Description = "Sources in the order in which the study goes by them; none for what was known last, whoever says it.", Arity = ArgumentArity.ZeroOrMore };
        return new Command("prefer", "Say by which sources the study goes where they disagree; the register is made anew of its lists.") { sources, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var done = await session.DoAsync(at, new PreferSources(session.Parsed.GetValue(sources)));
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => string.Join('\n', Common.Lines(d.Answer.Remarks).Prepend(
                $"{(d.Answer.Sources.Count == 0 ? "The study goes by what was known last" : "The study goes by " + string.Join(", then ", d.Answer.Sources))}; {Counted.Of(d.Answer.Changed, "value")} changed. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}")));
            return 0;
        });
    }

    public static Command Diff()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var from = new Argument<string>("FROM") { Description = "The earlier: a list, as “eccg 2016-02-11”, or a date for all that was known by then." };
        var to = new Argument<string?>("TO") { Description = "The later; without it, the register as all lists make it.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("diff", "Say what one list, or the lists known by a date, say otherwise than another.") { from, to, study, cut, csv }.Does(async session =>
        {
            var answer = await session.AskAsync(await session.StudyAsync(study), new RegisterDiff(session.Parsed.GetValue(from)!, session.Parsed.GetValue(to)), session.Parsed.GetValue(cut));
            session.Table(RegisterTables.Diff(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{answer.All} differences: {answer.New} organisations new, {answer.Gone} gone, {answer.Closed} closed.");
            }

            return 0;
        });
    }

    public static Command Export()
    {
        var (study, cut, known, vintage) = (Common.Study(), RegisterCommands.Cut(), RegisterCommands.Known(), RegisterCommands.Vintage());
        var file = new Argument<FileInfo>("FILE") { Description = "Where to: a .zip of the tables, or .jsonld in the vocabularies of the W3C." };
        return new Command("export", "Write the whole register in an open format.") { file, study, known, vintage, cut }.Does(async session =>
        {
            var to = session.Parsed.GetValue(file)!;
            var format = to.Extension.ToLowerInvariant() switch
            {
                ".zip" => RegisterFormat.Csv,
                ".jsonld" or ".json" => RegisterFormat.JsonLd,
                var other => throw new Workbench.Acts.RefusedException(new Workbench.Acts.Refusal("bad-field", $"“{other}” says of no format what it is.", "End the name in .zip for tables or in .jsonld.")),
            };
            var whole = await session.AskAsync(await session.StudyAsync(study), new RegisterWhole(format, session.Parsed.GetValue(known), session.Parsed.GetValue(vintage)), session.Parsed.GetValue(cut));
            await File.WriteAllBytesAsync(to.FullName, whole.Bytes, session.Cancel);
            session.Tell(new { file = to.FullName, bytes = whole.Bytes.Length }, w => $"Written: {w.file}, {w.bytes} bytes.");
            return 0;
        });
    }

    public static Command Conflicts()
    {
        var (study, cut, csv, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known());
        var at = new Option<string?>("--at") { Description = "Date on which open groups must have members. Without it, today.", HelpName = "DATE" };
        var kind = new Option<ConflictKind?>("--kind") { Description = "Only troubles of this kind.", CustomParser = result => Common.Word<ConflictKind>(result, "kind of trouble") };
        return new Command("conflicts", "Say where lists disagree, what they say otherwise later, what vanished, and what cannot be.") { study, at, kind, known, cut, csv }.Does(async session =>
        {
            var answer = await session.AskAsync(await session.StudyAsync(study), new RegisterConflicts(session.Parsed.GetValue(at), session.Parsed.GetValue(kind), session.Parsed.GetValue(known)), session.Parsed.GetValue(cut));
            session.Table(RegisterTables.Conflicts(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync(answer.Kinds.Count == 0 ? "Nothing disagrees." : string.Join(", ", answer.Kinds.Select(k => $"{k.Words}: {k.Count}")) + ".");
            }

            return 0;
        });
    }
}
