using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

/// <summary>The page of a PDF beside its text.</summary>
public sealed class PdfPageTests
{
    private static readonly string[] First = ["CHAIR: We meet in Elm Quay.", "CLERK: That is long ago.", "CHAIR: It is.", "CLERK: Yes."];

    private static readonly string[] Second = ["CHAIR: The second page has other words."];

    [ProgramTheory("pdftoppm")]
    [OnBoth]
    [ShowsRefusal("pdf-pages", "unknown")]
    [ShowsRefusal("pdf-page", "unknown")]
    [ShowsRefusal("pdf-page", "no-pdf")]
    [ShowsRefusal("pdf-page", "no-page")]
    [ShowsRefusal("pdf-page", "sealed")]
    [ShowsRefusal("pdf-page", "erased")]
    [ShowsRefusal("pdf-page", "unreadable")]
    public async Task A_page_is_painted_for_those_who_may_see_it_as_long_as_it_may_be_seen(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var chair = await scene.Add(new AddParticipant("CHAIR"));
        await scene.Do(new ImportDocuments([new GivenFile("Paper.pdf", PdfSample.Bytes([First, Second])), new GivenFile("Note.txt", "Words."u8.ToArray())]));
        var sources = (await scene.Ask(new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        var (paper, note) = (sources["Paper"], sources["Note"]);
        await scene.RefusesAsync("unknown", new PdfPages(chair));
        await scene.RefusesAsync("unknown", new PdfPage(chair, 1));
        await scene.RefusesAsync("no-pdf", new PdfPage(note, 1));
        Assert.Equal(new PdfOfSource(false, null, null), await scene.Ask(new PdfPages(note)));
        Assert.Equal(new PdfOfSource(true, 2, null), await scene.Ask(new PdfPages(paper)));
        foreach (var none in new[] { 0, 3, 9_999 })
        {
            await scene.RefusesAsync("no-page", new PdfPage(paper, none));
        }

        var (one, two) = (await scene.Ask(new PdfPage(paper, 1)), await scene.Ask(new PdfPage(paper, 2), scene.Coder));
        Assert.Equal(1_500, Height(one.Picture));
        Assert.NotEqual(one.Picture, two.Picture);

        // A file that went bad on its disc is told, and the text stands.
        await scene.Do(new ImportDocuments([new GivenFile("Broken.pdf", PdfSample.Bytes([Second]))]));
        var broken = (await scene.Ask(new SourceList())).Single(s => s.Name == "Broken").Id;
        var bad = Convert.ToHexStringLower("%PDF-1.4\nnothing"u8);
        await scene.Place.SqlAsync($"UPDATE blobs SET bytes = {(provider == Provider.Sqlite ? $"X'{bad}'" : $"decode('{bad}', 'hex')")} WHERE id = (SELECT blob_id FROM sources WHERE name = 'Broken')");
        await scene.RefusesAsync("unreadable", new PdfPage(broken, 1));

        // Once names were replaced, the page is an original.
        var text = await scene.Ask(new SourceText(paper));
        await scene.Do(new ReviseSource(paper, 1, text.Text.Replace("Elm Quay", "[a place]", StringComparison.Ordinal), "Names", RevisionKind.Pseudonymised));
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new PdfPage(paper, 1), scene.Coder))).Code);
        Assert.False((await scene.Ask(new PdfPages(paper), scene.Coder)).IsShown);
        Assert.Equal(one.Picture, (await scene.Ask(new PdfPage(paper, 1))).Picture);

        // Once somebody’s words in it are erased, the file is gone and the page with it.
        await scene.Add(new AddEncounter("Board", EncounterKind.Meeting, Participants: [chair, await scene.Add(new AddParticipant("CLERK"))], Sources: [paper]));
        await scene.Do(new WithdrawConsent(chair, WithdrawalLevel.Erase, "2021-08-01", scene.Lead.Name, "They asked."));
        await scene.RefusesAsync("erased", new PdfPage(paper, 1));
        Assert.Contains("erased", (await scene.Ask(new PdfPages(paper))).Why!, StringComparison.Ordinal);
    }

    private static int Height(byte[] png) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20, 4));
}
