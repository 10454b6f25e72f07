using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a PDF by <c>pdftotext</c> of the Poppler project, where it is installed.</summary>
internal static class PdfToText
{
    private const string Install = "On Debian and Ubuntu: apt install poppler-utils. On a Mac: brew install poppler. On Windows: put pdftotext.exe of Xpdf or Poppler on the path. Or save the document as .docx or .txt.";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Where the program lies: where <c>FIELDTHREAD_PDFTOTEXT</c> says, else on the path; null where it is not.</summary>
    internal static string? Find() => Poppler.Find("pdftotext", "FIELDTHREAD_PDFTOTEXT");

    /// <summary>What the program says of a document: its pages with blocks, lines and words, each with its place, as XML.</summary>
    /// <param name="program">From <see cref="Find"/>.</param>
    /// <param name="pdf">The document.</param>
    /// <param name="limits">How much may come out.</param>
    /// <param name="place">What to call it in errors.</param>
    /// <exception cref="ReadException">The program is not there, refuses the document, takes too long, or gives too much.</exception>
    internal static ReadOnlyMemory<byte> Run(string? program, ReadOnlyMemory<byte> pdf, ReadLimits limits, string place)
    {
        if (program is null)
        {
            throw new ReadException(place, "PDF files are read with the program pdftotext, and it is not installed where this program runs. " + Install);
        }

        var (bytes, code, errors) = Poppler.Run(program, ["-bbox-layout", "-enc", "UTF-8", "-", "-"], pdf, limits.EntryBytes, Longest, place, "pdftotext could not be started. " + Install);
        return code == 0 ? bytes : throw Refused(code, errors, place);
    }

    private static ReadException Refused(int code, string errors, string place) => errors.Contains("password", StringComparison.OrdinalIgnoreCase)
        ? new ReadException(place, "The PDF is locked with a password. Save it without one and bring it in again.")
        : code == 3
            ? new ReadException(place, "Whoever made the PDF does not permit its text to be taken out. Ask for the document in another form.")
            : new ReadException(place, "The PDF is damaged, holds far more than a document does, or could not be read in two minutes. Open it in a viewer, print it to a new PDF, or save it as .docx or .txt.");
}
