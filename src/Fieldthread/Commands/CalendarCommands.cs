using System.CommandLine;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>calendar</c>: what is planned in the field, and its calendar file.</summary>
internal static class CalendarCommands
{
    public static IEnumerable<Command> All() => [new Command("calendar", "Plan encounters, and take them into calendars and back.") { List(), Plan(), Held(), Off(), Export(), Import() }];

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("list", "List appointments, in time.") { study, cut, csv }.Does(async session =>
        {
            session.Table(AppointmentTables.Table(await session.AskAsync(await session.StudyAsync(study), new AppointmentsOfStudy(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Plan()
    {
        var study = Common.Study();
        var (name, starts) = (Name(), new Argument<string>("BEGINS") { Description = "A day, or a day and a time: \"2021-06-14 10:30\"." });
        var kind = new Option<EncounterKind>("--kind") { Description = "interview, meeting, focusGroup or documentVisit; an interview where none is said.", HelpName = "KIND", CustomParser = r => Common.Word<EncounterKind>(r, "kind of encounter") };
        var minutes = new Option<int?>("--minutes") { Description = "How long.", HelpName = "N" };
        var (zone, site, phase, place, note) = (Text("--zone", "Time zone, as Europe/London; without it, that of the newest appointment."), Text("--site", "Name of the site."), Text("--phase", "Name of the phase."), Text("--place", "Address or room."), Text("--note", "What is to be known of it."));
        var (with, by) = (Many("--with", "Pseudonym of somebody who is to be heard."), Many("--by", "Somebody of the team who goes."));
        return new Command("plan", "Plan an encounter.") { name, starts, kind, minutes, zone, site, phase, with, by, place, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var (field, phases, team) = (await session.AskAsync(at, new Field()), await session.AskAsync(at, new PhaseList()), await session.AskAsync(at, new TeamList()));
            Guid? One(string what, string? word, IEnumerable<(Guid, string)> all) => word is { Length: > 0 } ? Find(what, word, all) : null;
            var done = await session.DoAsync(at, new PlanAppointment(
                p.GetValue(name)!, p.GetValue(kind), p.GetValue(starts)!, p.GetValue(minutes), p.GetValue(zone) ?? "", One("site", p.GetValue(site), field.Sites.Select(s => (s.Id, s.Name))), One("phase", p.GetValue(phase), phases.Select(x => (x.Id, x.Name))),
                [.. (p.GetValue(with) ?? []).Select(w => Find("participant", w, field.Participants.Select(x => (x.Id, x.Pseudonym))))], [.. (p.GetValue(by) ?? []).Select(w => Find("person of the team", w, team.Select(x => (x.Id, x.Name))))], p.GetValue(place) ?? "", p.GetValue(note) ?? ""));
            session.Tell(done, d => $"Planned by act {d.Act}.");
            return 0;
        });
    }

    private static Command Held()
    {
        var (study, name) = (Common.Study(), Name());
        var (date, called) = (Text("--date", "When it was held; without it, the day that was planned."), Text("--name", "Name of the encounter; without it, that of the appointment."));
        var minutes = new Option<int?>("--minutes") { Description = "How long it lasted.", HelpName = "N" };
        return new Command("held", "Say that an appointment was held: its encounter comes into being.") { name, date, minutes, called, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            session.Tell(await session.DoAsync(at, new HoldAppointment(await OneAsync(session, at, p.GetValue(name)!), p.GetValue(date) ?? "", p.GetValue(minutes), p.GetValue(called) ?? "")), d => $"Recorded by act {d.Act}; the encounter is {d.Answer.Id}.");
            return 0;
        });
    }

    private static Command Off()
    {
        var (study, name) = (Common.Study(), Name());
        var back = new Option<bool>("--back") { Description = "Put it back instead." };
        return new Command("off", "Call an appointment off, or put it back.") { name, back, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Tell(await session.DoAsync(at, new CallOffAppointment(await OneAsync(session, at, session.Parsed.GetValue(name)!), session.Parsed.GetValue(back))), d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Export()
    {
        var (study, cut) = (Common.Study(), RegisterCommands.Cut());
        var output = new Argument<FileInfo?>("FILE") { Description = "File to write; without it, standard output.", Arity = ArgumentArity.ZeroOrOne };
        var (places, due) = (new Option<bool>("--places") { Description = "With addresses and rooms, which can say which organisation a site is." }, new Option<bool>("--due") { Description = "With days that something is due: approvals that end, transcripts." });
        return new Command("export", "Write the calendar file (.ics), under pseudonyms.") { output, places, due, study, cut }.Does(async session =>
        {
            var p = session.Parsed;
            var file = await session.AskAsync(await session.StudyAsync(study), new CalendarFile(p.GetValue(places), p.GetValue(due)), p.GetValue(cut));
            if (p.GetValue(output) is { } path)
            {
                await File.WriteAllTextAsync(path.FullName, file.Text, session.Cancel);
                session.Tell(new { file.Events, File = path.Name }, x => $"{Counted.Of(x.Events, "event")} written to {x.File}.");
            }
            else
            {
                await using var to = Common.StandardOutput();
                await to.WriteAsync(System.Text.Encoding.UTF8.GetBytes(file.Text), session.Cancel);
            }

            return 0;
        });
    }

    private static Command Import()
    {
        var study = Common.Study();
        var file = new Argument<FileInfo>("FILE") { Description = "A calendar file, .ics." };
        var (add, dry) = (new Option<bool>("--add") { Description = "Make appointments of events that the study does not know, under the names that they have." }, new Option<bool>("--preview") { Description = "Say what would change, and change nothing." });
        return new Command("import", "Bring in a calendar file: what was moved, called off, or is new.") { file, add, dry, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var path = p.GetValue(file)!;
            var given = new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel));
            if (p.GetValue(dry))
            {
                session.Tell(await session.AskAsync(at, new PreviewCalendar(given, p.GetValue(add))), v => string.Join('\n', [
                    $"{v.New.Count} new, {v.Changed.Count} changed, {v.Same} as they stand, {v.Unknown.Count} unknown. Nothing was changed.",
                    .. v.New.Select(n => $"  new: {n.Name}, {n.Starts}"), .. v.Changed.SelectMany(c => c.Changes.Select(x => $"  {c.Name}: {x.Column}: {Or(x.Was)} → {Or(x.Becomes)}")), .. v.Unknown.Select(u => $"  unknown: {u}"), .. Common.Lines(v.Remarks)]));
                return 0;
            }

            var done = await session.DoAsync(at, new ImportCalendar(given, p.GetValue(add)), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend($"Brought in as act {d.Act}: {Counted.Of(d.Answer.Added, "appointment")} added, {d.Answer.Changed} changed, {d.Answer.Same} as they stood, {d.Answer.Unknown} unknown.")));
            return 0;
        });
    }

    private static string Or(string word) => word.Length > 0 ? word : "–";

    private static Argument<string> Name() => new("NAME") { Description = "Name of the appointment, under pseudonyms." };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "WORDS" };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description + " May be given again.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    private static async Task<Guid> OneAsync(Session session, int study, string name) => Find("appointment", name, (await session.AskAsync(study, new AppointmentsOfStudy())).Lines.Select(l => (l.Id, l.Name)));

    private static Guid Find(string what, string name, IEnumerable<(Guid Id, string Name)> all) => all.Where(a => a.Name == name.Trim()).Select(a => (Guid?)a.Id).FirstOrDefault() ?? throw new RefusedException(new Refusal("unknown", $"There is no {what} “{name}” in this study.", "Names are written as the lists give them."));
}
