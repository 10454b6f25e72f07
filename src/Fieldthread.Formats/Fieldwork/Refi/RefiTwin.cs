using System.IO.Compression;
using System.Text;
using System.Xml;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Writes the formatted copy (.docx) that some programs want beside a text: a paragraph a line, the same words.</summary>
internal static class RefiTwin
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The copy; the same text gives the same bytes.</summary>
    internal static byte[] Write(string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Add(archive, "_rels/.rels", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Add(archive, "word/document.xml", Document(text));
        }

        return bytes.ToArray();
    }

    private static string Document(string text)
    {
        var words = new StringBuilder();
        using (var xml = XmlWriter.Create(words, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None, CheckCharacters = false }))
        {
            xml.WriteStartElement("w", "document", Word);
            xml.WriteStartElement("body", Word);
            foreach (var line in WellFormedText.Repair(text, out _).Split('\n'))
            {
                xml.WriteStartElement("p", Word);
                xml.WriteStartElement("r", Word);
                xml.WriteStartElement("t", Word);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(string.Concat(line.Select(c => c >= ' ' || c == '\t' ? c : '\uFFFD')));
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + words;
    }

    private static void Add(ZipArchive archive, string name, string words)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(words));
    }
}
