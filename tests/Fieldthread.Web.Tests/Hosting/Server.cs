using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fieldthread.Web.Tests.Hosting;

/// <summary>The workbench on a real port of this computer, with every line of its log at hand.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly string folder;
    private readonly WebApplication app;
    private readonly Database database;

    private Server(string folder, Database database, WebApplication app, LogLines log)
    {
        (this.folder, this.database, this.app, Log) = (folder, database, app, log);
    }

    public LogLines Log { get; }

    public Uri OneTimeLink { get; private set; } = null!;

    public Uri Address => new(app.Urls.First());

    /// <summary>Everything that is mapped to an address.</summary>
    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints;

    public Workshop Workshop => app.Services.GetRequiredService<Workshop>();

    public static async Task<Server> StartAsync(Func<WebSettings, WebSettings>? with = null, bool pages = false)
    {
        var folder = Directory.CreateTempSubdirectory("fieldthread-web-").FullName;
        var database = await Database.OpenAsync(Path.Combine(folder, "fieldthread.db"));
        var link = new TaskCompletionSource<Uri>();
        var settings = new WebSettings { Database = database, Port = 0, Announce = link.SetResult, Assets = new AssetStore(typeof(Server).Assembly) };
        var builder = WebApplication.CreateBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.AddFieldthread(with?.Invoke(settings) ?? settings);
        if (pages)
        {
            builder.AddPages();
        }

        var app = builder.Build();
        app.UseFieldthread();
        if (pages)
        {
            app.MapPages();
        }
        else
        {
            app.MapGet("/", (CurrentActor actor) => actor.Actor.Name);
        }

        app.MapPost("/api/echo", (HttpContext context) => context.Actor().Name);
        app.MapGet("/fails", string () => throw new InvalidOperationException("the words of a participant"));
        app.MapGet("/api/fails", string () => throw new InvalidOperationException("the words of a participant"));
        await app.StartAsync();
        return new Server(folder, database, app, log) { OneTimeLink = await link.Task };
    }

    /// <summary>A browser: keeps cookies, follows nothing by itself.</summary>
    public HttpClient Browser(CookieContainer? cookies = null) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer(), AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address };

    public async Task<HttpClient> SignedInAsync()
    {
        var browser = Browser();
        var owner = await FirstSteward.EnsureAsync(Workshop);
        var token = (await Workshop.DoAsync(0, new MakeSignInLink(owner.AccountId!.Value), Actor.Program)).Answer.Token;
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/sign-in?link=" + token)).StatusCode);
        return browser;
    }

    public async Task<int> StudyAsync() => (await Workshop.DoAsync(0, new StartStudy("Harbour"), await FirstSteward.EnsureAsync(Workshop))).Study;

    /// <summary>Posts a form as a browser does: with the token that the form carries.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Append((FormTokens.Field, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await browser.PostAsync(action, form);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

/// <summary>Keeps every line of the log, of every level that reaches a provider.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public string All => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
