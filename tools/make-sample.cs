#!/usr/bin/env dotnet
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true

// Checks the sample study in samples/ and makes the files in it that are not written by hand:
// samples/lindermere.qdpx, samples/survey.xlsx and samples/extra/site-2-manager-2022.docx.
//
//   dotnet run tools/make-sample.cs             from the project root: check, then write
//   dotnet run tools/make-sample.cs -- --check  check only
//
// Nothing is written when a check fails: a sample that misquotes itself would teach the wrong thing.
// The rules for statistics and quotations are stated here a second time, on purpose, apart from the program’s own
// code, so that the demo and this file can disagree.

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var samples = Path.Combine(Directory.GetCurrentDirectory(), "samples");
if (!File.Exists(Path.Combine(samples, "study.json")))
{
    Console.Error.WriteLine("Run this from the project root: samples/study.json is not here.");
    return 2;
}

var problems = new Problems();
var sample = Sample.Read(samples, problems);
Checks.Texts(sample, problems);
Checks.Study(sample, problems);
Checks.Codings(sample, problems);
Checks.Quotations(sample, problems);
Checks.Statistics(sample, problems);
if (problems.None) Checks.Report(sample, problems);

foreach (var problem in problems.All) Console.Error.WriteLine($"✗ {problem}");
if (!problems.None) return 1;

foreach (var statistic in sample.Study.Statistics)
    Console.WriteLine($"{statistic.Key,-4} {Counting.Evaluate(sample, statistic.Definition),-60} {statistic.Label}");
Console.WriteLine(
    $"{sample.Codes.Count} codes, {sample.Codings.Count} codings on {sample.Codings.Select(c => (c.File, c.Words)).Distinct().Count()} stretches, "
    + $"{sample.Codings.Count(c => c.Memo is not null)} memos, {sample.Study.Quotations.Count} quotations, {sample.Study.Claims.Count} claims");

if (!args.Contains("--check"))
{
    Qdpx.Write(sample, Path.Combine(samples, "lindermere.qdpx"));
    Docx.Write(sample.DocxSource, Path.Combine(samples, "extra", Sample.DocxName + ".docx"));
    Xlsx.Write(Path.Combine(samples, "survey"), Path.Combine(samples, "survey.xlsx"));
    Console.WriteLine("Written: samples/lindermere.qdpx, samples/survey.xlsx, samples/extra/" + Sample.DocxName + ".docx");
}
return 0;

/// <summary>What is wrong with the sample, gathered so that one run names everything.</summary>
sealed class Problems
{
    readonly List<string> all = [];

    public IReadOnlyList<string> All => all;
    public bool None => all.Count == 0;

    public void Require(bool condition, string otherwise)
    {
        if (!condition) all.Add(otherwise);
    }
}

sealed record Code(string Path, string Colour, string Definition)
{
    public string Name => Path.Split(" / ")[^1];
    public string? Parent => Path.Contains(" / ") ? Path[..Path.LastIndexOf(" / ", StringComparison.Ordinal)] : null;
}

/// <summary>One line of codings.tsv; <see cref="File"/> is the file’s name, <see cref="Source"/> the same without its extension.</summary>
sealed record Coding(string File, string Coder, string Code, string Words, string? Memo)
{
    public string Source => Path.GetFileNameWithoutExtension(File);
}

sealed record StudyFile(
    StudyHead Study, List<Person> People, Setup Setup, List<Phase> Phases, List<Site> Sites, List<Participant> Participants, List<Encounter> Encounters,
    List<string> PublicSources, List<Quotation> Quotations, List<Statistic> Statistics, List<Claim> Claims, List<JointDisplay> JointDisplays, ReportHead Report);
sealed record StudyHead(string Name, string Summary, string Stance);
sealed record Person(string Name, string Email, string Role);
sealed record Setup(string Purpose, string Approach, string Disclaimer, string Contact, List<Funder> Funders, List<Partner> Partners, List<Contributor> Contributors, List<Milestone> Milestones);
sealed record Funder(string Name, string Grant);
sealed record Partner(string Name, string Does, bool Owner = false);
sealed record Contributor(string Name, List<string> Roles, List<Affiliation> Affiliations, string? Orcid = null, string? Person = null);
sealed record Affiliation(string Institution, string? From = null, string? To = null);
sealed record Milestone(string Name, string Planned, string? Actual = null, string? Note = null);
sealed record Phase(string Name, string Starts, string Ends, List<Window>? Windows = null, List<Saying>? Sayings = null);
sealed record Window(string PlannedStarts, string PlannedEnds, string Starts, string Ends);
sealed record Saying(string Text, string Starts, string Ends);
sealed record Site(string Name, string About, IReadOnlyList<SiteOrganisation>? Organisations = null);

sealed record SiteOrganisation(string Code, string? From = null, string? To = null);
sealed record Participant(string Pseudonym, string Site, string Role, string ConsentToQuote);
sealed record Encounter(string Name, string Kind, string Date, int Minutes, string Site, string Phase, List<string> Participants, string Source);
sealed record Quotation(string Key, string Source, string Words);
sealed record Statistic(string Key, string Label, Definition Definition);
sealed record Definition(
    string Form, string Unit, List<string>? Codes, List<string>? Sites, List<string>? Phases, List<string>? Kinds, List<string>? Roles, List<string>? Coders, RegisterChoice? Register);
sealed record RegisterChoice(string? At, string? Type, string? Kind, string? From, string? To);
sealed record Claim(string Key, string Statement, List<string> For, List<string> Against, List<Verdict> Verdicts);
sealed record Verdict(string Phase, [property: System.Text.Json.Serialization.JsonPropertyName("verdict")] string Judgement, string Reason);

