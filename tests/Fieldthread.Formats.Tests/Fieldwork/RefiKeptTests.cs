using System.IO.Compression;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>What has no other home is kept as it is written, and written back; and the profiles.</summary>
public sealed class RefiKeptTests
{
    [ReferenceTheory]
    [InlineData("atlasti-8.4-every-element.qdpx")]
    [InlineData("nvivo-15-codes.qdpx")]
    [InlineData("qc-1.3.2-demo.qdpx")]
    public void Every_element_of_the_real_files_comes_out_again(string name)
    {
        var given = File.ReadAllBytes(Path.Combine(Corpora.Folder, name));
        var written = Written(RefiReader.Read(new MemoryStream(given)).Project).ToArray();
        QdeSample.Same(QdeSample.Elements(given), QdeSample.Elements(written));
        QdeSample.Same(QdeSample.Elements(written), QdeSample.Elements(Written(RefiReader.Read(new MemoryStream(written)).Project).ToArray()));
    }

    [Fact]
    public void Pictures_recordings_links_sets_and_graphs_go_out_with_their_files_as_they_came()
    {
        var (project, remarks) = RefiReader.Read(new MemoryStream(QdeSample.Bytes()));
        Assert.Equal(["PictureSource", "VideoSource", "Link", "Set", "Graph"], project.Kept.Select(k => k.Element));
        Assert.Equal(QdeSample.Id(50), project.Kept[1].TextForeignId);
        Assert.DoesNotContain(remarks, r => r.Weight == RemarkWeight.NotTaken);
        Assert.Equal([QdeSample.Id(50), QdeSample.Id(20)], project.Cases[0].SourceForeignIds);
        Assert.Equal([QdeSample.Id(51), QdeSample.Id(21)], project.Cases[0].SelectionForeignIds);
        var written = Written(project).ToArray();
        QdeSample.Same(QdeSample.Elements(QdeSample.Bytes()), QdeSample.Elements(written));
        foreach (var name in new[] { "board.png", "meeting.mp4", "meeting.docx" })
        {
            Assert.Equal(Entry(QdeSample.Bytes(), name), Entry(written, name));
        }

        // Planted: what is forgotten is seen.
        Assert.ThrowsAny<Exception>(() => QdeSample.Same(QdeSample.Elements(QdeSample.Bytes()), QdeSample.Elements(Written(project with { Kept = [.. project.Kept.Skip(1)] }).ToArray())));
        Assert.ThrowsAny<Exception>(() => QdeSample.Same(QdeSample.Elements(QdeSample.Bytes()), QdeSample.Elements(Written(project with { Notes = [project.Notes[0] with { Rest = null }] }).ToArray())));
    }

    [Fact]
    public void A_reference_that_leads_nowhere_any_more_is_taken_out_with_its_coding()
    {
        const string Kept = """<PictureSource xmlns="urn:QDA-XML:project:1.0" guid="p" creatingUser="u"><PictureSelection guid="s" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="c"><CodeRef targetGUID="gone"/></Coding><Coding guid="d"><CodeRef targetGUID="here"/></Coding></PictureSelection></PictureSource>""";
        var spelt = RefiKept.Spelt(Kept, (target, id) => id switch { "gone" or "u" => null, _ => id.ToUpperInvariant() }, out var left);
        Assert.Equal(1, left);
        Assert.Equal("""<PictureSource guid="P" xmlns="urn:QDA-XML:project:1.0"><PictureSelection guid="S" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="D"><CodeRef targetGUID="HERE" /></Coding></PictureSelection></PictureSource>""", spelt);
    }

