using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>The study’s own word on the register: <c>register facts</c>, <c>state</c>, <c>correct</c>, <c>take-back</c>, <c>correct-organisation</c>, <c>correct-event</c>, <c>take-back-event</c>, <c>corrections</c>, <c>withdraw</c>.</summary>
internal static class CorrectionCommands
{
    public static IEnumerable<Command> All() => [Facts(), State(), Correct(), TakeBack(), Life(), Event(), NoEvent(), Corrections(), Withdraw()];

    private static Command Facts()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage());
        var code = Organisation();
        return new Command("facts", "List the names, codes, relations and attributes of an organisation, of all tracks, with their ids.") { code, study, known, vintage, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var id = await session.AskAsync(at, new OrganisationCalled(p.GetValue(code)!), p.GetValue(cut));
            session.Table(RegisterTables.Facts(await session.AskAsync(at, new OrganisationById(id, KnownOn: p.GetValue(known), Vintage: p.GetValue(vintage)), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command State()
    {
        var (study, code, what, why) = (Common.Study(), Organisation(), What(), new Why());
        var value = new Argument<string>("VALUE") { Description = "The name, the code, the other organisation by its key or a code, or what the attribute was; nothing for life.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var (from, to) = (Date("--from", "From when; without it, not known."), Date("--to", "Last day; without it, still so."));
        var scheme = new Option<string>("--scheme") { Description = "Of a code, who gives it.", DefaultValueFactory = _ => "" };
        var relation = new Option<string>("--relation") { Description = "Of a relation, what it is to the other, read from the subject.", DefaultValueFactory = _ => Membership.MemberOf };
        var attribute = new Option<string>("--attribute") { Description = "Of an attribute, which: status, area.", DefaultValueFactory = _ => "" };
        var track = Track();
        return why.On(new Command("state", "State a name, a code, a relation or an attribute that no list has; or the time of one on a track.") { code, what, value, from, to, scheme, relation, attribute, track, study }).Does(session =>
        {
            var p = session.Parsed;
            return DoneAsync(session, study, new StateFact(p.GetValue(code)!, p.GetValue(what), p.GetValue(value)!, why.Reason(p), why.Source(p), p.GetValue(from), p.GetValue(to), p.GetValue(scheme)!, p.GetValue(relation)!, why.Known(p), p.GetValue(track), p.GetValue(attribute)!));
        });
    }

    private static Command Correct()
    {
        var (study, code, what, fact, since, why) = (Common.Study(), Organisation(), What(), Fact(), Since(), new Why());
        var value = new Option<string?>("--value") { Description = "What it is; without it, as it stands." };
        var (from, to) = (Date("--from", "From when; without it, as it stands; \"\" for not known."), Date("--to", "Last day; without it, as it stands; \"\" for still so."));
        var scheme = new Option<string?>("--scheme") { Description = "Of a code, who gives it; without it, as it stands." };
        var relation = new Option<string?>("--relation") { Description = "Of a relation, what it is to the other; without it, as it stands." };
        var track = Track();
        return why.On(new Command("correct", "Correct or close a name, a code, a relation or an attribute; the study’s word stands before every list.") { code, what, fact, value, from, to, scheme, relation, track, since, study }).Does(session =>
        {
            var p = session.Parsed;
            return DoneAsync(session, study, new CorrectFact(p.GetValue(code)!, p.GetValue(what), p.GetValue(fact)!, why.Reason(p), why.Source(p), p.GetValue(value), p.GetValue(from), p.GetValue(to), p.GetValue(scheme), p.GetValue(relation), p.GetValue(since), why.Known(p), p.GetValue(track)));
        });
    }

    private static Command TakeBack()
    {
        var (study, code, what, fact, since, track, why) = (Common.Study(), Organisation(), What(), Fact(), Since(), Track(), new Why());
        return why.On(new Command("take-back", "Take back a name, a code, a relation or an attribute: it was never so.") { code, what, fact, track, since, study }).Does(session =>
        {
            var p = session.Parsed;
            return DoneAsync(session, study, new TakeBackFact(p.GetValue(code)!, p.GetValue(what), p.GetValue(fact)!, why.Reason(p), why.Source(p), p.GetValue(since), why.Known(p), p.GetValue(track)));
        });
    }

    private static Command Life()
    {
        var (study, code, why) = (Common.Study(), Organisation(), new Why());
        var type = new Option<string?>("--type") { Description = "Its type; without it, as it stands." };
        var (opened, closed) = (Date("--opened", "From when it existed; without it, as it stands; \"\" for not known."), Date("--closed", "Its last day; without it, as it stands; \"\" while it exists."));
        return why.On(new Command("correct-organisation", "Correct of what type an organisation is, when it opened or when it closed.") { code, type, opened, closed, study }).Does(session =>
        {
            var p = session.Parsed;
            return DoneAsync(session, study, new CorrectOrganisation(p.GetValue(code)!, why.Reason(p), why.Source(p), p.GetValue(type), p.GetValue(opened), p.GetValue(closed), why.Known(p)));
        });
    }

    private static Command Event()
    {
        var (study, key, why, parts) = (Common.Study(), Key(), new Why(), new EventPartOptions());
        var date = Date("--date", "From when it counted; without it, as it stands.");
        var kind = new Option<ChangeKind?>("--kind") { Description = "What kind; without it, as it stands.", CustomParser = result => Common.Word<ChangeKind>(result, "kind of event") };
        Option<string?> Text(string name, string about) => new("--" + name) { Description = about + " Without it, as it stands; \"\" for nothing." };
        var (legal, operational, cause, initiator) = (Text("legal", "Date on which the law made it so."), Text("operational", "Date from which it was so in practice."), Text("cause", "Why it came about."), Text("initiator", "Who began it."));
        var (pressure, evidence, reform) = (Text("pressure", "Who pressed for it, and how."), Text("evidence", "What shows it."), Text("reform", "Key of the reform that it hangs on."));
        return parts.On(why.On(new Command("correct-event", "Correct a change event. Who took part is named whole, or not at all.") { key, date, kind, legal, operational, cause, initiator, pressure, evidence, reform, study })).Does(session =>
        {
            var p = session.Parsed;
            return DoneAsync(session, study, new CorrectEvent(
                p.GetValue(key)!, why.Reason(p), why.Source(p), p.GetValue(date), p.GetValue(kind), parts.Of(p), p.GetValue(legal), p.GetValue(operational), p.GetValue(cause), p.GetValue(initiator), p.GetValue(pressure), p.GetValue(evidence), p.GetValue(reform), why.Known(p)));
        });
    }

    private static Command NoEvent()
    {
        var (study, key, why) = (Common.Study(), Key(), new Why());
        return why.On(new Command("take-back-event", "Take back a change event: it did not happen.") { key, study }).Does(session =>
            DoneAsync(session, study, new TakeBackEvent(session.Parsed.GetValue(key)!, why.Reason(session.Parsed), why.Source(session.Parsed), why.Known(session.Parsed))));
    }

    private static Command Corrections()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var code = new Option<string?>("--organisation") { Description = "Only of this organisation: its code or key.", HelpName = "CODE" };
        var happening = new Option<string>("--event") { Description = "Only of this event: its key.", HelpName = "KEY", DefaultValueFactory = _ => "" };
        return new Command("corrections", "List what the study states itself, against lists or beside them.") { code, happening, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            Guid? of = p.GetValue(code) is { Length: > 0 } given ? await session.AskAsync(at, new OrganisationCalled(given), p.GetValue(cut)) : null;
            session.Table(RegisterTables.Corrections(await session.AskAsync(at, new RegisterCorrections(of, p.GetValue(happening)!), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Withdraw()
    {
        var study = Common.Study();
        var id = new Argument<Guid>("ID") { Description = "The correction, as “register corrections” shows it." };
        return new Command("withdraw", "Withdraw what the study stated: what lists say stands again.") { id, study }.Does(session => DoneAsync(session, study, new WithdrawCorrection(session.Parsed.GetValue(id))));
    }

    internal static async Task<int> DoneAsync(Session session, Option<string> study, Act<CorrectionMade> act)
    {
        var at = await session.StudyAsync(study);
        var done = await session.DoAsync(at, act);
        var slug = await session.SlugAsync(at);
        session.Tell(done, d => $"Recorded by act {d.Act}. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
        return 0;
    }

    internal static Argument<string> Organisation() => new("CODE") { Description = "The organisation: its key or code." };

    private static Argument<FactKind> What() => new("WHAT") { Description = "What: name, code, relation, attribute, or life for when it was there on a track.", CustomParser = result => Common.Word<FactKind>(result, "kind of fact") };

    private static Argument<string> Fact() => new("FACT") { Description = "The one that is meant, as it stands: the name, the code, the other organisation; or its id, as “register facts” shows it." };

    private static Option<Track> Track() => new("--track") { Description = "On which track: announced, legal or operational; without it, in force.", CustomParser = result => Common.Word<Track>(result, "track") };

    private static Argument<string> Key() => new("KEY") { Description = "Key of the event." };

    private static Option<string?> Since() => new("--since") { Description = "First day of the one that is meant, where the same held several times.", HelpName = "DATE" };

    internal static Option<string?> Date(string name, string about) => new(name) { Description = about, HelpName = "DATE" };

    /// <summary>Why something is corrected, who says so, and since when it is known.</summary>
    internal sealed class Why
    {
        private readonly Option<string> reason = new("--reason") { Description = "Why.", Required = true, HelpName = "WORDS" };
        private readonly Option<string> source = new("--source") { Description = "Who or what says so.", Required = true, HelpName = "WORDS" };
        private readonly Option<string?> known = new("--known") { Description = "When it was known; without it, today.", HelpName = "DATE" };

        public Command On(Command command)
        {
            command.Add(reason);
            command.Add(source);
            command.Add(known);
            return command;
        }

        public string Reason(ParseResult parsed) => parsed.GetValue(reason)!;

        public string Source(ParseResult parsed) => parsed.GetValue(source)!;

        public string? Known(ParseResult parsed) => parsed.GetValue(known);
    }
}
