using System.Globalization;
using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Tests.Fieldwork;

namespace Fieldthread.Formats.Tests.Hostile;

/// <summary>Files made to harm get an answer in words, and soon.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("sources/../../evil.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.txt")]
    [InlineData("..\\evil.txt")]
    public void A_path_outside_the_archive_is_refused(string name)
    {
        using var archive = RefiSamples.Archive(("project.qde", "<Project/>"), (name, "x"));
        Assert.Contains("outside itself", Refused(() => RefiReader.Read(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_archive_is_refused_wherever_it_breaks_off()
    {
        var whole = RefiSamples.Dialect(OffsetReading.Plain).ToArray();
        for (var length = 0; length < whole.Length; length += 37)
        {
            Refused(() => RefiReader.Read(new MemoryStream(whole, 0, length)));
        }
    }

    [Fact]
    public void A_bomb_is_stopped_while_it_unpacks()
    {
        using var bomb = Bomb(64 << 20);
        Assert.True(bomb.Length < 1 << 20);
        using var zip = SafeZip.Open(bomb, ReadLimits.Default);
        Assert.Contains("unpacks to far more", Refused(() => zip.Read("project.qde")).Message, StringComparison.Ordinal);
        bomb.Position = 0;
        Refused(() => RefiReader.Read(bomb));
    }

    [Fact]
    public void Limits_of_entries_and_of_the_total_hold()
    {
        using var many = RefiSamples.Archive([.. Enumerable.Range(0, 50).Select(k => (k.ToString(CultureInfo.InvariantCulture), new string('x', 1000)))]);
        Assert.Contains("50 files", Refused(() => SafeZip.Open(many, new ReadLimits { Entries = 49 })).Message, StringComparison.Ordinal);
        many.Position = 0;
        using var zip = SafeZip.Open(many, new ReadLimits { TotalBytes = 2500 });
        zip.Read("0");
        zip.Read("1");
        Refused(() => zip.Read("2"));
        many.Position = 0;
        Refused(() => SafeZip.Open(many, new ReadLimits { FileBytes = 100 }));
    }

    [Fact]
    public void Two_files_of_one_name_and_damaged_bytes_are_refused()
    {
        using var twice = RefiSamples.Archive(("a", "1"), ("a", "2"));
        Assert.Contains("two files", Refused(() => SafeZip.Open(twice, ReadLimits.Default)).Message, StringComparison.Ordinal);
        var stored = new MemoryStream();
        using (var zip = new ZipArchive(stored, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a", CompressionLevel.NoCompression).Open();
            entry.Write("hello world"u8);
        }

        var bytes = stored.ToArray();
        bytes[bytes.AsSpan().IndexOf("hello"u8)] ^= 1;
        using var damaged = SafeZip.Open(new MemoryStream(bytes), ReadLimits.Default);
        Assert.Contains("damaged", Refused(() => damaged.Read("a")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Project name=\"&x;\"/>")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Project>&b;</Project>")]
    [InlineData("<!DOCTYPE Project SYSTEM \"http://example.org/p.dtd\"><Project/>")]
    public void A_document_type_is_refused_and_nothing_is_fetched(string xml)
    {
        using var archive = RefiSamples.Archive(("project.qde", xml));
        Assert.Contains("document type", Refused(() => RefiReader.Read(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_nested_without_end_is_refused()
    {
        using var archive = RefiSamples.Archive(("project.qde", string.Concat(Enumerable.Repeat("<Code>", 100_000))));
        Assert.Contains("nested", Refused(() => RefiReader.Read(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_a_project_or_with_several_says_what_to_do()
    {
        using var none = RefiSamples.Archive(("a.txt", "x"));
        Assert.Contains("no project file", Refused(() => RefiReader.Read(none)).Message, StringComparison.Ordinal);
        using var two = RefiSamples.Archive(("a.qde", "<Project/>"), ("b.qde", "<Project/>"));
        Assert.Contains("2 project files", Refused(() => RefiReader.Read(two)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_encoding_is_refused_unless_a_person_names_it()
    {
        byte[] bytes = [.. "It was na"u8, 0xEF, .. "ve."u8];
        Assert.Contains("Save it as UTF-8", Refused(() => DocumentReader.Read("a.txt", new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        var asked = DocumentReader.Read("a.txt", new MemoryStream(bytes), plain: PlainBytes.Windows1252);
        Assert.Equal("It was naïve.", asked.Text);
        Assert.Equal(RemarkWeight.Guessed, Assert.Single(asked.Remarks).Weight);
        Refused(() => DocumentReader.Read("a.txt", new MemoryStream(Encoding.Unicode.GetBytes("UTF-16 without its mark"))));
        Refused(() => DocumentReader.Read("a.txt", new MemoryStream(Encoding.UTF32.GetPreamble().Concat(Encoding.UTF32.GetBytes("UTF-32")).ToArray())));
    }

    [Fact]
    public void What_no_text_can_hold_becomes_a_mark_with_a_remark()
    {
        var nul = DocumentReader.Read("a.txt", new MemoryStream("a\0b, and more words"u8.ToArray()));
        Assert.Equal("a\uFFFDb, and more words", nul.Text);
        Assert.Equal(RemarkWeight.Guessed, Assert.Single(nul.Remarks).Weight);
        var lone = DocumentReader.Read("a.txt", new MemoryStream([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00]));
        Assert.Equal("a\uFFFDb", lone.Text);
    }

    private static ReadException Refused(Action read)
    {
        var refusal = Assert.Throws<ReadException>(read);
        Assert.NotEmpty(refusal.Place);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    private static MemoryStream Bomb(int size)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("project.qde").Open();
            entry.Write(new byte[size]);
        }

        stream.Position = 0;
        return stream;
    }
}
