using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Reads transcripts, notes and documents; the ending of the name says which kind a file is.</summary>
public static class DocumentReader
{
    // Trees of marks cost many times their text; no transcript is near this.
    private const long MostMarkdown = 32L << 20;

    /// <summary>The endings that are read, with their point, in small letters.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".docx", ".odt", ".rtf", ".txt", ".md", ".html", ".htm", ".pdf", ".vtt", ".srt"];

    /// <summary>True where PDF files can be read: where the program pdftotext is installed.</summary>
    public static bool ReadsPdf => PdfToText.Find() is not null;

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name; its ending says what the file is.</param>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="limits">What is taken at most; <see cref="ReadLimits.Default"/> if null.</param>
    /// <param name="plain">How to take a text that is not UTF-8 and carries no mark.</param>
    /// <exception cref="ReadException">The file is of another kind, damaged, of unknown encoding, or passes a limit.</exception>
    public static DocumentText Read(string name, Stream stream, ReadLimits? limits = null, PlainBytes plain = PlainBytes.Utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= ReadLimits.Default;
        var remarks = new RemarkList(limits.Remarks);
        var ending = Path.GetExtension(name).ToLowerInvariant();
        IReadOnlyList<TextPlace> places = [];
        IReadOnlyList<DocumentHeading> headings = [];
        string words;
        switch (ending)
        {
            case ".txt":
                var text = TextDecoder.Decode(Bytes(limits.EntryBytes), name, plain, remarks);
                RemarkLineEnds(text, name, remarks);
                words = text.Text;
                break;
            case ".md":
                var marked = TextDecoder.Decode(Bytes(Math.Min(limits.EntryBytes, MostMarkdown)), name, plain, remarks);
                RemarkLineEnds(marked, name, remarks);
                (words, headings) = new MarkdownReader(name, remarks).Read(marked.Text);
                break;
            case ".html" or ".htm":
                (words, headings) = new HtmlReader(name, remarks).Read(HtmlEncoding.Decode(Bytes(limits.EntryBytes), name, plain, remarks).Text);
                break;
            case ".rtf":
                (words, headings) = new RtfReader(name, remarks).Read(Bytes(limits.EntryBytes));
                break;
            case ".vtt":
                (words, places) = WebVttReader.Read(TextDecoder.Decode(Bytes(limits.EntryBytes), name, plain, remarks).Text, name, remarks);
                break;
            case ".srt":
                (words, places) = SrtReader.Read(TextDecoder.Decode(Bytes(limits.EntryBytes), name, plain, remarks).Text, name, remarks);
                break;
            case ".docx":
                (words, headings) = new DocxReader(name, limits, remarks).Read(stream);
                break;
            case ".odt":
                (words, headings) = new OdtReader(name, limits, remarks).Read(stream);
                break;
            case ".pdf":
                (words, places) = new PdfReader(name, limits, remarks).Read(stream, PdfToText.Find());
                break;
            case ".doc" or ".pages" or ".wpd" or ".docm":
                throw new ReadException(name, $"Files of the kind {ending} are not read. Open the file in the program that made it and save it as .docx or .odt.");
            default:
                throw new ReadException(name, $"What kind of file this is cannot be told from its name. Read are {string.Join(", ", Endings)}, best .docx or .txt.");
        }

        return new DocumentText(Path.GetFileNameWithoutExtension(name.Replace('\\', '/')), words, headings, remarks.ToList()) { Places = places };

        ReadOnlySpan<byte> Bytes(long most) => SafeStream.ReadAll(stream, most, name).Span;
    }

    private static void RemarkLineEnds(NormalisedText text, string name, RemarkList remarks)
    {
        if (text.ReturnCount > 0)
        {
            remarks.Add(RemarkWeight.Note, name, $"{Count.Of(text.ReturnCount, "line end")} written CR LF became LF.");
        }

        if (text.LoneReturns > 0)
        {
            remarks.Add(RemarkWeight.Guessed, name, $"{Count.Of(text.LoneReturns, "line end")} written as a lone CR became LF.");
        }
    }
}
