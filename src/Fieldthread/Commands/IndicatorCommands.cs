using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>indicator</c>: figures of members, and their roll-up to groups.</summary>
internal static class IndicatorCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("indicator", "Bring in figures of members of the register, and roll them up to groups by a named policy.") { Import(), List(), Series(), RollUp(), Distortion() };
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file, the same packed by gzip, or a workbook of one sheet: a line for each member and period." };
        var measure = new Option<string>("--measure") { Description = "Short name of the measure; a new one begins with this file.", Required = true, HelpName = "M" };
        var title = new Option<string>("--title") { Description = "Title of a measure that begins.", DefaultValueFactory = _ => "" };
        var unit = new Option<string>("--unit") { Description = "What is counted: patients.", DefaultValueFactory = _ => "" };
        var known = new Option<string?>("--known") { Description = "Date on which the file was published; without it, today.", HelpName = "DATE" };
        Option<string> Column(string what, string holds) => new("--" + what) { Description = $"Heading of the column that holds {holds}; without it, told from the headings.", HelpName = "COLUMN", DefaultValueFactory = _ => "" };
        var (member, period, value, group) = (Column("member", "the members"), Column("period", "the periods"), Column("value", "the figures"), Column("group", "the groups as published"));
        var (numerator, denominator, ratio) = (Column("numerator", "the numerators"), Column("denominator", "the denominators"), Column("ratio", "ratios that stand alone"));
        var span = new Option<PeriodSpan?>("--span") { Description = "How long a period is, where a day stands for the one that it begins: day, month, quarter, year or financialYear." };
        var breakdowns = new Option<string>("--breakdowns") { Description = "Breakdowns of the figures, parted by commas: each a column, or a name and a column.", HelpName = "sex,age=COLUMN", DefaultValueFactory = _ => "" };
        var differ = new Option<bool>("--parts-may-differ") { Description = "Take figures whose parts do not make them, and tell each; otherwise such a figure refuses the file." };
        var study = Common.Study();
        return new Command("import", "Bring in a file of figures, whole or not at all.") { file, measure, title, unit, known, member, period, value, numerator, denominator, ratio, group, span, breakdowns, differ, study }.Does(async session =>
        {
            var (at, parsed) = (await session.StudyAsync(study), session.Parsed);
            var path = parsed.GetValue(file)!;
            var mapping = new IndicatorMapping(parsed.GetValue(member)!, parsed.GetValue(period)!, parsed.GetValue(value)!, parsed.GetValue(numerator)!, parsed.GetValue(denominator)!, parsed.GetValue(ratio)!, parsed.GetValue(group)!, parsed.GetValue(span), parsed.GetValue(breakdowns)!);
            var done = await session.DoAsync(at, new ImportIndicator(new GivenFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel)), parsed.GetValue(measure)!, parsed.GetValue(title)!, parsed.GetValue(unit)!, parsed.GetValue(known), mapping, parsed.GetValue(differ)), $"Reading {Path.GetFileName(path)}");
            var import = (await session.AskAsync(at, new IndicatorCalled(done.Answer.Measure.ToString()))).Imports.First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {Counted.Of(a.Figures, "figure")} of {Counted.Of(a.Members, "member")} in {Counted.Of(a.Periods, "period")}; {a.Fresh} new, {a.Revised} revised, {a.Same} as before. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
                return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
            });
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut) = (Common.Study(), RegisterCommands.Cut());
        return new Command("list", "List the measures.") { study, cut }.Does(async session =>
        {
            var lines = await session.AskAsync(await session.StudyAsync(study), new Indicators(), session.Parsed.GetValue(cut));
            session.Table(lines, ("Measure", l => l.Key), ("Kind", l => l.Kind), ("Members", l => l.Members), ("Periods", l => l.Periods), ("From", l => l.First), ("To", l => l.Last), ("Figures", l => l.Figures), ("By", l => string.Join(", ", l.Breakdowns)), ("Revised", l => l.Revised), ("Title", l => l.Title));
            return 0;
        });
    }

    private static Command Series()
    {
        var (study, cut, csv, measure, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Measure(), KnownOn());
        var by = By();
        var organisation = new Option<string>("--organisation") { Description = "Code of the member.", Required = true, HelpName = "CODE" };
        return new Command("series", "Figures of one member through time, with what was known before.") { measure, organisation, by, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new IndicatorSeries(parsed.GetValue(measure)!, parsed.GetValue(organisation)!, parsed.GetValue(known), parsed.GetValue(by)!), parsed.GetValue(cut));
            session.Table(IndicatorTables.Series(answer), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command RollUp()
    {
        var (study, cut, csv, measure, known, to, basis, register) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Measure(), KnownOn(), To(), Basis(), OfRegister());
        var policy = new Option<string>("--policy") { Description = $"By what policy: {string.Join(", ", RollUpWords.Policies.Select(p => $"{p.Word} ({p.InWords})"))}.", Required = true, HelpName = "P" };
        var orphans = new Option<string>("--orphans") { Description = $"frozen: members without a group on the day: {string.Join(", ", RollUpWords.OrphanRules.Select(o => o.Word))}.", DefaultValueFactory = _ => "last-known" };
        var day = new Option<string>("--day") { Description = "Day of a period on which memberships are looked up: last, first or middle.", DefaultValueFactory = _ => "last" };
        var share = new Option<string>("--share-by") { Description = "apportioned: members or equal.", DefaultValueFactory = _ => "members" };
        var by = By();
        var group = new Option<string>("--group") { Description = "Only the figures of this group: its code.", HelpName = "CODE", DefaultValueFactory = _ => "" };
        var reconcile = new Option<bool>("--reconcile") { Description = "Print what became of the figures instead: in + counted again = out + unassigned." };
        var unassigned = new Option<bool>("--unassigned") { Description = "Print the members whose figures went to no group, or to several, instead." };
        return new Command("rollup", "Roll a measure up to groups by a named policy.") { measure, policy, to, basis, orphans, day, share, known, register, group, by, reconcile, unassigned, study, cut, csv }.Does(async session =>
        {
            var (parsed, which, at) = (session.Parsed, await session.StudyAsync(study), session.Parsed.GetValue(cut));
            var asked = new IndicatorRollUp(parsed.GetValue(measure)!, parsed.GetValue(policy)!, parsed.GetValue(to), parsed.GetValue(basis)!, parsed.GetValue(orphans)!, parsed.GetValue(day)!, parsed.GetValue(share)!, parsed.GetValue(known), parsed.GetValue(group)!, parsed.GetValue(register)!, parsed.GetValue(by)!);
            if (parsed.GetValue(unassigned))
            {
                session.Table(IndicatorTables.Unassigned(await session.AskAsync(which, new IndicatorUnassigned(asked.Measure, asked.Policy, asked.To, asked.Basis, asked.Orphans, asked.Day, asked.ShareBy, asked.KnownOn, Register: asked.Register), at)), parsed.GetValue(csv));
                return 0;
            }

            var answer = await session.AskAsync(which, asked, at);
            session.Table(parsed.GetValue(reconcile) ? IndicatorTables.Reconciliation(answer) : IndicatorTables.RollUp(answer), parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{answer.Policy.InWords} {(answer.Reconciliation.All(r => r.Holds) ? "Every period reconciles to the last unit." : "NOT RECONCILED.")}{(answer.Sums.Count == 0 ? "" : answer.Sums.All(s => s.Holds) ? " The parts make the totals." : " THE PARTS DO NOT MAKE THE TOTALS.")}");
            }

            return 0;
        });
    }

    private static Command Distortion()
    {
        var (study, cut, csv, measure, known, to, basis, register) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Measure(), KnownOn(), To(), Basis(), OfRegister());
        var period = new Option<string>("--period") { Description = "Which period; without it, the first.", HelpName = "PERIOD", DefaultValueFactory = _ => "" };
        return new Command("distortion", "Name the groups whose figures fall most when members without a group on a later day are dropped.") { measure, to, basis, period, known, register, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var answer = await session.AskAsync(await session.StudyAsync(study), new IndicatorDistortion(parsed.GetValue(measure)!, parsed.GetValue(to) ?? "", parsed.GetValue(basis)!, parsed.GetValue(period)!, parsed.GetValue(known), parsed.GetValue(register)!), parsed.GetValue(cut));
            session.Table(IndicatorTables.Distortion(answer), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Argument<string> Measure() => new("M") { Description = "Short name of the measure." };

    private static Option<string> By() => new("--by") { Description = "Breakdowns by which figures are given, parted by commas; they are summed over the others.", HelpName = "sex,age", DefaultValueFactory = _ => "" };

    private static Option<string?> To() => new("--to") { Description = "Date on whose groups figures are restated; its first day counts.", HelpName = "DATE" };

    private static Option<string> Basis() => new("--basis") { Description = "Where memberships are taken from: register, or published (the groups in the file of the figures).", DefaultValueFactory = _ => "register" };

    private static Option<string> OfRegister() => new("--register") { Description = "Groups and members as one list has them, as “eccg 2016-02-11”, or as known on a date; without it, as they stand.", HelpName = "LIST|DATE", DefaultValueFactory = _ => "" };

    private static Option<string?> KnownOn() => new("--known") { Description = "Only files that were known by this date.", HelpName = "DATE" };
}
