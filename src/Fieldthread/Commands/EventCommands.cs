using System.CommandLine;
using Fieldthread.Core.Register;
using Fieldthread.Web.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Commands;

/// <summary>Change events in full: <c>register event</c>, <c>reforms</c>, <c>add-event</c>.</summary>
internal static class EventCommands
{
    public static Command Event()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage());
        var key = new Argument<string>("KEY") { Description = "Key of the event, as “register lineage” shows it." };
        var members = new Option<bool>("--members") { Description = "The members that moved, in the place of who took part." };
        var said = new Option<bool>("--said") { Description = "What each list says of it, in the place of who took part." };
        return new Command("event", "Show one change event: its dates, who took part and with what attitude, what moved, who says so.") { key, members, said, study, known, vintage, cut, csv }.Does(async session =>
        {
            var whole = await session.AskAsync(await session.StudyAsync(study), new RegisterEvent(session.Parsed.GetValue(key)!, KnownOn: session.Parsed.GetValue(known), Vintage: session.Parsed.GetValue(vintage)), session.Parsed.GetValue(cut));
            var asCsv = session.Parsed.GetValue(csv);
            if (session.Json && !session.Parsed.GetValue(members) && !session.Parsed.GetValue(said))
            {
                session.Tell(whole, _ => "");
                return 0;
            }

            if (!asCsv && !session.Json)
            {
                Console.Out.WriteLine(Words(whole));
            }

            session.Table(session.Parsed.GetValue(members) ? EventTables.Members(whole) : session.Parsed.GetValue(said) ? EventTables.Said(whole) : EventTables.Parts(whole), asCsv);
            if (!session.Json)
            {
                await Console.Error.WriteLineAsync(EventTables.Agreement(whole));
            }

            return 0;
        });
    }

    public static Command Reforms()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage());
        return new Command("reforms", "List reforms and events of the context, with the change events that hang on each.") { study, known, vintage, cut, csv }.Does(async session =>
        {
            session.Table(EventTables.Reforms(await session.AskAsync(await session.StudyAsync(study), new RegisterReforms(session.Parsed.GetValue(known), session.Parsed.GetValue(vintage)), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    public static Command Add()
    {
        var study = Common.Study();
        var date = new Argument<string>("DATE") { Description = "From when it counted: 2022, 2022-01 or 2022-01-01." };
        var kind = new Argument<ChangeKind>("KIND") { Description = "What kind: founded, merged, absorbed, split, renamed, transferred or extent.", CustomParser = result => Common.Word<ChangeKind>(result, "kind of event") };
        var who = new EventPartOptions();
        Option<string> Text(string name, string about) => new("--" + name) { Description = about, DefaultValueFactory = _ => "" };
        var (legal, operational) = (Text("legal", "Date on which the law made it so."), Text("operational", "Date from which it was so in practice."));
        var (cause, initiator, pressure, evidence) = (Text("cause", "Why it came about."), Text("initiator", "Who began it."), Text("pressure", "Who pressed for it, and how."), Text("evidence", "What shows it."));
        var (reform, key) = (Text("reform", "Key of the reform that it hangs on."), Text("key", "Its key in the register; without it, a number."));
        var command = new Command("add-event", "Record a change event by hand: any number of organisations before it, any number after.") { date, kind, legal, operational, cause, initiator, pressure, evidence, reform, key, study };
        return who.On(command).Does(async session =>
        {
            var parsed = session.Parsed;
            var parts = who.Of(parsed);
            var done = await session.DoAsync(await session.StudyAsync(study), new AddEvent(
                parsed.GetValue(date)!, parsed.GetValue(kind), parts, Or(parsed.GetValue(legal)), Or(parsed.GetValue(operational)), parsed.GetValue(cause)!, parsed.GetValue(initiator)!, parsed.GetValue(pressure)!, parsed.GetValue(evidence)!,
                parsed.GetValue(reform)!, parsed.GetValue(key)!));
            session.Tell(done, d => $"Recorded as event {d.Answer.Key} by act {d.Act}.");
            return 0;
        });
    }

    private static string? Or(string? given) => string.IsNullOrWhiteSpace(given) ? null : given;

    private static string Words(EventWhole whole)
    {
        var (e, d) = (whole.Event, whole.Event.Details);
        var told = new (string What, string? Is)[]
        {
            ("Legal", d.Legal), ("Operational", d.Operational), ("Cause", d.Cause), ("Initiator", d.Initiator), ("Pressure", d.Pressure), ("Evidence", d.Evidence), ("Hangs on", whole.Reform is { } reform ? $"{reform.Name} ({reform.Key})" : d.Reform),
        };
        return string.Join('\n', told.Where(t => !string.IsNullOrEmpty(t.Is)).Select(t => $"{t.What}: {t.Is}").Prepend($"{e.Key}, {e.Kind.ToString().ToLowerInvariant()}, counts from {e.Date}"));
    }
}
