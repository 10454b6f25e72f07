using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Tests.Sheets;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Formats.Tests.Fieldwork.Tracker;

public sealed class SheetReaderTest
{
    private const string Rows = """
        <row r="2"><c r="A2" t="inlineStr"><is><t>Site</t></is></c><c r="B2" t="inlineStr"><is><t>Met on</t></is></c><c r="D2" t="inlineStr"><is><t>Minutes</t></is></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> Northside </t></is></c><c r="B3" s="1"><v>44361</v></c><c r="D3"><v>55</v></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>Southside</t></is></c></row>
        """;

    [Fact]
    public void A_workbook_is_read_with_its_dates_and_holes()
    {
        var sheet = SheetReader.Read(Workbook(Rows), "tracker.xlsx");
        Assert.Equal(("People", "Notes"), (sheet.Name, Assert.Single(sheet.Others)));
        Assert.Equal([2, 3, 5], sheet.Rows.Select(r => r.Number));
        Assert.Equal(["Northside", "2021-06-14", "", "55"], sheet.Rows[1].Cells);
        Assert.Equal("Site", sheet.Head!.Cells[0]);
        var lines = TrackerReader.Read(sheet, TrackerMap.Read([("site", "site"), ("date", "Met on"), ("minutes", "Minutes")]), new RemarkList(10));
        Assert.Equal([("Northside", "2021-06-14", 55), ("Southside", "", null)], lines.Select(l => (l.Site, string.Join(' ', l.Dates), l.Minutes)));
        Assert.Equal("Notes", SheetReader.Read(Workbook(Rows), "tracker.xlsx", "notes").Name);
        Assert.Contains("no sheet “Third”", Assert.Throws<ReadException>(() => SheetReader.Read(Workbook(Rows), "tracker.xlsx", "Third")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Site,Date\nNorth,\"2021, early\"\n", "2021, early")]
    [InlineData("Site;Date\nNorth;\"2021; early\"\n", "2021; early")]
    [InlineData("Site\tDate\nNorth\t2021, early\n", "2021, early")]
    [InlineData("\uFEFFSite;Date;a,b\r\nNorth;2021\r\n", "2021")]
    public void Text_is_read_by_the_sign_that_parts_its_first_line(string text, string cell) => Assert.Equal(cell, SheetReader.Read(Encoding.UTF8.GetBytes(text), "t.csv").Rows[1].Cells[1]);

    [Fact]
    public void What_is_no_sheet_is_refused_in_words()
    {
        foreach (var (bytes, says) in new (byte[], string)[]
        {
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old kind"), ("PK\u0003\u0004 broken"u8.ToArray(), "archive"), (Workbooks.Zip(("word/document.xml", "<a/>")), "no workbook"), (Workbook("<row r=\"1\"><c></row>"), "damaged"), (Encoding.UTF8.GetBytes("a,\"b\n"), "Quotation marks"),
            ([0xFF, 0xC3, 0x28, 0x41], "encoding"),
            (Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", SheetReader.MostRows + 1))), "rows"),
        })
        {
            Assert.Contains(says, Assert.Throws<ReadException>(() => SheetReader.Read(bytes, "t")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_damage_to_a_workbook_throws_anything_but_words() => Properties.Hold(
        Gen.Zip(Gen.Choose(0, 100_000), Gen.Choose(0, 255)),
        drawn =>
        {
            var bytes = Workbook(Rows);
            bytes[drawn.Item1 % bytes.Length] = (byte)drawn.Item2;
            try
            {
                SheetReader.Read(bytes, "t.xlsx");
            }
            catch (ReadException failure)
            {
                Assert.NotEqual("", failure.Message);
            }
        });

    [Fact]
    public void A_column_is_found_by_its_heading_in_whatever_row_or_by_its_letter()
    {
        var sheet = SheetReader.Read("Kept by,Anna\n,\nWho,When,Sort\nGP01,14 June 2021,interview\n,,\n,,call\n"u8.ToArray(), "t.csv");
        var remarks = new RemarkList(10);
        var line = Assert.Single(TrackerReader.Read(sheet, TrackerMap.Read([("participant", "who"), ("date", "WHEN"), ("kind", "Sort")]), remarks));
        Assert.Equal(("GP01", "2021-06-14", "t.csv, row 4"), (line.Participant, line.Dates[0].ToString(), line.Place));
        Assert.Equal([RemarkWeight.NotTaken], remarks.ToList().Select(r => r.Weight));
        Assert.Equal(["Who", "GP01", ""], TrackerReader.Read(sheet, new TrackerMap(Participant: "A", Kind: "C", Encounter: "B"), new RemarkList(10)).Select(l => l.Participant).Append(""));
        Assert.Contains("“Where”", Assert.Throws<ReadException>(() => TrackerReader.Read(sheet, new TrackerMap(Site: "Where"), new RemarkList(10))).Message, StringComparison.Ordinal);
        Assert.Equal(["A", "Z", "AA", "AB"], new[] { 0, 25, 26, 27 }.Select(Sheet.Letters));
    }

    private static byte[] Workbook(string rows) => Workbooks.OfXml(("People", rows), ("Notes", ""));
}
