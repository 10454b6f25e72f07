using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Roles;

namespace Fieldthread.Commands;

/// <summary><c>participant</c>: what stands with a participant, and their roles through time.</summary>
internal static class ParticipantCommands
{
    public static IEnumerable<Command> All() => [new Command("participant", "See and correct participants, and their roles through time.") { Show(), Edit(), Role(), Unrole(), Roles() }];

    private static Command Show()
    {
        var (who, study, cut) = (Who(), Common.Study(), RegisterCommands.Cut());
        return new Command("show", "Show a participant with their roles and when they were heard.") { who, study, cut }.Does(async session =>
        {
            var (at, known) = (await session.StudyAsync(study), session.Parsed.GetValue(cut));
            session.Tell(await session.AskAsync(at, new ShowParticipant(await FindAsync(session, at, session.Parsed.GetValue(who)!, known)), known), InWords);
            return 0;
        });
    }

    private static Command Edit()
    {
        var (who, study) = (Who(), Common.Study());
        var (pseudonym, role, site) = (Text("--pseudonym", "Another pseudonym; not where turns in texts bear it."), Text("--role", "Role that counts on days without a dated one."), Text("--site", "Site that counts on such days; “none” for none."));
        return new Command("edit", "Correct what stands with a participant; what is not named stays.") { who, pseudonym, role, site, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var was = await session.AskAsync(at, new ShowParticipant(await FindAsync(session, at, p.GetValue(who)!, null)));
            var done = await session.DoAsync(at, new EditParticipant(was.Line.Id, p.GetValue(pseudonym) ?? was.Line.Pseudonym, p.GetValue(role) ?? was.Line.Role, p.GetValue(site) is { } given ? await SiteAsync(session, at, given) : was.Site));
            session.Tell(done, d => $"Corrected by act {d.Act}.");
            return 0;
        });
    }

    private static Command Role()
    {
        var (who, study) = (Who(), Common.Study());
        var role = new Argument<string>("ROLE") { Description = "The role." };
        var (site, from, to) = (Text("--site", "Where they held it; without it, the site that stands with them; “none” for none."), Date("--from", "From when."), Date("--to", "Its last day; without it, it is still so."));
        return new Command("role", "Say which role a participant held from when until when; a role that was still open ends where it begins.") { who, role, from, to, site, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var was = await session.AskAsync(at, new ShowParticipant(await FindAsync(session, at, p.GetValue(who)!, null)));
            var done = await session.DoAsync(at, new AddRole(was.Line.Id, p.GetValue(role)!, p.GetValue(site) is { } given ? await SiteAsync(session, at, given) : was.Site, p.GetValue(from), p.GetValue(to)));
            session.Tell(done, d => $"Added by act {d.Act}.{(d.Answer.Ended is null ? "" : $" They were {d.Answer.Ended} until {d.Answer.Last}.")}");
            return 0;
        });
    }

    private static Command Unrole()
    {
        var (who, study) = (Who(), Common.Study());
        var (role, from) = (new Argument<string>("ROLE") { Description = "The role." }, Date("--from", "From when, where they held it several times."));
        return new Command("unrole", "Take away that a participant held a role for a time.") { who, role, from, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var was = await session.AskAsync(at, new ShowParticipant(await FindAsync(session, at, p.GetValue(who)!, null)));
            var found = was.Roles.Where(r => r.Role == p.GetValue(role)!.Trim() && (p.GetValue(from) is not { } day || r.From == day.Trim())).ToList();
            if (found.Count != 1)
            {
                throw new RefusedException(found.Count == 0
                    ? new Refusal("unknown", $"“{was.Line.Pseudonym}” has no dated role “{p.GetValue(role)}”{(p.GetValue(from) is { } day ? $" from {day}" : "")}.", "See them with: fieldthread participant show.")
                    : new Refusal("ambiguous", $"“{was.Line.Pseudonym}” was {found[0].Role} {found.Count} times.", "Say from when, with --from."));
            }

            session.Tell(await session.DoAsync(at, new RemoveRole(found[0].Id)), d => $"Taken away by act {d.Act}.");
            return 0;
        });
    }

    private static Command Roles()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("roles", "List the roles of all participants through time, as they can be brought in again.") { study, cut, csv }.Does(async session =>
        {
            var list = await session.AskAsync(await session.StudyAsync(study), new RolesOfStudy(), session.Parsed.GetValue(cut));
            session.Table(PlainTable.Of("roles-held", list, ("participant", r => r.Pseudonym), ("role", r => r.Role), ("site", r => r.Site), ("from", r => r.From), ("to", r => r.To)), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static string InWords(ParticipantPage p) => string.Join('\n', (IEnumerable<string>)
    [
        $"{p.Line.Pseudonym}: {(p.Line.Role.Length > 0 ? p.Line.Role : "role not said")}, {p.Line.Site ?? "no site"}", .. p.Attributes.Select(a => $"  {a.Name}: {a.Value}"),
        .. p.Roles.Select(r => $"  {r.Role}{(r.Site is null ? "" : ", " + r.Site)}: {r.From ?? "an unknown date"} to {r.To ?? "now"}"),
        .. p.Heard.Select(e => $"  heard {e.Date ?? "on an unknown date"}: {e.Encounter}{(e.Role.Length > 0 ? $", as {e.Role}" : "")}{(e.Site is null ? "" : $" of {e.Site}")}"),
    ]);

    private static Argument<string> Who() => new("PARTICIPANT") { Description = "Pseudonym of the participant." };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "WORDS" };

    private static Option<string?> Date(string name, string description) => new(name) { Description = description, HelpName = "DATE" };

    private static async Task<Guid> FindAsync(Session session, int study, string name, string? cut) => One("participant", name, (await session.AskAsync(study, new Field(), cut)).Participants.Select(p => (p.Id, p.Pseudonym)));

    private static async Task<Guid?> SiteAsync(Session session, int study, string name) => name.Trim() is "none" or "" ? null : One("site", name, (await session.AskAsync(study, new Field())).Sites.Select(s => (s.Id, s.Name)));

    private static Guid One(string what, string name, IEnumerable<(Guid Id, string Name)> all) =>
        all.Where(a => a.Name == name.Trim()).Select(a => (Guid?)a.Id).FirstOrDefault() ?? throw new RefusedException(new Refusal("unknown", $"There is no {what} “{name}” in this study.", "Names are written as the lists of “ask” give them."));
}
