using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

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
        foreach (var who in study.Consents.Select(c => c.Participant).Concat(study.Withdrawals.Select(w => w.Participant)))
            problems.Require(study.Participants.Any(p => p.Pseudonym == who), $"consent of {who}, who is no participant");
        foreach (var scope in study.Consents.SelectMany(c => (c.Given ?? []).Concat(c.Refused ?? []).Concat(c.NotAsked ?? [])))
            problems.Require(scope is "audio" or "quotation" or "reuse" or "archive", $"{scope} is no scope of consent");
        foreach (var withdrawal in study.Withdrawals)
            problems.Require(withdrawal.Level is "noContact" or "notQuoted" or "notArchived" && study.People.Any(p => p.Name == withdrawal.DecidedBy), $"the withdrawal of {withdrawal.Participant} is of no level, or decided by nobody");

        var keys = study.Quotations.Select(q => q.Key).Concat(study.Statistics.Select(s => s.Key)).Concat(study.Claims.Select(c => c.Key)).ToList();
        foreach (var named in study.TopicGuides.Guides.SelectMany(g => g.Versions).SelectMany(v => v.Encounters).Concat(study.TopicGuides.Held.SelectMany(h => h.Encounters)))
            problems.Require(study.Encounters.Any(e => e.Name == named), $"topicGuides name “{named}”, which is no encounter");
        problems.Require(keys.Distinct().Count() == keys.Count, "a key is used twice in study.json");
        foreach (var claim in study.Claims)
        {
            problems.Require(claim.Verdicts.Select(v => v.Phase).SequenceEqual(study.Phases.Select(p => p.Name)), $"{claim.Key}: not one verdict for each phase");
            problems.Require(claim.Verdicts.All(v => v.Judgement is "supported" or "mixed" or "contradicted" or "notObserved" && v.Reason.Length > 0), $"{claim.Key}: a verdict of no kind, or without a reason");
        }

        problems.Require(File.ReadAllLines(Path.Combine(sample.Folder, study.SiteChoice.File)).Any(l => l.StartsWith(study.SiteChoice.Declined + ",", StringComparison.Ordinal)),
            $"{study.SiteChoice.File}: no candidate {study.SiteChoice.Declined}, who declined");
        problems.Require(study.SiteChoice.Size == study.Sites.Count, $"{study.SiteChoice.Size} sites chosen, and {study.Sites.Count} in the study");
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
        [.. sample.Study.Participants.Where(p => p.ConsentToQuote == "withheld").Select(p => p.Pseudonym), .. sample.Study.Withdrawals.Where(w => w.Level != "noContact").Select(w => w.Participant)];

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
