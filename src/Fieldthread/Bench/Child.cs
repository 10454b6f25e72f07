using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Fieldthread.Bench;

/// <summary>The program serving a throw-away installation as a process of its own, so that its start and its memory are its own.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process process;

    private readonly CookieContainer cookies;

    private Child(Process process, HttpClient client, CookieContainer cookies, double toFirstPage)
    {
        (this.process, Client, this.cookies, ToFirstPage) = (process, client, cookies, toFirstPage);
    }

    /// <summary>Signed in.</summary>
    public HttpClient Client { get; }

    /// <summary>Scheme, host and port.</summary>
    public string Origin => Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>What signs a browser in, as a header has it.</summary>
    public string Cookies => cookies.GetCookieHeader(Client.BaseAddress!);

    /// <summary>Milliseconds from the start of the process to the first page, signed in and read.</summary>
    public double ToFirstPage { get; }

    /// <summary>Resident memory in MB.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576d;
        }
    }

    /// <summary>Processor time so far, in milliseconds.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Starts it and signs in by the link that it prints.</summary>
    /// <returns>Null where it cannot be started here.</returns>
    public static async Task<Child?> StartAsync(string address, CancellationToken cancel)
    {
        if (Environment.ProcessPath is not { } program)
        {
            return null;
        }

        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "fieldthread.dll"));
        }

        var file = !Workbench.Store.Database.IsPostgres(address);
        foreach (var argument in (string[])["serve", file ? "--data" : "--database", file ? Path.GetDirectoryName(address)! : address, "--urls", $"http://127.0.0.1:{FreePort()}"])
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.GetTimestamp();
        var started = Process.Start(start)!;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            _ = started.StandardOutput.ReadToEndAsync(cancel);
            Uri? link = null;
            while (link is null && await started.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                link = Link.Match(line) is { Success: true } found ? new Uri(found.Value) : null;
            }

            if (link is not null)
            {
                _ = started.StandardError.ReadToEndAsync(cancel);
                var jar = new CookieContainer();
                var client = new HttpClient(new SocketsHttpHandler { CookieContainer = jar }) { BaseAddress = new Uri(link.GetLeftPart(UriPartial.Authority)) };
                using var page = await client.GetAsync(link, patience.Token);
                if (page.IsSuccessStatusCode)
                {
                    return new Child(started, client, jar, Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                }

                client.Dispose();
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            // Told by the missing row.
        }

        await EndAsync(started);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await EndAsync(process);
    }

    private static async Task EndAsync(Process started)
    {
        if (!started.HasExited)
        {
            started.Kill();
            await started.WaitForExitAsync();
        }

        started.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+link=\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link { get; }
}
