using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>responsibility</c>: who had taken over what, to what level and since when.</summary>
internal static class ResponsibilityCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("responsibility", "Bring in what organisations were responsible for, and ask for uptake, scope and time to adoption.") { Import(), List(), Uptake(), Scope(), AdoptionTimes(), Conflicts() };
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("FILE") { Description = "A CSV file with a line for each organisation, activity and level; beside it levels.csv and activities.csv; or one workbook of sheets called so.", Arity = ArgumentArity.OneOrMore };
        var levels = new Option<string>("--levels") { Description = "Levels from the lowest to the highest, parted by commas; without it, those of the files or of the study.", HelpName = "LEVELS", DefaultValueFactory = _ => "" };
        var known = new Option<string?>("--known") { Description = "Date on which lines without a date of their own were known; without it, today.", HelpName = "DATE" };
        var leave = new Option<bool>("--leave-out-unknown") { Description = "Leave out lines of organisations that the register does not know, instead of refusing the files." };
        var study = Common.Study();
        return new Command("import", "Bring in responsibilities, whole or not at all.") { files, levels, known, leave, study }.Does(async session =>
        {
            var (at, parsed) = (await session.StudyAsync(study), session.Parsed);
            var given = new List<GivenFile>();
            foreach (var path in parsed.GetValue(files)!)
            {
                given.Add(new GivenFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel)));
            }

            var done = await session.DoAsync(at, new ImportResponsibilities(given, parsed.GetValue(levels)!, parsed.GetValue(known), parsed.GetValue(leave)), $"Reading {given[0].Name}");
            var import = (await session.AskAsync(at, new ResponsibilitiesAbout())).Imports.First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {Counted.Of(a.Statements, "statement")} about {Counted.Of(a.Organisations, "organisation")} and {Counted.Of(a.Activities, "activity", "activities")}; {a.Fresh} new, {a.Same} as before, {a.LeftOut} left out; sources disagree in {Counted.Of(a.Conflicts, "place")}. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
                return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
            });
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv, known, source) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), KnownOn(), Source("Only statements of this source."));
        var organisation = new Option<string>("--organisation") { Description = "Only those of this organisation: its code or key.", HelpName = "CODE", DefaultValueFactory = _ => "" };
        var activity = new Option<string>("--activity") { Description = "Only those of this activity.", DefaultValueFactory = _ => "" };
        var at = new Option<string?>("--at") { Description = "Only those that cover this date.", HelpName = "DATE" };
        var track = new Option<ResponsibilityTrack?>("--track") { Description = "Only those of this track: operational, legal or announced." };
        return new Command("list", "List what sources say, statement by statement.") { organisation, activity, source, track, at, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new Responsibilities(parsed.GetValue(organisation)!, parsed.GetValue(activity)!, parsed.GetValue(source)!, parsed.GetValue(track), parsed.GetValue(at), parsed.GetValue(known)), parsed.GetValue(cut));
            session.Table(ResponsibilityTables.Statements(answer), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Uptake()
    {
        var (study, cut, csv, known, source, of, track, type) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), KnownOn(), Source(), Of(), Track(), Type());
        var dates = new Option<string>("--dates") { Description = "Dates, parted by commas; their first days count. Without it, every day on which something changed.", HelpName = "DATES", DefaultValueFactory = _ => "" };
        var measure = new Option<string>("--measure") { Description = "Short name of a measure of members by which shares are made too.", HelpName = "M", DefaultValueFactory = _ => "" };
        var lineage = new Option<bool>("--by-lineage") { Description = "Let organisations of which no source speaks stand with the level of those that they came out of." };
        return new Command("uptake", "Count organisations by level on some days, with shares of organisations, of members and of a measure.") { dates, of, measure, lineage, track, source, type, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new ResponsibilityUptake(parsed.GetValue(dates)!, parsed.GetValue(of)!, parsed.GetValue(track), parsed.GetValue(source)!, parsed.GetValue(type)!, parsed.GetValue(measure)!, parsed.GetValue(lineage), parsed.GetValue(known));
            session.Table(ResponsibilityTables.Uptake(await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Scope()
    {
        var (study, cut, csv, known, source, track, type) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), KnownOn(), Source(), Track(), Type());
        var at = new Option<string?>("--at") { Description = "Date, of which the first day counts; without it, today.", HelpName = "DATE" };
        var organisations = new Option<bool>("--organisations") { Description = "Print every organisation with its level in each activity instead." };
        return new Command("scope", "Print activities by level on a day, with what was withdrawn and by whom.") { at, organisations, track, source, type, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new ResponsibilityScopeAt(parsed.GetValue(at), parsed.GetValue(track), parsed.GetValue(source)!, parsed.GetValue(type)!, parsed.GetValue(known)), parsed.GetValue(cut));
            session.Table(parsed.GetValue(organisations) ? ResponsibilityTables.Matrix(answer) : ResponsibilityTables.Scope(answer), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command AdoptionTimes()
    {
        var (study, cut, csv, known, source, of, track, type) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), KnownOn(), Source(), Of(), Track(), Type());
        var level = new Option<string>("--level") { Description = "Level that counts as adoption, or a higher one; without it, the highest.", DefaultValueFactory = _ => "" };
        var since = new Option<string?>("--since") { Description = "Date from which time is counted; without it, the first day on which anybody held the level.", HelpName = "DATE" };
        var until = new Option<string?>("--until") { Description = "Date up to which time is counted; without it, the last on which a source said anything.", HelpName = "DATE" };
        var interval = new Option<string>("--interval") { Description = $"Length of an interval: {string.Join(", ", ResponsibilityAdoption.Intervals)}.", DefaultValueFactory = _ => "quarter" };
        return new Command("adoption", "Print the time to adoption in intervals: hazard, cumulative incidence with ends that compete, survivor function.") { level, of, since, until, interval, track, source, type, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new ResponsibilityAdoption(parsed.GetValue(level)!, parsed.GetValue(of)!, parsed.GetValue(since), parsed.GetValue(until), parsed.GetValue(interval)!, parsed.GetValue(track), parsed.GetValue(source)!, parsed.GetValue(type)!, parsed.GetValue(known));
            var answer = await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut));
            session.Table(ResponsibilityTables.AdoptionLines(answer), parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{answer.Waiting} still waiting on {answer.Until}; {answer.LeftOut.FromTheStart} held the level from their first day, {answer.LeftOut.Before} before time was counted, {answer.LeftOut.Never} were not there. An end forecloses adoption: it is no independent censoring.");
            }

            return 0;
        });
    }

    private static Command Conflicts()
    {
        var (study, cut, csv, known, source) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), KnownOn(), Source());
        var organisation = new Option<string>("--organisation") { Description = "Only those about this organisation: its code or key.", HelpName = "CODE", DefaultValueFactory = _ => "" };
        var track = new Option<ResponsibilityTrack?>("--track") { Description = "Only those of this track: operational, legal or announced." };
        return new Command("conflicts", "List where sources disagree about responsibilities.") { organisation, track, source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new ResponsibilityConflicts(parsed.GetValue(organisation)!, parsed.GetValue(track), parsed.GetValue(source)!, parsed.GetValue(known)), parsed.GetValue(cut));
            session.Table(ResponsibilityTables.Conflicts(answer), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Option<string> Of() => new("--of") { Description = "With which level an organisation counts: any (the highest), all (the lowest over all activities) or an activity.", DefaultValueFactory = _ => "any" };

    private static Option<string> Source(string words = "Go by this source where it speaks; without it, by the one known last.") => new("--source") { Description = words, DefaultValueFactory = _ => "" };

    private static Option<string> Type() => new("--type") { Description = "Type of the organisations; without it, of those of which sources speak.", DefaultValueFactory = _ => "" };

    private static Option<ResponsibilityTrack> Track() => new("--track") { Description = "In which respect: operational, legal or announced.", DefaultValueFactory = _ => ResponsibilityTrack.Operational };

    private static Option<string?> KnownOn() => new("--known") { Description = "Only what sources had said by this date.", HelpName = "DATE" };
}
