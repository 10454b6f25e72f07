using System.CommandLine;
using Fieldthread.Core.Basics;
using Fieldthread.Web.Frame;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;

namespace Fieldthread.Commands;

/// <summary><c>consent</c>: what participants consent to, and who withdrew.</summary>
internal static class ConsentCommands
{
    private static readonly (string Word, ConsentScope Scope)[] Scopes = [("audio", ConsentScope.Audio), ("quotation", ConsentScope.Quotation), ("reuse", ConsentScope.Reuse), ("archive", ConsentScope.Archive)];
    private static readonly (string Word, ConsentAnswer Answer)[] Answers = [("given", ConsentAnswer.Given), ("refused", ConsentAnswer.Refused), ("not-asked", ConsentAnswer.NotAsked)];
    private static readonly (string Word, WithdrawalLevel Level)[] Levels = [("no-contact", WithdrawalLevel.NoContact), ("not-quoted", WithdrawalLevel.NotQuoted), ("not-archived", WithdrawalLevel.NotArchived), ("kept-until", WithdrawalLevel.KeptUntil), ("erase", WithdrawalLevel.Erase)];

    public static IEnumerable<Command> All() => [new Command("consent", "Record what participants consent to, and what they withdraw.") { List(), Show(), Record(), Withdraw(), Special(), Flag() }];

