using System.CommandLine;
using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;

namespace Fieldthread.Commands;

/// <summary><c>names</c>: the sealed store of names, and pseudonyms put into texts.</summary>
internal static class NameCommands
{
    public static IEnumerable<Command> All() => [new Command("names", "Keep real names sealed, and put pseudonyms into texts.") { SetUp(), List(), Add(), Remove(), Forget(), Look(), Suggest(), Review(), Apply(), Recover() }];

    private static Command SetUp()
    {
        var study = Common.Study();
        return new Command("set-up", "Begin the sealed store of a study; a new key’s recovery key is printed once.") { study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new SetUpNames());
            session.Tell(done, d => d.Answer.RecoveryKey is { } key ? $"The sealed store is set up. The key lies at {Common.NamesKey()}. Write this recovery key down and keep it away from this machine; it is shown this once:\n\n  {key}\n" : "The sealed store is set up, under the key that was there already.");
            return 0;
        });
    }

    private static Command List()
    {
        var (study, csv) = (Common.Study(), Common.Csv());
        return new Command("list", "List the pseudonyms, without names.") { study, csv }.Does(async session =>
        {
            session.Table(RevisionTables.Pseudonyms(await session.AskAsync(await session.StudyAsync(study), new PseudonymList())), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Command Add()
    {
        var study = Common.Study();
        var pseudonym = new Argument<string>("PSEUDONYM") { Description = "What is put in." };
        var forms = new Argument<string[]>("FORM") { Description = "The words as they stand in texts; “-” reads them from standard input, a line each.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<NamedKind>("--kind") { Description = "person, place, organisation, role, date, event or other.", HelpName = "KIND", DefaultValueFactory = _ => NamedKind.Person, CustomParser = r => Common.Word<NamedKind>(r, "kind of name") };
        var change = new Option<Guid?>("--change") { Description = "Id of a pseudonym that is changed.", HelpName = "ID" };
        return new Command("add", "Say what stands in texts in the place of a name.") { pseudonym, forms, kind, change, study }.Does(async session =>
        {
            var (p, given) = (session.Parsed, session.Parsed.GetValue(forms)!);
            var words = given is ["-"] ? await Console.In.ReadToEndAsync(session.Cancel) : string.Join('\n', given);
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new KeepPseudonym(p.GetValue(pseudonym)!, words, p.GetValue(kind), p.GetValue(change))), d => $"Kept by act {d.Act}.");
            return 0;
        });
    }

    private static Command Remove()
    {
        var (study, id) = (Common.Study(), new Argument<Guid>("ID") { Description = "The pseudonym, by its id in the list." });
        return new Command("remove", "Take a pseudonym from the list; texts keep it.") { id, study }.Does(async session =>
        {
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new RemovePseudonym(session.Parsed.GetValue(id))), d => $"Removed by act {d.Act}.");
            return 0;
        });
    }

    private static Command Forget()
    {
        var (study, id) = (Common.Study(), new Argument<Guid>("ID") { Description = "The pseudonym, by its id in the list." });
        return new Command("forget", "Take what is sealed under a pseudonym away for good; texts keep the pseudonym.") { id, study }.Does(async session =>
        {
            session.Tell(await session.DoAsync(await session.StudyAsync(study), new ForgetName(session.Parsed.GetValue(id))), d => $"Forgotten by act {d.Act}.");
            return 0;
        });
    }

    private static Command Look()
    {
        var study = Common.Study();
        return new Command("look", "Show the names with their pseudonyms; the look is logged.") { study }.Does(async session =>
        {
            var seen = (await session.DoAsync(await session.StudyAsync(study), new LookAtNames())).Answer;
            session.Table(seen.Names!, ("pseudonym", n => n.Replacement), ("stands for", n => NameWords.Of(n.Kind)), ("written", n => string.Join("; ", n.Words)), ("id", n => n.Id));
            return 0;
        });
    }

    private static Command Suggest()
    {
        var (study, sources) = (Common.Study(), Sources(required: false));
        return new Command("suggest", "List words of the texts that may give somebody away.") { sources, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            session.Table(await session.AskAsync(at, new NameSuggestionsOfStudy(await FindAsync(session, at, sources))), ("words", s => s.Words), ("seems to be", s => NameWords.Of(s.Kind)), ("times", s => s.Times), ("texts", s => s.Sources), ("why", s => s.Why));
            return 0;
        });
    }

    private static Command Review()
    {
        var (study, sources) = (Common.Study(), Sources(required: true));
        return new Command("review", "Show side by side what putting the pseudonyms in would change; the look is logged.") { sources, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var seen = (await session.DoAsync(at, new LookAtNames(await FindAsync(session, at, sources)))).Answer;
            session.Tell(seen, s => string.Join('\n', s.Reviews!.Select(r => $"{r.Name}: {Counted.Of(r.Replaced, "place")}\n{SourceCommands.InWords(r.Compared, would: true)}").Append($"Nothing was changed. Put them in with: fieldthread names apply --seen {s.AsOf} …")));
            return 0;
        });
    }

    private static Command Apply()
    {
        var (study, sources) = (Common.Study(), Sources(required: true));
        var seen = new Option<long>("--seen") { Description = "The number that the review gave.", Required = true, HelpName = "N" };
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "WORDS", DefaultValueFactory = _ => "" };
        return new Command("apply", "Put the pseudonyms into reviewed texts: one act, undone as one.") { sources, seen, reason, study }.Does(async session =>
        {
            var (p, at) = (session.Parsed, await session.StudyAsync(study));
            var done = await session.DoAsync(at, new PseudonymiseSources(await FindAsync(session, at, sources), p.GetValue(seen), p.GetValue(reason)!), "Putting pseudonyms in");
            var slug = await session.SlugAsync(at);
            session.Tell(done, d => $"Act {d.Act}: {Counted.Of(d.Answer.Done.Sum(s => s.Replaced), "place")} in {Counted.Of(d.Answer.Done.Count, "text")}; {Counted.Of(d.Answer.Done.Sum(s => s.Waiting), "coding")} wait to be placed. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}");
            return 0;
        });
    }

    private static Command Recover() => new Command("recover", "Put the key back; reads the recovery key from standard input.").Does(async session =>
    {
        var finger = NameKey.Recover(Common.NamesKey(), await Console.In.ReadToEndAsync(session.Cancel));
        session.Tell(new { finger, place = Common.NamesKey() }, k => $"The key {k.finger} lies at {k.place} again.");
        return 0;
    });

    private static Option<string[]> Sources(bool required) => new("--source") { Description = "Name or id of a source; again for more.", Required = required, HelpName = "NAME" };

    private static async Task<List<Guid>> FindAsync(Session session, int study, Option<string[]> sources)
    {
        var ids = new List<Guid>();
        foreach (var name in session.Parsed.GetValue(sources) ?? [])
        {
            ids.Add(await SourceCommands.FindAsync(session, study, name));
        }

        return ids;
    }
}
