using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store;

/// <summary>The database holds a migration that this program does not know.</summary>
public sealed class NewerDatabaseException(string newest) : Exception(
    $"The database was written by a newer version of Fieldthread (it holds “{newest}”). Nothing was changed. Install that version, or restore a backup made by this one.")
{
    /// <summary>The newest migration found.</summary>
    public string Newest { get; } = newest;
}

/// <summary>Makes or migrates the schema, and refuses one from the future.</summary>
internal static class SchemaVersion
{
    public static async Task BringUpAsync(LiveContext context, CancellationToken cancel)
    {
        if (await HoldsOtherTablesAsync(context, cancel))
        {
            throw new RefusedException(new Refusal("another-program", "The database holds tables of another program. Nothing was changed.", "Give Fieldthread a database of its own."));
        }

        var known = context.GetService<IMigrationsAssembly>().Migrations.Keys.ToHashSet(StringComparer.Ordinal);
        var applied = (await context.Database.CanConnectAsync(cancel) && await context.GetService<IHistoryRepository>().ExistsAsync(cancel)
            ? await context.Database.GetAppliedMigrationsAsync(cancel) : []).ToList();
        if (applied.Find(name => !known.Contains(name)) is { } unknown)
        {
            throw new NewerDatabaseException(unknown);
        }

        if (applied.Count < known.Count)
        {
            await context.Database.MigrateAsync(cancel);
        }
    }

    /// <summary>Looks without leaving a trace: opening a SQLite file as ours would already change its journal.</summary>
    private static async Task<bool> HoldsOtherTablesAsync(LiveContext context, CancellationToken cancel)
    {
        if (!context.Database.IsSqlite())
        {
            const string Others = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() HAVING count(*) > 0 AND count(*) FILTER (WHERE table_name LIKE '\\_\\_EF%') = 0";
            return await context.Database.CanConnectAsync(cancel) && (await context.ReadAsync(Others, _ => 1, cancel)).Count > 0;
        }

        var file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        if (!File.Exists(file.DataSource) || new FileInfo(file.DataSource).Length == 0)
        {
            return false;
        }

        await using var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) > 0 AND sum(name LIKE '\\_\\_EF%' ESCAPE '\\') = 0 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        return await command.ExecuteScalarAsync(cancel) is 1L;
    }
}
