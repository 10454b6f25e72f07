using System.CommandLine;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;

namespace Fieldthread.Commands;

/// <summary><c>approvals</c>: what ethics committees, research governance and sites agreed to.</summary>
internal static class ApprovalCommands
{
    public static IEnumerable<Command> All() => [new Command("approvals", "Record approvals of the study, of sites and of participants, and see which end.") { List(), Record(), Recheck() }];

    private static Command List()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        var due = new Option<bool>("--due") { Description = "Only those that end soon, have ended, or are to be checked again." };
        return new Command("list", "List approvals and how they stand today.") { study, due, csv }.Does(async session =>
        {
            var all = await session.AskAsync(await session.StudyAsync(study), new ApprovalsOfStudy());
            session.Table(ApprovalTables.Table(session.Parsed.GetValue(due) ? all with { Approvals = [.. all.Approvals.Where(a => a.ToRecheck || a.State is ApprovalState.EndsSoon or ApprovalState.Ended)] } : all), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Record()
    {
        var study = Common.Study();
        var kind = new Argument<ApprovalKind>("KIND") { Description = "ethics, researchGovernance or access.", CustomParser = r => Common.Word<ApprovalKind>(r, "kind of approval") };
        var (body, reference, conditions) = (Words("--body", "Who gave it."), Words("--reference", "Its reference."), Words("--conditions", "On what conditions."));
        var (from, until) = (Date("--from", "First day."), Date("--until", "Last day."));
        var (site, who) = (Name("--site", "Name of the site that it is of."), Name("--participant", "Pseudonym of the participant that it is of."));
        return new Command("record", "Record an approval; a renewal is another one.") { kind, body, reference, from, until, conditions, site, who, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var field = await session.AskAsync(at, new Field());
            Guid? Find(Option<string?> option, IEnumerable<(string Name, Guid Id)> things) => p.GetValue(option) is not { } name ? null
                : things.Where(t => t.Name == name.Trim()).Select(t => (Guid?)t.Id).FirstOrDefault() ?? throw new RefusedException(new Refusal("unknown", $"Nothing in this study is called “{name}”.", "List sites and participants with: fieldthread ask field."));
            var done = await session.DoAsync(at, new RecordApproval(
                p.GetValue(kind), p.GetValue(body)!, p.GetValue(reference)!, p.GetValue(from), p.GetValue(until), p.GetValue(conditions)!, Find(site, field.Sites.Select(s => (s.Name, s.Id))), Find(who, field.Participants.Select(s => (s.Pseudonym, s.Id)))));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Recheck()
    {
        var study = Common.Study();
        var which = new Argument<string>("REFERENCE") { Description = "Reference of the approval." };
        var day = new Option<string>("--day") { Description = "When it was looked at.", Required = true, HelpName = "DATE" };
        var note = new Option<string>("--note") { Description = "What came of it.", Required = true, HelpName = "WORDS" };
        return new Command("recheck", "Write down that an approval was looked at again, as after its site merged.") { which, day, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var found = (await session.AskAsync(at, new ApprovalsOfStudy())).Approvals.Where(a => a.Reference == p.GetValue(which)!.Trim()).ToList();
            if (found.Count != 1)
            {
                throw new RefusedException(new Refusal("unknown", found.Count == 0 ? $"There is no approval with the reference “{p.GetValue(which)}”." : $"{found.Count} approvals bear the reference “{p.GetValue(which)}”.", "List them with: fieldthread approvals list. Where two share a reference, use: fieldthread do recheck-approval."));
            }

            var done = await session.DoAsync(at, new RecheckApproval(found[0].Id, p.GetValue(day)!, p.GetValue(note)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Option<string> Words(string name, string description) => new(name) { Description = description, HelpName = "WORDS", DefaultValueFactory = _ => "" };

    private static Option<string?> Date(string name, string description) => new(name) { Description = description, HelpName = "DATE" };

    private static Option<string?> Name(string name, string description) => new(name) { Description = description, HelpName = "NAME" };
}
