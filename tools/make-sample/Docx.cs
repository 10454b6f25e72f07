using System.Xml.Linq;

/// <summary>A Word document of the barest kind: a paragraph a turn, **bold** as bold runs.</summary>
static class Docx
{
    static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static void Write(string text, string path) => Archive.Write(path,
    [
        ("[Content_Types].xml", Archive.Xml(new XElement(Types + "Types",
            new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            new XElement(Types + "Override", new XAttribute("PartName", "/word/document.xml"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"))))),
        ("_rels/.rels", Archive.Xml(new XElement(Relations + "Relationships",
            new XElement(Relations + "Relationship", new XAttribute("Id", "rId1"),
                new XAttribute("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"), new XAttribute("Target", "word/document.xml"))))),
        ("word/document.xml", Archive.Xml(new XElement(W + "document", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
            new XElement(W + "body", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Paragraph))))),
    ]);

    // Every second piece between pairs of asterisks is bold.
    static XElement Paragraph(string line) => new(W + "p", line.Split("**").Select((piece, i) => piece.Length == 0 ? null :
        new XElement(W + "r",
            i % 2 == 1 ? new XElement(W + "rPr", new XElement(W + "b")) : null,
            new XElement(W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), piece))));
}
