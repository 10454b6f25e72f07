using System.Diagnostics;

namespace Fieldthread.Tests;

/// <summary>The program as it is typed: a process, its output, its exit code.</summary>
public abstract class Commands : IDisposable
{
    /// <summary>A folder of the test’s own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("fieldthread-commands-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command, on the test’s own data where it names no other.</summary>
    protected (int Code, string Output, string Error) Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fieldthread.dll"));
        Array.ForEach(words, start.ArgumentList.Add);
        if (!words.Contains("--data"))
        {
            start.ArgumentList.Add("--data");
            start.ArgumentList.Add(Path.Combine(Folder, "data"));
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
