using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class DocumentReaderTests
{
    internal const string Body = """
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Interview</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">INT: So </w:t></w:r><w:ins><w:r><w:t>how</w:t></w:r></w:ins><w:del><w:r><w:delText>why</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> did</w:t><w:tab/><w:t>it</w:t><w:br/><w:t>begin?</w:t><w:footnoteReference w:id="1"/></w:r></w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:commentReference w:id="1"/></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
        </w:body></w:document>
        """;

    [Fact]
    public void A_word_document_gives_its_words_and_names_what_is_not_words()
    {
        using var archive = RefiSamples.Archive(("word/document.xml", Body), ("word/header1.xml", "<hdr/>"));
        var document = DocumentReader.Read("Interview 1.docx", archive);
        Assert.Equal("Interview 1", document.Name);
        Assert.Equal("Interview\nINT: So how did\tit\nbegin?\na link\none more\ttwo\n\n", document.Text);
        var heading = Assert.Single(document.Headings);
        Assert.Equal(("Interview", 1), (heading.Span.Of(document.Text), heading.Level));
        foreach (var words in new[] { "2 tracked changes", "1 footnote", "1 comment", "1 text box ", "Headers", "1 paragraph", "1 table" })
        {
            Assert.Single(document.Remarks, remark => remark.Message.Contains(words, StringComparison.Ordinal));
        }

        Assert.Equal(7, document.Remarks.Count);
    }

    [Fact]
    public void A_document_that_another_library_wrote_is_read()
    {
        var document = DocumentReader.Read("a.docx", new MemoryStream(Word()));
        Assert.Equal("Interview\nINT: Hello.\nGP03: Good morning 🙂.\n", document.Text);
        Assert.Equal("Interview", Assert.Single(document.Headings).Span.Of(document.Text));
        Assert.Empty(document.Remarks);
    }

    [Theory]
    [InlineData("one\r\ntwo\r\n", "2 line ends written CR LF")]
    [InlineData("one\rtwo", "1 line end written as a lone CR")]
    public void Line_ends_become_LF_with_a_remark(string written, string remark)
    {
        var document = DocumentReader.Read("a.txt", new MemoryStream(Encoding.UTF8.GetBytes(written)));
        Assert.DoesNotContain('\r', document.Text);
        Assert.Contains(remark, Assert.Single(document.Remarks).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", true)]
    [InlineData("a.txt", false)]
    public void UTF_16_is_read_by_its_mark(string name, bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("naïve 🙂")];
        Assert.Equal("naïve 🙂", DocumentReader.Read(name, new MemoryStream(bytes)).Text);
    }

    [Theory]
    [InlineData("a.doc")]
    [InlineData("a.pages")]
    [InlineData("a")]
    public void Other_kinds_are_refused_with_advice(string name) =>
        Assert.Contains(".docx", Assert.Throws<ReadException>(() => DocumentReader.Read(name, new MemoryStream([1, 2, 3]))).Message, StringComparison.Ordinal);

    internal static byte[] Word()
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(
                new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "berschrift1" }), Words("Interview")), new Paragraph(Words("INT: "), Words("Hello.")), new Paragraph(Words("GP03: Good morning 🙂."))));
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new Style(new StyleName { Val = "heading 1" }) { StyleId = "berschrift1", Type = StyleValues.Paragraph });
        }

        return stream.ToArray();

        static Run Words(string words) => new(new Text(words) { Space = SpaceProcessingModeValues.Preserve });
    }
}
