using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>A page of a PDF as a picture, by <c>pdftoppm</c> of the Poppler project, where it is installed. Nothing is kept: it is painted anew each time.</summary>
public static class PdfPicture
{
    /// <summary>The longer side of a picture, in pixels: enough to read a printed page.</summary>
    public const int Pixels = 1_500;

    private const string Install = "On Debian and Ubuntu: apt install poppler-utils. On a Mac: brew install poppler.";
    private const long MostBytes = 24 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Two at a time: whoever leafs through many pages does not take the machine from everybody else.
    private static readonly SemaphoreSlim Turns = new(2);

    /// <summary>True where pages can be painted.</summary>
    public static bool IsThere => Find() is not null;

    /// <summary>Paints a page.</summary>
    /// <param name="pdf">The document.</param>
    /// <param name="page">Which page, from 1 as viewers count.</param>
    /// <param name="place">What to call the document in errors.</param>
    /// <param name="cancel">Ends the wait for a turn.</param>
    /// <returns>A PNG; null where the document has no such page.</returns>
    /// <exception cref="ReadException">The program is not there, or the document is damaged, locked, or takes too long.</exception>
    public static async Task<ReadOnlyMemory<byte>?> PaintAsync(ReadOnlyMemory<byte> pdf, int page, string place, CancellationToken cancel)
    {
        var program = Find() ?? throw new ReadException(place, "Pages are painted with the program pdftoppm, and it is not installed where this program runs. " + Install);
        await Turns.WaitAsync(cancel);
        try
        {
            var number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var side = Pixels.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var (bytes, code, errors) = await Task.Run(() => Poppler.Run(program, ["-png", "-singlefile", "-f", number, "-l", number, "-scale-to", side, "-"], pdf, MostBytes, Longest, place, "pdftoppm could not be started. " + Install), cancel);
            if (code == 0 && bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            {
                return bytes;
            }

            if (errors.Contains("page range", StringComparison.OrdinalIgnoreCase) || (code == 0 && bytes.Length == 0))
            {
                return default(ReadOnlyMemory<byte>?);
            }

            throw new ReadException(place, errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? "The PDF is locked with a password." : "The page could not be painted: the PDF is damaged there, or holds far more than a page does.");
        }
        finally
        {
            Turns.Release();
        }
    }

    private static string? Find() => Poppler.Find("pdftoppm", "FIELDTHREAD_PDFTOPPM");
}
