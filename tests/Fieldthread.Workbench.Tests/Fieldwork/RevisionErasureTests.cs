using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class RevisionErasureTests : IDisposable
{
    private const string Former = "Chair: What of the Quittengelee office?\n\nWanda Quittengelee: I said Quittengelee to them, plainly.\n\nPN01: Hagebutten, I told them.\n\nWanda Quittengelee: And then Quittengelee again.\n\nPN01: So it was.";

    private const string Newest = "Chair: What of the harbour office?\n\nGP01: I said Quittengelees to them, plainly enough.\n\nPN01: Hagebutten, I told them.\n\nGP01: And then it was said again.\n\nPN01: So it was.";

    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-revised-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [OnBoth]
    public async Task An_erasure_reaches_the_turns_of_one_in_every_revision_under_whatever_label(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger ??= Path.Combine(folder, ErasureLedger.FileName);
        var (page, who) = await FillAsync(scene);
        var reach = (await scene.Ask(new WithdrawalPreview(who, WithdrawalLevel.Erase))).Lines.Single(l => l.What == "turns of theirs where others speak too");
        Assert.Equal(2, reach.Count);
        var done = await scene.Do(new WithdrawConsent(who, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked for it."));
        Assert.Equal(2, done.Turns);
        var (former, now) = (await scene.Ask(new SourceText(page.Line.Id, 1)), await scene.Ask(new SourceText(page.Line.Id)));
        Assert.Equal((Former.Length, Newest.Length), (former.Text.Length, now.Text.Length));
        // The question of the chair is nobody’s words but the chair’s; the turns are covered, label and all where it was a name.
        Assert.StartsWith("Chair: What of the Quittengelee office?", former.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quittengelee", former.Text[30..].Replace("Quittengelee office", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("PN01: Hagebutten, I told them.\n\n", former.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quittengelee", now.Text, StringComparison.Ordinal);
        Assert.Contains("PN01: Hagebutten, I told them.\n\n", now.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(former.Passages, p => p.Speaker?.Contains("Wanda", StringComparison.Ordinal) == true);
        foreach (var (table, rows) in await scene.TablesAsync())
        {
            Assert.DoesNotContain(rows, r => r.Contains("Quittengelee", StringComparison.Ordinal) && !r.Contains("Quittengelee office", StringComparison.Ordinal));
            Assert.False(table == "revision_steps" && rows.Exists(r => r.Contains("Wanda", StringComparison.Ordinal)));
        }

        Assert.Equal(0, (await scene.Ask(new Search("Quittengelees"))).Total);
    }

    [Theory]
    [OnBoth]
    public async Task Erasing_a_source_takes_the_words_of_all_its_revisions_with_their_reasons(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger ??= Path.Combine(folder, ErasureLedger.FileName);
        var (page, _) = await FillAsync(scene);
        await scene.Do(new EraseSource(page.Line.Id));
        foreach (var (_, rows) in await scene.TablesAsync())
        {
            Assert.DoesNotContain(rows, r => r.Contains("Quittengelee", StringComparison.OrdinalIgnoreCase) || r.Contains("Hagebutten", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Empty(await scene.Place.SqlAsync("SELECT 1 FROM passage_terms WHERE terms LIKE '%quittengelee%'"));
    }

    [Theory]
    [OnBoth]
    public async Task An_archive_keeps_the_revisions_their_maps_and_what_waits(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, _) = await FillAsync(scene);
        var path = Path.Combine(folder, "study.zip");
        await ExportStudy.RunAsync(scene.Place.Database, scene.Study, Actor.Program, path);
        using (var zip = ZipFile.OpenRead(path))
        {
            Assert.Equal(2, zip.Entries.Count(e => e.FullName.Contains("sources/", StringComparison.Ordinal) && e.Length > 0));
        }

        await using var other = await Place.NewAsync(provider);
        var study = (await other.Do(0, await ImportStudy.OfAsync(path))).Answer.Study;
        Assert.Equal(Json.Write((await scene.Ask(new WaitingStretches())).Select(w => (w.Was, w.NearWords, w.Why))), Json.Write((await other.Ask(study, new WaitingStretches())).Select(w => (w.Was, w.NearWords, w.Why))));
        var (here, there) = (await scene.Ask(new CompareRevisions(page.Line.Id)), await other.Ask(study, new CompareRevisions(page.Line.Id)));
        Assert.Equal(Json.Write(here), Json.Write(there));
        Assert.NotEmpty(there.Carried!.Waiting);
        Assert.Equal(Former, (await other.Ask(study, new SourceText(page.Line.Id, 1))).Text);
    }

    /// <summary>A meeting in which one is named as they are called and then under a pseudonym, coded and quoted, and a coding that waits.</summary>
    private static async Task<(SourcePage Page, Guid Who)> FillAsync(Scene scene)
    {
        var page = await scene.SourceAsync("Meeting", Former);
        var (who, other) = (await scene.Add(new AddParticipant("GP01", "Doctor", ConsentToQuote: QuotingConsent.Given)), await scene.Add(new AddParticipant("PN01", "Nurse", ConsentToQuote: QuotingConsent.Given)));
        await scene.Do(new AddEncounter("Meeting", EncounterKind.Meeting, "2021-03", Participants: [who, other], Sources: [page.Line.Id]));
        var code = await scene.Add(new AddCode("Said"));
        await scene.CodeAsync(page, "And then Quittengelee again.", code);
        await scene.CodeAsync(page, "then Quittengelee", code);
        await scene.CodeAsync(page, "I said Quittengelee to them", code);
        await scene.CodeAsync(page, "Hagebutten, I told them", code);
        await scene.Do(new QuoteWords(page.Line.Id, "Hagebutten, I told them"));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new ReviseSource(page.Line.Id, 1, Newest, "Wanda Quittengelee wished for another name.", RevisionKind.Retranscribed));
        Assert.NotEmpty(await scene.Ask(new WaitingStretches()));
        return (page, who);
    }
}
