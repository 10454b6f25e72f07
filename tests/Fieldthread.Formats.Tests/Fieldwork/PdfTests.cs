using System.Globalization;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class PdfTests
{
    private static readonly string[] First = ["Board paper", "", "The group was formed in 2012 and re-", "organised two years later, when a well-", "known consultant advised it to do so.", "INT: Who decided?", "GP03: The board, without", "asking us, and it went on until"];

    private static readonly string[] Second = ["the spring. A well-known story, which was", "told again. The end."];

    [ProgramFact("pdftotext")]
    public void Lines_become_paragraphs_and_pages_are_kept()
    {
        var document = Read(PdfSample.Bytes([First, Second, ["Third page."]]));
        Assert.Equal("Board paper\n\nThe group was formed in 2012 and reorganised two years later, when a well-known consultant advised it to do so.\nINT: Who decided?\nGP03: The board, without asking us, and it went on until the spring. A well-known story, which was told again. The end.\n\nThird page.\n", document.Text);
        var places = new TextPlaces(document.Places);
        string Where(string words) => places.Of(new TextSpan(document.Text.IndexOf(words, StringComparison.Ordinal), document.Text.IndexOf(words, StringComparison.Ordinal) + words.Length)).InWords;
        Assert.Equal(["p. 1", "pp. 1–2", "p. 2", "p. 3"], [Where("Board"), Where("went on until the spring"), Where("the spring"), Where("Third")]);
        foreach (var words in new[] { "3 pages", "1 word divided", "1 hyphen", "1 paragraph going on" })
        {
            Assert.Single(document.Remarks, r => r.Message.Contains(words, StringComparison.Ordinal));
        }
    }

    [ProgramFact("pdftotext")]
    public void Running_heads_and_page_numbers_are_left_out_and_told()
    {
        var pages = Enumerable.Range(0, 6).Select(n => new[] { $"Words of page {n}." }).ToArray();
        var document = Read(PdfSample.Bytes(pages, n => $"Annual report {n + 15}"));
        Assert.DoesNotContain("Annual", document.Text, StringComparison.Ordinal);
        var heads = Assert.Single(document.Remarks, r => r.Weight == RemarkWeight.NotTaken);
        Assert.StartsWith("6 lines at the top or foot", heads.Message, StringComparison.Ordinal);
        Assert.Contains("calls 1 would print the number 15", heads.Message, StringComparison.Ordinal);
    }

    [ProgramFact("pdftotext")]
    public void A_document_of_pictures_is_refused_with_the_reason()
    {
        var failure = Assert.Throws<ReadException>(() => Read(PdfSample.Bytes([[], []])));
        Assert.Contains("2 pages and no text", failure.Message, StringComparison.Ordinal);
        Assert.Contains("OCR", failure.Message, StringComparison.Ordinal);
    }

    [ProgramFact("pdftotext")]
    public void What_is_no_document_or_a_damaged_one_is_refused()
    {
        Assert.Contains("does not begin", Assert.Throws<ReadException>(() => Read("Not a document"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<ReadException>(() => Read("%PDF-1.4\nnothing"u8.ToArray())).Message, StringComparison.Ordinal);
    }

    [ProgramFact("pdftotext")]
    public void Damaged_documents_are_read_or_refused_and_nothing_else()
    {
        var sample = PdfSample.Bytes([First, Second]);
        for (var round = 0; round < (Project.Long ? 2_000 : 25); round++)
        {
            var random = new Random(2013 + round);
            var bytes = (byte[])sample.Clone();
            for (var times = random.Next(1, 20); times > 0; times--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                var document = Read(bytes);
                Assert.True(WellFormedText.IsWellFormed(document.Text), $"seed {2013 + round}");
                Assert.All(document.Places, p => Assert.InRange(p.Start, 0, document.Text.Length));
            }
            catch (ReadException)
            {
                // A refusal in words is what a damaged file earns.
            }
        }
    }

    [Fact]
    public void Without_the_program_the_refusal_says_how_to_get_it()
    {
        // The variable belongs to this class alone: no other test of this project reads a PDF.
        Environment.SetEnvironmentVariable("FIELDTHREAD_PDFTOTEXT", "/nowhere/pdftotext");
        try
        {
            Assert.False(DocumentReader.ReadsPdf);
            var failure = Assert.Throws<ReadException>(() => Read(PdfSample.Bytes([First])));
            Assert.Contains("not installed", failure.Message, StringComparison.Ordinal);
            Assert.Contains("poppler-utils", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("FIELDTHREAD_PDFTOTEXT", null);
        }
    }

    [ProgramFact("pdftoppm")]
    public async Task A_page_is_painted_within_bounds_or_refused()
    {
        var pdf = PdfSample.Bytes([First, Second]);
        var (one, two, none) = (await PdfPicture.PaintAsync(pdf, 1, "a", default), await PdfPicture.PaintAsync(pdf, 2, "a", default), await PdfPicture.PaintAsync(pdf, 3, "a", default));
        Assert.Equal((1_060, PdfPicture.Pixels), (Side(one!.Value, 16), Side(one.Value, 20)));
        Assert.NotEqual(one.Value.ToArray(), two!.Value.ToArray());
        Assert.Null(none);

        // A page as large as a field is painted as large as any other.
        var field = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("0 0 595 842", "0 0 9000000 8000000", StringComparison.Ordinal));
        Assert.Equal(PdfPicture.Pixels, Side((await PdfPicture.PaintAsync(field, 1, "a", default))!.Value, 16));
        foreach (var bad in new[] { "%PDF-1.4\nnothing", "Not a document", "" })
        {
            await Assert.ThrowsAsync<ReadException>(() => PdfPicture.PaintAsync(Encoding.Latin1.GetBytes(bad), 1, "a", default));
        }
    }

    [Fact]
    public async Task Without_the_program_that_paints_the_refusal_says_how_to_get_it()
    {
        var before = Environment.GetEnvironmentVariable("FIELDTHREAD_PDFTOPPM");
        Environment.SetEnvironmentVariable("FIELDTHREAD_PDFTOPPM", "/nowhere/pdftoppm");
        try
        {
            Assert.False(PdfPicture.IsThere);
            Assert.Contains("poppler-utils", (await Assert.ThrowsAsync<ReadException>(() => PdfPicture.PaintAsync(PdfSample.Bytes([First]), 1, "Paper", default))).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("FIELDTHREAD_PDFTOPPM", before);
        }
    }

    private static int Side(ReadOnlyMemory<byte> png, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.Span.Slice(at, 4));

    private static DocumentText Read(byte[] bytes) => DocumentReader.Read("Paper.pdf", new MemoryStream(bytes));
}
