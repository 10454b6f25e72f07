using System.CommandLine;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Hostile;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Sampling;

namespace Fieldthread.Commands;

/// <summary><c>sites</c>: sites chosen among candidates; those who decline replaced; candidates from the register.</summary>
internal static class SiteCommands
{
    private static readonly (string Word, SampleObjective Objective)[] Objectives = [("max-sum", SampleObjective.MaxSum), ("max-min", SampleObjective.MaxMin), ("representative", SampleObjective.Representative)];

    public static IEnumerable<Command> All()
    {
        yield return new Command("sites", "Choose sites among candidates, for variety or to be representative.") { Candidates(), Choose(), Replace(), List() };
        yield return CoverageCommand.Coverage();
    }

    private static Command Candidates()
    {
        var (study, cut, csv, known, vintage) = (Common.Study(), RegisterCommands.Cut(), Common.Csv(), RegisterCommands.Known(), RegisterCommands.Vintage());
        var type = new Option<string>("--type") { Description = "Of which type the candidates are.", Required = true };
        var at = CorrectionCommands.Date("--at", "As at this date; without it, today.");
        return new Command("candidates", "List the organisations of a type with what the register tells of them, as a table from which sites can be chosen.") { type, at, known, vintage, study, cut, csv }.Does(async session =>
        {
            var p = session.Parsed;
            session.Table(ChoiceTables.Candidates(await session.AskAsync(await session.StudyAsync(study), new SiteCandidates(p.GetValue(type)!, p.GetValue(at), p.GetValue(known), p.GetValue(vintage)), p.GetValue(cut))), p.GetValue(csv));
            return 0;
        });
    }

