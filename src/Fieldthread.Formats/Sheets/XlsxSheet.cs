using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Sheets;

/// <summary>Writes a table as a workbook (XLSX, ISO/IEC 29500): numbers as numbers, texts as texts that no program runs as formulas, the line of headings frozen, and a second sheet that says where the table is from.</summary>
public static class XlsxSheet
{
    /// <summary>Rows that a sheet can hold below its headings.</summary>
    public const int MostRows = 1_048_575;

    private const int LongestText = 32767; // what a cell can hold
    private const int Plain = 0;
    private const int Heading = 1;

    /// <summary>The workbook as bytes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="about">What the second sheet says, a line each: study, cut, date, question.</param>
    /// <exception cref="ArgumentException">The table has more rows than a sheet can hold.</exception>
    public static byte[] Write(PlainTable table, IReadOnlyList<(string What, string Is)> about)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(about);
        if (table.Rows.Count > MostRows)
        {
            throw new ArgumentException($"A sheet holds {MostRows:N0} rows below its headings; the table has {table.Rows.Count:N0}. Take the CSV.", nameof(table));
        }

        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            var (data, source) = (book.AddNewPart<WorksheetPart>(), book.AddNewPart<WorksheetPart>());
            Fill(data, table.Headings, table.Rows, frozen: true);
            Fill(source, ["What", "Is"], [.. about.Select(a => (IReadOnlyList<object?>)[a.What, a.Is])], frozen: false);
            book.Workbook = new Workbook(new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new Sheet { Id = book.GetIdOfPart(data), SheetId = 1, Name = SheetName(table.Name) },
                new Sheet { Id = book.GetIdOfPart(source), SheetId = 2, Name = "About" }));
        }

        return bytes.ToArray();
    }

    private static void Fill(WorksheetPart part, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> rows, bool frozen)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        if (frozen)
        {
            var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
            writer.WriteElement(new SheetViews(new SheetView(pane, new Selection { Pane = PaneValues.BottomLeft }) { WorkbookViewId = 0 }));
        }

        writer.WriteElement(new Columns(headings.Select((h, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Width(h, rows.Take(200).Select(r => r[i])), CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        Row(writer, headings, Heading);
        foreach (var row in rows)
        {
            Row(writer, row, Plain);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<object?> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(cell switch
            {
                null => new Cell { StyleIndex = style },
                int or long or double or decimal => new Cell { StyleIndex = style, CellValue = new CellValue(((IFormattable)cell).ToString(cell is double ? "R" : null, CultureInfo.InvariantCulture)) },
                _ => new Cell { StyleIndex = style, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Clean(cell.ToString() ?? "")) { Space = SpaceProcessingModeValues.Preserve }) },
            });
        }

        writer.WriteEndElement();
    }

    /// <summary>What XML can hold, cut to what a cell can; a text is never a formula, whatever it begins with.</summary>
    private static string Clean(string text)
    {
        var whole = WellFormedText.Repair(text, out _);
        var cut = whole.Length <= LongestText ? whole : whole[..(char.IsHighSurrogate(whole[LongestText - 1]) ? LongestText - 1 : LongestText)];
        return string.Create(cut.Length, cut, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = from[i] is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' ? '\uFFFD' : from[i];
            }
        });
    }

    private static double Width(string heading, IEnumerable<object?> cells) => Math.Clamp(cells.Select(c => c?.ToString()?.Length ?? 0).Append(heading.Length).Max() + 2, 8, 60);

    private static string SheetName(string name)
    {
        var plain = new string([.. name.Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'') && !char.IsControl(c)).Take(31)]);
        return plain.Length == 0 || plain.Equals("About", StringComparison.OrdinalIgnoreCase) ? "Table" : plain;
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat { FontId = 0, FillId = 0, BorderId = 0 }),
        new CellFormats(new CellFormat { FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 }, new CellFormat { FontId = 1, FillId = 0, BorderId = 0, FormatId = 0, ApplyFont = true }));
}
