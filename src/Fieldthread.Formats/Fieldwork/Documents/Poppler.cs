using System.ComponentModel;
using System.Diagnostics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Runs a program of the Poppler project. The document goes in and what it makes of it comes out by pipes, so that no copy of either is left on the disc; time and size are bounded.</summary>
internal static class Poppler
{
    /// <summary>Where a program lies: where a variable says, else on the path; null where it is not.</summary>
    internal static string? Find(string program, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } said)
        {
            return File.Exists(said) ? said : null;
        }

        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it.</summary>
    /// <param name="program">Where it lies.</param>
    /// <param name="arguments">With what; the document is its standard input.</param>
    /// <param name="pdf">The document.</param>
    /// <param name="most">How many bytes may come out.</param>
    /// <param name="longest">How long it may take; then it is stopped.</param>
    /// <param name="place">What to call the document in errors.</param>
    /// <param name="missing">What is said where it cannot be started.</param>
    /// <exception cref="ReadException">It cannot be started, or gives too much.</exception>
    internal static (ReadOnlyMemory<byte> Bytes, int Code, string Errors) Run(string program, string[] arguments, ReadOnlyMemory<byte> pdf, long most, TimeSpan longest, string place, string missing)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        try
        {
            using var running = Process.Start(start) ?? throw new ReadException(place, missing);
            using var timer = new Timer(_ => Stop(running), null, longest, Timeout.InfiniteTimeSpan);
            var errors = Task.Run(() => Head(running.StandardError));
            var feeding = Task.Run(() => Feed(running, pdf));
            try
            {
                var bytes = SafeStream.ReadAll(running.StandardOutput.BaseStream, most, place);
                running.WaitForExit();
                Task.WaitAll(errors, feeding);
                return (bytes, running.ExitCode, errors.Result);
            }
            finally
            {
                Stop(running);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new ReadException(place, missing, e);
        }
    }

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
