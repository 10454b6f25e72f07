using System.CommandLine;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>Judgements of types and documents: <c>register judge</c>, <c>typology</c>, <c>document</c>, <c>documents</c>.</summary>
internal static class TypologyCommands
{
    public static Command Judge()
    {
        var study = Common.Study();
        var organisation = new Argument<string>("CODE") { Description = "The organisation: its key or code." };
        var typology = new Argument<string>("TYPOLOGY") { Description = "Of which typology: governance." };
        var type = new Argument<string>("TYPE") { Description = "Of what type it is judged to be: open." };
        var evidence = new Option<string>("--evidence") { Description = "On what evidence.", Required = true, HelpName = "WORDS" };
        var (from, to) = (new Option<string?>("--from") { Description = "From when; without it, from its beginning.", HelpName = "DATE" }, new Option<string?>("--to") { Description = "Last day; without it, still so.", HelpName = "DATE" });
        var analyst = new Option<string>("--analyst") { Description = "Who judges; without it, whoever types this.", HelpName = "NAME", DefaultValueFactory = _ => "" };
        var judged = new Option<string?>("--judged") { Description = "When it was judged; without it, today.", HelpName = "DATE" };
        return new Command("judge", "Judge of what type an organisation was over a time.") { organisation, typology, type, evidence, from, to, analyst, judged, study }.Does(async session =>
        {
            var p = session.Parsed;
            var done = await session.DoAsync(await session.StudyAsync(study), new JudgeType(p.GetValue(organisation)!, p.GetValue(typology)!, p.GetValue(type)!, p.GetValue(evidence)!, p.GetValue(from), p.GetValue(to), p.GetValue(analyst)!, p.GetValue(judged)));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    public static Command Typology()
    {
        var (study, cut, csv, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known());
        var name = new Argument<string>("TYPOLOGY") { Description = "Which; without it, the first by name.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var at = new Option<string?>("--at") { Description = "As at this date; without it, today.", HelpName = "DATE" };
        var judgements = new Option<bool>("--judgements") { Description = "Print who judged what, instead of how many are of each type." };
        return new Command("typology", "Count organisations by the types that analysts judge them to be of.") { name, at, judgements, known, study, cut, csv }.Does(async session =>
        {
            var p = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new TypologyAt(p.GetValue(name)!, p.GetValue(at), KnownOn: p.GetValue(known)), p.GetValue(cut));
            session.Table(p.GetValue(judgements) ? TypologyTables.Judgements(answer) : TypologyTables.Counts(answer), p.GetValue(csv));
            return 0;
        });
    }

    public static Command Document()
    {
        var study = Common.Study();
        var title = new Argument<string>("TITLE") { Description = "Title of the document." };
        var reference = new Argument<string>("REFERENCE") { Description = "Where it is: an address, a shelf mark, a reference." };
        var organisation = new Option<string>("--organisation") { Description = "Of this organisation: its key or code.", HelpName = "CODE", DefaultValueFactory = _ => "" };
        var happening = new Option<string>("--event") { Description = "About this event: its key.", HelpName = "KEY", DefaultValueFactory = _ => "" };
        var kind = new Option<string>("--kind") { Description = "What it is: constitution, plan, risk assessment, order.", DefaultValueFactory = _ => "" };
        var date = new Option<string?>("--date") { Description = "Date of the document.", HelpName = "DATE" };
        return new Command("document", "Say of an organisation or an event that there is a document, and where.") { title, reference, organisation, happening, kind, date, study }.Does(async session =>
        {
            var p = session.Parsed;
            var done = await session.DoAsync(await session.StudyAsync(study), new AddDocument(p.GetValue(title)!, p.GetValue(reference)!, p.GetValue(organisation)!, p.GetValue(happening)!, p.GetValue(kind)!, p.GetValue(date)));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    public static Command Documents()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("documents", "List the documents of organisations and events.") { study, cut, csv }.Does(async session =>
        {
            session.Table(TypologyTables.Documents(await session.AskAsync(await session.StudyAsync(study), new RegisterDocuments(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }
}
