using System.Data.Common;
using Fieldthread.Workbench.Acts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace Fieldthread.Workbench.Store;

/// <summary>The two databases.</summary>
public enum Provider
{
    /// <summary>Embedded, one file.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, for a team.</summary>
    PostgreSql,
}

/// <summary>What differs between the two databases outside EF Core, gathered in one place.</summary>
public static class Dialect
{
    /// <summary>The provider behind a connection.</summary>
    public static Provider Of(DbConnection connection) => connection is SqliteConnection ? Provider.Sqlite : Provider.PostgreSql;

    /// <summary>A value as the database takes it: ids as 16 big-endian bytes in SQLite, instants as microseconds, enumerations as their names.</summary>
    public static object Value(Provider provider, object? value) => value switch
    {
        null => DBNull.Value,
        Guid id when provider == Provider.Sqlite => id.ToByteArray(bigEndian: true),
        DateTimeOffset at => Micros(at),
        Enum name => name.ToString(),
        bool flag when provider == Provider.Sqlite => flag ? 1L : 0L,
        _ => value,
    };

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of a count of microseconds since 1970-01-01T00:00:00Z.</summary>
    public static DateTimeOffset Instant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>Runs a statement of ours with named parameters and returns the rows it touched.</summary>
    public static async Task<int> ExecuteAsync(this DbContext context, string sql, CancellationToken cancel, params (string Name, object? Value)[] parameters)
    {
        await using var command = await context.CommandAsync(sql, parameters, cancel);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Runs a query of ours and reads every row.</summary>
    public static async Task<List<T>> ReadAsync<T>(this DbContext context, string sql, Func<DbDataReader, T> read, CancellationToken cancel, params (string Name, object? Value)[] parameters)
    {
        await using var command = await context.CommandAsync(sql, parameters, cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>An id as either database returns it; from SQLite without an array each, for they are read by the million.</summary>
    public static Guid ReadId(this DbDataReader reader, int column) => reader is SqliteDataReader { Handle: { } row }
        ? new Guid(raw.sqlite3_column_blob(row, column), bigEndian: true)
        : reader.GetGuid(column);

    /// <summary>Columns of ids, named so that <see cref="ReadIds"/> reads them at once. They stand last in the list of columns.</summary>
    public static string IdsTogether(this DbContext context, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(context);
        return string.Join(Of(context.Database.GetDbConnection()) == Provider.Sqlite ? " || " : ", ", columns);
    }

    /// <summary>Ids that were asked for with <see cref="IdsTogether"/>, from this column on. Each call into SQLite takes its lock, and with a million rows that is half of the time; so it is one call.</summary>
    public static void ReadIds(this DbDataReader reader, int column, Span<Guid> ids)
    {
        if (reader is SqliteDataReader { Handle: { } row })
        {
            var bytes = raw.sqlite3_column_blob(row, column);
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = new Guid(bytes.Slice(i * 16, 16), bigEndian: true);
            }

            return;
        }

        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = reader.GetGuid(column + i);
        }
    }

    /// <summary>A whole number that is never missing.</summary>
    public static int ReadInt(this DbDataReader reader, int column) => reader is SqliteDataReader { Handle: { } row } ? (int)raw.sqlite3_column_int64(row, column) : reader.GetInt32(column);

    /// <summary>The next row. SQLite's is read at once: it never waits, and a task for each of a million rows is felt.</summary>
    public static ValueTask<bool> NextAsync(this DbDataReader reader, CancellationToken cancel) =>
        reader is SqliteDataReader ? ValueTask.FromResult(reader.Read()) : new ValueTask<bool>(reader.ReadAsync(cancel));

    /// <summary>Turns the database's own words about a full disk, a lock or a lost connection into ours; null where it is another failure.</summary>
    public static Refusal? Explain(DbException failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 13 } or PostgresException { SqlState: "53100" } => new Refusal("disk-full", "The disk, or the space set for the database, is full.", "Free some space and do it again."),
        // 778: the system refused a write; over a quota it does not say “full”.
        SqliteException { SqliteExtendedErrorCode: 778 } => new Refusal("disk-full", "The disk takes no more: it is full, over its quota or failing.", "Free some space and do it again."),
        SqliteException { SqliteErrorCode: 5 or 6 } => new Refusal("busy", "Another process is writing to the study and did not finish in time.", "Wait until it has finished and do it again."),
        SqliteException { SqliteErrorCode: 8 } => new Refusal("read-only", "The data folder cannot be written to.", "Check who owns it, then do it again."),
        SqliteException { SqliteErrorCode: 11 or 26 } => new Refusal("damaged", "The database file is damaged or is not a Fieldthread database.", "Restore the newest backup with: fieldthread restore."),
        _ => null,
    };

    /// <summary>True where a row of one of these kinds was written or ended after an act.</summary>
    public static async Task<bool> ChangedSinceAsync(this StudyContext context, long act, IReadOnlyCollection<Type> kinds, CancellationToken cancel)
    {
        var any = string.Join(" OR ", kinds.Select(Naming.TableOf).Select(t => $"EXISTS (SELECT 1 FROM {t} WHERE study_id = @study AND recorded_in > @act) OR EXISTS (SELECT 1 FROM {t}_history WHERE study_id = @study AND ended_in > @act)"));
        return (await context.ReadAsync($"SELECT CASE WHEN {any} THEN 1 ELSE 0 END", row => row.GetInt32(0), cancel, ("study", context.Study), ("act", act)))[0] == 1;
    }

    /// <summary>A statement of ours in the open transaction, with named parameters.</summary>
    internal static async Task<DbCommand> CommandAsync(this DbContext context, string sql, (string Name, object? Value)[] parameters, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        var connection = context.Database.GetDbConnection();
        var command = connection.CreateCommand();
        command.Transaction = context.Database.CurrentTransaction is { } open ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(open) : null;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = Value(Of(connection), value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
