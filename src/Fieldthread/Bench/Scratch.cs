using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fieldthread.Bench;

/// <summary>A throw-away installation: a file in a folder of its own, or a database made on the given server. Gone afterwards; nobody’s data is opened.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    private readonly string? server;

    private Scratch(Database database, Workshop workshop, Actor actor, string? server, string address)
    {
        (Database, Workshop, Actor, this.server, Address) = (database, workshop, actor, server, address);
    }

    public Database Database { get; }

    public Workshop Workshop { get; }

    public Actor Actor { get; }

    /// <summary>Connection string or path.</summary>
    public string Address { get; }

    public string Name => Database.Provider == Provider.Sqlite ? "SQLite" : "PostgreSQL";

    public static async Task<Scratch> OnFileAsync(DirectoryInfo folder, string name, CancellationToken cancel) =>
        await OpenAsync(Path.Combine(folder.CreateSubdirectory(name).FullName, "fieldthread.db"), null, cancel);

    public static async Task<Scratch> OnServerAsync(string server, CancellationToken cancel)
    {
        var name = "fieldthread_bench_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0", cancel);
        return await OpenAsync(new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(), server, cancel);
    }

    /// <summary>The same, with nothing kept in memory: for cold reads.</summary>
    public Workshop Afresh() => new(Database);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(Address).Database} WITH (FORCE)", CancellationToken.None);
        }
    }

    private static async Task<Scratch> OpenAsync(string address, string? server, CancellationToken cancel)
    {
        var database = await Database.OpenAsync(address, cancel);
        var workshop = new Workshop(database);
        return new Scratch(database, workshop, await FirstSteward.EnsureAsync(workshop, cancel), server, address);
    }

    private static async Task ExecuteAsync(string server, string statement, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made here, of letters and digits.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