    private static Command Choose()
    {
        var table = new Option<string>("--table") { Description = "Candidates: CSV or a workbook, a line each, names in the first column.", Required = true, HelpName = "FILE" };
        var size = new Option<int>("-n", "--number") { Description = "How many sites.", Required = true, HelpName = "N" };
        var objective = new Option<SampleObjective>("--objective") { Description = "max-sum: maximum variety; max-min: no two alike; representative: everybody has one near.", HelpName = "WAY", DefaultValueFactory = _ => SampleObjective.MaxSum, CustomParser = result =>
        {
            var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            var found = Objectives.FirstOrDefault(o => o.Word.Equals(given, StringComparison.OrdinalIgnoreCase));
            if (found.Word is null)
            {
                result.AddError($"“{given}” is no way to choose. Write max-sum, max-min or representative.");
            }

            return found.Objective;
        } };
        var distances = new Option<bool>("--distances") { Description = "The table is a square one of distances, not of attributes." };
        var kinds = Many("--kind", "How an attribute is compared: “wave ordered low, mid, high”, “size logarithm”.", "WORDS");
        var rules = Many("--rule", "A rule: “at least 2 region = London”, “none answer = declined”.", "WORDS");
        var (with, without) = (Many("--with", "A candidate who is in it whatever comes.", "NAME"), Many("--without", "A candidate who cannot be in it.", "NAME"));
        var (leave, published) = (Many("--leave-out", "A column that is kept out of the comparison.", "COLUMN"), Many("--publish", "An attribute that will be published of a site: whoever can be told by them is said.", "COLUMN"));
        var (study, title, reason) = (new Option<string?>("--study", "-s") { Description = "Record the choice in this study; without it, it is only told.", HelpName = "S" }, new Option<string>("--for") { Description = "What is chosen for; with --study.", HelpName = "WORDS", DefaultValueFactory = _ => "" }, new Option<string>("--reason") { Description = "Why so many, why by this, why these rules; with --study.", HelpName = "WORDS", DefaultValueFactory = _ => "" });
        var command = new Command("choose", "Choose sites, with proof that none are better or a bound on how much better others could be.") { table, size, objective, distances, kinds, rules, with, without, leave, published, study, title, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                string[] Given(Option<string[]> option) => parsed.GetValue(option) ?? [];
                var asked = new SampleAsk(parsed.GetValue(size), parsed.GetValue(objective), Given(kinds), Given(rules), Given(with), Given(without), Given(leave), Given(published));
                var file = new GivenFile(Path.GetFileName(parsed.GetValue(table)!), await File.ReadAllBytesAsync(parsed.GetValue(table)!, cancel));
                if (parsed.GetValue(study) is { } name)
                {
                    if (parsed.GetValue(distances))
                    {
                        throw new RefusedException(new Refusal("cannot-choose", "A choice by a table of distances says nothing of the candidates, so it is not recorded in a study.", "Give their attributes, or leave --study out."));
                    }

                    await using var session = await Session.OpenAsync(parsed, cancel);
                    string Lined(Option<string[]> option) => string.Join('\n', Given(option));
                    var done = await session.DoAsync(await session.StudyAsync(name), new ChooseSites(
                        file, parsed.GetValue(title)!, parsed.GetValue(reason)!, asked.Size, asked.Objective, Lined(kinds), Lined(rules), Lined(with), Lined(without), Lined(leave), Lined(published)));
                    session.Tell(done, d => $"Recorded as {d.Answer.Key} by act {d.Act}: {string.Join(", ", d.Answer.Outcome.Chosen)}. {ChoiceTables.Worth(asked.Objective, d.Answer.Outcome.Value, d.Answer.Outcome.Bound, d.Answer.Outcome.Proven, d.Answer.Outcome.Alike)}");
                    return 0;
                }

                Tell(parsed, asked, await Task.Run(() => Result(asked, file, parsed.GetValue(distances)), cancel));
                return 0;
            }
            catch (Exception failure) when (failure is SamplingException or ReadException || Common.Refused(failure) is not null)
            {
                return await Common.RefuseAsync(parsed, failure switch
                {
                    SamplingException none => new Refusal("cannot-choose", none.Message, none.WhatToDo),
                    ReadException unread => new Refusal("unreadable", $"The candidates could not be read. {unread.Place}: {unread.Message}", ""),
                    _ => Common.Refused(failure)!,
                });
            }
        });
        return command;
    }

    private static SampleResult Result(SampleAsk asked, GivenFile file, bool distances)
    {
        if (distances)
        {
            return asked.Choose(CandidateSheet.ReadDistances(file.Bytes, file.Name));
        }

        var (headings, rows) = CandidateSheet.Read(file.Bytes, file.Name);
        return asked.Choose(headings, rows);
    }

    private static void Tell(ParseResult parsed, SampleAsk asked, SampleResult result)
    {
        var (choice, candidates) = (result.Choice, result.Table.Candidates);
        if (parsed.GetValue(Common.Json))
        {
            Console.Out.WriteLine(Workbench.Store.Json.Write(new
            {
                Objective = Objectives.First(o => o.Objective == asked.Objective).Word, asked.Size, Candidates = candidates.Count, Chosen = choice.Chosen.Select(c => candidates[c].Name), Places = choice.Chosen.Select(c => candidates[c].Place).Order(),
                choice.Value, choice.Bound, choice.Proven, choice.Alike, choice.Gap, Distances = choice.Chosen.Select(a => choice.Chosen.Select(b => result.Distances[a, b])), result.Account.Lines, result.Account.Balance, result.Account.Unknown,
            }));
            return;
        }

        Console.Out.WriteLine(ChoiceTables.Worth(asked.Objective, choice.Value, choice.Bound, choice.Proven, choice.Alike));
        foreach (var line in result.Account.Lines)
        {
            Console.Out.WriteLine(FormattableString.Invariant($"  {line.Name}: {line.Distance:0.###} from {line.Nearest}, the most like of them") + (line.Alone.Count > 0 ? $"; alone in {string.Join(", ", line.Alone)}" : "") + (line.Alike == 1 ? "; CAN BE TOLD by what is published" : ""));
        }

        foreach (var unknown in result.Account.Unknown)
        {
            Console.Out.WriteLine($"  not known: {unknown}");
        }
    }

    private static Command Replace()
    {
        var study = Common.Study();
        var choice = new Argument<string>("CHOICE") { Description = "Short name of the choice: sc1." };
        var candidate = new Argument<string>("NAME") { Description = "Who declined." };
        var why = new Option<string>("--why") { Description = "Why, as they said.", Required = true, HelpName = "WORDS" };
        return new Command("replace", "Say that one of the chosen declined, and choose who comes in their place: the others stay.") { choice, candidate, why, study }.Does(async session =>
        {
            var p = session.Parsed;
            var done = await session.DoAsync(await session.StudyAsync(study), new ReplaceSite(p.GetValue(choice)!, p.GetValue(candidate)!, p.GetValue(why)!));
            session.Tell(done, d => $"Recorded as {d.Answer.Key} by act {d.Act}: {string.Join(", ", d.Answer.Outcome.Chosen)}.");
            return 0;
        });
    }

    private static Command List()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        return new Command("choices", "List choices of sites, the latest first.") { study, cut, csv }.Does(async session =>
        {
            session.Table(ChoiceTables.Choices(await session.AskAsync(await session.StudyAsync(study), new SiteChoices(), session.Parsed.GetValue(cut))), session.Parsed.GetValue(csv));
            return 0;
        });
    }

    private static Option<string[]> Many(string name, string description, string help) => new(name) { Description = $"{description} May be given again.", HelpName = help, AllowMultipleArgumentsPerToken = false };
}