    [ReferenceTheory]
    [InlineData("spec")]
    [InlineData("nvivo-win")]
    [InlineData("nvivo-mac")]
    [InlineData("atlas")]
    [InlineData("same-name")]
    [InlineData("large")]
    public void In_every_profile_the_codings_cover_the_same_words_when_they_are_read_back_unasked(string name)
    {
        var project = Corpora.Read(name).Project;
        foreach (var profile in RefiProfile.All)
        {
            var (back, remarks) = RefiReader.Read(Written(project, profile));
            Assert.Equal(Corpora.Truth(name), Corpora.Codings(back));
            Assert.Equal(project.Sources.Select(s => s.Text), back.Sources.Select(s => s.Text));
            Assert.Equal(Ids(project), Ids(back));
            Assert.Equal(Ids(back), Ids(RefiReader.Read(Written(back, profile)).Project));
            Assert.DoesNotContain(remarks, r => r.Weight == RemarkWeight.Guessed && r.Message.Contains("few", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_profile_writes_positions_line_ends_mark_folder_and_twin_as_its_program_does()
    {
        var project = RefiReader.Read(RefiSamples.Dialect(OffsetReading.Plain)).Project;
        var sought = RefiSamples.Text.IndexOf("the budget", StringComparison.Ordinal);
        var lines = RefiSamples.Text[..sought].Count(c => c == '\n');
        var pairs = RefiSamples.Text[..sought].Count(char.IsHighSurrogate);
        foreach (var (profile, start) in new[] { (RefiProfile.Standard, sought - pairs), (RefiProfile.Nvivo, sought + lines), (RefiProfile.Maxqda, sought - pairs + lines) })
        {
            var written = Written(project, profile);
            using var zip = new ZipArchive(Reset(written), ZipArchiveMode.Read, leaveOpen: true);
            using var qde = zip.GetEntry("project.qde")!.Open();
            Assert.Contains(XDocument.Load(qde).Descendants().Attributes("startPosition"), a => a.Value == start.ToString(System.Globalization.CultureInfo.InvariantCulture));
            using var text = zip.GetEntry(profile.Folder + RefiSamples.Id(50) + ".txt")!.Open();
            using var bytes = new MemoryStream();
            text.CopyTo(bytes);
            Assert.Equal(profile == RefiProfile.Nvivo, bytes.ToArray().AsSpan().StartsWith("\uFEFF"u8));
            Assert.Equal(profile != RefiProfile.Standard, System.Text.Encoding.UTF8.GetString(bytes.ToArray()).Contains("\r\n", StringComparison.Ordinal));
            Assert.Equal(profile == RefiProfile.Nvivo, zip.GetEntry(profile.Folder + RefiSamples.Id(50) + ".docx") is not null);
        }

        // The copy is a document that a reader of documents reads to the same words.
        using var nvivo = new ZipArchive(Written(project, RefiProfile.Nvivo));
        using var twin = new MemoryStream();
        using (var entry = nvivo.GetEntry("Sources/" + RefiSamples.Id(50) + ".docx")!.Open())
        {
            entry.CopyTo(twin);
        }

        twin.Position = 0;
        Assert.Equal(RefiSamples.Text.TrimEnd(), Formats.Fieldwork.Documents.DocumentReader.Read("a.docx", twin).Text.TrimEnd());
        Assert.Equal(RefiProfile.Nvivo, RefiProfile.Find(" NVivo"));
        Assert.Null(RefiProfile.Find("atlas"));
    }

    private static List<string> Ids(QdaProject project) =>
        [.. project.Codes.Select(c => c.ForeignId), .. project.Sources.Select(s => s.ForeignId), .. project.Sources.SelectMany(s => s.Selections).Select(s => s.ForeignId), .. project.Sources.SelectMany(s => s.PlacedCodings()).Select(p => p.Coding.ForeignId)];

    private static byte[] Entry(byte[] qdpx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(qdpx));
        using var bytes = new MemoryStream();
        using var entry = zip.GetEntry("sources/" + name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static MemoryStream Written(QdaProject project, RefiProfile? profile = null)
    {
        var stream = new MemoryStream();
        RefiWriter.Write(project, stream, profile);
        stream.Position = 0;
        return stream;
    }

    private static T Reset<T>(T stream)
        where T : Stream
    {
        stream.Position = 0;
        return stream;
    }
}
