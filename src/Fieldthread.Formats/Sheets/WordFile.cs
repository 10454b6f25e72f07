using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Sheets;

/// <summary>A run of words in a document.</summary>
/// <param name="Words">The words; a line end in them is a line end in the document.</param>
/// <param name="Bold">Heavy.</param>
/// <param name="Italic">Slanted.</param>
public readonly record struct Run(string Words, bool Bold = false, bool Italic = false);

/// <summary>A paragraph of a document.</summary>
/// <param name="Runs">Its runs.</param>
/// <param name="Style">Id of its style: <c>Normal</c>, <c>Quote</c>, <c>Small</c>, <c>Heading1</c>…</param>
public sealed record Paragraph(IReadOnlyList<Run> Runs, string Style = "Normal")
{
    /// <summary>A paragraph of plain words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="style">Id of its style.</param>
    public static Paragraph Of(string words, string style = "Normal") => new([new Run(words)], style);
}

/// <summary>A cell of a table.</summary>
/// <param name="Paragraphs">What stands in it.</param>
/// <param name="Indent">Steps by which it is set in.</param>
/// <param name="Bar">Colour of a bar at its left side, <c>#RRGGBB</c>; null for none.</param>
public sealed record WordCell(IReadOnlyList<Paragraph> Paragraphs, int Indent = 0, string? Bar = null)
{
    /// <summary>A cell of plain words.</summary>
    /// <param name="words">The words.</param>
    public static WordCell Of(string words) => new([Paragraph.Of(words)]);
}

/// <summary>Writes a document for word processors (DOCX, ISO/IEC 29500) with real styles and headings, and tables whose head is repeated on each page.</summary>
public sealed class WordFile
{
    private const int Step = 227; // 4 mm in twentieths of a point
    private readonly Body body = new();
    private readonly string title;
    private readonly bool wide;

    /// <summary>Begins a document.</summary>
    /// <param name="title">Its title, in its properties and at its head.</param>
    /// <param name="wide">True for paper laid on its side.</param>
    public WordFile(string title, bool wide = false)
    {
        ArgumentNullException.ThrowIfNull(title);
        (this.title, this.wide) = (title, wide);
        Add(Paragraph.Of(title, "Title"));
    }

    /// <summary>Adds a heading.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="level">1 to 3.</param>
    public void Heading(string words, int level = 1) => Add(Paragraph.Of(words, "Heading" + Math.Clamp(level, 1, 3).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Adds a paragraph.</summary>
    /// <param name="paragraph">The paragraph.</param>
    public void Add(Paragraph paragraph) => body.Append(Element(paragraph, 0));

    /// <summary>Adds a table.</summary>
    /// <param name="headings">Headings of the columns.</param>
    /// <param name="widths">Width of each column, as shares of the page.</param>
    /// <param name="rows">The rows, as many cells in each as there are headings.</param>
    public void Table(IReadOnlyList<string> headings, IReadOnlyList<int> widths, IEnumerable<IReadOnlyList<WordCell>> rows)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(rows);
        var unit = (wide ? 14570 : 9638) / widths.Sum();
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = (unit * widths.Sum()).ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4, Color = "808080" }, new LeftBorder { Val = BorderValues.Nil }, new BottomBorder { Val = BorderValues.Single, Size = 4, Color = "808080" },
                    new RightBorder { Val = BorderValues.Nil }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "C0C0C0" }, new InsideVerticalBorder { Val = BorderValues.Nil }),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 80, Type = TableWidthValues.Dxa }, new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 80, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = (w * unit).ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        table.Append(new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()), .. headings.Select((h, i) => Cell(new WordCell([new Paragraph([new Run(h, Bold: true)])]), widths[i] * unit))]));
        foreach (var row in rows)
        {
            table.Append(new TableRow([new TableRowProperties(new CantSplit()), .. row.Select((cell, i) => Cell(cell, widths[i] * unit))]));
        }

        body.Append(table);
        Add(Paragraph.Of("", "Small"));
    }

    /// <summary>The document as bytes. Nothing more can be added.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = Clean(title);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.Make();
            body.Append(new SectionProperties(
                new PageSize { Width = wide ? 16838U : 11906U, Height = wide ? 11906U : 16838U, Orient = wide ? PageOrientationValues.Landscape : PageOrientationValues.Portrait },
                new PageMargin { Top = 1134, Right = 1134U, Bottom = 1134, Left = 1134U, Header = 567U, Footer = 567U, Gutter = 0U }));
            main.Document = new Document(body);
        }

        return bytes.ToArray();
    }

    private static TableCell Cell(WordCell cell, int width)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = width.ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa });
        if (cell.Bar is { Length: 7 } colour)
        {
            properties.Append(new TableCellBorders(new LeftBorder { Val = BorderValues.Single, Size = 36, Color = colour[1..] }));
        }

        return new TableCell([properties, .. cell.Paragraphs.DefaultIfEmpty(Paragraph.Of("")).Select(p => Element(p, cell.Indent))]);
    }

    private static DocumentFormat.OpenXml.Wordprocessing.Paragraph Element(Paragraph paragraph, int indent)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = paragraph.Style });
        if (indent > 0)
        {
            properties.Append(new Indentation { Left = (Math.Min(indent, 12) * Step).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }

        return new DocumentFormat.OpenXml.Wordprocessing.Paragraph([properties, .. paragraph.Runs.Where(r => r.Words.Length > 0).Select(Element)]);
    }

    private static DocumentFormat.OpenXml.Wordprocessing.Run Element(Run run)
    {
        var element = new DocumentFormat.OpenXml.Wordprocessing.Run();
        if (run.Bold || run.Italic)
        {
            var properties = new RunProperties();
            properties.Append(new OpenXmlElement?[] { run.Bold ? new Bold() : null, run.Italic ? new Italic() : null }.OfType<OpenXmlElement>());
            element.Append(properties);
        }

        foreach (var (line, i) in Clean(run.Words).ReplaceLineEndings("\n").Split('\n').Select((line, i) => (line, i)))
        {
            if (i > 0)
            {
                element.Append(new Break());
            }

            element.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return element;
    }

    /// <summary>What XML can hold.</summary>
    private static string Clean(string text)
    {
        var whole = WellFormedText.Repair(text, out _);
        return string.Create(whole.Length, whole, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = from[i] is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF' ? '\uFFFD' : from[i];
            }
        });
    }
}