/// <summary><c>coverage</c>: what was done in the field.</summary>
internal static class CoverageCommand
{
    public static Command Coverage()
    {
        var (study, cut, csv) = (Common.Study(), RegisterCommands.Cut(), Common.Csv());
        var numbers = new Option<bool>("--numbers") { Description = "The numbers in all, by kind, phase and site, instead of every cell." };
        var pairs = new Option<bool>("--pairs") { Description = "Who was in the same encounters, instead of every cell." };
        var shared = new Option<bool>("--encounters") { Description = "Which encounters had people in common, instead of every cell." };
        var ties = new Option<bool>("--ties") { Description = "Who attended which encounter, a tie of the network a row, instead of every cell." };
        var speech = new Option<bool>("--speech") { Description = "Share of speech by role and kind of encounter, in turns and words, instead of every cell." };
        return new Command("coverage", "Count what was done in the field, by site, kind and phase.") { study, cut, numbers, pairs, shared, ties, speech, csv }.Does(async session =>
        {
            var p = session.Parsed;
            if (p.GetValue(speech))
            {
                var said = await session.AskAsync(await session.StudyAsync(study), new Workbench.Fieldwork.SpeechOfStudy(), p.GetValue(cut));
                if (session.Json)
                {
                    session.Tell(said, _ => "");
                    return 0;
                }

                if (!p.GetValue(csv))
                {
                    Console.Out.WriteLine(said.InWords);
                }

                session.Table(CoverageTables.Speech(said), p.GetValue(csv));
                return 0;
            }

            var answer = await session.AskAsync(await session.StudyAsync(study), new Workbench.Fieldwork.CoverageOfStudy(), p.GetValue(cut));
            if (session.Json)
            {
                session.Tell(answer, _ => "");
                return 0;
            }

            if (!p.GetValue(csv))
            {
                Console.Out.WriteLine(CoverageTables.InWords(answer));
            }

            session.Table(p.GetValue(pairs) ? CoverageTables.Pairs(answer) : p.GetValue(shared) ? CoverageTables.Shared(answer) : p.GetValue(ties) ? CoverageTables.Ties(answer) : p.GetValue(numbers) ? CoverageTables.Numbers(answer) : CoverageTables.Cells(answer), p.GetValue(csv));
            return 0;
        });
    }
}