sealed record JointDisplay(string Name, List<string> Codes, List<string> Items, List<JointNote> Notes);
sealed record JointNote(string Site, string Fit, string Note);
sealed record ReportHead(string File, string Title);

/// <summary>The whole sample in memory. Texts are by source name, without byte order mark and with LF line ends.</summary>
sealed class Sample
{
    public const string DocxName = "site-2-manager-2022";
    /// <summary>The recording whose encounter nobody has entered yet: it belongs to several sites, and is left for whoever explores the sample.</summary>
    public const string NotEntered = "managers-call-2022";

    public required StudyFile Study { get; init; }
    public required List<Code> Codes { get; init; }
    public required List<Coding> Codings { get; init; }
    public required Dictionary<string, string> Texts { get; init; }
    /// <summary>The sources that travel in the .qdpx, in order of name.</summary>
    public required List<string> CodedFiles { get; init; }
    public required string DocxSource { get; init; }
    public required string Report { get; init; }
    public required string Folder { get; init; }

    public static Sample Read(string folder, Problems problems)
    {
        string[] Lines(string name) => File.ReadAllText(Path.Combine(folder, name)).TrimEnd('\n').Split('\n')[1..];
        string Text(string path) => File.ReadAllText(path).TrimStart('\uFEFF').Replace("\r\n", "\n");

        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };
        var study = JsonSerializer.Deserialize<StudyFile>(File.ReadAllText(Path.Combine(folder, "study.json")), options)!;
        var texts = Directory.GetFiles(Path.Combine(folder, "texts"), "*.txt").Order(StringComparer.Ordinal).ToList();
        var extra = Directory.GetFiles(Path.Combine(folder, "extra")).Where(f => !f.EndsWith(".docx", StringComparison.Ordinal));
        var docx = Text(Path.Combine(folder, "texts-extra", DocxName + ".txt"));

        var bySource = texts.Concat(extra).ToDictionary(f => Path.GetFileNameWithoutExtension(f), Text);
        bySource[DocxName] = docx.Replace("**", "");
        foreach (var file in extra.Where(f => f.EndsWith(".vtt", StringComparison.Ordinal)))
            bySource[Path.GetFileNameWithoutExtension(file)] = Spoken(Text(file));

        var rows = Lines("codings.tsv").Select(line => line.Split('\t')).ToList();
        problems.Require(rows.All(r => r.Length is 4 or 5), "codings.tsv: every line has four or five columns");
        return new Sample
        {
            Folder = folder,
            Study = study,
            Codes = [.. Lines("codebook.tsv").Select(line => line.Split('\t')).Select(c => new Code(c[0], c[1], c[2]))],
            Codings = [.. rows.Where(r => r.Length >= 4).Select(r => new Coding(r[0], r[1], r[2], r[3], r.Length > 4 ? r[4] : null))],
            Texts = bySource,
            CodedFiles = [.. texts.Select(f => Path.GetFileName(f))],
            DocxSource = docx,
            Report = Text(Path.Combine(folder, study.Report.File)),
        };
    }

    /// <summary>The words of a WebVTT file, a cue a line: <c>Manager, Site 2: …</c>.</summary>
    static string Spoken(string vtt) => string.Concat(vtt.Split('\n').Where(l => l.StartsWith("<v ", StringComparison.Ordinal))
        .Select(l => l[3..l.IndexOf('>')] + ": " + l[(l.IndexOf('>') + 1)..] + "\n"));
}

/// <summary>What must be true of the sample before anything is made from it.</summary>
static partial class Checks
{
    static readonly string[] NumberWords =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    [GeneratedRegex(@"^([A-Z][^:\n]{2,40}, Site \d|Interviewer): ", RegexOptions.Multiline)]
    private static partial Regex SpeakerLabel();

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(not|no|never|nobody|nothing|none|without)\b|n’t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    public static void Texts(Sample sample, Problems problems)
    {
        foreach (var file in sample.CodedFiles)
        {
            var bytes = File.ReadAllBytes(Path.Combine(sample.Folder, "texts", file));
            var text = sample.Texts[Path.GetFileNameWithoutExtension(file)];
            var words = text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
            problems.Require(!bytes.AsSpan().StartsWith("\uFEFF"u8) && !bytes.Contains((byte)'\r'), $"{file}: UTF-8 without a byte order mark, LF line ends");
            problems.Require(words is >= 1000 and <= 2000, $"{file}: {words} words, not between 1,000 and 2,000");
            problems.Require(text.IsNormalized(), $"{file}: not in normal form C");
            problems.Require(!text.Contains('\'') && !text.Contains('"'), $"{file}: a straight quotation mark");
        }

        var together = string.Concat(sample.CodedFiles.Select(f => sample.Texts[Path.GetFileNameWithoutExtension(f)]));
        problems.Require(together.EnumerateRunes().Any(r => r.Value > 0xFFFF), "no emoji in any text: offsets would not be put to the test");

        var note = File.ReadAllBytes(Path.Combine(sample.Folder, "extra", "site-3-field-note-2022.txt"));
        var noteText = Encoding.UTF8.GetString(note);
        problems.Require(note.AsSpan().StartsWith("\uFEFF"u8), "extra/site-3-field-note-2022.txt: its byte order mark is gone");
        problems.Require(noteText.Contains('\n') && noteText.Count(c => c == '\n') == noteText.Split("\r\n").Length - 1,
            "extra/site-3-field-note-2022.txt: its Windows line ends are gone");

        foreach (var (source, text) in sample.Texts)
            foreach (Match label in SpeakerLabel().Matches(text))
                problems.Require(label.Groups[1].Value is "Interviewer" || sample.Study.Participants.Any(p => p.Pseudonym == label.Groups[1].Value),
                    $"{source}: “{label.Groups[1].Value}” speaks but is no participant");

        NoCommonRun(sample, 10, problems);
    }

