using System.Data.Common;
using Fieldthread.Workbench.Acts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Fieldthread.Workbench.Store;

/// <summary>One installation's database: opened by a connection string alone, migrated on opening, one write gate a process.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly DbContextOptions<LiveContext> live;
    private readonly DbContextOptions<KnownContext> known;

    private Database(Provider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = connectionString;
        live = Options<LiveContext>();
        known = Options<KnownContext>();
    }

    /// <summary>Which database it is.</summary>
    public Provider Provider { get; }

    /// <summary>How it is reached; never logged, for it may hold a password.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the ledger of erasures is kept, outside the database and its backups: beside a SQLite file; for PostgreSQL where whoever opens it says. Null where nobody said.</summary>
    public string? Ledger { get; set; }

    /// <summary>Folder of the sealed names of studies: beside a SQLite file; for PostgreSQL where whoever opens it says. Null where nobody said.</summary>
    public string? Names { get; set; }

    /// <summary>Where the key of the sealed names lies, outside the data folder and outside backups; null where nobody said.</summary>
    public string? NamesKey { get; set; }

    /// <summary>Lets one act of this process write at a time: measured, a queue in the process waits an eighth as long as eight writers retrying a busy file.</summary>
    public SemaphoreSlim WriteGate { get; } = new(1, 1);

    /// <summary>True where a connection string is one of PostgreSQL; otherwise it is the path of a SQLite file.</summary>
    public static bool IsPostgres(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Opens an installation, making or migrating its schema.</summary>
    /// <param name="connectionString">A PostgreSQL connection string (<c>Host=…</c>) or the path of a SQLite file.</param>
    /// <param name="cancel">Stops the opening.</param>
    /// <exception cref="NewerDatabaseException">The database was written by a newer version of the program.</exception>
    /// <exception cref="RefusedException">The file is damaged, or the database is another program's.</exception>
    public static async Task<Database> OpenAsync(string connectionString, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (IsPostgres(connectionString))
        {
            RefuseUnreadable(connectionString);
        }

        var database = IsPostgres(connectionString)
            ? new Database(Provider.PostgreSql, WithPatience(connectionString))
            : new Database(Provider.Sqlite, new SqliteConnectionStringBuilder { DataSource = connectionString, DefaultTimeout = 30, Pooling = true, ForeignKeys = true }.ToString()) { Ledger = LedgerBeside(connectionString), Names = NamesBeside(connectionString) };
        try
        {
            await using var context = database.Live(new View(0));
            await SchemaVersion.BringUpAsync(context, cancel);
            return database;
        }
        catch (DbException failure) when (Dialect.Explain(failure) is { } refusal)
        {
            await database.DisposeAsync();
            throw new RefusedException(refusal);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The ledger of erasures beside a SQLite file.</summary>
    /// <param name="file">Path of the database.</param>
    public static string LedgerBeside(string file) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, ErasureLedger.FileName);

    /// <summary>The folder of sealed names beside a SQLite file.</summary>
    /// <param name="file">Path of the database.</param>
    public static string NamesBeside(string file) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "names");

    /// <summary>Half a minute, Npgsql’s own measure, is too short for the import of a large study; a person can stop an act, so ten minutes.</summary>
    private static string WithPatience(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return builder.ShouldSerialize("Command Timeout") ? connectionString : new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 600 }.ToString();
    }

    private static void RefuseUnreadable(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            // Its own words may repeat a password.
            throw new RefusedException(new Refusal("bad-connection-string", "The connection string of the database cannot be read.", "Write it as Host=…;Port=5432;Username=…;Password=…;Database=…"));
        }
    }

    /// <summary>The study as it is.</summary>
    public LiveContext Live(View view) => new(live, view);

    /// <summary>The study as the view says: live, or as recorded at an act.</summary>
    public StudyContext Open(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Known is null ? new LiveContext(live, view) : new KnownContext(known, view);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        WriteGate.Dispose();
        if (Provider == Provider.Sqlite)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        return ValueTask.CompletedTask;
    }

    private DbContextOptions<T> Options<T>()
        where T : StudyContext
    {
        var options = new DbContextOptionsBuilder<T>()
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .AddInterceptors(new ConnectionSetup());
        return (Provider == Provider.Sqlite ? options.UseSqlite(ConnectionString) : options.UseNpgsql(ConnectionString)).Options;
    }
}

/// <summary>Prepares every connection as it is opened, or taken from the pool: durability, words wiped on delete, and the act up to which views read.</summary>
internal sealed class ConnectionSetup : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var known = (eventData.Context as StudyContext)?.View.Known;
        using var command = connection.CreateCommand();
        if (connection is SqliteConnection sqlite)
        {
            sqlite.CreateFunction("known", () => known, isDeterministic: true);
            // recursive_triggers makes INSERT OR REPLACE fire the delete trigger, so that even it cannot lose history.
            // EF Core looks whether a file is there through a read-only connection, on which the journal cannot be set.
            var journal = sqlite.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase) ? "" : "PRAGMA journal_mode=WAL; ";
            command.CommandText = journal + "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-65536;";
        }
        else
        {
            command.CommandText = "SELECT set_config('fieldthread.known', @known, false)";
            var parameter = command.CreateParameter();
            parameter.ParameterName = "known";
            parameter.Value = known?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
