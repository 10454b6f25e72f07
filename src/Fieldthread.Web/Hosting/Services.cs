using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Acts.Jobs;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fieldthread.Web.Hosting;

/// <summary>Once the server answers, tells the one who started it how to get in.</summary>
internal sealed class FirstSignIn(Workshop workshop, WebSettings settings, IServer server) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var owner = await FirstSteward.EnsureAsync(workshop, cancellationToken);
        if (settings.Team && await HasPasswordAsync(owner.AccountId!.Value, cancellationToken))
        {
            return;
        }

        var made = await workshop.DoAsync(0, new MakeSignInLink(owner.AccountId!.Value), Actor.Program, cancel: cancellationToken);
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
        {
            var reachable = address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
            settings.Announce(new Uri($"{reachable.TrimEnd('/')}/sign-in?link={made.Answer.Token}"));
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> HasPasswordAsync(Guid account, CancellationToken cancel)
    {
        await using var context = settings.Database.Live(new View(0));
        return (await context.ReadAsync("SELECT 1 FROM credentials WHERE account_id = @account", row => row.GetInt32(0), cancel, ("account", account))).Count > 0;
    }
}

/// <summary>Does long work beside the pages.</summary>
internal sealed class JobService(JobRunner runner) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => runner.RunAsync(stoppingToken), CancellationToken.None);
}

/// <summary>Wipes what an erasure left pending: at the start, and each minute while something waits.</summary>
internal sealed class WipeService(WebSettings settings) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await Wiping.RunAsync(settings.Database, stoppingToken);
            }
            catch (System.Data.Common.DbException)
            {
                // The database is busy or away; what waits is kept in it and is tried again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>The workbench's own services.</summary>
internal static class WorkbenchServices
{
    public static void Add(IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Jobs);
        // Given as an instance, so that whoever opened it closes it.
        services.AddSingleton(settings.Database);
        services.AddSingleton(_ => new Workshop(settings.Database));
        services.AddSingleton(_ => new SignIn(settings.Database));
        services.AddSingleton(_ => new JobQueue(settings.Database));
        services.AddSingleton(provider => new JobRunner(provider.GetRequiredService<Workshop>(), provider.GetRequiredService<JobQueue>(), settings.Jobs, provider.GetService<Microsoft.Extensions.Logging.ILogger<JobRunner>>()));
        services.AddSingleton<Watch>();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>();
        services.AddHostedService<JobService>();
        services.AddHostedService<WipeService>();
        services.AddHostedService<FirstSignIn>();
    }
}
