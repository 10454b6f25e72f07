using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Web.Frame;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary><c>register</c>, and the register’s part of <c>import</c>.</summary>
internal static class RegisterCommands
{
    public static IEnumerable<Command> All()
    {
        var register = new Command("register", "Ask the register of organisations.") { List(), Lineage(), Flows(), VintageCommands.Vintages(), VintageCommands.Prefer(), VintageCommands.Diff(), VintageCommands.Conflicts(), VintageCommands.Export(), EventCommands.Event(), EventCommands.Reforms(), EventCommands.Add(), TypologyCommands.Judge(), TypologyCommands.Typology(), TypologyCommands.Document(), TypologyCommands.Documents() };
        foreach (var correction in CorrectionCommands.All().Concat(FurtherCommands.All()))
        {
            register.Add(correction);
        }

        register.Add(TypeCommands.Types());
        yield return register;
    }

    private static Command List()
    {
        var study = Common.Study();
        var at = new Option<string?>("--at") { Description = "Date: 2013, 2013-04 or 2013-04-01; its first day counts. Without it, today.", HelpName = "DATE" };
        var words = new Option<string>("--words") { Description = "Only those whose key, name or code holds these words.", DefaultValueFactory = _ => "" };
        var type = new Option<string>("--type") { Description = "Only those of this type.", DefaultValueFactory = _ => "" };
        var (cut, csv, known, vintage) = (Cut(), Common.Csv(), Known(), Vintage());
        var track = FurtherCommands.Track();
        return new Command("list", "List the organisations that there were on a day.") { study, at, words, type, track, known, vintage, cut, csv }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var lines = new List<OrganisationLine>();
            RegisterPage page;
            do
            {
                page = await session.AskAsync(which, new RegisterAt(session.Parsed.GetValue(at), session.Parsed.GetValue(words)!, session.Parsed.GetValue(type)!, lines.Count == 0 ? null : lines[^1].Id, 1000, session.Parsed.GetValue(known), session.Parsed.GetValue(vintage), session.Parsed.GetValue(track)), session.Parsed.GetValue(cut));
                lines.AddRange(page.Lines);
            }
            while (page.Next is not null);
            if (session.Parsed.GetValue(csv) && !session.Json)
            {
                session.Table(PlainTable.Of("organisations", lines, ("code", l => l.Code ?? l.Key), ("name", l => l.Name), ("from", l => l.Opened), ("to", l => l.Closed)), csv: true);
                return 0;
            }

            session.Table(lines, ("Key", l => l.Key), ("Code", l => l.Code), ("Type", l => l.TypeName), ("From", l => l.Opened), ("To", l => l.Closed), ("Name", l => l.Name));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{page.Total} organisations on {page.At}, {page.All} of all times.");
            }

            return 0;
        });
    }

    private static Command Lineage()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), Cut(), Common.Csv(), Known(), Vintage());
        var code = new Argument<string?>("CODE") { Description = "Only changes from or to this organisation: its code or key. Without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<string?>("--since") { Description = "Nothing before this date.", HelpName = "DATE" };
        var until = new Option<string?>("--until", "--at") { Description = "As at this date: nothing after it.", HelpName = "DATE" };
        return new Command("lineage", "List successions and transfers: what change events say beside what memberships show.") { code, study, since, until, known, vintage, cut, csv }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var of = session.Parsed.GetValue(cut);
            var answer = await session.AskAsync(which, new RegisterChanges(await FindAsync(session, which, session.Parsed.GetValue(code), of), session.Parsed.GetValue(since), session.Parsed.GetValue(until), KnownOn: session.Parsed.GetValue(known), Vintage: session.Parsed.GetValue(vintage)), of);
            session.Table(RegisterTables.Changes(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync($"{Counted.Of(answer.Successions, "succession")}, {Counted.Of(answer.Transfers, "transfer")} of {Counted.Of(answer.Moved, "member")}. {(answer.MembersOnly + answer.EventOnly == 0 ? "Events and members agree on all of them." : $"On {answer.MembersOnly} no event says anything; {answer.EventOnly} no member shows.")}");
            }

            return 0;
        });
    }

    private static Command Flows()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), Cut(), Common.Csv(), Known(), Vintage());
        var from = new Argument<string>("FROM") { Description = "First date: 2013-03-31." };
        var to = new Argument<string>("TO") { Description = "Second date: 2013-04-01." };
        var code = new Option<string?>("--organisation") { Description = "Only flows from or to this group: its code or key.", HelpName = "CODE" };
        var measure = new Option<string>("--measure") { Description = "Weigh members by this measure, as list sizes.", HelpName = "M", DefaultValueFactory = _ => "" };
        var weighed = new Option<string?>("--weighed-on") { Description = "Day whose period of the measure weighs them, on both days; without it, the second.", HelpName = "DATE" };
        return new Command("flows", "Count the members that went from the groups of one day to those of another.") { from, to, study, code, measure, weighed, known, vintage, cut, csv }.Does(async session =>
        {
            var which = await session.StudyAsync(study);
            var of = session.Parsed.GetValue(cut);
            var answer = await session.AskAsync(which, new RegisterFlows(session.Parsed.GetValue(from)!, session.Parsed.GetValue(to)!, await FindAsync(session, which, session.Parsed.GetValue(code), of), KnownOn: session.Parsed.GetValue(known), Vintage: session.Parsed.GetValue(vintage), Measure: session.Parsed.GetValue(measure)!, WeighedOn: session.Parsed.GetValue(weighed)), of);
            session.Table(RegisterTables.Flows(answer), session.Parsed.GetValue(csv));
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync(answer.Members == 0 ? $"Nobody was a member of anybody on {answer.From} or on {answer.To}." : $"{Counted.Of(answer.Members, "member")}, {answer.Stayed} under the same group on both days; {answer.CountedAgain} counted again.");
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

    internal static Option<string?> Cut() => new("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };

    internal static Option<string?> Known() => new("--known") { Description = "Only what lists known by this date say: 2015-12-01.", HelpName = "DATE" };

    internal static Option<string?> Vintage() => new("--vintage") { Description = "Only what this one list says, as “eccg 2016-02-11”; register vintages names them.", HelpName = "LIST" };

}
