using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Reads transcripts, notes and documents: <c>.txt</c>, <c>.md</c>, <c>.vtt</c> and <c>.docx</c>.</summary>
public static class DocumentReader
{
    /// <summary>The endings that are read, with their point, in small letters.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".txt", ".md", ".vtt", ".docx"];

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
        var title = Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
        var ending = Path.GetExtension(name).ToLowerInvariant();
        switch (ending)
        {
            case ".txt" or ".md":
                var text = TextDecoder.Decode(SafeStream.ReadAll(stream, limits.EntryBytes, name).Span, name, plain, remarks);
                RemarkLineEnds(text, name, remarks);
                return new DocumentText(title, text.Text, ending == ".md" ? Headings(text.Text) : [], remarks.ToList());
            case ".vtt":
                var cues = TextDecoder.Decode(SafeStream.ReadAll(stream, limits.EntryBytes, name).Span, name, plain, remarks);
                return new DocumentText(title, WebVttReader.Read(cues.Text, name, remarks), [], remarks.ToList());
            case ".docx":
                var (words, headings) = new DocxReader(name, limits, remarks).Read(stream);
                return new DocumentText(title, words, headings, remarks.ToList());
            case ".doc" or ".rtf" or ".odt" or ".pages":
                throw new ReadException(name, $"Files of the kind {ending} are not read. Open the file in the program that made it and save it as .docx or .txt.");
            case ".pdf":
                throw new ReadException(name, "PDF files are not read, since they hold lines on a page and not sentences. Save the document as .docx or .txt.");
            default:
                throw new ReadException(name, $"What kind of file this is cannot be told from its name. Read are {string.Join(", ", Endings)}.");
        }
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

    // The text of a Markdown file is kept as written; only “# Heading” lines outside code fences are pointed out.
    private static List<DocumentHeading> Headings(string text)
    {
        var headings = new List<DocumentHeading>();
        var isFenced = false;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start);
            isFenced ^= line.StartsWith("```") || line.StartsWith("~~~");
            var level = line.IndexOfAnyExcept('#');
            if (!isFenced && level is > 0 and <= 6 && line[level] is ' ' or '\t')
            {
                var words = line[level..].TrimEnd().TrimEnd('#').TrimEnd();
                var lead = words.Length - words.TrimStart().Length;
                headings.Add(new DocumentHeading(new TextSpan(start + level + lead, start + level + words.Length), level));
            }

            start = end + 1;
        }

        return headings;
    }
}
