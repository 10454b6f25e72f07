using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Fieldthread.Workbench.Store;

/// <summary>The words of one passage as the full-text index takes them.</summary>
/// <param name="SearchRow">Row in the index, from <see cref="BulkInsert.ReserveSearchRowsAsync"/>.</param>
/// <param name="Terms">Its words.</param>
public readonly record struct PassageTerms(long SearchRow, string Terms);

/// <summary>Inserts many rows inside the open transaction: one prepared command used again on SQLite, binary COPY on PostgreSQL.</summary>
/// <remarks>The change tracker of EF Core took most of an import's time; an import knows that its rows are new.</remarks>
public static class BulkInsert
{
    /// <summary>Search rows of a study lie between its local number × 2^40 and the next.</summary>
    public const int SearchRowBits = 40;

    /// <summary>Inserts rows of one kind of evidence, under the context's study and the act's number.</summary>
    /// <param name="context">The act's context, inside its transaction.</param>
    /// <param name="rows">New rows.</param>
    /// <param name="act">Number of the open act.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task InsertAsync<T>(LiveContext context, IReadOnlyCollection<T> rows, long act, CancellationToken cancel)
        where T : Evidence
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            row.StudyId = context.Study;
            row.RecordedIn = act;
        }

        var properties = Naming.Properties(typeof(T));
        var columns = properties.Select(p => new BulkColumn(Naming.Column(p.Name), p.PropertyType)).ToArray();
        return WriteAsync(context, Naming.TableOf(typeof(T)), columns, rows, (row, into) => Fill(properties, row, into), cancel);
    }

    /// <summary>Puts the words of passages into the full-text index.</summary>
    /// <param name="context">The act's context, inside its transaction.</param>
    /// <param name="terms">Search rows with their words.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task InsertTermsAsync(LiveContext context, IReadOnlyCollection<PassageTerms> terms, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(terms);
        BulkColumn[] columns = [new("search_row", typeof(long)), new("study_id", typeof(int)), new("terms", typeof(string))];
        return WriteAsync(context, "passage_terms", columns, terms, (row, into) => (into[0], into[1], into[2]) = (row.SearchRow, context.Study, row.Terms), cancel);
    }

    /// <summary>Reserves rows of the full-text index: unique in the installation, rising within the study, never given twice.</summary>
    /// <param name="context">The act's context, inside its transaction.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The first of them; the others follow without gaps.</returns>
    public static async Task<long> ReserveSearchRowsAsync(LiveContext context, int count, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var after = await context.ReadAsync("UPDATE studies SET search_rows = search_rows + @count WHERE id = @study RETURNING search_rows",
            row => row.GetInt64(0), cancel, ("count", (long)count), ("study", context.Study));
        return ((long)context.Study << SearchRowBits) + after.Single() - count + 1;
    }

    /// <summary>Writes rows of any table.</summary>
    internal static async Task WriteAsync<T>(DbContext context, string table, IReadOnlyList<BulkColumn> columns, IEnumerable<T> rows, Action<T, object?[]> fill, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var values = new object?[columns.Count];
        if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancel);
            var kinds = columns.Select(c => KindOf(c.Type)).ToArray();
            var count = 0;
            foreach (var row in rows)
            {
                count++;
                fill(row, values);
                await copy.StartRowAsync(cancel);
                for (var i = 0; i < values.Length; i++)
                {
                    await CopyAsync(copy, values[i], kinds[i], cancel);
                }
            }

            await copy.CompleteAsync(cancel);
            if (context is LiveContext live && count >= LiveContext.Many)
            {
                live.Grown.Add(table);
            }

            return;
        }

        await using var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(new SqliteParameter($"@p{i}", null));
        }

        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            fill(row, values);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = Dialect.Value(Provider.Sqlite, values[i]);
            }

            command.ExecuteNonQuery();
        }
    }

    private static void Fill<T>(IReadOnlyList<PropertyInfo> properties, T row, object?[] into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = properties[i].GetValue(row);
        }
    }

    private static Task CopyAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType kind, CancellationToken cancel) => value switch
    {
        null => copy.WriteNullAsync(cancel),
        int number => copy.WriteAsync(number, kind, cancel),
        long number => copy.WriteAsync(number, kind, cancel),
        bool flag => copy.WriteAsync(flag, kind, cancel),
        Guid id => copy.WriteAsync(id, kind, cancel),
        double number => copy.WriteAsync(number, kind, cancel),
        string text => copy.WriteAsync(text, kind, cancel),
        byte[] bytes => copy.WriteAsync(bytes, kind, cancel),
        DateTimeOffset at => copy.WriteAsync(Dialect.Micros(at), kind, cancel),
        Enum name => copy.WriteAsync(name.ToString(), kind, cancel),
        _ => throw new InvalidOperationException($"No column is of type {value.GetType().Name}."),
    };

    private static NpgsqlDbType KindOf(Type type)
    {
        var of = Nullable.GetUnderlyingType(type) ?? type;
        return of switch
        {
            { IsEnum: true } => NpgsqlDbType.Text,
            _ when of == typeof(string) => NpgsqlDbType.Text,
            _ when of == typeof(int) => NpgsqlDbType.Integer,
            _ when of == typeof(long) || of == typeof(DateTimeOffset) => NpgsqlDbType.Bigint,
            _ when of == typeof(bool) => NpgsqlDbType.Boolean,
            _ when of == typeof(Guid) => NpgsqlDbType.Uuid,
            _ when of == typeof(double) => NpgsqlDbType.Double,
            _ when of == typeof(byte[]) => NpgsqlDbType.Bytea,
            _ => throw new InvalidOperationException($"No column is of type {of.Name}."),
        };
    }
}

/// <summary>A column as bulk writing knows it.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Type">Type of the property behind it.</param>
internal sealed record BulkColumn(string Name, Type Type);
