using System.CommandLine;
using Fieldthread.Formats.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>body</c>: bodies of organisations, their posts, and who held them.</summary>
internal static class BodyCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("body", "Bring in bodies of organisations with their posts and holders, and measure structures.") { Import(), List(), Structure(), Careers(), Lists(), Differences() };
    }

    private static Command Import()
    {
        var study = Common.Study();
        var path = new Argument<string>("PATH") { Description = "Folder of bodies.csv, posts.csv, holdings.csv and persons.csv, one of these files, a workbook with a sheet for each, or a zip of them." };
        var known = new Option<string?>("--known") { Description = "Day on which this was known: 2021-12. Without it, today.", HelpName = "DATE" };
        var source = new Option<string>("--source") { Description = "Who says it, as the register’s lists name their sources.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        return new Command("import", "Bring in bodies, whole or not at all. Where lists differ, the one whose source the study goes by stands, then the one that was known last.") { path, study, known, source }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var given = session.Parsed.GetValue(path)!;
            var files = new List<GivenFile>();
            foreach (var file in Directory.Exists(given) ? BodyCsv.Files.Select(t => Path.Combine(given, t)).Where(File.Exists) : [given])
            {
                files.Add(new GivenFile(Path.GetFileName(file), await File.ReadAllBytesAsync(file, session.Cancel)));
            }

            var done = await session.DoAsync(at, new ImportBodies(files, session.Parsed.GetValue(known), session.Parsed.GetValue(source) ?? ""), $"Reading {Path.GetFileName(Path.TrimEndingDirectorySeparator(given))}");
            var import = (await session.AskAsync(at, new BodyImports())).First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all => string.Join('\n', Common.Lines(all.Remarks)
                .Prepend($"Brought in as act {all.Act}: {Counted.Of(all.Answer.Bodies, "body", "bodies")}, {Counted.Of(all.Answer.Posts, "post")}, {Counted.Of(all.Answer.Holdings, "holding")}, {Counted.Of(all.Answer.Persons, "person")}; {all.Answer.Met} met again, {all.Answer.Changed} changed{(all.Answer.Later > 0 ? $", {all.Answer.Later} otherwise by a list known later" : "")}. Known on {all.Answer.Known}. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}")));
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var (at, known) = (At(), RegisterCommands.Known());
        var code = new Argument<string>("CODE") { Description = "The organisation: its key or code." };
        return new Command("list", "List the bodies of an organisation on a day, with their posts and who held them.") { code, study, at, known, cut, csv }.Does(async session =>
        {
            session.Table(BodyTables.Posts(await session.AskAsync(await session.StudyAsync(study), new StructureOf(session.Parsed.GetValue(code)!, session.Parsed.GetValue(at), session.Parsed.GetValue(known)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Structure()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var (at, known) = (At(), RegisterCommands.Known());
        var type = new Option<string>("--type") { Description = "Only organisations of this type.", DefaultValueFactory = _ => "" };
        var code = new Argument<string?>("CODE") { Description = "Only this organisation: its key or code. Without it, all that had a body.", Arity = ArgumentArity.ZeroOrOne };
        var overlaps = new Option<bool>("--overlaps") { Description = "Of one organisation, the pairs of bodies that share persons." };
        var voting = new Option<bool>("--voting") { Description = "Of one organisation, posts with and without a vote by kind of body." };
        return new Command("structure", "Measure structures on a day: layers, bodies, depth, posts, vacancies, persons in several bodies.") { code, study, at, type, overlaps, voting, known, cut, csv }.Does(async session =>
        {
            var (which, day, of, asCsv) = (await session.StudyAsync(study), session.Parsed.GetValue(at), session.Parsed.GetValue(cut), session.Parsed.GetValue(csv));
            if (session.Parsed.GetValue(code) is not { Length: > 0 } one)
            {
                if (session.Parsed.GetValue(overlaps) || session.Parsed.GetValue(voting))
                {
                    throw new RefusedException(new Refusal("bad-field", "Overlaps and votes are told of one organisation.", "Name it: body structure CODE --overlaps."));
                }

                session.Table(BodyTables.Measures(await session.AskAsync(which, new Structures(day, session.Parsed.GetValue(type)!, session.Parsed.GetValue(known)), of)), asCsv);
                return 0;
            }

            var about = await session.AskAsync(which, new StructureOf(one, day, session.Parsed.GetValue(known)), of);
            session.Table(
                session.Parsed.GetValue(overlaps) ? BodyTables.Overlaps(about) : session.Parsed.GetValue(voting) ? BodyTables.Voting(about) : BodyTables.Measures(new StructureTable(about.At, [about.Measures], 0, about.Ever, [])), asCsv);
            return 0;
        });
    }

    private static Command Careers()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var known = RegisterCommands.Known();
        var person = new Argument<string?>("PERSON") { Description = "Only this person, by the study’s id.", Arity = ArgumentArity.ZeroOrOne };
        var across = new Option<bool>("--across") { Description = "Only persons with posts in more than one organisation." };
        return new Command("careers", "List the posts of persons through time, across organisations.") { person, study, across, known, cut, csv }.Does(async session =>
        {
            session.Table(BodyTables.Careers(await session.AskAsync(await session.StudyAsync(study), new Careers(session.Parsed.GetValue(person) ?? "", session.Parsed.GetValue(across), session.Parsed.GetValue(known)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Lists()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("lists", "List the imports of bodies with the days on which they were known.") { study, cut, csv }.Does(async session =>
        {
            session.Table(BodyTables.Lists(await session.AskAsync(await session.StudyAsync(study), new BodyImports(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Differences()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var from = new Argument<string>("FROM") { Description = "What was known by this date: 2021-12." };
        var to = new Argument<string?>("TO") { Description = "What was known by this later date. Without it, all that is known.", Arity = ArgumentArity.ZeroOrOne };
        var of = new Option<string>("--of") { Description = "Only bodies of this organisation: its key or code.", HelpName = "CODE", DefaultValueFactory = _ => "" };
        return new Command("diff", "Say what of bodies, posts and holders was known otherwise on one day than on another.") { from, to, study, of, cut, csv }.Does(async session =>
        {
            session.Table(BodyTables.Differences(await session.AskAsync(await session.StudyAsync(study), new BodyDiff(session.Parsed.GetValue(from)!, session.Parsed.GetValue(to), session.Parsed.GetValue(of)!), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Option<string?> At() => new("--at") { Description = "Date: 2013, 2013-04 or 2013-04-01; its first day counts. Without it, today.", HelpName = "DATE" };
}
