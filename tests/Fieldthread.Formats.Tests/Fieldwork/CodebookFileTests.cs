using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class CodebookFileTests
{
    [Fact]
    public void A_codebook_is_read_back_as_it_was_written()
    {
        var codes = RefiSamples.Full().Codes.Select(c => c with { NoteForeignIds = [] }).ToList();
        var back = RefiReader.Read(Written(codes));
        Assert.Equal(codes.Select(Line), back.Project.Codes.Select(Line));
        Assert.All(back.Remarks, r => Assert.Equal(Core.Basics.RemarkWeight.Note, r.Weight));
        Assert.Throws<ArgumentException>(() => Written([]));

        static string Line(QdaCode c) => $"{c.ForeignId}|{c.Name}|{c.ParentForeignId}|{c.Colour}|{c.Description}|{c.IsCodable}";
    }

    [ReferenceFact]
    public void A_codebook_is_valid_against_the_schema_of_the_standard()
    {
        var schema = Path.Combine(Project.Reference!, "schemas", "refi", "Codebook-mrt2019.xsd");
        var codes = RefiSamples.Full().Codes.Append(new QdaCode("no guid at all", "odd \u0001 name", null, null, "Include when: x", true, [])).ToList();
        using var written = new StreamReader(Written(codes));
        var xml = written.ReadToEnd();
        var (code, said) = Validate(xml.Replace("isCodable=\"true\"", "isCodable=\"perhaps\"", StringComparison.Ordinal), schema);
        Assert.True(code != 0 && said.Contains("perhaps", StringComparison.Ordinal), "the judge does not see a planted fault: " + said);
        (code, said) = Validate(xml, schema);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void A_printed_codebook_is_a_valid_document_with_a_heading_a_branch_and_all_that_is_said()
    {
        static PrintedCode Code(string name, int depth, CodeDescription said, bool codable = true) => new(new CodeState(Guid.NewGuid(), null, name, name, depth == 0 ? "#149385" : null, codable, said), depth, 3, 2);
        PrintedCode[] codes =
        [
            Code("Trust", 0, new("Trust.\nOf all kinds.", "They say so.", "They hope.", "“I would.”")), Code("Earned & <kept>", 1, new("", Standing: CodeStanding.Retired, Instead: "Trust")), Code("Money", 0, new("\u0001"), codable: false),
        ];
        using var document = WordprocessingDocument.Open(new MemoryStream(CodebookDocx.Write("A study & more", "Now.", codes)), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => e.Description + " " + e.Path?.XPath));
        var body = document.MainDocumentPart!.Document.Body!;
        Assert.Equal(["Trust", "Money"], body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == "Heading1").Select(p => p.InnerText));
        Assert.Equal(2, body.Elements<Table>().Count());
        Assert.All(body.Elements<Table>(), t => Assert.NotNull(t.Elements<TableRow>().First().TableRowProperties?.GetFirstChild<TableHeader>()));
        foreach (var words in new[] { "Codebook: A study & more", "Include when: They say so.", "Exclude when: They hope.", "Example: “I would.”", "Retired. Use instead: Trust.", "Earned & <kept>", "heading, not used on texts", "\uFFFD" })
        {
            Assert.Contains(words, body.InnerText, StringComparison.Ordinal);
        }

        Assert.Single(body.Descendants<Break>());
        using var none = WordprocessingDocument.Open(new MemoryStream(CodebookDocx.Write("x", "y", [])), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(none));
    }

    private static MemoryStream Written(IReadOnlyList<QdaCode> codes)
    {
        var stream = new MemoryStream();
        RefiCodebookWriter.Write(codes, stream);
        stream.Position = 0;
        return stream;
    }

    private static (int Code, string Said) Validate(string xml, string schema)
    {
        using var process = Process.Start(new ProcessStartInfo("xmllint", ["--nonet", "--noout", "--schema", schema, "-"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        using (var input = process.StandardInput)
        {
            input.Write(xml);
        }

        process.WaitForExit();
        return (process.ExitCode, said.Result);
    }
}
