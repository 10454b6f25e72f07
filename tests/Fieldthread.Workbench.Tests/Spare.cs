using System.Collections.Concurrent;
using Fieldthread.Workbench.Store;
using Npgsql;

namespace Fieldthread.Workbench.Tests;

/// <summary>A PostgreSQL database that one test after another may use: making one takes the server longer than most tests do.</summary>
/// <remarks>It is emptied between them past the triggers. One that a test gave to others, wrote to past the program or filled to the brim is thrown away.</remarks>
internal sealed class Spare
{
    private const int Brim = 40_000_000; // bytes; empty it has 17 million

    private static readonly ConcurrentBag<Spare> Waiting = [];

    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var template = await NewAsync("template0");
        await using (var database = await Database.OpenAsync(template))
        {
        }

        return new NpgsqlConnectionStringBuilder(template).Database!;
    });

    private readonly string atFirst;

    private Spare(string connectionString, string atFirst)
    {
        ConnectionString = connectionString;
        this.atFirst = atFirst;
    }

    public string ConnectionString { get; }

    public static async Task<Spare> TakeAsync()
    {
        if (Waiting.TryTake(out var waiting))
        {
            return waiting;
        }

        var made = await NewAsync(await Template.Value);
        return new Spare(made, (string)(await ScalarAsync(Quick(made), "SELECT to_jsonb(s)::text FROM studies s"))!);
    }

    /// <summary>A new database on the server that <c>./test</c> started.</summary>
    public static async Task<string> NewAsync(string template)
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await ScalarAsync(Server, $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    public async Task GiveBackAsync(bool usable)
    {
        if (usable && (long)(await ScalarAsync(Quick(ConnectionString), "SELECT pg_database_size(current_database())"))! < Brim)
        {
            await EmptyAsync();
            Waiting.Add(this);
            return;
        }

        await ScalarAsync(Server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)");
    }

    private static string Server => Environment.GetEnvironmentVariable("FIELDTHREAD_TEST_POSTGRES")
        ?? throw new InvalidOperationException("FIELDTHREAD_TEST_POSTGRES is not set: run ./test, which starts a PostgreSQL for the tests.");

    private static string Quick(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    private async Task EmptyAsync() => await ScalarAsync(
        Quick(ConnectionString),
        $"""
        DO $$
        DECLARE t text; filled boolean;
        BEGIN
          SET LOCAL session_replication_role = replica;
          FOR t IN SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '__EFMigrationsHistory' LOOP
            EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || t || ')' INTO filled;
            IF filled THEN EXECUTE 'DELETE FROM ' || t; END IF;
          END LOOP;
          INSERT INTO studies SELECT * FROM jsonb_populate_record(NULL::studies, '{atFirst.Replace("'", "''", StringComparison.Ordinal)}'::jsonb);
        END $$
        """);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
