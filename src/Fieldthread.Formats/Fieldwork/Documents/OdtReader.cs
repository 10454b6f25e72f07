using System.Globalization;
using System.Xml.Linq;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of an OpenDocument text (OASIS, “Open Document Format for Office Applications”, version 1.2, part 1), read through the bounded readers.</summary>
internal sealed class OdtReader(string place, ReadLimits limits, RemarkList remarks)
{
    // A row or a run of spaces may say that it stands there often; more than this is no text any more.
    private const int MostRepeated = 1_000;

    private readonly DocumentCounts _counts = new();
    private TextAssembly _words = new(new DocumentCounts());
    private bool _spaceBefore;

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(Stream stream)
    {
        using var zip = SafeZip.Open(stream, limits);
        if (!zip.Names.Contains("content.xml", StringComparer.Ordinal))
        {
            throw new ReadException("archive", "The file is a zip archive but not an OpenDocument text. Open it in the program that made it and save it as .odt.");
        }

        if (zip.Names.Contains("META-INF/manifest.xml", StringComparer.Ordinal)
            && SafeXml.Load(zip.Read("META-INF/manifest.xml"), limits, "META-INF/manifest.xml").Descendants().Any(e => e.Name.LocalName == "encryption-data"))
        {
            throw new ReadException(place, "The document is locked with a password. Save it without one and bring it in again.");
        }

        var root = SafeXml.Load(zip.Read("content.xml"), limits, "content.xml");
        var body = root.Elements().FirstOrDefault(e => e.Name.LocalName == "body")?.Elements().FirstOrDefault(e => e.Name.LocalName == "text")
            ?? throw new ReadException(place, "The file is an OpenDocument file but not a text: a sheet or a set of slides. Only texts are read as .odt.");
        _words = new TextAssembly(_counts);
        Blocks(body, inList: false);
        if (zip.Names.Contains("styles.xml", StringComparer.Ordinal))
        {
            _counts.HeaderParts = SafeXml.Load(zip.Read("styles.xml"), limits, "styles.xml").Descendants()
                .Count(e => e.Name.LocalName is "header" or "footer" or "header-left" or "footer-left" or "header-first" or "footer-first" && !string.IsNullOrWhiteSpace(e.Value));
        }

        _counts.Remark(place, remarks);
        return _words.Finish();
    }

    private void Blocks(XElement parent, bool inList)
    {
        var isFirst = true;
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "p":
                    _counts.Numbered += inList && isFirst ? 1 : 0;
                    Paragraph(element, level: null);
                    break;
                case "h":
                    Paragraph(element, Math.Max(1, Number(element, "outline-level")));
                    break;
                case "table":
                    _counts.Tables++;
                    Rows(element);
                    break;
                case "list-item":
                    Blocks(element, inList: true);
                    break;
                case "tracked-changes":
                    TrackedChanges(element);
                    break;
                case "frame" or "custom-shape" or "rect" or "g" or "line" or "control":
                    Frame(element);
                    break;
                case "forms" or "sequence-decls" or "variable-decls" or "user-field-decls" or "dde-connection-decls" or "index-title-template" or "table-of-content-source" or "alphabetical-index-source" or "bibliography-source" or "illustration-index-source" or "table-index-source" or "object-index-source" or "user-index-source":
                    break;
                default:
                    Blocks(element, inList: false);
                    break;
            }

            isFirst = false;
        }
    }

    private void Paragraph(XElement paragraph, int? level)
    {
        _words.BeginParagraph();
        _spaceBefore = true;
        Inline(paragraph);
        _words.EndParagraph(level);
    }

    private void Rows(XElement parent)
    {
        foreach (var element in parent.Elements())
        {
            if (element.Name.LocalName is "table-header-rows" or "table-rows" or "table-row-group")
            {
                Rows(element);
            }
            else if (element.Name.LocalName == "table-row")
            {
                _words.BeginRow();
                foreach (var cell in element.Elements().Where(e => e.Name.LocalName == "table-cell"))
                {
                    Blocks(cell, inList: false);
                    _words.EndCell();
                    for (var more = cell.HasElements ? 0 : Repeated(cell) - 1; more > 0; more--)
                    {
                        _words.EndCell();
                    }
                }

                _words.EndRow();
            }
        }
    }

    // White space is drawn together as the standard has it (6.1.2): only text:s, text:tab and text:line-break stand for more than one space.
    private void Inline(XElement parent)
    {
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                Text(text.Value);
            }
            else if (node is XElement element)
            {
                Element(element);
            }
        }
    }

    private void Element(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "s":
                _words.Words(new string(' ', Math.Clamp(Number(element, "c"), 1, MostRepeated)));
                _spaceBefore = false;
                break;
            case "tab":
                _words.Tab();
                _spaceBefore = false;
                break;
            case "line-break":
                _words.LineBreak();
                _spaceBefore = false;
                break;
            case "note":
                _counts.Footnotes++;
                break;
            case "annotation":
                _counts.Comments++;
                break;
            case "frame" or "custom-shape" or "rect" or "g" or "line" or "control":
                Frame(element);
                break;
            case "hidden-text":
                _counts.Hidden++;
                break;
            case "annotation-end" or "ruby-text" or "event-listeners" or "soft-page-break" or "change" or "change-start" or "change-end" or "bookmark" or "script":
                break;
            case "p" or "h":
                // Text of a drawing that no frame holds; it ends no paragraph of its own.
                _counts.TextBoxes++;
                break;
            default:
                Inline(element);
                break;
        }
    }

    private void Text(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var space = text.AsSpan(at).IndexOfAny(" \t\n\r");
            var end = space < 0 ? text.Length : at + space;
            if (end > at)
            {
                _words.Words(text.AsSpan(at, end - at));
                _spaceBefore = false;
                at = end;
                continue;
            }

            _words.Words(_spaceBefore ? "" : " ");
            _spaceBefore = true;
            at++;
        }
    }

    private void Frame(XElement element)
    {
        var boxes = element.DescendantsAndSelf().Count(e => e.Name.LocalName == "text-box" || (e.Name.LocalName is "custom-shape" or "rect" && e.Elements().Any(p => p.Name.LocalName == "p" && p.Value.Length > 0)));
        _counts.TextBoxes += boxes;
        _counts.Pictures += boxes == 0 ? 1 : 0;
    }

    private void TrackedChanges(XElement changes)
    {
        foreach (var change in changes.Descendants())
        {
            _counts.Inserted += change.Name.LocalName == "insertion" ? 1 : 0;
            _counts.Deleted += change.Name.LocalName == "deletion" ? 1 : 0;
        }
    }

    private static int Repeated(XElement cell) => Math.Clamp(Number(cell, "number-columns-repeated"), 1, 100);

    private static int Number(XElement element, string name) =>
        int.TryParse(element.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
