using System.CommandLine;
using Fieldthread.Web.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Minutes;

namespace Fieldthread.Commands;

/// <summary><c>minutes</c>: analysis meetings and what they decided.</summary>
internal static class MinutesCommands
{
    public static IEnumerable<Command> All() => [new Command("minutes", "Write, list and take out the minutes of analysis meetings and their decisions.") { List(), Decisions(), Write(), Change(), Decide(), Redecide(), Undecide(), Link(), Unlink(), Remove() }];

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var docx = new Option<FileInfo?>("--docx") { Description = "Write them, with their decisions, into a document.", HelpName = "FILE" };
        return new Command("list", "List the meetings, newest first.") { docx, study, cut, csv }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            if (p.GetValue(docx) is { } file)
            {
                var bytes = (await session.AskAsync(at, new MinutesFile(), p.GetValue(cut))).Bytes;
                await Whole.WriteAsync(file, stream => stream.Write(bytes));
                session.Tell(new { file = file.FullName }, w => $"Written to {w.file}.");
                return 0;
            }

            session.Table(MinutesTables.Minutes(await session.AskAsync(at, new MinutesList(), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Decisions()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var on = new Option<string>("--on") { Description = "Only those that touch this: codes:Trust, claims:C4, sites:Site 3, or an id behind the colon.", DefaultValueFactory = _ => "" };
        return new Command("decisions", "List the decisions, newest first.") { on, study, cut, csv }.Does(async session =>
        {
            session.Table(MinutesTables.Decisions(await session.AskAsync(await session.StudyAsync(study), new DecisionList(session.Parsed.GetValue(on)!), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Write()
    {
        var (study, fields) = (Common.Study(), new Fields());
        var decided = new Option<string[]>("--decided") { Description = "A decision; may be given again.", HelpName = "WORDS" };
        return new Command("write", "Write the minutes of a meeting.") { fields.Date, fields.Title, fields.Discussed, fields.Present, fields.Others, decided, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new WriteMinutes(p.GetValue(fields.Date)!, p.GetValue(fields.Title)!, p.GetValue(fields.Discussed)!, await PeopleAsync(session, at, p.GetValue(fields.Present) ?? []), p.GetValue(fields.Others)!, string.Join('\n', (p.GetValue(decided) ?? []).Select(d => d.ReplaceLineEndings(" ")))));
            session.Tell(done, d => $"Written by act {d.Act}: {d.Answer.Id}");
            return 0;
        });
    }

    private static Command Change()
    {
        var (study, fields, minutes) = (Common.Study(), new Fields(), Minutes());
        return new Command("change", "Correct minutes; history keeps what they said. Give every field.") { minutes, fields.Date, fields.Title, fields.Discussed, fields.Present, fields.Others, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new ChangeMinutes(p.GetValue(minutes), p.GetValue(fields.Date)!, p.GetValue(fields.Title)!, p.GetValue(fields.Discussed)!, await PeopleAsync(session, at, p.GetValue(fields.Present) ?? []), p.GetValue(fields.Others)!));
            session.Tell(done, d => $"Changed by act {d.Act}.");
            return 0;
        });
    }

    private static Command Decide()
    {
        var (study, minutes, words) = (Common.Study(), Minutes(), Words());
        var on = new Option<string[]>("--on") { Description = "What it touches: codes:Trust, claims:C4, sources:Interview 1, sites:Site 3; may be given again.", HelpName = "THING" };
        return new Command("decide", "Add a decision to minutes.") { minutes, words, on, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new AddDecision(session.Parsed.GetValue(minutes), session.Parsed.GetValue(words)!, session.Parsed.GetValue(on) ?? []));
            session.Tell(done, d => $"Added by act {d.Act}: {d.Answer.Id}");
            return 0;
        });
    }

    private static Command Redecide()
    {
        var (study, decision, words) = (Common.Study(), Decision(), Words());
        return new Command("redecide", "Change the words of a decision.") { decision, words, study }.Does(async session => Say(session, await session.DoAsync(await session.StudyAsync(study), new ChangeDecision(session.Parsed.GetValue(decision), session.Parsed.GetValue(words)!)), "Changed"));
    }

    private static Command Undecide()
    {
        var (study, decision) = (Common.Study(), Decision());
        return new Command("undecide", "Take a decision out of its minutes; history keeps it.") { decision, study }.Does(async session => Say(session, await session.DoAsync(await session.StudyAsync(study), new RemoveDecision(session.Parsed.GetValue(decision))), "Removed"));
    }

    private static Command Link()
    {
        var (study, decision) = (Common.Study(), Decision());
        var to = new Argument<string>("TO") { Description = "What it touches: claims:C4, codes:Trust, sites:Site 3, or an id behind the colon." };
        return new Command("link", "Say of a decision that it touches something.") { decision, to, study }.Does(async session => Say(session, await session.DoAsync(await session.StudyAsync(study), new LinkDecision(session.Parsed.GetValue(decision), session.Parsed.GetValue(to)!)), "Linked"));
    }

    private static Command Unlink()
    {
        var study = Common.Study();
        var link = new Argument<Guid>("LINK") { Description = "Id of the link, as “ask decisions” gives it." };
        return new Command("unlink", "Take a link of a decision away.") { link, study }.Does(async session => Say(session, await session.DoAsync(await session.StudyAsync(study), new UnlinkDecision(session.Parsed.GetValue(link))), "Taken away"));
    }

    private static Command Remove()
    {
        var (study, minutes) = (Common.Study(), Minutes());
        return new Command("remove", "Take minutes away with their decisions; history keeps them.") { minutes, study }.Does(async session => Say(session, await session.DoAsync(await session.StudyAsync(study), new RemoveMinutes(session.Parsed.GetValue(minutes))), "Removed"));
    }

    private static int Say(Session session, Done<Added> done, string what)
    {
        session.Tell(done, d => $"{what} by act {d.Act}: {d.Answer.Id}");
        return 0;
    }

    private static async Task<IReadOnlyList<Guid>> PeopleAsync(Session session, int study, IReadOnlyList<string> names)
    {
        var team = await session.AskAsync(study, new TeamList());
        return [.. names.Select(n => team.FirstOrDefault(t => t.Name == n)?.Id ?? throw new RefusedException(new Refusal("unknown", $"There is nobody called “{n}” in the study.", "List the people with: fieldthread ask team; others who were there go to --others.")))];
    }

    private static Argument<Guid> Minutes() => new("MINUTES") { Description = "Id of the minutes, as the list gives it." };

    private static Argument<Guid> Decision() => new("DECISION") { Description = "Id of the decision, as the list gives it." };

    private static Argument<string> Words() => new("WORDS") { Description = "What was decided, and why." };

    private sealed class Fields
    {
        public Argument<string> Date { get; } = new("DATE") { Description = "When it was: 2024-05-17, 2024-05 or 2024." };

        public Argument<string> Title { get; } = new("TITLE") { Description = "What the meeting was." };

        public Option<string> Discussed { get; } = new("--discussed") { Description = "What was discussed.", DefaultValueFactory = _ => "", HelpName = "WORDS" };

        public Option<string[]> Present { get; } = new("--present") { Description = "Name of somebody of the study who was there; may be given again.", HelpName = "NAME" };

        public Option<string> Others { get; } = new("--others") { Description = "Who else was there.", DefaultValueFactory = _ => "", HelpName = "NAMES" };
    }
}
