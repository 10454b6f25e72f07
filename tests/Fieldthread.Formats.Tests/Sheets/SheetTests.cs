using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Tests.Sheets;

public sealed class SheetTests
{
    private static readonly (string, string)[] About = [("Study", "Harbour & Sons"), ("Cut", "Then")];

    [Fact]
    public void A_workbook_is_valid_its_numbers_are_numbers_and_its_headings_stay_in_sight()
    {
        var table = new PlainTable("codes-by-phase", ["code", "First phase", "share"], [["Trust / Earned", 12, 33.25], ["Money", null, 1e-7], ["Großes “Wort” 🙂", 3_000_000_000L, -1]]);
        using var document = Open(XlsxSheet.Write(table, About));
        Assert.Empty(new OpenXmlValidator().Validate(document));
        var (data, about) = (SheetOf(document, "codes-by-phase"), SheetOf(document, "About"));
        Assert.Equal(["code", "First phase", "share"], Cells(data, 0).Select(c => c.InnerText));
        Assert.Equal(["Trust / Earned", "12", "33.25"], Cells(data, 1).Select(c => c.InnerText));
        Assert.Equal(["Money", "", "1E-07"], Cells(data, 2).Select(c => c.InnerText));
        Assert.Equal(["Großes “Wort” 🙂", "3000000000", "-1"], Cells(data, 3).Select(c => c.InnerText));
        Assert.All(Rows(data).Skip(1).SelectMany(r => r.Elements<Cell>().Skip(1)), c => Assert.Null(c.DataType));
        var pane = data.Worksheet.Descendants<Pane>().Single();
        Assert.Equal((PaneStateValues.Frozen, 1.0, "A2"), (pane.State!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value));
        Assert.Equal(["What", "Is", "Study", "Harbour & Sons", "Cut", "Then"], Rows(about).SelectMany(r => r.Elements<Cell>()).Select(c => c.InnerText));
    }

    [Fact]
    public void No_text_becomes_a_formula_and_none_breaks_the_file()
    {
        string[] odd = ["=1+1", "+44 20", "-", "@SUM(A1)", "\tx", "\u0000\u0007", "\uD800", "\uFFFE", "]]>", " two  spaces ", "a\nb", new('x', 40_000), ""];
        var table = PlainTable.Of("x", odd, ("=HYPERLINK(\"x\")", o => o));
        using var document = Open(XlsxSheet.Write(table, About));
        Assert.Empty(new OpenXmlValidator().Validate(document));
        var data = SheetOf(document, "x");
        Assert.Empty(data.Worksheet.Descendants<CellFormula>());
        Assert.All(Rows(data).SelectMany(r => r.Elements<Cell>()), c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
        Assert.Equal("=1+1", Cells(data, 1)[0].InnerText);
        Assert.Equal(" two  spaces ", Cells(data, 10)[0].InnerText);
        Assert.Equal(32_767, Cells(data, 12)[0].InnerText.Length);
    }

    [Theory]
    [InlineData("", "Table")]
    [InlineData("about", "Table")]
    [InlineData("a/b:c*[d]?'", "abcd")]
    [InlineData("a very long name of a table that no sheet may bear", "a very long name of a table tha")]
    public void A_sheet_has_a_name_that_programs_take(string name, string expected)
    {
        using var document = Open(XlsxSheet.Write(new PlainTable(name, ["a"], []), About));
        Assert.Empty(new OpenXmlValidator().Validate(document));
        Assert.NotNull(SheetOf(document, expected));
    }

    [Fact]
    public void Csv_keeps_numbers_and_disarms_texts()
    {
        var table = new PlainTable("x", ["a", "b"], [["=1+1", -5], ["-5", 0.1], ["say \"so\", twice\n", null], ["plain", 10L]]);
        Assert.Equal("a,b\r\n'=1+1,-5\r\n'-5,0.1\r\n\"say \"\"so\"\", twice\n\",\r\nplain,10\r\n", Encoding.UTF8.GetString(CsvSheet.Write(table)));
    }

    private static SpreadsheetDocument Open(byte[] bytes) => SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static WorksheetPart SheetOf(SpreadsheetDocument document, string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Descendants<Sheet>().Single(s => s.Name == name).Id!);

    private static List<Row> Rows(WorksheetPart part) => [.. part.Worksheet.Descendants<Row>()];

    private static List<Cell> Cells(WorksheetPart part, int row) => [.. Rows(part)[row].Elements<Cell>()];
}
