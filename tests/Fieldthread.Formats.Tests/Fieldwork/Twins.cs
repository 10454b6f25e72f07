using System.IO.Compression;
using System.Net;
using System.Text;
using Fieldthread.Formats.Fieldwork.Documents;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>The same paragraphs as each word processor writes them.</summary>
internal static class Twins
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    internal static IReadOnlyDictionary<string, byte[]> Of(IReadOnlyList<string> paragraphs) => new Dictionary<string, byte[]>
    {
        ["a.docx"] = Docx(string.Concat(paragraphs.Select(p => $"<w:p><w:r><w:t xml:space=\"preserve\">{Xml(p)}</w:t></w:r></w:p>"))),
        ["a.odt"] = Odt(string.Concat(paragraphs.Select(p => $"<text:p>{Xml(p)}</text:p>"))),
        ["a.rtf"] = Rtf(string.Concat(paragraphs.Select(p => "\\pard " + RtfWords(p) + "\\par\n"))),
        ["a.html"] = Html(string.Concat(paragraphs.Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>\n"))),
    };

    internal static DocumentText Read(string name, byte[] bytes) => DocumentReader.Read(name, new MemoryStream(bytes));

    internal static byte[] Docx(string body) => Zip(("word/document.xml", $"<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"));

    internal static byte[] Odt(string body, params (string Name, string Text)[] more) => Zip([
        ("content.xml", $"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:body><office:text>{body}</office:text></office:body></office:document-content>"""), .. more]);

    internal static byte[] Rtf(string body, string head = "\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}") => Encoding.Latin1.GetBytes("{\\rtf1" + head + "\n" + body + "}");

    internal static byte[] Html(string body) => Encoding.UTF8.GetBytes("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head><body>" + body + "</body></html>");

    internal static string RtfWords(string words) => string.Concat(words.Select(c => c switch
    {
        '\\' or '{' or '}' => "\\" + c,
        '\t' => "\\tab ",
        < ' ' => " ",
        < '\u0080' => c.ToString(),
        _ => $"\\u{(short)c}?",
    }));

    private static string Xml(string words) => WebUtility.HtmlEncode(words);

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
