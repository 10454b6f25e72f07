using System.Net;
using Fieldthread.Workbench.Acts.Jobs;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Web.Hosting;

/// <summary>How the workbench is served.</summary>
public sealed record WebSettings
{
    /// <summary>The installation's database, opened by the caller, who also closes it.</summary>
    public required Database Database { get; init; }

    /// <summary>False (default): one person on this computer, loopback only. True: accounts are required and other computers may come.</summary>
    public bool Team { get; init; }

    /// <summary>Port; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>In team mode, the address to listen on; null for all.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>In team mode, the host names that are answered; empty answers any.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>In team mode, proxies beside this computer's own whose X-Forwarded-For and -Proto are believed.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>Told the one-time link once the server answers; it is a secret, so it goes to the terminal and never to a log.</summary>
    public Action<Uri> Announce { get; init; } = link => Console.Out.WriteLine($"Open {link} (it works once, within 24 hours).");

    /// <summary>Kinds of long work that this process does.</summary>
    public JobKinds Jobs { get; init; } = new();

    /// <summary>Posts to the sign-in forms that one address may make in a minute.</summary>
    public int SignInsPerMinute { get; init; } = 10;

    /// <summary>Requests with a token that one address may make in a minute.</summary>
    public int TokenRequestsPerMinute { get; init; } = 1200;

    /// <summary>Public posts, as survey answers, that one address may make in a minute.</summary>
    public int PublicPostsPerMinute { get; init; } = 240;

    /// <summary>How often a live stream without news says that it is alive, and looks whether its reader still may read.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Styles, scripts and pictures; those inside this assembly unless a test brings others.</summary>
    public AssetStore Assets { get; init; } = Asset.Store;
}
