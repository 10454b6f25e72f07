using System.CommandLine;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Recruitment;

namespace Fieldthread.Commands;

/// <summary><c>recruitment</c>: who was asked to take part, and what came of it.</summary>
internal static class RecruitmentCommands
{
    public static IEnumerable<Command> All() => [new Command("recruitment", "Keep the log of recruitment: who was asked, what they answered, how many were wanted.") { List(), Counts(), Approach(), Record(), Target(), Import() }];

    private static Command List()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("list", "List the log, one step a row.") { study, csv }.Does(async session =>
        {
            session.Table(RecruitmentTables.Log(await session.AskAsync(await session.StudyAsync(study), new RecruitmentOfStudy())), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Counts()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("counts", "Count by role and site against the targets, as a methods section needs it.") { study, csv }.Does(async session =>
        {
            session.Table(RecruitmentTables.Counts(await session.AskAsync(await session.StudyAsync(study), new RecruitmentOfStudy())), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Approach()
    {
        var (study, who, day, site) = (Common.Study(), Who(), Day(), Site());
        var role = new Argument<string>("ROLE") { Description = "Role for which they were asked." };
        var (how, replaces) = (Words("--how", "By letter, by telephone, through somebody."), Words("--in-place-of", "Label of the one in whose place they are asked."));
        return new Command("approach", "Write down that somebody was asked.") { who, role, day, site, how, replaces, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new ApproachRecruit(p.GetValue(who)!, p.GetValue(role)!, p.GetValue(day)!, await SiteAsync(session, at, site), p.GetValue(how)!, p.GetValue(replaces)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Record()
    {
        var (study, who, day) = (Common.Study(), Who(), Day());
        var step = new Argument<RecruitmentStep>("STEP") { Description = "approached, agreed, declined, noAnswer, replaced or withdrew.", CustomParser = r => Common.Word<RecruitmentStep>(r, "step") };
        var (why, how, becomes) = (Words("--reason", "Why."), Words("--how", "How they answered."), Words("--participant", "Pseudonym of the participant that they became."));
        return new Command("record", "Write down what came of asking somebody.") { who, step, day, why, how, becomes, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var participant = p.GetValue(becomes) is { Length: > 0 } name
                ? (await session.AskAsync(at, new Field())).Participants.FirstOrDefault(x => x.Pseudonym == name)?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no participant “{name}” in this study.", "List them with: fieldthread ask field."))
                : (Guid?)null;
            var done = await session.DoAsync(at, new RecordRecruitment(p.GetValue(who)!, p.GetValue(step), p.GetValue(day)!, p.GetValue(why)!, p.GetValue(how)!, participant));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Target()
    {
        var (study, site) = (Common.Study(), Site());
        var role = new Argument<string>("ROLE") { Description = "Role, as the log writes it." };
        var number = new Argument<int>("NUMBER") { Description = "How many; 0 takes the target away." };
        return new Command("target", "Say how many of a role are wanted.") { role, number, site, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var done = await session.DoAsync(at, new SetRecruitmentTarget(session.Parsed.GetValue(role)!, session.Parsed.GetValue(number), await SiteAsync(session, at, site)));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Import()
    {
        var study = Common.Study();
        var file = new Argument<FileInfo>("FILE") { Description = "CSV or .xlsx with the headings who, role, site, step, day, how, reason, replaces, participant." };
        return new Command("import", "Bring in a log, a step a row; what is there already is met again.") { file, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var path = session.Parsed.GetValue(file)!;
            var done = await session.DoAsync(at, new ImportRecruitment(new GivenFile(path.Name, await File.ReadAllBytesAsync(path.FullName, session.Cancel))), $"Reading {path.Name}");
            var import = (await session.AskAsync(at, new ImportList())).First(i => i.Id == done.Answer.Import);
            session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend($"Brought in as act {d.Act}: {(d.Answer.People == 1 ? "1 person" : $"{d.Answer.People} people")}, {Counted.Of(d.Answer.Steps, "step")}; {d.Answer.Met} there already.")));
            return 0;
        });
    }

    private static Argument<string> Who() => new("WHO") { Description = "Label under which they stand in the log; not a name." };

    private static Option<string> Day() => new("--day") { Description = "When: 2021, 2021-06 or 2021-06-14.", Required = true, HelpName = "DATE" };

    private static Option<string?> Site() => new("--site") { Description = "Name of the site.", HelpName = "NAME" };

    private static Option<string> Words(string name, string description) => new(name) { Description = description, HelpName = "WORDS", DefaultValueFactory = _ => "" };

    private static async Task<Guid?> SiteAsync(Session session, int study, Option<string?> option) => session.Parsed.GetValue(option) is not { } name ? null
        : (await session.AskAsync(study, new Field())).Sites.FirstOrDefault(s => s.Name == name.Trim())?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is no site “{name}”.", "List the sites with: fieldthread ask field."));
}
