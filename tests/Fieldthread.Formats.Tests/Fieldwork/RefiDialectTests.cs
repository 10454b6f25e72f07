using Fieldthread.Core.Basics;
using Fieldthread.Formats.Fieldwork.Refi;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>However positions were counted, the words are the ones that were coded, or the reader says that it cannot tell.</summary>
public sealed class RefiDialectTests
{
    [Fact]
    public void Every_way_to_count_is_found_out_from_the_passages()
    {
        foreach (var reading in OffsetReading.All)
        {
            foreach (var named in new[] { false, true })
            {
                var (project, remarks) = RefiReader.Read(RefiSamples.Dialect(reading, newline: "\r\n", mark: true, named: named));
                var source = Assert.Single(project.Sources);
                var words = source.PlacedCodings().Select(placed => placed.Span.Of(source.Text)).ToList();
                Assert.Equal(reading, source.Reading);
                Assert.Equal(RefiSamples.Coded, words);
                Assert.Equal(RefiSamples.Text, source.Text);
                Assert.Single(remarks, remark => remark.Weight == RemarkWeight.Note && remark.Message.Contains(reading.ToString(), StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("Project.qde", "internal://{0}", "Sources/")]
    [InlineData("Study of sites.qde", "{0}", "sources/")]
    [InlineData("project.qde", "relative:///{0}", "")]
    [InlineData("project.qde", "sources/{0}", "sources/")]
    [InlineData("project.qde", "internal://../../{0}", "sources/")]
    public void Names_and_paths_are_found_as_programs_write_them(string qde, string path, string folder)
    {
        var source = Assert.Single(RefiReader.Read(RefiSamples.Dialect(OffsetReading.Plain, qde: qde, path: path, folder: folder)).Project.Sources);
        Assert.Equal(RefiSamples.Coded, source.PlacedCodings().Select(placed => placed.Span.Of(source.Text)));
    }

    [Fact]
    public void A_path_outside_the_archive_is_never_followed()
    {
        var (project, remarks) = RefiReader.Read(RefiSamples.Dialect(OffsetReading.Plain, path: "absolute:///etc/hostname"));
        Assert.Empty(project.Sources);
        Assert.Contains(remarks, remark => remark.Weight == RemarkWeight.NotTaken && remark.Message.Contains("outside the archive", StringComparison.Ordinal));
    }

    [Fact]
    public void One_passage_that_fits_two_readings_is_called_a_guess()
    {
        // “a” before the emoji and “b” behind it are both words by themselves: UTF-16 8 to 9 is “b”, code points 8 to 9 is “c”.
        using var archive = RefiSamples.Archive(
            ("project.qde", $"""<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="{RefiSamples.Id(10)}" name="B" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{RefiSamples.Id(50)}" name="s" plainTextPath="internal://s.txt"><PlainTextSelection guid="{RefiSamples.Id(60)}" startPosition="4" endPosition="5"><Coding guid="{RefiSamples.Id(80)}"><CodeRef targetGUID="{RefiSamples.Id(10)}"/></Coding></PlainTextSelection></TextSource></Sources></Project>"""),
            ("sources/s.txt", "🙂🙂 a b c d"));
        var remark = Assert.Single(RefiReader.Read(archive).Remarks, remark => remark.Message.StartsWith("Positions", StringComparison.Ordinal));
        Assert.Equal(RemarkWeight.Guessed, remark.Weight);
        Assert.Contains("fit as well", remark.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_dangles_or_lies_outside_is_named_and_the_rest_is_kept()
    {
        var extra = $"""
            <PlainTextSelection guid="{RefiSamples.Id(90)}" startPosition="10" endPosition="10"/>
            <PlainTextSelection guid="{RefiSamples.Id(91)}" startPosition="9000" endPosition="9010"><Coding guid="{RefiSamples.Id(95)}"><CodeRef targetGUID="{RefiSamples.Id(10)}"/></Coding></PlainTextSelection>
            <PlainTextSelection guid="{RefiSamples.Id(92)}" startPosition="9" endPosition="12"><Coding guid="{RefiSamples.Id(96)}"><CodeRef targetGUID="{RefiSamples.Id(99)}"/></Coding></PlainTextSelection>
            <PlainTextSelection guid="{RefiSamples.Id(60)}" startPosition="9" endPosition="12"/>
            <PlainTextSelection guid="{RefiSamples.Id(93)}" startPosition="x" endPosition="12"/>
            <Unheard/>
            """;
        var (project, remarks) = RefiReader.Read(RefiSamples.Dialect(OffsetReading.Plain, extra: extra));
        Assert.Equal(RefiSamples.Coded.Length + 3, project.Sources[0].Selections.Count);
        Assert.Equal(RefiSamples.Coded.Length, project.Sources[0].PlacedCodings().Count());
        foreach (var words in new[] { "covers no words", "outside the text", "no code of the file has this id", "stands on more than one selection", "no whole numbers", "Unheard inside a text source" })
        {
            Assert.Single(remarks, remark => remark.Message.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_codebook_alone_is_read()
    {
        using var file = new MemoryStream("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"1\" name=\"A\" isCodable=\"true\" color=\"#abc\"><Code guid=\"2\" name=\"B\" isCodable=\"false\"/></Code></Codes></CodeBook>"u8.ToArray());
        var codes = RefiReader.Read(file).Project.Codes;
        Assert.Equal(["1 A  #aabbcc True", "2 B 1  False"], codes.Select(code => $"{code.ForeignId} {code.Name} {code.ParentForeignId} {code.Colour} {code.IsCodable}"));
    }
}