    private static Command List()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        var due = new Option<bool>("--due") { Description = "Only those of whom something is due." };
        return new Command("list", "List the consent of every participant as it stands now.") { study, due, csv }.Does(async session =>
        {
            var all = await session.AskAsync(await session.StudyAsync(study), new ConsentsOfStudy());
            session.Table(ConsentTables.Consents(session.Parsed.GetValue(due) ? all with { People = [.. all.People.Where(p => p.Due is not null)] } : all), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Show()
    {
        var (study, who, csv) = (Common.Study(), Who(), Common.Csv());
        return new Command("show", "Show everything that was recorded of a participant’s consent.") { who, study, csv }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Table(ConsentTables.History(await session.AskAsync(at, new ConsentOf(await FindAsync(session, at, who)))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Record()
    {
        var (study, who) = (Common.Study(), Who());
        var scope = new Argument<ConsentScope>("SCOPE") { Description = "audio, quotation, reuse or archive.", CustomParser = r => Word(r, Scopes, "scope") };
        var answer = new Argument<ConsentAnswer>("ANSWER") { Description = "given, refused or not-asked.", CustomParser = r => Word(r, Answers, "answer") };
        var day = new Option<string?>("--day") { Description = "When they said so: 2021, 2021-06 or 2021-06-14.", HelpName = "DATE" };
        var (form, note) = (Words("--form", "Version of the form that they were given."), Words("--note", "Where it is kept, or how it was given."));
        return new Command("record", "Record an answer; earlier ones stay readable.") { who, scope, answer, day, form, note, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new RecordConsent(await FindAsync(session, at, who), p.GetValue(answer), p.GetValue(scope), p.GetValue(day), p.GetValue(form)!, p.GetValue(note)!));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }

    private static Command Withdraw()
    {
        var (study, who) = (Common.Study(), Who());
        var level = new Option<WithdrawalLevel>("--level") { Description = "no-contact, not-quoted, not-archived, kept-until or erase; each holds those before it.", Required = true, HelpName = "LEVEL", CustomParser = r => Word(r, Levels, "level") };
        var day = new Option<string>("--day") { Description = "When they said so.", HelpName = "DATE", DefaultValueFactory = _ => "" };
        var until = new Option<string?>("--until") { Description = "With kept-until: the last day on which the data are kept.", HelpName = "DATE" };
        var (by, why) = (Words("--decided-by", "Who of the study decided it."), Words("--reason", "Why."));
        var preview = new Option<bool>("--preview") { Description = "Only say what it would reach; nothing is changed." };
        return new Command("withdraw", "Withdraw consent; an erasure takes the words for good.") { who, level, day, by, why, until, preview, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var participant = await FindAsync(session, at, who);
            if (p.GetValue(preview))
            {
                var reach = await session.AskAsync(at, new WithdrawalPreview(participant, p.GetValue(level)));
                session.Tell(reach, r => string.Join('\n', r.Lines.Select(l => $"  {l.Count} {l.What}{(l.Which.Count > 0 ? $" ({string.Join(", ", l.Which)})" : "")}. {l.Becomes}").Prepend($"“{r.Level}” for {r.Pseudonym}: {r.Refuses}").Append("Nothing was changed.")));
                return 0;
            }

            var done = await session.DoAsync(at, new WithdrawConsent(participant, p.GetValue(level), p.GetValue(day)!, p.GetValue(by)!, p.GetValue(why)!, p.GetValue(until)));
            session.Tell(done, d => p.GetValue(level) != WithdrawalLevel.Erase ? $"Recorded by act {d.Act}. {ConsentWords.Refuses(p.GetValue(level))}"
                : $"Erased by act {d.Act}: {Counted.Of(d.Answer.Sources, "source")} whole, {Counted.Of(d.Answer.Turns, "turn")} in others, {Counted.Of(d.Answer.Recordings, "recording")}; {Counted.Of(d.Answer.Rows, "row")} lost words, history included.{(d.Answer.Left.Count > 0 ? $" Left, for no turn there bears their pseudonym: {Counted.Of(d.Answer.Left.Count, "source")}. Read them." : "")}");
            return 0;
        });
    }

    private static Argument<string> Who() => new("PARTICIPANT") { Description = "Pseudonym of the participant." };

    private static Option<string> Words(string name, string description) => new(name) { Description = description, HelpName = "WORDS", DefaultValueFactory = _ => "" };

    private static async Task<Guid> FindAsync(Session session, int study, Argument<string> who)
    {
        var name = session.Parsed.GetValue(who)!.Trim();
        return (await session.AskAsync(study, new ConsentsOfStudy())).People.FirstOrDefault(p => p.Pseudonym == name)?.Id
            ?? throw new RefusedException(new Refusal("unknown", $"There is no participant “{name}” in this study.", "List them with: fieldthread consent list."));
    }

    private static T Word<T>(System.CommandLine.Parsing.ArgumentResult result, (string Word, T Value)[] words, string what)
    {
        var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        var found = words.FirstOrDefault(w => w.Word.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (found.Word is null)
        {
            result.AddError($"“{given}” is no {what}. Write {string.Join(", ", words.SkipLast(1).Select(w => w.Word))} or {words[^1].Word}.");
        }

        return found.Value;
    }

    private static Command Special()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("special", "List sources and codes that hold special categories of personal data.") { study, cut, csv }.Does(async session =>
        {
            session.Table(ConsentTables.Special(await session.AskAsync(await session.StudyAsync(study), new SpecialCategoriesOfStudy(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Flag()
    {
        var study = Common.Study();
        var category = new Argument<Core.Fieldwork.SpecialCategory>("CATEGORY") { Description = "origin, politicalOpinion, belief, tradeUnion, genetic, biometric, health, sexLife, orientation or offences.", CustomParser = r => Common.Word<Core.Fieldwork.SpecialCategory>(r, "special category") };
        var (source, code) = (new Option<string?>("--source") { Description = "Name of the source that holds it.", HelpName = "NAME" }, new Option<string?>("--code") { Description = "Path of the code under which it stands.", HelpName = "PATH" });
        var (held, off) = (new Option<bool>("--consent-held") { Description = "Explicit consent to share it beyond the study is held." }, new Option<bool>("--off") { Description = "Take the flag away." });
        var note = new Option<string>("--note") { Description = "What is to be known of it.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        return new Command("flag", "Say that a source, or what carries a code, holds a special category of personal data.") { category, source, code, held, note, off, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var (of, kept, words, away) = (p.GetValue(category), p.GetValue(held), p.GetValue(note)!, p.GetValue(off));
            if ((p.GetValue(source) is null) == (p.GetValue(code) is null))
            {
                throw new RefusedException(new Refusal("bad-field", "Neither a source nor a code was named, or both.", "Write --source NAME or --code PATH."));
            }

            var found = p.GetValue(source) is { } name
                ? (await session.AskAsync(at, new SourceList())).Where(s => s.Name == name.Trim()).Select(s => s.Id).ToList()
                : (await session.AskAsync(at, new CodebookTree())).Where(c => c.Path == p.GetValue(code)!.Trim()).Select(c => c.Id).ToList();
            if (found.Count != 1)
            {
                throw new RefusedException(new Refusal("unknown", found.Count == 0 ? $"There is no {(p.GetValue(source) is null ? "code" : "source")} “{p.GetValue(source) ?? p.GetValue(code)}” in this study." : $"{found.Count} sources are called “{p.GetValue(source)}”.", "Names are written as the lists give them."));
            }

            var done = p.GetValue(source) is null ? await session.DoAsync(at, new FlagCode(found[0], of, kept, words, away)) : await session.DoAsync(at, new FlagSource(found[0], of, kept, words, away));
            session.Tell(done, d => $"Recorded by act {d.Act}.");
            return 0;
        });
    }
}
