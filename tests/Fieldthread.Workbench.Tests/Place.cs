using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fieldthread.Workbench.Tests;

/// <summary>Every test of the store runs on both databases; a test that could not be run on one of them fails.</summary>
internal sealed class OnBothAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => [[Provider.Sqlite], [Provider.PostgreSql]];
}

/// <summary>A fresh installation for one test, gone afterwards.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly string? folder;
    private readonly string? postgres;

    private Place(Database database, string? folder, string? postgres)
    {
        Database = database;
        this.folder = folder;
        this.postgres = postgres;
        Workshop = new Workshop(database);
    }

    public Database Database { get; }

    public Workshop Workshop { get; }

    public string ConnectionString => folder is null ? postgres! : Path.Combine(folder, "fieldthread.db");

    public static async Task<Place> NewAsync(Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("fieldthread-test-").FullName;
            return new Place(await Database.OpenAsync(Path.Combine(folder, "fieldthread.db")), folder, null);
        }

        var connectionString = await NewPostgresAsync(await Migrated.Value);
        return new Place(await Database.OpenAsync(connectionString), null, connectionString);
    }

    /// <summary>An empty PostgreSQL database on the server that <c>./test</c> started.</summary>
    public static Task<string> NewPostgresAsync() => NewPostgresAsync("template0");

    // Made once and copied: some two hundred tests on PostgreSQL want the same empty tables, and a copy is made in a tenth of the time.
    private static readonly Lazy<Task<string>> Migrated = new(async () =>
    {
        var template = await NewPostgresAsync("template0");
        await using (var database = await Database.OpenAsync(template))
        {
        }

        return new NpgsqlConnectionStringBuilder(template).Database!;
    });

    private static async Task<string> NewPostgresAsync(string template)
    {
        var server = Environment.GetEnvironmentVariable("FIELDTHREAD_TEST_POSTGRES")
            ?? throw new InvalidOperationException("FIELDTHREAD_TEST_POSTGRES is not set: run ./test, which starts a PostgreSQL for the tests.");
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    public async Task<int> StudyAsync(string name = "A study", Actor? actor = null) =>
        (await Workshop.DoAsync(0, new StartStudy(name, "For a test."), actor ?? Actor.Program)).Study;

    /// <summary>An account with a role in a study.</summary>
    public async Task<Actor> MemberAsync(int study, Role role, bool blind = false)
    {
        var account = OrderedId.Next();
        var name = role + " " + account.ToString()[^4..];
        await Workshop.DoAsync(study, new Seat(account, name, role, blind), Actor.Program);
        return new Actor(account, name, Steward: false);
    }

    public Task<Done<T>> Do<T>(int study, Act<T> act, Actor? actor = null) => Workshop.DoAsync(study, act, actor ?? Actor.Program);

    public Task<T> Ask<T>(int study, Question<T> question, Actor? actor = null, string? cut = null) => Workshop.AskAsync(study, question, actor ?? Actor.Program, cut);

    /// <summary>Runs a statement of the test's own, past the program.</summary>
    public async Task<List<object?[]>> SqlAsync(string sql)
    {
        await using var context = Database.Live(new View(0));
        return await context.ReadAsync(sql, row =>
        {
            var values = new object[row.FieldCount];
            row.GetValues(values);
            return values.Select(v => v is DBNull ? null : v).ToArray();
        }, CancellationToken.None);
    }

    public static async Task<Refusal> RefusedAsync(Func<Task> attempt) => (await Assert.ThrowsAsync<RefusedException>(attempt)).Refusal;

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            var name = new NpgsqlConnectionStringBuilder(postgres).Database;
            await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("FIELDTHREAD_TEST_POSTGRES"));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>Tests open several databases in one process, past the gate that lets one writer wait for another; threads that wait inside SQLite must not be all that there are.</summary>
internal static class Threads
{
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void Enough() => ThreadPool.SetMinThreads(64, 64);
}
