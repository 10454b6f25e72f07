using System.CommandLine;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>encounter</c>: what is said of an encounter, and its field note.</summary>
internal static class EncounterCommands
{
    public static IEnumerable<Command> All() => [new Command("encounter", "See and correct encounters, and write their field notes.") { Show(), Edit(), Note(), Templates(), Template() }];

    private static Command Show()
    {
        var (encounter, study, cut) = (Encounter(), Common.Study(), RegisterCommands.Cut());
        return new Command("show", "Show all that is said of an encounter.") { encounter, study, cut }.Does(async session =>
        {
            var (at, known) = (await session.StudyAsync(study), session.Parsed.GetValue(cut));
            session.Tell(await session.AskAsync(at, new ShowEncounter(await FindAsync(session, at, session.Parsed.GetValue(encounter)!, known)), known), InWords);
            return 0;
        });
    }

    private static Command Edit()
    {
        var (encounter, study) = (Encounter(), Common.Study());
        var (name, date, site, phase, guide) = (Text("--name", "Its name."), Text("--date", "When."), Text("--site", "Where; “none” for nowhere."), Text("--phase", "In which phase; “none” for none."), Text("--guide", "Guide and version, as “Managers, version 2”; “none” for none."));
        var (type, others) = (Text("--meeting-type", "Kind of meeting."), Text("--others", "Who else was there, without names."));
        var minutes = new Option<int?>("--minutes") { Description = "Length; 0 for not known.", HelpName = "N" };
        var kind = new Option<EncounterKind?>("--kind") { Description = "interview, meeting, focusGroup or documentVisit.", CustomParser = r => Common.Word<EncounterKind>(r, "kind of encounter") };
        var channel = new Option<EncounterChannel?>("--channel") { Description = "inPerson, telephone, video, inWriting, mixed or notSaid.", CustomParser = r => Common.Word<EncounterChannel>(r, "way of meeting") };
        var mode = new Option<EncounterMode?>("--mode") { Description = "structured, semiStructured, unstructured, observed, tookPart or notSaid.", CustomParser = r => Common.Word<EncounterMode>(r, "manner") };
        var kept = new Option<EncounterKept?>("--kept") { Description = "audio, video, notes, written or notSaid.", CustomParser = r => Common.Word<EncounterKept>(r, "way of keeping") };
        var heard = Many("--heard", "Everybody who was heard, by pseudonym; replaces those who are named.");
        var by = Many("--by", "Everybody of the team who asked or observed; replaces those who are named.");
        return new Command("edit", "Correct what is said of an encounter; what is not named stays.") { encounter, name, kind, date, minutes, site, phase, heard, guide, by, channel, mode, kept, type, others, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var id = await FindAsync(session, at, p.GetValue(encounter)!, null);
            var was = await session.AskAsync(at, new ShowEncounter(id));
            var field = await session.AskAsync(at, new Field());
            var versions = (await session.AskAsync(at, new TopicGuides())).SelectMany(g => g.Versions.Select(v => (v.Id, Name: $"{g.Title}, version {v.Number}"))).ToList();
            Guid? Of(Option<string?> option, Guid? before, string what, IEnumerable<(Guid Id, string Name)> all) => p.GetValue(option) is not { } given ? before : given.Trim() is "none" or "" ? null : One(what, given, all);
            var done = await session.DoAsync(at, new EditEncounter(
                id, p.GetValue(name) ?? was.Line.Name, p.GetValue(kind) ?? was.Kind, p.GetValue(date) ?? was.Line.Date, p.GetValue(minutes) is not { } length ? was.Line.Minutes : length == 0 ? null : length,
                Of(site, was.Site, "site", field.Sites.Select(s => (s.Id, s.Name))), Of(phase, was.Phase, "phase", (await session.AskAsync(at, new PhaseList())).Select(f => (f.Id, f.Name))),
                p.GetValue(heard) is { Length: > 0 } people ? [.. people.Select(h => One("participant", h, field.Participants.Select(x => (x.Id, x.Pseudonym))))] : was.Heard, Of(guide, was.Version, "version of a guide", versions),
                p.GetValue(by) is { Length: > 0 } team ? await TeamAsync(session, at, team) : was.Observers, p.GetValue(channel) ?? was.Channel, p.GetValue(mode) ?? was.Mode, p.GetValue(kept) ?? was.Kept,
                p.GetValue(type) ?? was.Line.Held.MeetingType, p.GetValue(others) ?? was.Line.Held.OthersThere));
            session.Tell(done, d => $"Corrected by act {d.Act}.");
            return 0;
        });
    }

    private static Command Note()
    {
        var (encounter, study) = (Encounter(), Common.Study());
        var template = new Option<string>("--template") { Description = "Name of the template.", Required = true, HelpName = "NAME" };
        var file = new Argument<FileInfo>("FILE") { Description = "A text in which each heading of the template stands on a line of its own, with what was written below it." };
        var day = new Option<string>("--day") { Description = "When it was written; without it, today.", HelpName = "DATE", DefaultValueFactory = _ => "" };
        return new Command("note", "Write the field note of an encounter by a template; it becomes a source.") { encounter, file, template, day, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var all = await session.AskAsync(at, new NoteTemplateList());
            var by = all.FirstOrDefault(t => t.Id is not null && t.Name.Equals(p.GetValue(template), StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusedException(new Refusal("unknown", $"The study has no template “{p.GetValue(template)}”.", "List them with: fieldthread encounter templates; take one of the program with: fieldthread encounter template NAME."));
            var text = await File.ReadAllLinesAsync(p.GetValue(file)!.FullName, session.Cancel);
            var entries = new List<NoteEntry>();
            foreach (var line in text)
            {
                if (by.Headings.FirstOrDefault(h => h.Heading.Equals(line.Trim().TrimStart('#').Trim(), StringComparison.OrdinalIgnoreCase)) is { } heading)
                {
                    entries.Add(new NoteEntry(heading.Heading, ""));
                }
                else if (entries.Count > 0)
                {
                    entries[^1] = entries[^1] with { Words = entries[^1].Words + line + "\n" };
                }
                else if (line.Trim().Length > 0)
                {
                    throw new RefusedException(new Refusal("unknown", $"“{line.Trim()}” stands before the first heading.", $"“{by.Name}” has: {string.Join("; ", by.Headings.Select(h => h.Heading))}."));
                }
            }

            var done = await session.DoAsync(at, new WriteFieldNote(await FindAsync(session, at, p.GetValue(encounter)!, null), by.Id!.Value, entries, p.GetValue(day)!));
            session.Tell(done, d => $"Kept as a source by act {d.Act}.");
            return 0;
        });
    }

    private static Command Templates()
    {
        var study = Common.Study();
        return new Command("templates", "List field-note templates with their headings.") { study }.Does(async session =>
        {
            session.Tell(await session.AskAsync(await session.StudyAsync(study), new NoteTemplateList()), all => string.Join("\n\n", all.Select(t => $"{t.Name}{(t.Id is null ? " (not taken yet)" : "")}\n{NoteTemplates.Write(t.Headings).ReplaceLineEndings("\n  ").Insert(0, "  ")}")));
            return 0;
        });
    }

    private static Command Template()
    {
        var study = Common.Study();
        var name = new Argument<string>("NAME") { Description = "Name; that of a template of the program takes it." };
        var file = new Argument<FileInfo?>("FILE") { Description = "Headings, a line each, what to write behind a bar.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("template", "Add a field-note template, or take one of the program.") { name, file, study }.Does(async session =>
        {
            var headings = session.Parsed.GetValue(file) is { } path ? await File.ReadAllTextAsync(path.FullName, session.Cancel) : "";
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new AddNoteTemplate(session.Parsed.GetValue(name)!, headings)), d => $"Added by act {d.Act}.");
            return 0;
        });
    }

    private static string InWords(EncounterPage e)
    {
        var held = e.Line.Held;
        return string.Join('\n', new[]
        {
            e.Line.Name, $"  {e.Line.Kind}, {e.Line.Date ?? "date not known"}, {(e.Line.Minutes is { } minutes ? $"{minutes} minutes" : "length not known")}{(e.Line.Site is { } site ? ", " + site : "")}{(e.Line.Phase is { } phase ? ", " + phase : "")}",
            Said("heard", string.Join("; ", e.People.Select(p => p.Role.Length > 0 ? $"{p.Pseudonym} ({p.Role})" : p.Pseudonym))), Said("asked or observed by", string.Join("; ", held.Observers)), Said("topic guide", held.Guide ?? ""), Said("asks after", string.Join(", ", e.Asked.Select(a => a.Line))), Said("met", held.Channel), Said("manner", held.Mode),
            Said("kept as", held.Kept), Said("kind of meeting", held.MeetingType), Said("others there", held.OthersThere), Said("sources", string.Join("; ", e.Sources.Select(s => s.Template is null ? s.Name : $"{s.Name} (field note)"))),
        }.Where(l => l.Length > 0));
    }

    private static string Said(string what, string it) => it.Length > 0 ? $"  {what}: {it}" : "";

    private static Argument<string> Encounter() => new("ENCOUNTER") { Description = "Name of the encounter." };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "WORDS" };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description + " May be given again.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    private static async Task<Guid> FindAsync(Session session, int study, string name, string? cut) => One("encounter", name, (await session.AskAsync(study, new Field(), cut)).Encounters.Select(e => (e.Id, e.Name)));

    private static async Task<List<Guid>> TeamAsync(Session session, int study, string[] names)
    {
        var team = await session.AskAsync(study, new TeamList());
        return [.. names.Select(n => One("person of the team", n, team.Select(t => (t.Id, t.Name))))];
    }

    private static Guid One(string what, string name, IEnumerable<(Guid Id, string Name)> all) => all.Where(a => a.Name == name.Trim()).Select(a => (Guid?)a.Id).FirstOrDefault() ?? throw new RefusedException(new Refusal("unknown", $"There is no {what} “{name}” in this study.", "Names are written as the lists of “ask” give them."));
}
