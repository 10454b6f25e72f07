using System.CommandLine;
using System.Net;
using Fieldthread.Web.Api;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fieldthread.Commands;

/// <summary><c>demo</c> and <c>serve</c>.</summary>
internal static class ServeCommands
{
    public static IEnumerable<Command> All()
    {
        yield return Demo();
        yield return Serve();
    }

    private static Command Demo()
    {
        var samples = new Option<DirectoryInfo?>("--samples") { Description = "Folder of the sample study; without it, the one beside the program.", HelpName = "DIR" };
        var noServe = new Option<bool>("--no-serve") { Description = "Fill the study and regenerate its report, but do not serve it." };
        var urls = Urls();
        return new Command("demo", "Fill a fresh study from the sample, regenerate its report, say what was done and serve it.") { samples, noServe, urls }.Does(async session =>
        {
            if (!session.Parsed.GetValue(noServe))
            {
                // Asked before the half minute that the sample takes.
                FreeAddress.Require(Address(session.Parsed.GetValue(urls), team: false), team: false);
            }

            var folder = SampleStudy.Find(session.Parsed.GetValue(samples));
            var told = await new SampleStudy(session, folder).FillAsync();
            session.Tell(told, t => string.Join('\n', t.Steps));
            return session.Parsed.GetValue(noServe) ? 0 : await RunAsync(session, session.Parsed.GetValue(urls), team: false, "/p/" + told.Study + "/" + told.Report);
        });
    }

    private static Command Serve()
    {
        var urls = Urls();
        var team = new Option<bool>("--team") { Description = "Others come too: accounts are required, and other computers are answered." };
        var hosts = new Option<string[]>("--host") { Description = "With --team: a host name that is answered, such as study.example.org; repeat for more. Without one, any is answered.", HelpName = "NAME" };
        var proxies = new Option<string[]>("--proxy") { Description = "With --team: address of a proxy on another machine that is believed about who is asking; repeat for more.", HelpName = "IP" };
        return new Command("serve", "Serve the workbench. Without --team, to this computer only, signed in by the link that is printed.") { urls, team, hosts, proxies }.Does(async session =>
        {
            var (names, trusted) = (session.Parsed.GetValue(hosts) ?? [], session.Parsed.GetValue(proxies) ?? []);
            if (!session.Parsed.GetValue(team) && names.Length + trusted.Length > 0)
            {
                throw new RefusedException(new Refusal("bad-address", "--host and --proxy are for a team’s server.", "Add --team, or leave them out: without it only this computer is answered."));
            }

            return await RunAsync(session, session.Parsed.GetValue(urls), session.Parsed.GetValue(team), null, names, [.. trusted.Select(Proxy)]);
        });
    }

    private static IPAddress Proxy(string address) => IPAddress.TryParse(address, out var ip)
        ? ip
        : throw new RefusedException(new Refusal("bad-address", $"“{address}” is no address of a proxy.", "Write its IP address, such as 10.0.0.5."));

    private static Option<string> Urls() => new("--urls") { Description = "Address to serve at.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    private static async Task<int> RunAsync(Session session, string? urls, bool team, string? published, IReadOnlyList<string>? hosts = null, IReadOnlyList<IPAddress>? proxies = null)
    {
        var address = Address(urls, team);
        FreeAddress.Require(address, team);
        var settings = new WebSettings
        {
            Database = session.Workshop.Database,
            Team = team,
            Jobs = FileRoutes.Jobs(),
            Port = address.Port,
            HostNames = hosts ?? [],
            TrustedProxies = proxies ?? [],
            Address = team && IPAddress.TryParse(address.Host, out var ip) ? ip : null,
            Announce = link => Console.Error.WriteLine($"{(published is null ? "" : $"The published report: {address.GetLeftPart(UriPartial.Authority)}{published}\n")}The workbench, signed in by a link that works once: {link}\nStop with Ctrl C."),
        };
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "fieldthread", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddJsonConsole().SetMinimumLevel(LogLevel.Warning);
        builder.AddFieldthread(settings).AddPages();
        await using var app = builder.Build();
        app.UseFieldthread().MapPages();
        try
        {
            await app.StartAsync(session.Cancel);
            await app.WaitForShutdownAsync(session.Cancel);
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new RefusedException(FreeAddress.InUse(address));
        }

        return 0;
    }

    private static Uri Address(string? urls, bool team) => Uri.TryCreate(urls, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && (team || address.IsLoopback)
        ? address
        : throw new RefusedException(new Refusal("bad-address", $"“{urls}” cannot be served.", team ? "Write it as http://0.0.0.0:5080; put a proxy with a certificate before it." : "Without --team only this computer is answered: write http://127.0.0.1:5080."));
}
