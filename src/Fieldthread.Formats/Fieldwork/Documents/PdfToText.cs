using System.ComponentModel;
using System.Diagnostics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>
/// Runs <c>pdftotext</c> of the Poppler project, where it is installed. The document goes in and its words come out by pipes, so that no copy of either is left
/// on the disc; time and size are bounded.
/// </summary>
internal static class PdfToText
{
    private const string Install = "On Debian and Ubuntu: apt install poppler-utils. On a Mac: brew install poppler. On Windows: put pdftotext.exe of Xpdf or Poppler on the path. Or save the document as .docx or .txt.";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Where the program lies: where <c>FIELDTHREAD_PDFTOTEXT</c> says, else on the path; null where it is not.</summary>
    internal static string? Find()
    {
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_PDFTOTEXT") is { Length: > 0 } said)
        {
            return File.Exists(said) ? said : null;
        }

        var name = OperatingSystem.IsWindows() ? "pdftotext.exe" : "pdftotext";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), name)).FirstOrDefault(File.Exists);
    }

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

        var start = new ProcessStartInfo(program, ["-bbox-layout", "-enc", "UTF-8", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        try
        {
            using var running = Process.Start(start) ?? throw new ReadException(place, "pdftotext could not be started. " + Install);
            using var timer = new Timer(_ => Stop(running), null, Longest, Timeout.InfiniteTimeSpan);
            var errors = Task.Run(() => Head(running.StandardError));
            var feeding = Task.Run(() => Feed(running, pdf));
            try
            {
                var bytes = SafeStream.ReadAll(running.StandardOutput.BaseStream, limits.EntryBytes, place);
                running.WaitForExit();
                Task.WaitAll(errors, feeding);
                return running.ExitCode == 0 ? bytes : throw Refused(running.ExitCode, errors.Result, place);
            }
            finally
            {
                Stop(running);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new ReadException(place, "pdftotext could not be started. " + Install, e);
        }
    }

    private static ReadException Refused(int code, string errors, string place) => errors.Contains("password", StringComparison.OrdinalIgnoreCase)
        ? new ReadException(place, "The PDF is locked with a password. Save it without one and bring it in again.")
        : code == 3
            ? new ReadException(place, "Whoever made the PDF does not permit its text to be taken out. Ask for the document in another form.")
            : new ReadException(place, "The PDF is damaged, holds far more than a document does, or could not be read in two minutes. Open it in a viewer, print it to a new PDF, or save it as .docx or .txt.");

    private static void Feed(Process running, ReadOnlyMemory<byte> pdf)
    {
        try
        {
            using var input = running.StandardInput.BaseStream;
            input.Write(pdf.Span);
        }
        catch (IOException)
        {
            // It has given up reading; its exit code says why.
        }
    }

    // Damaged documents earn thousands of lines of complaint; the rest is read and let go, so that the program is not held up.
    private static string Head(StreamReader errors)
    {
        var kept = new System.Text.StringBuilder();
        while (errors.ReadLine() is { } line)
        {
            if (kept.Length < 4_000)
            {
                kept.AppendLine(line.Length > 500 ? line[..500] : line);
            }
        }

        return kept.ToString();
    }

    private static void Stop(Process running)
    {
        try
        {
            if (!running.HasExited)
            {
                running.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }
}
