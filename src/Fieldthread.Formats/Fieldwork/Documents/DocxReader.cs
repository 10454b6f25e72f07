using System.Text;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a Word document, read straight from its XML through the bounded readers, as a document from outside must be.</summary>
internal sealed class DocxReader(string place, ReadLimits limits, RemarkList remarks)
{
    private readonly StringBuilder _text = new();
    private readonly List<DocumentHeading> _headings = [];
    private readonly DocxCounts _counts = new();
    private Dictionary<string, int> _headingStyles = [];

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(Stream stream)
    {
        using var zip = SafeZip.Open(stream, limits);
        var main = FindMain(zip);
        var root = SafeXml.Load(zip.Read(main), limits, main);
        var body = root.Elements().FirstOrDefault(child => child.Name.LocalName == "body")
            ?? throw new ReadException(place, "The document has no body. Open it in Word and save it again.");
        _headingStyles = DocxStyles.Headings(zip, main, limits);
        Blocks(body);
        _counts.HeaderParts = zip.Names.Count(name => name.StartsWith("word/header", StringComparison.Ordinal) || name.StartsWith("word/footer", StringComparison.Ordinal));
        _counts.Remark(place, remarks);
        return (WellFormedText.Repair(_text.ToString(), out _), _headings);
    }

    private static string FindMain(SafeZip zip)
    {
        const string Usual = "word/document.xml";
        if (zip.Names.Contains(Usual, StringComparer.Ordinal))
        {
            return Usual;
        }

        return zip.Names.FirstOrDefault(name => name.EndsWith("/document.xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith("/document2.xml", StringComparison.OrdinalIgnoreCase))
            ?? throw new ReadException("archive", "The file is a zip archive but not a Word document. Open it in the program that made it and save it as .docx.");
    }

    private void Blocks(XElement parent)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "p":
                    Paragraph(element);
                    break;
                case "tbl":
                    Table(element);
                    break;
                case "altChunk":
                    _counts.Embedded++;
                    break;
                case "sectPr" or "sdtPr" or "sdtEndPr":
                    break;
                case "del" or "moveFrom":
                    _counts.Deleted++;
                    break;
                default:
                    Blocks(element);
                    break;
            }
        }
    }

    private void Paragraph(XElement paragraph)
    {
        var start = _text.Length;
        var properties = paragraph.Elements().FirstOrDefault(child => child.Name.LocalName == "pPr");
        Inline(paragraph, _text);
        _counts.Numbered += properties?.Elements().Any(child => child.Name.LocalName == "numPr") == true ? 1 : 0;
        var style = properties?.Elements().FirstOrDefault(child => child.Name.LocalName == "pStyle")?.Attributes().FirstOrDefault(a => a.Name.LocalName == "val")?.Value;
        if (style is not null && _headingStyles.TryGetValue(style, out var level) && _text.Length > start)
        {
            _headings.Add(new DocumentHeading(new TextSpan(start, _text.Length), level));
        }

        _text.Append('\n');
    }

    // A row is a line, its cells parted by tabs; what stands in a cell is drawn together by spaces.
    private void Table(XElement table)
    {
        _counts.Tables++;
        foreach (var row in table.Elements().Where(child => child.Name.LocalName == "tr"))
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements().Where(child => child.Name.LocalName is "tc" or "sdt"))
            {
                var words = new StringBuilder();
                foreach (var paragraph in cell.Descendants().Where(child => child.Name.LocalName == "p" && !DocxCounts.IsInTextBox(child)))
                {
                    words.Append(words.Length > 0 ? " " : "");
                    Inline(paragraph, words);
                }

                cells.Add(words.ToString().Replace('\n', ' ').Replace('\t', ' '));
            }

            _text.AppendJoin('\t', cells).Append('\n');
        }
    }

    private void Inline(XElement parent, StringBuilder to)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "t":
                    to.Append(element.Value.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' '));
                    break;
                case "tab" or "ptab":
                    to.Append('\t');
                    break;
                case "br" or "cr":
                    to.Append('\n');
                    break;
                case "noBreakHyphen":
                    to.Append('\u2011');
                    break;
                case "sym":
                    to.Append('\uFFFD');
                    _counts.Symbols++;
                    break;
                case "pPr" or "rPr" or "instrText" or "delText" or "delInstrText" or "softHyphen" or "sdtPr" or "annotationRef" or "rt":
                    break;
                case "del" or "moveFrom":
                    _counts.Deleted++;
                    break;
                case "ins" or "moveTo":
                    _counts.Inserted++;
                    Inline(element, to);
                    break;
                case "footnoteReference" or "endnoteReference":
                    _counts.Footnotes++;
                    break;
                case "commentReference":
                    _counts.Comments++;
                    break;
                case "drawing" or "pict" or "object" or "AlternateContent":
                    _counts.Picture(element);
                    break;
                default:
                    Inline(element, to);
                    break;
            }
        }
    }
}
