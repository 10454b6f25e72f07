using Fieldthread.Workbench.Store.Migrations;
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
}