    /// <summary>Two people do not use the same ten words in a row; a writer who repeats himself does.</summary>
    static void NoCommonRun(Sample sample, int length, Problems problems)
    {
        var seen = new Dictionary<string, string>();
        foreach (var (source, text) in sample.Texts)
        {
            var words = Word().Matches(text).Select(m => m.Value.ToLowerInvariant()).ToArray();
            for (var i = 0; i + length <= words.Length; i++)
            {
                var run = string.Join(' ', words, i, length);
                if (!seen.TryAdd(run, source)) problems.Require(seen[run] == source, $"{seen[run]} and {source} share “{run}”");
            }
        }
    }

    public static void Study(Sample sample, Problems problems)
    {
        var study = sample.Study;
        foreach (var encounter in study.Encounters)
        {
            var phase = study.Phases.SingleOrDefault(p => p.Name == encounter.Phase);
            problems.Require(sample.Texts.ContainsKey(encounter.Source), $"{encounter.Name}: no source {encounter.Source}");
            problems.Require(study.Sites.Any(s => s.Name == encounter.Site), $"{encounter.Name}: no site {encounter.Site}");
            problems.Require(encounter.Kind is "interview" or "meeting" or "focus group" or "document visit", $"{encounter.Name}: kind {encounter.Kind}");
            problems.Require(phase is not null
                && string.CompareOrdinal(encounter.Date[..7], phase.Starts) >= 0 && string.CompareOrdinal(encounter.Date[..7], phase.Ends) <= 0,
                $"{encounter.Name}: {encounter.Date} is not within {encounter.Phase}");

            var speaking = SpeakerLabel().Matches(sample.Texts[encounter.Source]).Select(m => m.Groups[1].Value).Where(n => n != "Interviewer").Distinct();
            foreach (var participant in speaking.Concat(encounter.Participants).Distinct())
                problems.Require(encounter.Participants.Contains(participant)
                    && study.Participants.Any(p => p.Pseudonym == participant && p.Site == encounter.Site),
                    $"{encounter.Name}: {participant} is not a participant of it and its site");
        }

        foreach (var source in sample.Texts.Keys)
            problems.Require(study.Encounters.Count(e => e.Source == source) == (source == Sample.NotEntered ? 0 : 1), $"{source}: not the source of exactly one encounter");
        foreach (var source in study.PublicSources)
            problems.Require(sample.Texts.ContainsKey(source), $"public source {source} does not exist");
        problems.Require(study.Participants.Any(p => p.ConsentToQuote == "withheld"), "nobody withholds consent to be quoted");
        problems.Require(study.Participants.All(p => p.ConsentToQuote is "given" or "withheld"), "consent is given or withheld");

        var keys = study.Quotations.Select(q => q.Key).Concat(study.Statistics.Select(s => s.Key)).Concat(study.Claims.Select(c => c.Key)).ToList();
        problems.Require(keys.Distinct().Count() == keys.Count, "a key is used twice in study.json");
        foreach (var claim in study.Claims)
        {
            problems.Require(claim.Verdicts.Select(v => v.Phase).SequenceEqual(study.Phases.Select(p => p.Name)), $"{claim.Key}: not one verdict for each phase");
            problems.Require(claim.Verdicts.All(v => v.Judgement is "supported" or "mixed" or "contradicted" or "notObserved" && v.Reason.Length > 0), $"{claim.Key}: a verdict of no kind, or without a reason");
        }

        problems.Require(study.Claims.Count(c => c.Verdicts[^1].Judgement == "contradicted") == 1, "not exactly one claim is contradicted in the last phase");
        var items = File.ReadAllLines(Path.Combine(sample.Folder, "survey", "items.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[1] != "text").Select(c => c[0]).ToList();
        foreach (var display in study.JointDisplays)
        {
            problems.Require(display.Codes.All(c => sample.Codes.Any(k => k.Path == c)) && display.Items.All(items.Contains), $"{display.Name}: a code or item that is not there");
            problems.Require(display.Notes.All(n => study.Sites.Any(s => s.Name == n.Site) && n.Fit is "confirmation" or "expansion" or "discordance"), $"{display.Name}: a note on no site, or of no kind");
        }
    }

    public static void Codings(Sample sample, Problems problems)
    {
        problems.Require(sample.Codes.Count == 40, $"{sample.Codes.Count} codes, not 40");
        problems.Require(sample.Codes.GroupBy(c => c.Name).Any(g => g.Count() > 1), "no two codes share a name");
        foreach (var code in sample.Codes)
        {
            problems.Require(Regex.IsMatch(code.Colour, "^#[0-9A-F]{6}$"), $"{code.Path}: colour {code.Colour}");
            problems.Require(code.Path.Split(" / ").Length <= 3, $"{code.Path}: more than three levels");
            problems.Require(code.Parent is null || sample.Codes.TakeWhile(c => c != code).Any(c => c.Path == code.Parent), $"{code.Path}: no parent above it");
            problems.Require(sample.Codes.Count(c => c.Path == code.Path) == 1, $"{code.Path}: twice in the codebook");
        }

        problems.Require(sample.Codings.Count >= 160, $"{sample.Codings.Count} codings, fewer than 160");
        problems.Require(sample.Codings.Select(c => c with { Memo = null }).Distinct().Count() == sample.Codings.Count, "a coding is there twice");
        foreach (var coding in sample.Codings)
        {
            problems.Require(sample.Study.People.Any(p => p.Name == coding.Coder), $"{coding.File}: no coder {coding.Coder}");
            problems.Require(sample.Codes.Any(c => c.Path == coding.Code), $"{coding.File}: no code {coding.Code}");
            problems.Require(sample.CodedFiles.Contains(coding.File) && Occurrences(sample.Texts[coding.Source], coding.Words) == 1,
                $"{coding.File}: not there exactly once: “{coding.Words}”");
        }
    }

    public static void Quotations(Sample sample, Problems problems)
    {
        problems.Require(sample.Study.Quotations.Count >= 18, "fewer than 18 quotations");
        foreach (var quotation in sample.Study.Quotations)
        {
            var text = sample.Texts.GetValueOrDefault(quotation.Source, "");
            problems.Require(Occurrences(text, quotation.Words) == 1, $"{quotation.Key}: not exactly once in {quotation.Source}: “{quotation.Words}”");
            problems.Require(!Withheld(sample).Contains(SpeakerAt(text, text.IndexOf(quotation.Words, StringComparison.Ordinal))),
                $"{quotation.Key}: its speaker withholds consent to be quoted");
        }

        // Not only the quotations: nothing a withholding participant said may stand in the report, marked or not.
        var report = string.Join(' ', Word().Matches(sample.Report).Select(m => m.Value.ToLowerInvariant()));
        foreach (var (source, text) in sample.Texts)
            foreach (var turn in text.Split('\n').Where(line => Withheld(sample).Contains(SpeakerAt(line, 0))))
            {
                var words = Word().Matches(turn).Select(m => m.Value.ToLowerInvariant()).Skip(4).ToArray();
                for (var i = 0; i + 6 <= words.Length; i++)
                {
                    var run = string.Join(' ', words, i, 6);
                    problems.Require(!report.Contains(run, StringComparison.Ordinal), $"the report repeats words of {source} that are withheld: “{run}”");
                }
            }
    }

    static HashSet<string?> Withheld(Sample sample) =>
        [.. sample.Study.Participants.Where(p => p.ConsentToQuote == "withheld").Select(p => p.Pseudonym)];

    static string? SpeakerAt(string text, int position)
    {
        if (position < 0) return null;
        var line = text[(text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1)..];
        var label = SpeakerLabel().Match(line);
        return label is { Success: true, Index: 0 } ? label.Groups[1].Value : null;
    }

    static int Occurrences(string text, string words) => words.Length == 0 ? 0 : text.Split(words).Length - 1;

    public static void Statistics(Sample sample, Problems problems)
    {
        problems.Require(sample.Study.Statistics.Count >= 10, "fewer than ten statistics");
        foreach (var (key, _, definition) in sample.Study.Statistics)
        {
            void Known(IEnumerable<string>? given, IEnumerable<string> all) =>
                problems.Require(given is null || given.All(all.Contains), $"{key}: a filter names something the study does not have");

            problems.Require(definition.Form is "count" or "share", $"{key}: form {definition.Form}");
            problems.Require(definition.Unit is "sites" or "encounters" or "participants" or "sources" or "codings" or "minutes" or "organisations" or "changeEvents", $"{key}: unit {definition.Unit}");
            problems.Require(definition.Register is not null == definition.Unit is "organisations" or "changeEvents", $"{key}: only numbers of the register have a choice of it");
            problems.Require(definition.Form == "count" || definition.Codes is { Count: > 0 }, $"{key}: a share needs a code");
            Known(definition.Codes, sample.Codes.Select(c => c.Path));
            Known(definition.Sites, sample.Study.Sites.Select(s => s.Name));
            Known(definition.Phases, sample.Study.Phases.Select(p => p.Name));
            Known(definition.Kinds, sample.Study.Encounters.Select(e => e.Kind));
            Known(definition.Roles, sample.Study.Participants.Select(p => p.Role));
            Known(definition.Coders, sample.Study.People.Select(p => p.Name));
        }
    }

    public static void Report(Sample sample, Problems problems)
    {
        var spans = ReportMarkup.Spans(sample.Report);
        problems.Require(sample.Report.Contains($"title: \"{sample.Study.Report.Title}\""), "the report’s title differs from study.json");

        foreach (var span in spans.Where(s => s.Class == "quote")) CheckQuote(sample, span, problems);
        foreach (var span in spans.Where(s => s.Class == "value"))
        {
            var result = Evaluate(span);
            var expected = result is null ? null : result.IsShare ? $"{result.Percent}%" : result.K.ToString("N0", CultureInfo.GetCultureInfo("en-GB"));
            problems.Require(span.Text == expected, $"the report prints {span.Text} for {span["ev"]}, which is {expected}");
            problems.Require(result is not { IsShare: true, N: < 10 }, $"{span["ev"]}: a percentage on fewer than ten");
        }
        foreach (var span in spans.Where(s => s.Class == "quantifier"))
        {
            var result = Evaluate(span);
            problems.Require(result is { IsShare: true } && Says(span.Text, result), $"the report says “{span.Text}” for {span["ev"]}, which is {result}");
        }

        foreach (var claim in sample.Study.Claims)
        {
            var span = spans.SingleOrDefault(s => s.Class == "claim" && s.Id == claim.Key);
            problems.Require(span is not null && span.Text == claim.Statement, $"{claim.Key}: the report words it differently, or not once");
            if (span is null) continue;
            problems.Require(span.Keys("ev").SequenceEqual(claim.For) && span.Keys("against").SequenceEqual(claim.Against), $"{claim.Key}: its evidence differs from study.json");
            problems.Require(ReportMarkup.InFinding(sample.Report, span.Start), $"{claim.Key}: stands outside a finding");
        }

        var known = sample.Study.Quotations.Select(q => q.Key).Concat(sample.Study.Statistics.Select(s => s.Key)).ToHashSet();
        var cited = spans.SelectMany(s => s.Keys("ev").Concat(s.Keys("against"))).Concat(ReportMarkup.Citations(sample.Report)).ToHashSet();
        foreach (var key in cited) problems.Require(known.Contains(key), $"the report cites {key}, which is not in study.json");
        foreach (var quotation in sample.Study.Quotations) problems.Require(cited.Contains(quotation.Key), $"{quotation.Key} is not used in the report");

        problems.Require(spans.Count(s => s.Class == "quote") >= 14, "fewer than 14 quotations in the report");
        problems.Require(spans.Count(s => s.Class is "value" or "quantifier") >= 12, "fewer than 12 values and quantifiers in the report");
        problems.Require(sample.Study.Claims.Count == 10 && sample.Study.Claims.Count(c => c.Against.Count > 0) >= 6, "ten claims, six with evidence against");
        problems.Require(spans.Count(s => s.Class == "claim") == sample.Study.Claims.Count, "the report has a claim that is not in study.json");

        Result? Evaluate(Span span) =>
            sample.Study.Statistics.SingleOrDefault(s => s.Key == span["ev"]) is { } s ? Counting.Evaluate(sample, s.Definition) : null;
    }

    /// <summary>
    /// Word for word from end to end, but for [...] (something left out) and [words] (something put in). An omission that hides a
    /// negation turns a sentence round, so it is refused although it would match.
    /// </summary>
    static void CheckQuote(Sample sample, Span span, Problems problems)
    {
        var quotation = sample.Study.Quotations.SingleOrDefault(q => q.Key == span["ev"]);
        problems.Require(quotation is not null, $"the report quotes {span["ev"]}, which is not in study.json");
        if (quotation is null) return;

        var printed = Regex.Replace(span.Text, @" ?\[(?!\.\.\.\])[^\]]*\]", "");
        var pattern = "^" + string.Join("(.*?)", printed.Split("[...]").Select(Regex.Escape)) + "$";
        var match = Regex.Match(quotation.Words, pattern);
        problems.Require(match.Success, $"{quotation.Key} is misquoted: “{span.Text}”");
        problems.Require(match.Groups.Cast<Group>().Skip(1).All(g => !Negation().IsMatch(g.Value)), $"{quotation.Key}: what is left out holds a negation");
    }

    /// <summary>True if the phrase ("five of the six sites", "all six sites", "most sites", "half of the sites") says k of n.</summary>
    static bool Says(string phrase, Result result)
    {
        var words = phrase.ToLowerInvariant().Split(' ');
        if (words is [var k, "of", "the", var n, _]) return Array.IndexOf(NumberWords, k) == result.K && Array.IndexOf(NumberWords, n) == result.N;
        return words[0] switch
        {
            "all" => result.K == result.N && (words.Length == 2 || Array.IndexOf(NumberWords, words[1]) == result.N),
            "most" => 2 * result.K > result.N,
            "half" => 2 * result.K == result.N,
            "some" => result.K >= 2 && 2 * result.K <= result.N,
            _ => false,
        };
    }
}

/// <summary>A statistic’s value: k for a count, k of n for a share, with the units that are not coded yet and so not in n.</summary>
sealed record Result(bool IsShare, int K, int N, IReadOnlyList<string> NotCoded)
{
    public int Percent => (int)Math.Round(100m * K / N, MidpointRounding.AwayFromZero);

    public override string ToString() => !IsShare ? $"{K}" : $"{K} of {N} ({Percent}%)" + (NotCoded.Count > 0 ? $", not coded: {string.Join(", ", NotCoded)}" : "");
}

static class Counting
{
    public static Result Evaluate(Sample sample, Definition definition)
    {
        if (definition.Register is { } register)
            return new Result(false, OfRegister(sample, definition.Unit, register), 0, []);

        var encounters = sample.Study.Encounters.Where(e => Passes(sample, e, definition)).ToList();
        bool OfCoder(Coding c) => definition.Coders is null || definition.Coders.Contains(c.Coder);
        bool OfCode(Coding c) => definition.Codes is null || definition.Codes.Any(path => c.Code == path || c.Code.StartsWith(path + " / ", StringComparison.Ordinal));

        bool Coded(Encounter e) => sample.Codings.Any(c => c.Source == e.Source && OfCoder(c));
        bool Carries(Encounter e) => definition.Codes is null && definition.Coders is null
            || sample.Codings.Any(c => c.Source == e.Source && OfCoder(c) && OfCode(c));

        if (definition.Unit == "codings")
        {
            var codings = sample.Codings.Where(c => OfCoder(c) && encounters.Any(e => e.Source == c.Source)).ToList();
            return new Result(definition.Form == "share", codings.Count(OfCode), codings.Count, []);
        }

        if (definition.Unit == "minutes")
            return new Result(definition.Form == "share",
                encounters.Where(Carries).Sum(e => e.Minutes), encounters.Where(Coded).Sum(e => e.Minutes), [.. encounters.Where(e => !Coded(e)).Select(e => e.Name)]);

        // A unit passes when one of its encounters does. A site without any encounter still counts where nothing narrows the count.
        var units = encounters.SelectMany(e => UnitsOf(sample, e, definition).Select(unit => (Unit: unit, Encounter: e))).ToLookup(x => x.Unit, x => x.Encounter);
        var coded = units.Where(u => u.Any(Coded)).ToList();
        return definition.Form == "share"
            ? new Result(true, coded.Count(u => u.Any(Carries)), coded.Count, [.. units.Select(u => u.Key).Except(coded.Select(u => u.Key))])
            : new Result(false, units.Count(u => u.Any(Carries)), 0, []);
    }

    // The dates of the register are written to the day, so that they compare as texts; a month of the definition is its first or last day.
    static int OfRegister(Sample sample, string unit, RegisterChoice choice)
    {
        string[][] Rows(string name) => [.. File.ReadAllLines(Path.Combine(sample.Folder, "register", name)).Skip(1).Select(l => l.Split(','))];
        if (unit == "organisations")
            return Rows("organisations.csv").Count(o => (choice.Type is null || o[1] == choice.Type) && string.CompareOrdinal(o[2], choice.At) <= 0 && (o[3].Length == 0 || string.CompareOrdinal(o[3], choice.At) >= 0));

        return Rows("events.csv").Where(e => choice.Kind is null || e[2] == choice.Kind)
            .Where(e => string.CompareOrdinal(e[1], choice.From ?? "") >= 0 && string.CompareOrdinal(e[1][..Math.Min(e[1].Length, choice.To?.Length ?? e[1].Length)], choice.To ?? "9999") <= 0)
            .Select(e => e[0]).Distinct().Count();
    }

    static bool Passes(Sample sample, Encounter encounter, Definition definition) =>
        definition.Sites?.Contains(encounter.Site) != false
        && definition.Phases?.Contains(encounter.Phase) != false
        && definition.Kinds?.Contains(encounter.Kind) != false
        && (definition.Roles is null || encounter.Participants.Any(p => HasRole(sample, p, definition.Roles)));

    static bool HasRole(Sample sample, string pseudonym, List<string> roles) =>
        roles.Contains(sample.Study.Participants.Single(p => p.Pseudonym == pseudonym).Role);

    static IEnumerable<string> UnitsOf(Sample sample, Encounter encounter, Definition definition) => definition.Unit switch
    {
        "sites" => [encounter.Site],
        "encounters" => [encounter.Name],
        "sources" => [encounter.Source],
        _ => encounter.Participants.Where(p => definition.Roles is null || HasRole(sample, p, definition.Roles)),
    };
}

/// <summary>A bracketed span of the report, [text]{.class #id key="a b"}.</summary>
sealed record Span(int Start, string Text, string Class, string? Id, Dictionary<string, string> Attributes)
{
    public string this[string key] => Attributes.GetValueOrDefault(key, "");

    public IEnumerable<string> Keys(string attribute) => this[attribute].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Reads no more of Markdown than the spans, the findings and the citations.</summary>
static class ReportMarkup
{
    public static List<Span> Spans(string report)
    {
        var spans = new List<Span>();
        var open = new Stack<int>();
        for (var i = 0; i < report.Length; i++)
        {
            if (report[i] == '[') open.Push(i);
            if (report[i] != ']' || !open.TryPop(out var start) || i + 1 >= report.Length || report[i + 1] != '{') continue;
            var end = report.IndexOf('}', i);
            spans.Add(Parse(start, report[(start + 1)..i], report[(i + 2)..end]));
        }
        return spans;
    }

    static Span Parse(int start, string text, string attributes)
    {
        var pairs = Regex.Matches(attributes, "([a-z]+)=(?:\"([^\"]*)\"|(\\S+))");
        return new Span(start, text,
            Regex.Match(attributes, @"\.([a-z]+)").Groups[1].Value,
            Regex.Match(attributes, "#([A-Za-z0-9]+)") is { Success: true } id ? id.Groups[1].Value : null,
            pairs.ToDictionary(p => p.Groups[1].Value, p => p.Groups[2].Success ? p.Groups[2].Value : p.Groups[3].Value));
    }

    public static bool InFinding(string report, int position) =>
        report.LastIndexOf("::: {.finding", position, StringComparison.Ordinal) is >= 0 and var opened
        && report.IndexOf("\n:::\n", opened, StringComparison.Ordinal) > position;

    public static IEnumerable<string> Citations(string report) => Regex.Matches(report, "@ev:([a-z0-9]+)").Select(m => m.Groups[1].Value);
}

/// <summary>Identifiers that are the same on every run: version 5 UUIDs (RFC 9562, 5.5) of what the thing is called.</summary>
static class Guids
{
    static readonly byte[] Namespace = new Guid("6f1de0a4-5b0e-4c0c-9c56-1f3a7d0c2b91").ToByteArray(bigEndian: true);

    public static string Of(params string[] name)
    {
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(string.Join('\u001F', name))])[..16];
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}

/// <summary>Zip archives without the hour of their making in them, so that the same sample gives the same bytes.</summary>
static class Archive
{
    public static void Write(string path, IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(2022, 11, 30, 12, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    public static byte[] Xml(XElement root)
    {
        using var buffer = new MemoryStream();
        new XDocument(new XDeclaration("1.0", "utf-8", null), root).Save(buffer, SaveOptions.DisableFormatting);
        return buffer.ToArray();
    }
}

/// <summary>
/// A REFI-QDA project as the standard has it: positions in Unicode code points, ends exclusive, LF, no byte order mark. Programs differ
/// from this in known ways; the sample is the plain case against which their dialects can be read.
/// </summary>
static class Qdpx
{
    static readonly XNamespace Refi = "urn:QDA-XML:project:1.0";

    public static void Write(Sample sample, string path)
    {
        var sources = sample.CodedFiles.Select(file => (
            Name: $"sources/{SourceGuid(file)}.txt",
            Content: Encoding.UTF8.GetBytes(sample.Texts[Path.GetFileNameWithoutExtension(file)])));
        Archive.Write(path, [("project.qde", Archive.Xml(Project(sample))), .. sources]);
    }

    static XElement Project(Sample sample) => new(Refi + "Project",
        new XAttribute("name", sample.Study.Study.Name),
        new XAttribute("origin", "Fieldthread sample"),
        new XAttribute("creatingUserGUID", UserGuid(sample.Study.People[0].Name)),
        new XAttribute("creationDateTime", "2021-03-01T09:00:00Z"),
        new XElement(Refi + "Users", sample.Study.People.Select(p =>
            new XElement(Refi + "User", new XAttribute("guid", UserGuid(p.Name)), new XAttribute("name", p.Name)))),
        new XElement(Refi + "CodeBook", new XElement(Refi + "Codes", CodesBelow(sample, null))),
        new XElement(Refi + "Cases", sample.Study.Sites.Select(site => Case(sample, site))),
        new XElement(Refi + "Sources", sample.CodedFiles.Select(file => TextSource(sample, file))),
        new XElement(Refi + "Notes", sample.Codings.Where(c => c.Memo is not null).Select(c => Note(sample, c))),
        new XElement(Refi + "Description", sample.Study.Study.Summary));

    static IEnumerable<XElement> CodesBelow(Sample sample, string? parent) => sample.Codes.Where(c => c.Parent == parent).Select(code =>
        new XElement(Refi + "Code",
            new XAttribute("guid", CodeGuid(code.Path)), new XAttribute("name", code.Name),
            new XAttribute("isCodable", "true"), new XAttribute("color", code.Colour),
            new XElement(Refi + "Description", code.Definition),
            CodesBelow(sample, code.Path)));

    static XElement Case(Sample sample, Site site) => new(Refi + "Case",
        new XAttribute("guid", Guids.Of("case", site.Name)), new XAttribute("name", site.Name),
        new XElement(Refi + "Description", site.About),
        sample.CodedFiles.Where(file => sample.Study.Encounters.Any(e => e.Site == site.Name && e.Source == Path.GetFileNameWithoutExtension(file)))
            .Select(file => new XElement(Refi + "SourceRef", new XAttribute("targetGUID", SourceGuid(file)))));

    static XElement TextSource(Sample sample, string file)
    {
        var text = sample.Texts[Path.GetFileNameWithoutExtension(file)];
        var selections = sample.Codings.Where(c => c.File == file)
            .GroupBy(c => c.Words)
            .Select(g => (Start: CodePoints(text.AsSpan(0, text.IndexOf(g.Key, StringComparison.Ordinal))), Codings: g))
            .OrderBy(s => s.Start).ThenByDescending(s => s.Codings.Key.Length);
        return new XElement(Refi + "TextSource",
            new XAttribute("guid", SourceGuid(file)), new XAttribute("name", Path.GetFileNameWithoutExtension(file)),
            new XAttribute("plainTextPath", $"internal://{SourceGuid(file)}.txt"),
            new XAttribute("creatingUser", UserGuid(sample.Study.People[0].Name)),
            new XAttribute("creationDateTime", $"{sample.Study.Encounters.Single(e => e.Source == Path.GetFileNameWithoutExtension(file)).Date}T20:00:00Z"),
            selections.Select(s => Selection(sample, file, s.Start, s.Codings)));
    }

    static XElement Selection(Sample sample, string file, int start, IGrouping<string, Coding> codings) => new(Refi + "PlainTextSelection",
        new XAttribute("guid", Guids.Of("selection", file, codings.Key)),
        new XAttribute("name", Shortened(codings.Key)),
        new XAttribute("startPosition", start), new XAttribute("endPosition", start + CodePoints(codings.Key)),
        new XAttribute("creatingUser", UserGuid(codings.First().Coder)),
        new XAttribute("creationDateTime", CodedAt(sample, codings.First())),
        codings.Select(c => new XElement(Refi + "Coding",
            new XAttribute("guid", CodingGuid(c)),
            new XAttribute("creatingUser", UserGuid(c.Coder)), new XAttribute("creationDateTime", CodedAt(sample, c)),
            new XElement(Refi + "CodeRef", new XAttribute("targetGUID", CodeGuid(c.Code))),
            c.Memo is null ? null : new XElement(Refi + "NoteRef", new XAttribute("targetGUID", NoteGuid(c))))));

    static XElement Note(Sample sample, Coding coding) => new(Refi + "Note",
        new XAttribute("guid", NoteGuid(coding)), new XAttribute("name", $"Memo: {coding.Code}, {coding.Source}"),
        new XAttribute("creatingUser", UserGuid(coding.Coder)), new XAttribute("creationDateTime", CodedAt(sample, coding)),
        new XElement(Refi + "PlainTextContent", coding.Memo));

    /// <summary>A plausible time: the first coder a fortnight after the encounter, the second a week later, two minutes a coding.</summary>
    static string CodedAt(Sample sample, Coding coding)
    {
        var met = DateTime.Parse(sample.Study.Encounters.Single(e => e.Source == coding.Source).Date, CultureInfo.InvariantCulture);
        var coder = sample.Study.People.FindIndex(p => p.Name == coding.Coder);
        var nth = sample.Codings.Where(c => c.File == coding.File && c.Coder == coding.Coder).TakeWhile(c => c != coding).Count();
        return met.AddDays(14 + 7 * coder).AddHours(9.5).AddMinutes(2 * nth).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    /// <summary>Some programs write the words as the selection’s name, cut at a hundred; a reader can check its offsets against them.</summary>
    static string Shortened(string words) => words.Length <= 100 ? words : words[..(char.IsHighSurrogate(words[98]) ? 98 : 99)] + "…";

    static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    static string UserGuid(string name) => Guids.Of("user", name);
    static string CodeGuid(string path) => Guids.Of("code", path);
    static string SourceGuid(string file) => Guids.Of("source", file);
    static string CodingGuid(Coding c) => Guids.Of("coding", c.File, c.Coder, c.Code, c.Words);
    static string NoteGuid(Coding c) => Guids.Of("note", c.File, c.Coder, c.Code, c.Words);
}

/// <summary>A Word document of the barest kind: a paragraph a turn, **bold** as bold runs.</summary>
static class Docx
{
    static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static void Write(string text, string path) => Archive.Write(path,
    [
        ("[Content_Types].xml", Archive.Xml(new XElement(Types + "Types",
            new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            new XElement(Types + "Override", new XAttribute("PartName", "/word/document.xml"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"))))),
        ("_rels/.rels", Archive.Xml(new XElement(Relations + "Relationships",
            new XElement(Relations + "Relationship", new XAttribute("Id", "rId1"),
                new XAttribute("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"), new XAttribute("Target", "word/document.xml"))))),
        ("word/document.xml", Archive.Xml(new XElement(W + "document", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
            new XElement(W + "body", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Paragraph))))),
    ]);

    // Every second piece between pairs of asterisks is bold.
    static XElement Paragraph(string line) => new(W + "p", line.Split("**").Select((piece, i) => piece.Length == 0 ? null :
        new XElement(W + "r",
            i % 2 == 1 ? new XElement(W + "rPr", new XElement(W + "b")) : null,
            new XElement(W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), piece))));
}

/// <summary>A workbook of the barest kind: a sheet a table, texts as texts, numbers as numbers, days as days.</summary>
static partial class Xlsx
{
    static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,11})(\.[0-9]{1,6})?$")]
    private static partial Regex Number();

    public static void Write(string folder, string path)
    {
        var tables = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        var numbers = Enumerable.Range(1, tables.Count).ToList();
        Archive.Write(path,
        [
            ("[Content_Types].xml", Archive.Xml(new XElement(Types + "Types",
                new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
                Part("/xl/workbook.xml", "sheet.main+xml"), Part("/xl/styles.xml", "styles+xml"), numbers.Select(n => Part($"/xl/worksheets/sheet{n}.xml", "worksheet+xml"))))),
            ("_rels/.rels", Archive.Xml(new XElement(Package + "Relationships", Relation("r1", "officeDocument", "xl/workbook.xml")))),
            ("xl/workbook.xml", Archive.Xml(new XElement(Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Office.NamespaceName),
                new XElement(Main + "sheets", tables.Select((t, i) => new XElement(Main + "sheet",
                    new XAttribute("name", Path.GetFileNameWithoutExtension(t)), new XAttribute("sheetId", i + 1), new XAttribute(Office + "id", $"s{i + 1}"))))))),
            ("xl/_rels/workbook.xml.rels", Archive.Xml(new XElement(Package + "Relationships",
                numbers.Select(n => Relation($"s{n}", "worksheet", $"worksheets/sheet{n}.xml")), Relation("styles", "styles", "styles.xml")))),
            ("xl/styles.xml", Archive.Xml(new XElement(Main + "styleSheet",
                new XElement(Main + "numFmts", new XAttribute("count", 1), new XElement(Main + "numFmt", new XAttribute("numFmtId", 164), new XAttribute("formatCode", "yyyy\\-mm\\-dd"))),
                new XElement(Main + "fonts", new XAttribute("count", 1), new XElement(Main + "font")),
                new XElement(Main + "fills", new XAttribute("count", 2), new[] { "none", "gray125" }.Select(p => new XElement(Main + "fill", new XElement(Main + "patternFill", new XAttribute("patternType", p))))),
                new XElement(Main + "borders", new XAttribute("count", 1), new XElement(Main + "border")),
                new XElement(Main + "cellStyleXfs", new XAttribute("count", 1), new XElement(Main + "xf")),
                new XElement(Main + "cellXfs", new XAttribute("count", 2), new XElement(Main + "xf"), new XElement(Main + "xf", new XAttribute("numFmtId", 164), new XAttribute("applyNumberFormat", 1)))))),
            .. tables.Select((t, i) => ($"xl/worksheets/sheet{i + 1}.xml", Archive.Xml(new XElement(Main + "worksheet", new XElement(Main + "sheetData", Rows(File.ReadAllText(t)).Select(Row)))))),
        ]);
    }

    static XElement Part(string name, string kind) => new(Types + "Override", new XAttribute("PartName", name), new XAttribute("ContentType", Kinds + kind));

    static XElement Relation(string id, string kind, string target) =>
        new(Package + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{Office.NamespaceName}/{kind}"), new XAttribute("Target", target));

    static XElement Row(List<string> cells, int at) => new(Main + "row", new XAttribute("r", at + 1), cells.Select((cell, i) => Cell(cell, $"{Letters(i)}{at + 1}")));

    static XElement? Cell(string cell, string at) =>
        cell.Length == 0 ? null
        : DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new XElement(Main + "c", new XAttribute("r", at), new XAttribute("s", 1), new XElement(Main + "v", day.DayNumber - new DateOnly(1899, 12, 30).DayNumber))
        : Number().IsMatch(cell) ? new XElement(Main + "c", new XAttribute("r", at), new XElement(Main + "v", cell))
        : new XElement(Main + "c", new XAttribute("r", at), new XAttribute("t", "inlineStr"),
            new XElement(Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), cell)));

    static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    /// <summary>Cells of CSV as RFC 4180 has it.</summary>
    static List<List<string>> Rows(string csv)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"') { cell.Append('"'); i++; }
            else if (csv[i] == '"') quoted = !quoted;
            else if (quoted || csv[i] is not (',' or '\r' or '\n')) cell.Append(csv[i]);
            else if (csv[i] != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[i] == '\n') { rows.Add(row); row = []; }
            }
        }

        if (cell.Length > 0 || row.Count > 0) { row.Add(cell.ToString()); rows.Add(row); }
        return rows;
    }
}
