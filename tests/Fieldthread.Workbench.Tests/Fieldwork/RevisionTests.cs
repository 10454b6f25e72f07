using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class RevisionTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const string Text = "INT: What changed for you?\n\nGP01: We did recieve a letter about the harbour office. Nobody had asked us about it, and I trust them.\n\nINT: And then?\n\nGP01: The meeting was on a Tuesday. It took an hour, and nobody wrote down what we said.";

    private const string Mended = "INT: What changed for you?\n\nGP01: We did receive a letter about the harbour office. Nobody had asked us about it, and I do not trust them.\n\nINT: And then?\n\nGP01: There was another gathering, a week later. It took an hour, and nobody wrote down what we said.";

    [Theory]
    [OnBoth]
    [ShowsRefusal("revise-source", "unknown")]
    [ShowsRefusal("revise-source", "stale")]
    [ShowsRefusal("revise-source", "empty")]
    [ShowsRefusal("revise-source", "unchanged")]
    [ShowsRefusal("revision-preview", "unknown")]
    [ShowsRefusal("revision-preview", "stale")]
    [ShowsRefusal("revision-preview", "empty")]
    [ShowsRefusal("revision-preview", "unchanged")]
    [ShowsRefusal("revisions", "unknown")]
    [ShowsRefusal("revision-diff", "unknown")]
    [ShowsRefusal("source", "unknown")]
    [ShowsRefusal("add-coding", "superseded")]
    [ShowsRefusal("add-quotation", "superseded")]
    public async Task A_revision_says_no_to_what_is_stale_empty_or_the_same_and_nothing_is_coded_on_a_former_text(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", Text);
        var (id, nothing) = (page.Line.Id, Guid.NewGuid());
        await scene.RefusesAsync("unknown", new ReviseSource(nothing, 1, Mended, "Typing."));
        await scene.RefusesAsync("stale", new ReviseSource(id, 2, Mended, "Typing."));
        await scene.RefusesAsync("empty", new ReviseSource(id, 1, " \n", "Typing."));
        await scene.RefusesAsync("empty", new ReviseSource(id, 1, Mended, " "));
        await scene.RefusesAsync("unchanged", new ReviseSource(id, 1, Text.Replace("\n", "\r\n", StringComparison.Ordinal), "Typing."));
        await scene.RefusesAsync("unknown", new PreviewRevision(nothing, 1, Mended));
        await scene.RefusesAsync("stale", new PreviewRevision(id, 3, Mended));
        await scene.RefusesAsync("empty", new PreviewRevision(id, 1, ""));
        await scene.RefusesAsync("unchanged", new PreviewRevision(id, 1, Text));
        await scene.RefusesAsync("unknown", new RevisionsOfSource(nothing));
        await scene.RefusesAsync("unknown", new CompareRevisions(id, 1, 2));
        await scene.RefusesAsync("unknown", new SourceText(id, 2));
        await scene.Do(new ReviseSource(id, 1, Mended, "Typing."));
        await scene.RefusesAsync("stale", new ReviseSource(id, 1, Mended + " Later.", "Typing."));
        var code = await scene.Add(new AddCode("Asked"));
        await scene.RefusesAsync("superseded", new AddCoding(page.Revision, 0, 5, code));
        await scene.RefusesAsync("superseded", new AddQuotation(page.Revision, 0, 5));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(async () => await scene.Place.Do(scene.Study, new ReviseSource(id, 2, Text, "Back."), await scene.Place.MemberAsync(scene.Study, Role.SurveyManager)))).Code);
    }

    [Theory]
    [OnBoth]
    public async Task Codings_are_carried_changed_or_wait_the_cut_before_prints_the_same_and_undo_brings_all_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", Text);
        var code = await scene.Add(new AddCode("Asked"));
        var (kept, spelt, turned, cut) = (await scene.CodeAsync(page, "Nobody had asked us", code), await scene.CodeAsync(page, "We did recieve a letter", code), await scene.CodeAsync(page, "and I trust them", code), await scene.CodeAsync(page, "The meeting was on a Tuesday.", code));
        await scene.Do(new SetCodingMemo(kept, "Read this again."), scene.Coder);
        await scene.Do(new SetCodeExample(code, spelt));
        var quoted = await scene.Key(new QuoteWords(page.Line.Id, "Nobody had asked us about it"));
        await scene.Key(new AddStatistic("Codings", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Codings)));
        await scene.Do(new FreezeCut("Before"));
        var before = Json.Write((await scene.Ask(new ShowCut("Before"))).Counts);
        var tables = await scene.TablesAsync();

        var preview = await scene.Ask(new PreviewRevision(page.Line.Id, 1, Mended));
        Assert.Equal((1, 2, 1), (preview.Carried!.Same, preview.Carried.Changed.Count, preview.Carried.Waiting.Count));
        Assert.Equal([("examples of codes", 1, 0), ("quotations", 1, 0)], preview.Carried.Others.Select(o => (o.What, o.Follow, o.Left.Count)).Order());
        Scene.Same(tables, await scene.TablesAsync());

        var done = await scene.Place.Do(scene.Study, new ReviseSource(page.Line.Id, 1, Mended, "Heard again."), scene.Lead);
        Assert.Equal((2, 3, 2, 1), (done.Answer.Number, done.Answer.Carried, done.Answer.Changed, done.Answer.Waiting));
        var now = await scene.Ask(new SourceText(page.Line.Id));
        Assert.Equal((2, 2, Mended), (now.Number, now.Newest, now.Text));
        var codings = (await scene.Ask(new CodingsOfSource(now.Revision))).Codings.ToDictionary(c => c.Id);
        string Words(Guid id) => now.Text[codings[id].Start..codings[id].End];
        Assert.Equal(("Nobody had asked us", "We did receive a letter", "and I do not trust them"), (Words(kept), Words(spelt), Words(turned)));
        Assert.Equal("Read this again.", codings[kept].Memo);
        Assert.Equal("We did receive a letter", (await scene.Ask(new CodebookTree())).Single().Passage!.Words);
        Assert.False(codings.ContainsKey(cut));

        // What waits is counted nowhere, is shown with its former words, and the study says so.
        Assert.Equal(3, (await scene.Ask(new CodingsOfCode(code))).Total);
        Assert.All((await scene.Ask(new CodingsOfCode(code))).Passages, p => Assert.Contains(p.Words, Mended, StringComparison.Ordinal));
        var waits = (await scene.Ask(new WaitingStretches())).Single();
        Assert.Equal((cut, "The meeting was on a Tuesday.", 1, 2), (waits.Id, waits.Was, waits.On, waits.Newest));
        Assert.Contains((await scene.Ask(new Attention())), l => l.Page == "waiting" && l.InWords.StartsWith("1 coding", StringComparison.Ordinal));
        Assert.Contains("another gathering", waits.NearWords, StringComparison.Ordinal);

        // Search finds the newest words alone; the former text and its codings are still to be read.
        Assert.Empty((await scene.Ask(new Search("recieve"))).Hits);
        Assert.Single((await scene.Ask(new Search("receive"))).Hits);
        var former = await scene.Ask(new SourceText(page.Line.Id, 1));
        Assert.Equal((1, 2, Text), (former.Number, former.Newest, former.Text));
        Assert.Equal(4, (await scene.Ask(new CodingsOfSource(former.Revision))).Codings.Count);
        var compared = await scene.Ask(new CompareRevisions(page.Line.Id));
        Assert.Equal((1, 2, RevisionKind.Corrected, 1, 2, 1), (compared.From, compared.To, compared.Kind, compared.Carried!.Same, compared.Carried.Changed.Count, compared.Carried.Waiting.Count));
        Assert.Contains(compared.Lines.SelectMany(l => l.Before), p => p.Marked && p.Words == "recieve");
        Assert.Equal(["as it came", "corrected"], (await scene.Ask(new RevisionsOfSource(page.Line.Id))).Revisions.Select(r => CarriedWords.Of(r.Kind)));

        // The cut holds the former text with its codings, number for number.
        Assert.Equal(before, Json.Write((await scene.Ask(new ShowCut("Before"))).Counts));
        Assert.Equal((Text, 1), ((await scene.Ask(new SourceText(page.Line.Id), cut: "Before")).Text, (await scene.Ask(new SourceText(page.Line.Id), cut: "Before")).Newest));
        Assert.Equal(4, (await scene.Ask(new CodingsOfCode(code), cut: "Before")).Total);
        Assert.Single((await scene.Ask(new Search("recieve"), cut: "Before")).Hits);
        Assert.Empty(await scene.Ask(new WaitingStretches(), cut: "Before"));

        var project = await scene.Ask(new ProjectForExport());
        Assert.Equal((Mended, 3), (project.Sources.Single().Text, project.Sources.Single().Selections.Sum(s => s.Codings.Count)));
        Assert.Equal(quoted, (await scene.Ask(new QuotationList())).Single().Key);

        await scene.Do(new UndoAct(done.Act));
        Scene.Same(tables, await scene.TablesAsync());
        Assert.Single((await scene.Ask(new Search("recieve"))).Hits);
        Assert.Equal(4, (await scene.Ask(new CodingsOfCode(code))).Total);
        // And the undoing is undone.
        await scene.Do(new UndoAct(done.Act + 1));
        Assert.Equal(3, (await scene.Ask(new CodingsOfCode(code))).Total);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("move-coding", "superseded")]
    [ShowsRefusal("place-waiting", "unknown")]
    [ShowsRefusal("place-waiting", "not-waiting")]
    [ShowsRefusal("place-waiting", "not-yours")]
    [ShowsRefusal("place-waiting", "words-not-there")]
    [ShowsRefusal("place-waiting", "words-ambiguous")]
    [ShowsRefusal("place-waiting", "range-outside")]
    [ShowsRefusal("place-waiting", "coded-already")]
    [ShowsRefusal("let-go-waiting", "unknown")]
    [ShowsRefusal("let-go-waiting", "not-waiting")]
    [ShowsRefusal("let-go-waiting", "not-yours")]
    [ShowsRefusal("let-go-waiting", "empty")]
    public async Task What_waits_is_placed_or_let_go_by_whoever_coded_it_or_a_lead(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", "One two three. Four five six. Seven eight nine. One two three.");
        var (a, b) = (await scene.Add(new AddCode("A")), await scene.Add(new AddCode("B")));
        var (first, second, stays) = (await scene.CodeAsync(page, "Four five six.", a), await scene.CodeAsync(page, "Four five", b), await scene.CodeAsync(page, "Seven eight", a));
        await scene.RefusesAsync("not-waiting", new PlaceWaiting(first, Words: "One"));
        await scene.Do(new ReviseSource(page.Line.Id, 1, "One two three. Nothing of the kind was said there at all. Seven eight nine. One two three.", "Heard again.", RevisionKind.Retranscribed), scene.Coder);
        Assert.Equal([first, second], (await scene.Ask(new WaitingStretches(page.Line.Id))).Select(w => w.Id).Order());
        var other = await scene.Place.MemberAsync(scene.Study, Role.Coder);
        await scene.RefusesAsync("unknown", new PlaceWaiting(Guid.NewGuid(), Words: "One"));
        await scene.RefusesAsync("superseded", new MoveCoding(first, 0, 3), scene.Coder);
        await scene.RefusesAsync("not-yours", new PlaceWaiting(first, Words: "Nothing of the kind"), other);
        await scene.RefusesAsync("words-not-there", new PlaceWaiting(first, Words: "Four five six."), scene.Coder);
        await scene.RefusesAsync("words-ambiguous", new PlaceWaiting(first, Words: "One two"), scene.Coder);
        await scene.RefusesAsync("range-outside", new PlaceWaiting(first), scene.Coder);
        await scene.RefusesAsync("range-outside", new PlaceWaiting(first, 5, 5000), scene.Coder);
        await scene.RefusesAsync("coded-already", new PlaceWaiting(first, Words: "Seven eight"), scene.Coder);
        await scene.RefusesAsync("unknown", new LetGoWaiting(Guid.NewGuid(), "Gone."));
        await scene.RefusesAsync("not-waiting", new LetGoWaiting(stays, "Gone."));
        await scene.RefusesAsync("not-yours", new LetGoWaiting(second, "Gone."), other);
        await scene.RefusesAsync("empty", new LetGoWaiting(second, " "));
        // The same words elsewhere are no matter where it is said between which places to look.
        await scene.Do(new PlaceWaiting(first, 0, 20, "One two"), scene.Coder);
        Assert.Equal(2, (await scene.Ask(new CodingsOfCode(a))).Total);
        var let = await scene.Place.Do(scene.Study, new LetGoWaiting(second, "It was never said."), scene.Lead);
        Assert.Empty(await scene.Ask(new WaitingStretches()));
        Assert.Equal("It was never said.", (await scene.Place.SqlAsync("SELECT reason FROM stretches_let_go")).Single()[0]);
        await scene.Do(new UndoAct(let.Act));
        Assert.Equal(second, (await scene.Ask(new WaitingStretches())).Single().Id);
        Assert.Empty(await scene.Place.SqlAsync("SELECT 1 FROM stretches_let_go"));
    }

    [Theory]
    [OnBoth]
    public async Task A_blind_coder_revises_without_seeing_what_others_coded_and_theirs_is_carried_too(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", Text);
        var code = await scene.Add(new AddCode("Asked"));
        var theirs = await scene.CodeAsync(page, "The meeting was on a Tuesday.", code);
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        await scene.CodeAsync(page, "Nobody had asked us", code, blind);
        await scene.CodeAsync(page, "about it, and I trust them", code);
        Assert.Equal((1, 0, 0), (await scene.Ask(new PreviewRevision(page.Line.Id, 1, Mended), blind)).Carried is { } seen ? (seen.Same, seen.Changed.Count, seen.Waiting.Count) : default);
        var done = await scene.Do(new ReviseSource(page.Line.Id, 1, Mended, "Typing."), blind);
        Assert.Equal((1, 0, 0), (done.Carried, done.Changed, done.Waiting));
        Assert.Empty(await scene.Ask(new WaitingStretches(), blind));
        Assert.Equal(1, (await scene.Ask(new CompareRevisions(page.Line.Id), blind)).Carried!.Same);
        Assert.Equal(theirs, (await scene.Ask(new WaitingStretches())).Single().Id);
        Assert.Equal(2, (await scene.Ask(new CodingsOfCode(code))).Total);
        Assert.Equal("unknown", (await Place.RefusedAsync(() => scene.Do(new PlaceWaiting(theirs, Words: "It took an hour"), blind))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("recapture-quotation", "unknown")]
    [ShowsRefusal("recapture-quotation", "current")]
    [ShowsRefusal("recapture-quotation", "empty")]
    [ShowsRefusal("recapture-quotation", "words-not-there")]
    [ShowsRefusal("recapture-quotation", "words-ambiguous")]
    [ShowsRefusal("recapture-quotation", "consent-withdrawn")]
    public async Task A_quotation_follows_its_words_and_fails_its_check_where_they_changed(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", Text);
        await scene.Do(new SetQuotingBasis(page.Line.Id, QuotingBasis.ConsentHeld));
        var (stays, turns) = (await scene.Key(new QuoteWords(page.Line.Id, "Nobody had asked us")), await scene.Key(new QuoteWords(page.Line.Id, "I trust them")));
        await scene.Do(new AddReport("Report", $"“[Nobody had asked us]{{.quote ev={stays}}}” and “[I trust them]{{.quote ev={turns}}}”", "r"));
        await scene.Do(new FreezeCut("Before"));
        Assert.Equal(0, (await scene.Ask(new CheckReport("r", "Before"))).Stops);
        await scene.RefusesAsync("current", new RecaptureQuotation(turns, "I trust them"));
        await scene.Do(new ReviseSource(page.Line.Id, 1, Mended, "Heard again."));
        await scene.Do(new FreezeCut("After"));

        // What was true of the former text is true of its cut; of the new one it is not.
        Assert.Equal(0, (await scene.Ask(new CheckReport("r", "Before"))).Stops);
        var check = await scene.Ask(new CheckReport("r", "After"));
        Assert.Equal(turns, Assert.Single(check.Lines, l => l.Stops).Key);
        await scene.RefusesAsync("unknown", new RecaptureQuotation("q99", "I do not trust them"));
        await scene.RefusesAsync("empty", new RecaptureQuotation(turns, ""));
        await scene.RefusesAsync("words-not-there", new RecaptureQuotation(turns, "I trust them"));
        await scene.RefusesAsync("words-ambiguous", new RecaptureQuotation(turns, "obody"));
        await scene.Do(new RecaptureQuotation(turns, "I do not trust them"));
        Assert.Equal("I do not trust them", (await scene.Ask(new QuotationList())).Single(q => q.Key == turns).Words);
        await scene.Do(new FreezeCut("Later"));
        Assert.Equal(1, (await scene.Ask(new CheckReport("r", "Later"))).Stops);
        // Chosen after the cut, a quotation is verified where the maps lead back to.
        var late = await scene.Key(new QuoteWords(page.Line.Id, "nobody wrote down what we said"));
        await scene.Do(new AddReport("Late", $"“[nobody wrote down what we said]{{.quote ev={late}}}”", "late"));
        Assert.Equal(0, (await scene.Ask(new CheckReport("late", "Before"))).Stops);

        var who = await scene.Add(new AddParticipant("GP01", "Doctor"));
        await scene.Do(new AddEncounter("Interview", EncounterKind.Interview, "2021", Participants: [who], Sources: [page.Line.Id]));
        await scene.Do(new ReviseSource(page.Line.Id, 2, Mended.Replace("do not trust", "cannot trust", StringComparison.Ordinal), "Heard once more."));
        await scene.Do(new WithdrawConsent(who, WithdrawalLevel.NotQuoted, "2021-06", scene.Lead.Name, "They asked for it."));
        await scene.RefusesAsync("consent-withdrawn", new RecaptureQuotation(turns, "I cannot trust them"));
    }

    [Theory]
    [OnBoth]
    public async Task Times_of_a_recording_stay_with_their_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        const string Cues = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWe did recieve it.\n\n00:00:05.000 --> 00:00:09.000\nIt was on a Tuesday.\n\n00:01:00.000 --> 00:01:04.000\nSo it was.\n";
        await scene.Do(new ImportDocuments([new GivenFile("Talk.vtt", System.Text.Encoding.UTF8.GetBytes(Cues))]));
        var page = await scene.Ask(new SourceText((await scene.Ask(new SourceList())).Single().Id));
        var last = page.Text.IndexOf("So it was", StringComparison.Ordinal);
        async Task<string> SaidAtAsync(Guid revision, int at)
        {
            await using var context = scene.Place.Database.Live(new View(scene.Study));
            return (await PlacesOfText.OfAsync(context, [revision], default)).Where(revision, at, at + 5).InWords;
        }

        Assert.Equal("1:00", await SaidAtAsync(page.Revision, last));
        await scene.Do(new ReviseSource(page.Line.Id, 1, page.Text.Replace("recieve it", "receive a letter about it", StringComparison.Ordinal), "Typing."));
        var now = await scene.Ask(new SourceText(page.Line.Id));
        Assert.NotEqual(last, now.Text.IndexOf("So it was", StringComparison.Ordinal));
        Assert.Equal("1:00", await SaidAtAsync(now.Revision, now.Text.IndexOf("So it was", StringComparison.Ordinal)));
        Assert.Equal("0:01", await SaidAtAsync(now.Revision, now.Text.IndexOf("letter", StringComparison.Ordinal)));
    }

    [Theory]
    [OnBoth]
    public async Task A_long_text_with_many_codings_is_revised(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var random = new Random(5);
        var turns = Enumerable.Range(0, 3_000).Select(i => (i % 2 == 0 ? "INT: " : "GP01: ") + string.Join(' ', Enumerable.Range(0, 36).Select(_ => "w" + random.Next(3_000).ToString("x", System.Globalization.CultureInfo.InvariantCulture)))).ToList();
        var page = await scene.SourceAsync("Long", string.Join("\n\n", turns));
        Assert.InRange(page.Text.Length, 450_000, 700_000);
        var (code, coder) = (await scene.Add(new AddCode("Said")), (await scene.Ask(new TeamList())).Single(t => t.Name == scene.Coder.Name).Id);
        await scene.Place.InActAsync(scene.Study, acting => acting.AddManyAsync(Enumerable.Range(0, 5_000).Select(i => new Coding { StudyId = scene.Study, RevisionId = page.Revision, Start = i * 90, End = (i * 90) + 70, CodeId = code, CoderId = coder }).ToList()));
        for (var i = 0; i < turns.Count; i += 10)
        {
            turns[i] = turns[i].Replace(" w1", " word of w1", StringComparison.Ordinal);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var done = await scene.Do(new ReviseSource(page.Line.Id, 1, string.Join("\n\n", turns), "Heard again.", RevisionKind.Retranscribed));
        output.WriteLine($"{provider}: {page.Text.Length} characters, 5,000 codings: {watch.ElapsedMilliseconds} ms; {done.Carried} carried, {done.Changed} changed, {done.Waiting} wait");
        Assert.Equal(5_000, done.Carried + done.Waiting);
        Assert.True(done.Carried > 4_500 && done.Changed > 0);
        Assert.Equal(done.Waiting, (await scene.Ask(new WaitingStretches())).Count);
    }
}
