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
    private readonly Spare? spare;
    private bool left;

    private Place(Database database, string? folder, Spare? spare)
    {
        Database = database;
        this.folder = folder;
        this.spare = spare;
        Workshop = new Workshop(database);
    }

    public Database Database { get; }

    public Workshop Workshop { get; }

    /// <summary>How it is reached by others than this place; a database that was given away is not used again.</summary>
    public string ConnectionString
    {
        get
        {
            left = true;
            return folder is null ? spare!.ConnectionString : Path.Combine(folder, "fieldthread.db");
        }
    }

    public static async Task<Place> NewAsync(Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("fieldthread-test-").FullName;
            var file = Path.Combine(folder, "fieldthread.db");
            File.Copy(await MigratedFile.Value, file);
            return new Place(await Database.OpenAsync(file), folder, null);
        }

        var spare = await Spare.TakeAsync();
        return new Place(await Database.OpenAsync(spare.ConnectionString), null, spare);
    }

    /// <summary>An empty PostgreSQL database on the server that <c>./test</c> started.</summary>
    public static Task<string> NewPostgresAsync() => Spare.NewAsync("template0");

    // Made once and copied: every test wants the same empty tables. Migrations from nothing have tests of their own.
    private static readonly Lazy<Task<string>> MigratedFile = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("fieldthread-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "fieldthread.db");
        await using var database = await Database.OpenAsync(file);
        return file;
    });

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
        left |= !sql.StartsWith("SELECT", StringComparison.Ordinal);
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
            await spare!.GiveBackAsync(usable: !left);
        }
    }
}

/// <summary>Tests open several databases in one process, past the gate that lets one writer wait for another; threads that wait inside SQLite must not be all that there are.</summary>
internal static class Threads
{
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void Enough() => ThreadPool.SetMinThreads(64, 64);
}
