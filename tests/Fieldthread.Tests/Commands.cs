using System.Diagnostics;
using System.Text;
using Fieldthread.Commands;

namespace Fieldthread.Tests;

/// <summary>
/// Commands as they are typed: their output, their exit code. Most are run within the process of the tests, through the same first
/// lines as the program’s own; those that serve, and those of a test that says so, start the program.
/// </summary>
public abstract class Commands : IDisposable
{
    /// <summary>Standard output is one for the whole process, so only one command runs at a time.</summary>
    private static readonly Lock Turn = new();

    /// <summary>A folder of the test’s own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("fieldthread-commands-").FullName;

    /// <summary>Whether every command from here on is a program of its own.</summary>
    protected bool Apart { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command, on the test’s own data where it names no other.</summary>
    protected (int Code, string Output, string Error) Run(params string[] words)
    {
        string[] all = words.Contains("--data") ? words : [.. words, "--data", Path.Combine(Folder, "data")];
        return Apart || words[0] is "serve" or "demo" or "bench" ? Start(all) : Within(all);
    }

    private (int Code, string Output, string Error) Within(string[] words)
    {
        lock (Turn)
        {
            var (output, error, bytes) = (Console.Out, Console.Error, Common.StandardOutput);
            using var said = new MemoryStream();
            using var writer = new StreamWriter(said, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
            using var warned = new StringWriter();
            try
            {
                Console.SetOut(writer);
                Console.SetError(warned);
                Common.StandardOutput = () => new Unclosed(said);
                Environment.CurrentDirectory = Folder;
                var code = Root.RunAsync(words).GetAwaiter().GetResult();
                return (code, Encoding.UTF8.GetString(said.ToArray()), warned.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(error);
                Common.StandardOutput = bytes;
                Environment.CurrentDirectory = AppContext.BaseDirectory;
            }
        }
    }

    private (int Code, string Output, string Error) Start(string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fieldthread.dll"));
        Array.ForEach(words, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>A stream that a command may close while the test goes on with it.</summary>
    private sealed class Unclosed(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
