using System.CommandLine;
using System.Text.RegularExpressions;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary><c>claim</c>, <c>statistic</c>, <c>cut</c>: from evidence to what is said.</summary>
internal static partial class FindingCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("claim", "Enter claims, set evidence for and against them, list them.") { NewClaim(), Evidence(), ListClaims() };
        yield return new Command("statistic", "Define numbers that are made again whenever they are read.") { NewStatistic(), ListStatistics() };
        yield return new Command("cut", "Freeze, list and compare data cuts.") { Freeze(), ListCuts(), Compare() };
        yield return ReportCommands.Command();
    }

    private static Command NewClaim()
    {
        var (statement, study) = (new Argument<string>("STATEMENT") { Description = "The claim as a sentence." }, Common.Study());
        return new Command("new", "Enter a claim into the ledger.") { statement, study }.Does(async session =>
        {
            var done = await session.DoAsync(await session.StudyAsync(study), new AddClaim(session.Parsed.GetValue(statement)!));
            session.Tell(done.Answer, a => $"Entered as {a.Key}.");
            return 0;
        });
    }

    private static Command Evidence()
    {
        var claim = new Argument<string>("CLAIM") { Description = "Key of the claim, as C1." };
        var study = Common.Study();
        var speaksFor = Pieces("--for", "speak for");
        var against = Pieces("--against", "speak against");
        var source = new Option<string?>("--source") { Description = "Name of the source that the quoted words stand in; without it, all sources are looked through.", HelpName = "NAME" };
        return new Command("evidence", "Set quotations and statistics for or against a claim. A piece is a key (q12, s3) or words of a source.") { claim, study, speaksFor, against, source }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var (set, said) = (new List<object>(), new List<string>());
            foreach (var (piece, side) in Given(session, speaksFor).Select(p => (p, Side.For)).Concat(Given(session, against).Select(p => (p, Side.Against))))
            {
                var key = Key.IsMatch(piece) ? piece : await QuoteAsync(session, at, piece, session.Parsed.GetValue(source));
                await session.DoAsync(at, new AddEvidence(session.Parsed.GetValue(claim)!, key, side));
                set.Add(new { key, side });
                said.Add($"{key} {(side == Side.For ? "for" : "against")}");
            }

            if (set.Count == 0)
            {
                throw new RefusedException(new Refusal("empty", "No evidence was given.", "Add --for or --against with keys or words."));
            }

            session.Tell(set, s => $"{Counted.Of(s.Count, "piece")} of evidence set: {string.Join(", ", said)}.");
            return 0;
        });
    }

    private static string[] Given(Session session, Option<string[]> option) => session.Parsed.GetValue(option) ?? [];

    private static Option<string[]> Pieces(string name, string how) => new(name) { Description = $"Keys or words of a source that {how} it.", AllowMultipleArgumentsPerToken = true, HelpName = "PIECE" };

    private static async Task<string> QuoteAsync(Session session, int study, string words, string? named)
    {
        var sources = (await session.AskAsync(study, new SourceList())).Where(s => named is null || s.Name == named).ToList();
        if (named is not null && sources.Count != 1)
        {
            throw new RefusedException(new Refusal("unknown", $"There is {(sources.Count == 0 ? "no" : "more than one")} source “{named}”.", "List the sources with: fieldthread ask sources."));
        }

        var (exact, alike) = (new List<Guid>(), new List<Guid>());
        foreach (var source in sources)
        {
            var text = (await session.AskAsync(study, new SourceText(source.Id))).Text;
            if (text.Contains(words, StringComparison.Ordinal))
            {
                exact.Add(source.Id);
            }
            else if (QuotedWords.Find(text, words).Count > 0)
            {
                alike.Add(source.Id);
            }
        }

        var holding = exact.Count > 0 ? exact : alike;
        return holding.Count == 1
            ? (await session.DoAsync(study, new QuoteWords(holding[0], words))).Answer.Key!
            : throw new RefusedException(holding.Count == 0
                ? new Refusal("words-not-there", $"No source holds these words: “{words}”.", "Copy them from the source: quotation marks, dashes and spaces may look different, every letter must be the same.")
                : new Refusal("words-ambiguous", $"{holding.Count} sources hold these words: “{words}”.", "Name the source with --source, or take in a word or two more."));
    }

    private static Command ListClaims()
    {
        var study = Common.Study();
        return new Command("list", "List the claims with how much speaks for and against each.") { study }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new ClaimList()), ("Claim", c => c.Key), ("For", c => c.For), ("Against", c => c.Against), ("Statement", c => c.Statement));
            return 0;
        });
    }

    private static Command NewStatistic()
    {
        var label = new Argument<string>("LABEL") { Description = "What it says, in words." };
        var definition = new Argument<string>("DEFINITION") { Description = $"JSON, as {Example}" };
        var study = Common.Study();
        return new Command("new", "Define a statistic.") { label, definition, study }.Does(async session =>
        {
            var at = await session.StudyAsync(study);
            var done = await session.DoAsync(at, new AddStatistic(session.Parsed.GetValue(label)!, GivenJson.Read<StatisticDefinition>(session.Parsed.GetValue(definition)!, "the definition", Example)));
            var line = (await session.AskAsync(at, new StatisticList())).First(s => s.Key == done.Answer.Key);
            session.Tell(line, l => $"Defined as {l.Key}: {InWords(l)} {l.Label}");
            return 0;
        });
    }

    private static Command ListStatistics()
    {
        var study = Common.Study();
        var cut = new Option<string?>("--cut") { Description = "Name of a cut; without it, the study as it is.", HelpName = "NAME" };
        return new Command("list", "List the statistics with their values.") { study, cut }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new StatisticList(), session.Parsed.GetValue(cut)), ("Key", s => s.Key), ("Value", InWords), ("Says", s => s.Label));
            return 0;
        });
    }

    private static string InWords(StatisticLine s) => s.Value is null ? "cannot be made" : s.Value.Base is { } n ? $"{s.Value.Value} of {n}" : $"{s.Value.Value}";

    private static Command Freeze()
    {
        var (name, study) = (new Argument<string>("NAME") { Description = "Name of the cut." }, Common.Study());
        var sites = Names("--site", "sites");
        var phases = Names("--phase", "phases");
        var coders = Names("--coder", "coders");
        return new Command("freeze", "Freeze the study as it is now under a name, for ever.") { name, study, sites, phases, coders }.Does(async session =>
        {
            var filter = new CutFilter(Given(session, sites), Given(session, phases), Given(session, coders));
            var done = await session.DoAsync(await session.StudyAsync(study), new FreezeCut(session.Parsed.GetValue(name)!, filter));
            session.Tell(done.Answer, a => $"Frozen: “{a.Name}” holds the study up to act {a.Act}.");
            return 0;
        });
    }

    private static Option<string[]> Names(string name, string what) => new(name) { Description = $"Only these {what}, by name.", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };

    private static Command ListCuts()
    {
        var study = Common.Study();
        return new Command("list", "List the cuts.") { study }.Does(async session =>
        {
            session.Table(await session.AskAsync(await session.StudyAsync(study), new CutsOfStudy()), ("Cut", c => c.Name), ("Up to act", c => c.Act), ("Frozen", c => c.FrozenAt.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)), ("Hash", c => c.HeadHash[..16]));
            return 0;
        });
    }

    private static Command Compare()
    {
        var (first, study) = (new Argument<string>("CUT") { Description = "Name of a cut." }, Common.Study());
        var second = new Argument<string?>("OTHER") { Description = "Name of another; without it, the study as it is.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("compare", "Say what two cuts hold.") { first, second, study }.Does(async session =>
        {
            var compared = await session.AskAsync(await session.StudyAsync(study), new CompareCuts(session.Parsed.GetValue(first)!, session.Parsed.GetValue(second)));
            session.Table(compared.Rows, ("What", r => r.What), (compared.First, r => r.First), (compared.Second ?? "as it is", r => r.Second));
            return 0;
        });
    }

    private const string Example = "{\"form\":\"share\",\"unit\":\"sites\",\"codes\":[\"Trust\"]}.";

    [GeneratedRegex("^[qs][0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Key { get; }
}
