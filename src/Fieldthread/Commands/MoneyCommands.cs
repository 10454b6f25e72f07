using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>money</c>: money and staff of organisations.</summary>
internal static class MoneyCommands
{
    public static IEnumerable<Command> All()
    {
        var deflator = new Command("deflator", "Indices of prices.") { ImportPrices() };
        yield return new Command("money", "Bring in money and staff of organisations; per head, shares, real terms.") { Import(), deflator, List(), PerHead(), Share(), Real(), Conflicts() };
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file, or a workbook with one sheet: a line for each organisation, amount and period." };
        var known = new Option<string?>("--known") { Description = "Date on which lines without a date of their own were known; without it, today.", HelpName = "DATE" };
        var leave = new Option<bool>("--leave-out-unknown") { Description = "Leave out lines of organisations that the register does not know, instead of refusing the file." };
        var study = Common.Study();
        return new Command("import", "Bring in amounts, whole or not at all.") { file, known, leave, study }.Does(async session =>
        {
            var (at, parsed) = (await session.StudyAsync(study), session.Parsed);
            var done = await session.DoAsync(at, new ImportMoney(await ReadAsync(session, parsed.GetValue(file)!), parsed.GetValue(known), parsed.GetValue(leave)), $"Reading {Path.GetFileName(parsed.GetValue(file)!)}");
            var import = (await session.AskAsync(at, new MoneyAbout())).Imports.First(i => i.Id == done.Answer.Import);
            var slug = await session.SlugAsync(at);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, all =>
            {
                var a = all.Answer;
                var words = $"Brought in as act {all.Act}: {Counted.Of(a.Amounts, "amount")} of {Counted.Of(a.Organisations, "organisation")}; {a.Fresh} new, {a.Same} as before, {a.LeftOut} left out; sources differ about {a.Conflicts}. Take it back with: fieldthread do undo-act act={all.Act} --study {slug}";
                return string.Join('\n', Common.Lines(all.Remarks).Prepend(words));
            });
            return 0;
        });
    }

    private static Command ImportPrices()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file, or a workbook with one sheet, with the columns period and index." };
        var name = new Option<string>("--name") { Description = "Name of the index: gdp.", Required = true, HelpName = "NAME" };
        var known = new Option<string?>("--known") { Description = "Date on which it was published; without it, today.", HelpName = "DATE" };
        var study = Common.Study();
        return new Command("import", "Bring in an index of prices, by which amounts are put into real terms.") { file, name, known, study }.Does(async session =>
        {
            var (at, parsed) = (await session.StudyAsync(study), session.Parsed);
            var done = await session.DoAsync(at, new ImportDeflator(await ReadAsync(session, parsed.GetValue(file)!), parsed.GetValue(name)!, parsed.GetValue(known)));
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => $"Brought in as act {d.Act}: “{d.Answer.Name}”, {Counted.Of(d.Answer.Periods, "period")} from {d.Answer.First} to {d.Answer.Last}. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv, source, known, organisation, kind) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Source(), KnownOn(), Organisation(), Kind());
        var what = new Option<string>("--what") { Description = "Only these amounts.", DefaultValueFactory = _ => "" };
        var period = new Option<string>("--period") { Description = "Only those of this period.", HelpName = "PERIOD", DefaultValueFactory = _ => "" };
        return new Command("list", "List amounts as sources give them, and which are gone by.") { organisation, what, period, kind, source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new MoneyAmounts(parsed.GetValue(organisation)!, parsed.GetValue(what)!, parsed.GetValue(period)!, parsed.GetValue(kind), parsed.GetValue(source)!, parsed.GetValue(known));
            session.Table(MoneyTables.Lines(await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command PerHead()
    {
        var (study, cut, csv, source, known, organisation, kind, what, period) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Source(), KnownOn(), Organisation(), Kind(), What(), Period());
        var measure = new Option<string>("--measure") { Description = "Short name of the measure that amounts are divided by.", Required = true, HelpName = "M" };
        var of = new Option<string>("--measure-period") { Description = "Period of the measure; without it, the one that holds the last day of the amount’s.", HelpName = "PERIOD", DefaultValueFactory = _ => "" };
        var per = new Option<int>("--per") { Description = "Per how many: 1000 for per thousand.", DefaultValueFactory = _ => 1 };
        return new Command("per-head", "Divide amounts by a measure of members; numerator and denominator both shown.") { what, period, measure, of, per, kind, organisation, source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new MoneyPerHead(parsed.GetValue(what)!, parsed.GetValue(measure)!, parsed.GetValue(period)!, parsed.GetValue(kind), parsed.GetValue(organisation)!, parsed.GetValue(per), parsed.GetValue(of)!, parsed.GetValue(source)!, parsed.GetValue(known));
            session.Table(MoneyTables.PerHead(await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Share()
    {
        var (study, cut, csv, source, known, organisation, kind, what, period) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Source(), KnownOn(), Organisation(), Kind(), What(), Period());
        var whole = new Option<string>("--of") { Description = "The whole.", Required = true, HelpName = "WHAT" };
        var ofKind = new Option<AmountKind?>("--of-kind") { Description = "What the whole was; without it, as the part." };
        var ofPeriod = new Option<string>("--of-period") { Description = "Period of the whole; another than that of the part is refused.", HelpName = "PERIOD", DefaultValueFactory = _ => "" };
        return new Command("share", "Give one amount as a share of another.") { what, period, whole, ofKind, ofPeriod, kind, organisation, source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new MoneyShare(parsed.GetValue(what)!, parsed.GetValue(whole)!, parsed.GetValue(period)!, parsed.GetValue(kind), parsed.GetValue(ofKind), parsed.GetValue(ofPeriod)!, parsed.GetValue(organisation)!, parsed.GetValue(source)!, parsed.GetValue(known));
            session.Table(MoneyTables.Share(await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Real()
    {
        var (study, cut, csv, source, known, organisation, kind, what) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Source(), KnownOn(), Organisation(), Kind(), What());
        var deflator = new Option<string>("--deflator") { Description = "Name of the index of prices.", Required = true, HelpName = "NAME" };
        var at = new Option<string>("--base") { Description = "Period in whose prices amounts are put.", Required = true, HelpName = "PERIOD" };
        return new Command("real", "Put amounts into the prices of one period.") { what, deflator, at, kind, organisation, source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            var asked = new MoneyReal(parsed.GetValue(what)!, parsed.GetValue(deflator)!, parsed.GetValue(at)!, parsed.GetValue(kind), parsed.GetValue(organisation)!, parsed.GetValue(source)!, parsed.GetValue(known));
            session.Table(MoneyTables.Real(await session.AskAsync(await session.StudyAsync(study), asked, parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Conflicts()
    {
        var (study, cut, csv, source, known) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), Source(), KnownOn());
        return new Command("conflicts", "List amounts that sources give differently.") { source, known, study, cut, csv }.Does(async session =>
        {
            var parsed = session.Parsed;
            session.Table(MoneyTables.Conflicts(await session.AskAsync(await session.StudyAsync(study), new MoneyConflicts(parsed.GetValue(source)!, parsed.GetValue(known)), parsed.GetValue(cut))), parsed.GetValue(csv));
            return 0;
        });
    }

    private static async Task<GivenFile> ReadAsync(Session session, string path) => new(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel));

    private static Argument<string> What() => new("WHAT") { Description = "Of what: “running costs”." };

    private static Option<string> Period() => new("--period") { Description = "Period of the amount.", Required = true, HelpName = "PERIOD" };

    private static Option<AmountKind?> Kind() => new("--kind") { Description = "What the amount was: planned, allocated, spent or inPost; without it, the only kind that there is." };

    private static Option<string> Organisation() => new("--organisation") { Description = "Only of this organisation: its code or key.", HelpName = "CODE", DefaultValueFactory = _ => "" };

    private static Option<string> Source() => new("--source") { Description = "Go by this source where it speaks; without it, by the one known last.", DefaultValueFactory = _ => "" };

    private static Option<string?> KnownOn() => new("--known") { Description = "Only what sources had said by this date.", HelpName = "DATE" };
}
