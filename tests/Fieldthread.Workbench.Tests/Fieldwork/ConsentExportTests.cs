using System.IO.Compression;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class ConsentExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-consent-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-study", "deposit")]
    public async Task What_leaves_covers_the_words_of_whoever_does_not_consent_and_says_whose(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (gp, nurse) = (await scene.Add(new AddParticipant("GP01", "Doctor", ConsentToQuote: QuotingConsent.Given)), await scene.Add(new AddParticipant("PN01", "Nurse", ConsentToQuote: QuotingConsent.Given)));
        var board = await scene.SourceAsync("Board", "GP01: Quinces were served at the board.\n\nPN01: Rosehips were served, not quinces.\n\nGP01: Quinces, I tell you.\n\nPN01: As you say.");
        var alone = await scene.SourceAsync("Alone", "Interviewer: And then?\n\nPN01: Then rosehips, every day.\n\nInterviewer: And then?\n\nPN01: Nothing.");
        var notes = await scene.SourceAsync("Notes", "A table at which somebody spoke of fruit.");
        await scene.Do(new AddEncounter("Board", EncounterKind.Meeting, "2021-03", Participants: [gp, nurse], Sources: [board.Line.Id]));
        await scene.Do(new AddEncounter("Alone", EncounterKind.Interview, "2021-03", Participants: [nurse], Sources: [alone.Line.Id]));
        await scene.Do(new AddEncounter("Table", EncounterKind.Meeting, "2021-04", Participants: [gp, nurse], Sources: [notes.Line.Id]));
        var code = await scene.Add(new AddCode("Fruit"));
        await scene.CodeAsync(board, "Quinces were served", code);
        await scene.Do(new SetCodingMemo(await scene.CodeAsync(board, "Rosehips were served", code), "MEMOMARK: quinces."), scene.Coder);
        var claim = await scene.Key(new AddClaim("Fruit was served."));
        await scene.Do(new AddEvidence(claim, await scene.Key(new QuoteWords(board.Line.Id, "Quinces were served at the board.")), Side.For));
        await scene.Do(new AddReport("Report", "“[Quinces were served at the board.]{.quote ev=q1}”", "r"));
        await scene.Do(new FreezeCut("Then"));
        var whole = await scene.Ask(new ProjectForExport());
        Assert.Null(whole.Withheld);
        Assert.Contains("Quinces", Text(whole, "Board"), StringComparison.Ordinal);

        await scene.Do(new WithdrawConsent(gp, WithdrawalLevel.NotArchived, "2021-06", scene.Lead.Name, "They asked for it."));
        foreach (var cut in new[] { null, "Then" })
        {
            var project = await scene.Ask(new ProjectForExport(), cut: cut);
            Assert.DoesNotContain("Quinces", Text(project, "Board"), StringComparison.Ordinal);
            Assert.Equal(board.Text.Length, Text(project, "Board").Length);
            Assert.Contains("GP01: ███████", Text(project, "Board"), StringComparison.Ordinal);
            Assert.Contains("PN01: Rosehips were served, not quinces.", Text(project, "Board"), StringComparison.Ordinal);
            Assert.Equal("Covered for want of consent: 0 texts whole, 2 turns in 1 other text. Of whoever refused or withdrew, or did not consent where that is needed: GP01. Where they were heard and no turn is named: Notes.", project.Withheld);
            Assert.Equal(["Rosehips were served", new string('█', "Quinces were served".Length)], CodingRows.Of(project).Select(r => r.Text).Order(StringComparer.Ordinal));
        }

        Assert.StartsWith("The words of one participant in this cut are withheld now.", Assert.Single((await scene.Ask(new ShowCut("Then"))).Withheld), StringComparison.Ordinal);
        var moved = await ArchiveAsync(scene, deposit: false);
        Assert.Contains(moved, f => f.Key == "data/revisions.jsonl");
        Assert.DoesNotContain("Quinces", moved.Where(f => !f.Key.StartsWith("data/", StringComparison.Ordinal)).Aggregate("", (all, f) => all + f.Value), StringComparison.Ordinal);
        Assert.Contains("[withheld]", moved["claims.csv"], StringComparison.Ordinal);
        Assert.Contains("GP01", moved["WITHHELD.txt"], StringComparison.Ordinal);
        Assert.Contains("every day", moved["sources/001 Alone 1.txt"], StringComparison.Ordinal);

        // A deposit wants consent: nobody asked the nurse, and who spoke at the table is not known.
        var given = await ArchiveAsync(scene, deposit: true);
        // Nothing that tells which organisation a site is, and no answers of a survey: what is in it is listed, so that a new file is not in it by chance.
        Assert.Equal(
            ["README.txt", "WITHHELD.txt", "claims.csv", "codebook.csv", "codings.csv", "manifest.json", "reports", "sources", "study", "verdicts.csv"],
            given.Keys.Select(k => k.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(given.Values, v => v.Contains("Quinces", StringComparison.Ordinal) || v.Contains("osehips", StringComparison.Ordinal) || v.Contains("spoke of fruit", StringComparison.Ordinal) || v.Contains("MEMOMARK", StringComparison.Ordinal));
        await scene.Do(new RecordConsent(nurse, ConsentAnswer.Given, ConsentScope.Archive, "2021-07"));
        given = await ArchiveAsync(scene, deposit: true);
        Assert.Contains("every day", given["sources/001 Alone 1.txt"], StringComparison.Ordinal);
        Assert.DoesNotContain(given.Values, v => v.Contains("Quinces", StringComparison.Ordinal) || v.Contains("spoke of fruit", StringComparison.Ordinal));
        Assert.Equal("deposit", (await Place.RefusedAsync(async () => await scene.Place.Do(0, await ImportStudy.OfAsync(Path.Combine(folder, "a.zip"), "other")))).Code);
        await scene.Do(new SetConsentRule(UnrecordedConsent.Warn, "The committee agreed."));
        Assert.Null((await scene.Ask(new ConsentsOfStudy())).People.Single(p => p.Pseudonym == "PN01").Due);
    }

    [Theory]
    [OnBoth]
    public async Task What_is_used_beyond_the_study_covers_whoever_did_not_consent_to_that(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var people = new Dictionary<string, Guid>();
        foreach (var name in new[] { "P1", "P2", "P3" })
        {
            people[name] = await scene.Add(new AddParticipant(name, ConsentToQuote: QuotingConsent.Given));
            await scene.Add(new RecordConsent(people[name], ConsentAnswer.Given, ConsentScope.Archive));
        }

        var board = await scene.SourceAsync("Board", "P1: Quinces were served.\n\nP2: Rosehips were served.\n\nP3: Medlars were served.\n\nP1: Yes.\n\nP2: Yes.\n\nP3: Yes.");
        await scene.Do(new AddEncounter("Board", EncounterKind.Meeting, "2021-03", Participants: [.. people.Values], Sources: [board.Line.Id]));
        var code = await scene.Add(new AddCode("Fruit"));
        foreach (var words in new[] { "Quinces", "Rosehips", "Medlars" })
        {
            await scene.CodeAsync(board, words, code);
        }

        await scene.Add(new RecordConsent(people["P1"], ConsentAnswer.Given, ConsentScope.Reuse));
        await scene.Add(new RecordConsent(people["P2"], ConsentAnswer.Refused, ConsentScope.Reuse));
        static string[] Fruit(string text) => [.. new[] { "Quinces", "Rosehips", "Medlars" }.Where(f => text.Contains(f, StringComparison.Ordinal))];

        // Within the study nothing is covered for that; beyond it the one who refused and the one who was never asked are; an archive gives on what is not refused.
        Assert.Equal(["Quinces", "Rosehips", "Medlars"], Fruit(Text(await scene.Ask(new ProjectForExport()), "Board")));
        var beyond = await scene.Ask(new ProjectForExport(Reuse: true));
        Assert.Equal(["Quinces"], Fruit(Text(beyond, "Board")));
        Assert.Contains("P2; P3", beyond.Withheld!, StringComparison.Ordinal);
        Assert.Equal(["Quinces"], Fruit(string.Concat(CodingRows.Of(beyond).Select(r => r.Text))));
        Assert.Equal(["Quinces", "Medlars"], Fruit((await ArchiveAsync(scene, deposit: true))["sources/001 Board 1.txt"]));
        foreach (var (reuse, fruit) in new (bool, string[])[] { (false, ["Quinces", "Rosehips", "Medlars"]), (true, ["Quinces"]) })
        {
            var rows = await scene.Ask(new Workbench.Fieldwork.Retrieving.RetrievalRows("Fruit", reuse));
            Assert.Equal(fruit, Fruit(string.Join(' ', rows.Rows.Select(r => r.Quotation.Words))));
            Assert.All(rows.Rows, r => Assert.Equal(["hand"], r.Quotation.Origins));
            Assert.Equal(reuse, rows.Withheld is not null);
        }

        // Where the study states that what nobody recorded is printed all the same, that is so here too.
        await scene.Do(new SetConsentRule(UnrecordedConsent.Warn, "The committee agreed."));
        Assert.Equal(["Quinces", "Medlars"], Fruit(Text(await scene.Ask(new ProjectForExport(Reuse: true)), "Board")));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("flag-source", "unknown")]
    [ShowsRefusal("flag-source", "same")]
    [ShowsRefusal("flag-code", "unknown")]
    [ShowsRefusal("flag-code", "same")]
    public async Task Special_categories_are_covered_beyond_the_study_unless_explicit_consent_is_held(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var person = await scene.Add(new AddParticipant("P1", ConsentToQuote: QuotingConsent.Given));
        foreach (var scope in new[] { ConsentScope.Archive, ConsentScope.Reuse })
        {
            await scene.Add(new RecordConsent(person, ConsentAnswer.Given, scope));
        }

        var (one, two) = (await scene.SourceAsync("One", "P1: I vote for the Quinces.\n\nP1: It rains."), await scene.SourceAsync("Two", "P1: My knee hurts.\n\nP1: It snows."));
        await scene.Do(new AddEncounter("Talks", EncounterKind.Interview, "2021-03", Participants: [person], Sources: [one.Line.Id, two.Line.Id]));
        var (views, party, other) = (await scene.Add(new AddCode("Views")), Guid.Empty, await scene.Add(new AddCode("Opinions")));
        party = await scene.Add(new AddCode("Party", views));
        await scene.CodeAsync(one, "vote for the Quinces", party);
        await scene.RefusesAsync("unknown", new FlagSource(person, Core.Fieldwork.SpecialCategory.Health));
        await scene.RefusesAsync("unknown", new FlagCode(person, Core.Fieldwork.SpecialCategory.Health));
        await scene.RefusesAsync("same", new FlagSource(two.Line.Id, Core.Fieldwork.SpecialCategory.Health, Off: true));
        await scene.Do(new FlagSource(two.Line.Id, Core.Fieldwork.SpecialCategory.Health));
        await scene.Do(new FlagCode(views, Core.Fieldwork.SpecialCategory.PoliticalOpinion));
        await scene.RefusesAsync("same", new FlagSource(two.Line.Id, Core.Fieldwork.SpecialCategory.Health));
        await scene.RefusesAsync("same", new FlagCode(views, Core.Fieldwork.SpecialCategory.PoliticalOpinion));
        Assert.Equal([("code", "Views", "political opinions"), ("source", "Two", "health")], (await scene.Ask(new SpecialCategoriesOfStudy())).Select(l => (l.Kind, l.Name, l.InWords)));

        // Within the study as it is; beyond it the flagged source and what carries the code or one below it are covered.
        Assert.Null((await scene.Ask(new ProjectForExport())).Withheld);
        var beyond = await scene.Ask(new ProjectForExport(Reuse: true));
        Assert.Equal($"P1: I {new string('█', 20)}.\n\nP1: It rains.", Text(beyond, "One").TrimEnd());
        Assert.DoesNotContain("knee", Text(beyond, "Two"), StringComparison.Ordinal);
        Assert.Equal("Covered because they hold special categories of personal data without explicit consent to sharing: 1 text whole, 1 coded passage.", beyond.Withheld);
        var given = await ArchiveAsync(scene, deposit: true);
        Assert.DoesNotContain(given.Values, v => v.Contains("Quinces", StringComparison.Ordinal) || v.Contains("knee", StringComparison.Ordinal));

        // Merged, the flag goes along; with explicit consent nothing is covered; taken away, nothing is left.
        await scene.Do(new MergeCodes(views, other));
        Assert.DoesNotContain("Quinces", Text(await scene.Ask(new ProjectForExport(Reuse: true)), "One"), StringComparison.Ordinal);
        await scene.Do(new FlagCode(other, Core.Fieldwork.SpecialCategory.PoliticalOpinion, ConsentHeld: true));
        Assert.Contains("Quinces", Text(await scene.Ask(new ProjectForExport(Reuse: true)), "One"), StringComparison.Ordinal);
        await scene.Do(new FlagSource(two.Line.Id, Core.Fieldwork.SpecialCategory.Health, Off: true));
        Assert.Null((await scene.Ask(new ProjectForExport(Reuse: true))).Withheld);
        await scene.Do(new RemoveCode(await scene.Add(new AddCode("Empty"))));
    }

    private static string Text(Core.Fieldwork.Exchange.QdaProject project, string source) => project.Sources.Single(s => s.Name == source).Text;

    private async Task<Dictionary<string, string>> ArchiveAsync(Scene scene, bool deposit)
    {
        var path = Path.Combine(folder, "a.zip");
        await ExportStudy.RunAsync(scene.Place.Database, scene.Study, scene.Lead, path, deposit);
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var text = new StreamReader(e.Open());
            return text.ReadToEnd();
        });
    }
}
