using System.Text;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Fieldwork.Tracker;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class ClassificationSheetTests
{
    [Fact]
    public void A_text_as_NVivo_writes_it_has_tabs_sixteen_bits_and_nothing_in_its_first_cell()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("\tAge group\tSeen\r\nCases\\\\Managers\\Anna\t40–49\t2021-06-14\r\n\"Bo \"\"the boss\"\"\"\tUnassigned\r\n")];
        var sheet = ClassificationSheets.Of(SheetReader.Read(bytes, "cases.txt"));
        Assert.Equal(("", "Age group,Seen"), (sheet.Name, string.Join(',', sheet.Attributes)));
        Assert.Equal([("cases.txt, row 2", "Anna", "40–49", "2021-06-14"), ("cases.txt, row 3", "Bo \"the boss\"", "Unassigned", "")], sheet.Rows.Select(r => (r.Place, r.Own, r.At(0), r.At(1))));
        Assert.Equal(@"Cases\\Managers\Anna", sheet.Rows[0].Thing);
    }

    [Fact]
    public void A_workbook_has_the_name_of_the_classification_in_its_first_cell()
    {
        var bytes = Sheets.Workbooks.OfXml(("People", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Person</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Years</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Anna</t></is></c><c r=\"B2\"><v>7</v></c></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Bo</t></is></c><c r=\"C3\" t=\"inlineStr\"><is><t>stray</t></is></c></row>"));
        var sheet = ClassificationSheets.Of(SheetReader.Read(bytes, "people.xlsx"));
        Assert.Equal(("Person", "Years,"), (sheet.Name, string.Join(',', sheet.Attributes)));
        Assert.Equal([("Anna", "7", ""), ("Bo", "", "stray")], sheet.Rows.Select(r => (r.Thing, r.At(0), r.At(1))));
        Assert.Empty(ClassificationSheets.Of(SheetReader.Read(Array.Empty<byte>(), "none.csv")).Rows);
    }
}
