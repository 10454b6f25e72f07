using System.Diagnostics;
using System.Text.Json;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Commands;

/// <summary>Fills a fresh study from a folder of samples: through the same importers and acts that a team uses.</summary>
internal sealed class SampleStudy(Session session, DirectoryInfo folder)
{
    private const string CutName = "Interim report";
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<string> steps = [];
    private JsonElement sample;
    private int study;

    /// <summary>The samples: given, beside the program, or in the folder where the command is typed or above it.</summary>
    public static DirectoryInfo Find(DirectoryInfo? given)
    {
        var places = given is not null ? [given] : new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }
            .SelectMany(start => Above(new DirectoryInfo(start))).Select(d => new DirectoryInfo(Path.Combine(d.FullName, "samples")));
        return places.FirstOrDefault(d => File.Exists(Path.Combine(d.FullName, "study.json")))
            ?? throw new RefusedException(new Refusal("no-samples", "The sample study was not found.", "Name its folder with --samples DIR."));
    }

    private static IEnumerable<DirectoryInfo> Above(DirectoryInfo? from)
    {
        for (; from is not null; from = from.Parent)
        {
            yield return from;
        }
    }

    public async Task<FilledSample> FillAsync()
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "study.json"), session.Cancel));
        sample = document.RootElement;
        var (slug, fresh) = await BeginAsync();
        if (!fresh)
        {
            Say($"The study “{slug}” is already there; it was left as it is.");
        }
        else
        {
            await MaterialAsync();
            await RegisterAndSurveyAsync();
            await FieldAsync();
            var setup = new SampleSetup(session, study, sample, folder);
            Say(await setup.FillAsync());
            Say(await new SampleApprovals(session, study, sample, folder).FillAsync());
            Say(await new SampleConsent(session, study, sample).FillAsync());
            Say(await new SampleRecordings(session, study, sample, folder).FillAsync());
            await FindingsAsync();
            Say(await new SampleGuides(session, study, sample).FillAsync());
            foreach (var step in await new SampleRegister(session, study, folder).FillAsync())
            {
                Say(step);
            }
        }

        var report = Path.GetFileNameWithoutExtension(Text(sample.GetProperty("report"), "file"));
        await RegenerateAsync(report);
        if (fresh && await new SampleWorking(session, study, folder).FillAsync() is { } working)
        {
            Say(working);
        }

        return new FilledSample(slug, report, steps);
    }

    private async Task<(string Slug, bool Fresh)> BeginAsync()
    {
        var about = sample.GetProperty("study");
        var name = Text(about, "name");
        var there = (await StudyDirectory.ListAsync(session.Workshop.Database, session.Actor, session.Cancel)).FirstOrDefault(s => s.Name == name);
        if (there is not null)
        {
            study = there.Id;
            return (there.Slug, false);
        }

        study = (await session.DoAsync(0, new StartStudy(name, Text(about, "summary"), Enum.Parse<Stance>(Text(about, "stance"), ignoreCase: true)))).Study;
        var slug = (await StudyDirectory.ListAsync(session.Workshop.Database, session.Actor, session.Cancel)).First(s => s.Id == study).Slug;
        Say($"Begun: {name}.");
        return (slug, true);
    }

    private async Task MaterialAsync()
    {
        foreach (var file in folder.GetFiles("*.qdpx"))
        {
            var done = await session.DoAsync(study, new ImportProject(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel)), $"Reading {file.Name}");
            Say($"{file.Name}: {done.Answer.Sources} texts, {done.Answer.Codes} codes, {done.Answer.Codings} codings by two coders, {done.Answer.Sites} sites, {done.Answer.Memos} memos; {done.Answer.Remarks} lines to look at.");
        }

        var extra = new DirectoryInfo(Path.Combine(folder.FullName, "extra")).GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var files = new List<GivenFile>();
        foreach (var file in extra)
        {
            files.Add(new GivenFile(file.Name, await File.ReadAllBytesAsync(file.FullName, session.Cancel)));
        }

        await session.DoAsync(study, new ImportDocuments(files), "Reading documents");
        Say($"{string.Join(", ", files.Select(f => f.Name))}: brought in as documents.");
    }

    private async Task RegisterAndSurveyAsync()
    {
        var register = new List<GivenFile>();
        foreach (var path in RegisterImportCommand.Tables.Select(t => Path.Combine(folder.FullName, "register", t)).Where(File.Exists))
        {
            register.Add(new GivenFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, session.Cancel)));
        }

        using var told = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "lists", "lists.json"), session.Cancel));
        var lists = told.RootElement;
        var came = (await session.DoAsync(study, new ImportRegister(register, Known: Text(lists.GetProperty("register"), "known"), Source: Text(lists.GetProperty("register"), "source")), "Reading the register")).Answer;
        Say($"Register: {came.Organisations} organisations, {came.Names} names, {came.Relations} relations, {came.Events} change events, {came.Further} attributes, times on tracks and terms; {came.Remarks} lines to look at.");
        foreach (var list in lists.GetProperty("lists").EnumerateArray())
        {
            var file = new GivenFile(Path.GetFileName(Text(list, "file")), await File.ReadAllBytesAsync(Path.Combine(folder.FullName, Text(list, "file")), session.Cancel));
            var mapping = await File.ReadAllTextAsync(Path.Combine(folder.FullName, Text(list, "mapping")), session.Cancel);
            var said = (await session.DoAsync(study, new ImportRegister([file], RegisterLayout.Mapped, Text(list, "known"), Mapping: mapping), $"Reading {file.Name}")).Answer;
            Say($"{file.Name}: kept as the list “{said.Vintage}”; {said.Met} organisations met again, {said.Changed} values changed, {said.Remarks} lines to look at.");
        }

        var book = new FileInfo(Path.Combine(folder.FullName, "survey.xlsx"));
        var survey = new GivenFile(book.Name, await File.ReadAllBytesAsync(book.FullName, session.Cancel));
        var asked = (await session.DoAsync(study, new ImportSurvey(book.Name, [survey]), $"Reading {book.Name}")).Answer;
        Say($"{book.Name}: {asked.Waves} waves, {asked.Items} items, {asked.Responses} questionnaires of {asked.Asked} posts, {asked.Answers} answers; {asked.Sources} texts of open answers; {asked.Remarks} lines to look at.");
    }

    private async Task FieldAsync()
    {
        var phases = new Dictionary<string, Guid>();
        foreach (var p in sample.GetProperty("phases").EnumerateArray())
        {
            phases[Text(p, "name")] = (await session.DoAsync(study, new AddPhase(Text(p, "name"), Text(p, "starts"), Text(p, "ends")))).Answer.Id;
        }

        var sites = (await session.AskAsync(study, new Field())).Sites.ToDictionary(s => s.Name, s => s.Id);
        foreach (var s in sample.GetProperty("sites").EnumerateArray())
        {
            sites[Text(s, "name")] = sites.TryGetValue(Text(s, "name"), out var id)
                ? (await session.DoAsync(study, new EditSite(id, Text(s, "name"), Text(s, "about")))).Answer.Id
                : (await session.DoAsync(study, new AddSite(Text(s, "name"), Text(s, "about")))).Answer.Id;
        }

        foreach (var s in sample.GetProperty("sites").EnumerateArray())
        {
            foreach (var o in s.TryGetProperty("organisations", out var bound) ? bound.EnumerateArray().ToList() : [])
            {
                await session.DoAsync(study, new BindSite(sites[Text(s, "name")], Text(o, "code"), o.TryGetProperty("from", out var from) ? from.GetString() : null, o.TryGetProperty("to", out var to) ? to.GetString() : null));
            }
        }

        var people = new Dictionary<string, Guid>();
        foreach (var p in sample.GetProperty("participants").EnumerateArray())
        {
            var consent = Text(p, "consentToQuote") == "given" ? QuotingConsent.Given : Text(p, "consentToQuote") == "withheld" ? QuotingConsent.Withheld : QuotingConsent.NotRecorded;
            people[Text(p, "pseudonym")] = (await session.DoAsync(study, new AddParticipant(Text(p, "pseudonym"), Text(p, "role"), sites[Text(p, "site")], consent))).Answer.Id;
        }

        var sources = (await session.AskAsync(study, new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        foreach (var e in sample.GetProperty("encounters").EnumerateArray())
        {
            var kind = Enum.GetValues<EncounterKind>().First(k => Facts.KindInWords(k) == Text(e, "kind"));
            var heard = e.GetProperty("participants").EnumerateArray().Select(p => people[p.GetString()!]).ToList();
            await session.DoAsync(study, new AddEncounter(Text(e, "name"), kind, Text(e, "date"), e.TryGetProperty("minutes", out var minutes) && minutes.ValueKind == JsonValueKind.Number ? minutes.GetInt32() : null,
                sites[Text(e, "site")], phases[Text(e, "phase")], heard, [sources[Text(e, "source")]]));
        }

        foreach (var name in sample.GetProperty("publicSources").EnumerateArray())
        {
            await session.DoAsync(study, new SetQuotingBasis(sources[name.GetString()!], QuotingBasis.PublicRecord));
        }

        Say($"{phases.Count} phases, {sites.Count} sites, {people.Count} participants with their consent, {sample.GetProperty("encounters").GetArrayLength()} encounters.");
    }

    private async Task FindingsAsync()
    {
        var sources = (await session.AskAsync(study, new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        foreach (var q in sample.GetProperty("quotations").EnumerateArray())
        {
            Same(Text(q, "key"), (await session.DoAsync(study, new QuoteWords(sources[Text(q, "source")], Text(q, "words")))).Answer.Key);
        }

        foreach (var s in sample.GetProperty("statistics").EnumerateArray())
        {
            Same(Text(s, "key"), (await session.DoAsync(study, new AddStatistic(Text(s, "label"), s.GetProperty("definition").Deserialize<StatisticDefinition>(Json.Options)!))).Answer.Key);
        }

        foreach (var c in sample.GetProperty("claims").EnumerateArray())
        {
            Same(Text(c, "key"), (await session.DoAsync(study, new AddClaim(Text(c, "statement")))).Answer.Key);
            foreach (var (side, name) in new[] { (Side.For, "for"), (Side.Against, "against") })
            {
                foreach (var key in c.GetProperty(name).EnumerateArray())
                {
                    await session.DoAsync(study, new AddEvidence(Text(c, "key"), key.GetString()!, side));
                }
            }
        }

        await JudgementsAsync();
        var report = sample.GetProperty("report");
        var text = await File.ReadAllTextAsync(Path.Combine(folder.FullName, Text(report, "file")), session.Cancel);
        await session.DoAsync(study, new AddReport(Text(report, "title"), text, Path.GetFileNameWithoutExtension(Text(report, "file"))));
        var cut = (await session.DoAsync(study, new FreezeCut(CutName))).Answer;
        Say($"{sample.GetProperty("claims").GetArrayLength()} claims, {sample.GetProperty("quotations").GetArrayLength()} quotations, {sample.GetProperty("statistics").GetArrayLength()} statistics; cut “{CutName}” frozen at act {cut.Act}.");
    }

    /// <summary>What each phase says of each claim, and how what was said fits with what was answered.</summary>
    private async Task JudgementsAsync()
    {
        var phases = (await session.AskAsync(study, new PhaseList())).ToDictionary(p => p.Name, p => p.Id);
        var verdicts = 0;
        foreach (var c in sample.GetProperty("claims").EnumerateArray())
        {
            foreach (var v in c.GetProperty("verdicts").EnumerateArray())
            {
                await session.DoAsync(study, new RecordVerdict(Text(c, "key"), phases[Text(v, "phase")], Enum.Parse<Verdict>(Text(v, "verdict"), ignoreCase: true), Text(v, "reason")));
                verdicts++;
            }
        }

        var codes = (await session.AskAsync(study, new CodebookTree())).ToDictionary(c => c.Path, c => c.Id);
        var sites = (await session.AskAsync(study, new Field())).Sites.ToDictionary(s => s.Name, s => s.Id);
        foreach (var d in sample.GetProperty("jointDisplays").EnumerateArray())
        {
            var display = (await session.DoAsync(study, new AddJointDisplay(
                Text(d, "name"), [.. d.GetProperty("codes").EnumerateArray().Select(c => codes[c.GetString()!])], [.. d.GetProperty("items").EnumerateArray().Select(i => i.GetString()!)]))).Answer.Id;
            foreach (var n in d.GetProperty("notes").EnumerateArray())
            {
                await session.DoAsync(study, new NoteJointDisplay(display, sites[Text(n, "site")], Enum.Parse<Fit>(Text(n, "fit"), ignoreCase: true), Text(n, "note")));
            }
        }

        Say($"{verdicts} verdicts over {phases.Count} phases; joint displays of codes and answers: {sample.GetProperty("jointDisplays").GetArrayLength()}.");
    }

    /// <summary>The report is made again from the cut, and published if it was not yet.</summary>
    private async Task RegenerateAsync(string report)
    {
        var check = await session.AskAsync(study, new CheckReport(report, CutName));
        Say($"Report regenerated on the cut: {check.Lines.Count} quotations, numbers, words of quantity and claims checked, {check.Stops} stop it.");
        if (check.Stops == 0 && !(await session.AskAsync(study, new PublicationList())).Any(p => p.Report == report))
        {
            var second = check.Lines.Any(l => l.NeedsSecondPerson) ? "Researcher 2" : null;
            var done = await session.DoAsync(study, new PublishReport(report, CutName, second));
            Say($"Published as version {done.Answer.Version} at {done.Answer.Address}.");
            var page = await session.DoAsync(study, new PublishStudyPage());
            Say($"The study’s public page stands at {page.Answer.Address}, {page.Answer.Bytes / 1000} kB.");
        }

        foreach (var line in check.Lines.Where(l => l.Stops))
        {
            Say($"  line {line.Line}: {line.Message}");
        }
    }

    private static void Same(string expected, string? got)
    {
        if (expected != got)
        {
            throw new RefusedException(new Refusal("sample-differs", $"The sample names {expected} where the study gave {got}.", "Its lists must be in the order of their keys."));
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private void Say(string step) => steps.Add($"{clock.Elapsed.TotalSeconds,6:0.0} s  {step}");
}

/// <summary>What the demonstration did.</summary>
/// <param name="Study">Short name of the study.</param>
/// <param name="Report">Short name of its report.</param>
/// <param name="Steps">What was done, a line each.</param>
internal sealed record FilledSample(string Study, string Report, IReadOnlyList<string> Steps);
