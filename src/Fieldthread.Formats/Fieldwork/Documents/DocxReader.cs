using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a Word document, read straight from its XML through the bounded readers, as a document from outside must be.</summary>
internal sealed class DocxReader(string place, ReadLimits limits, RemarkList remarks)
{
    private readonly DocumentCounts _counts = new();
    private TextAssembly _words = new(new DocumentCounts());
    private Dictionary<string, int> _headingStyles = [];

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(Stream stream)
    {
        using var zip = SafeZip.Open(stream, limits);
        var main = FindMain(zip);
        var root = SafeXml.Load(zip.Read(main), limits, main);
        var body = root.Elements().FirstOrDefault(child => child.Name.LocalName == "body")
            ?? throw new ReadException(place, "The document has no body. Open it in Word and save it again.");
        _headingStyles = DocxStyles.Headings(zip, main, limits);
        _words = new TextAssembly(_counts);
        Blocks(body);
        _counts.HeaderParts = zip.Names.Count(name => name.StartsWith("word/header", StringComparison.Ordinal) || name.StartsWith("word/footer", StringComparison.Ordinal));
        _counts.Remark(place, remarks);
        return _words.Finish();
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
        _words.BeginParagraph();
        var properties = paragraph.Elements().FirstOrDefault(child => child.Name.LocalName == "pPr");
        Inline(paragraph);
        _counts.Numbered += properties?.Elements().Any(child => child.Name.LocalName == "numPr") == true ? 1 : 0;
        var style = properties?.Elements().FirstOrDefault(child => child.Name.LocalName == "pStyle")?.Attributes().FirstOrDefault(a => a.Name.LocalName == "val")?.Value;
        _words.EndParagraph(style is not null && _headingStyles.TryGetValue(style, out var level) ? level : null);
    }

    private void Table(XElement table)
    {
        _counts.Tables++;
        foreach (var row in table.Elements().Where(child => child.Name.LocalName == "tr"))
        {
            _words.BeginRow();
            foreach (var cell in row.Elements().Where(child => child.Name.LocalName is "tc" or "sdt"))
            {
                Blocks(cell);
                _words.EndCell();
            }

            _words.EndRow();
        }
    }

    private void Inline(XElement parent)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "t":
                    _words.Words(element.Value);
                    break;
                case "tab" or "ptab":
                    _words.Tab();
                    break;
                case "br" or "cr":
                    _words.LineBreak();
                    break;
                case "noBreakHyphen":
                    _words.Words("\u2011");
                    break;
                case "sym":
                    _words.Words("\uFFFD");
                    _counts.Symbols++;
                    break;
                case "softHyphen":
                    _counts.SoftHyphens++;
                    break;
                case "pPr" or "rPr" or "instrText" or "delText" or "delInstrText" or "sdtPr" or "annotationRef" or "rt":
                    break;
                case "del" or "moveFrom":
                    _counts.Deleted++;
                    break;
                case "ins" or "moveTo":
                    _counts.Inserted++;
                    Inline(element);
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
                    Inline(element);
                    break;
            }
        }
    }
}
