using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>Backs up a whole installation while it is in use, restores it into an empty database of either kind, and proves a backup by restoring it.</summary>
public static class Backup
{
    /// <summary>Writes a backup.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="path">Where the archive goes; written beside and moved there when whole.</param>
    /// <param name="progress">Told how many rows are written.</param>
    /// <param name="cancel">Stops it; nothing is left.</param>
    public static async Task<ArchiveManifest> WriteAsync(Database database, string path, IProgress<JobProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var context = database.Live(new View(0));
        await using var reading = await Transactions.BeginReadAsync(context, cancel);
        return await ArchiveWriter.WriteAsync(context, path, null, null, DateTimeOffset.UtcNow, progress, cancel);
    }

    /// <summary>Restores a backup, whole or not at all.</summary>
    /// <param name="archivePath">The backup.</param>
    /// <param name="connectionString">An empty database: a PostgreSQL connection string, or the path of a SQLite file that need not exist.</param>
    /// <param name="progress">Told how many rows arrived.</param>
    /// <param name="ledger">The ledger of erasures that is replayed; null for the one beside a SQLite file.</param>
    /// <param name="cancel">Stops it; nothing is left.</param>
    /// <exception cref="RefusedException">The archive is not whole or is no backup, the database is not empty, or the ledger cannot be read or replayed.</exception>
    public static async Task<Restored> RestoreAsync(string archivePath, string connectionString, IProgress<JobProgress>? progress = null, string? ledger = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var own = Database.IsPostgres(connectionString) ? ledger : Database.LedgerBeside(connectionString);
        var told = ledger ?? own;
        var entries = told is null ? [] : ErasureLedger.Read(told);
        var restoring = new Restoring(own, entries);
        using var archive = ArchiveReader.Open(archivePath);
        if (archive.Manifest.Kind != ArchiveKind.Installation)
        {
            throw new RefusedException(new Refusal("one-study", "The archive holds one study, not an installation.", "Bring it in with: fieldthread study import."));
        }

        archive.VerifyParts(progress, cancel);
        if (Database.IsPostgres(connectionString) || File.Exists(connectionString))
        {
            return new Restored(archive.Manifest, told is not null && File.Exists(told), await LoadAsync(archive, connectionString, restoring, progress, cancel));
        }

        // A new file gets its name only when it is whole.
        var unfinished = connectionString + ".restoring";
        try
        {
            var again = await LoadAsync(archive, unfinished, restoring, progress, cancel);
            File.Move(unfinished, connectionString);
            return new Restored(archive.Manifest, File.Exists(told), again);
        }
        finally
        {
            Array.ForEach(["", "-wal", "-shm"], end => File.Delete(unfinished + end));
        }
    }

    /// <summary>Proves a backup by restoring it into a scratch file and comparing rows, counts and logs.</summary>
    /// <param name="archivePath">The backup.</param>
    /// <param name="scratchFolder">Where the scratch file is made; it is removed afterwards.</param>
    /// <param name="progress">Told how many rows arrived.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">It could not be restored.</exception>
    public static async Task<ArchiveManifest> VerifyAsync(string archivePath, string scratchFolder, IProgress<JobProgress>? progress = null, CancellationToken cancel = default)
    {
        var scratch = Path.Combine(scratchFolder, $"verify-{Guid.NewGuid():N}.db");
        try
        {
            return (await RestoreAsync(archivePath, scratch, progress, cancel: cancel)).Manifest;
        }
        finally
        {
            Array.ForEach(["", "-wal", "-shm"], end => File.Delete(scratch + end));
        }
    }

    private static async Task<int> LoadAsync(ArchiveReader archive, string connectionString, Restoring restoring, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(connectionString, cancel);
        await using var context = database.Live(new View(0));
        await using (var transaction = await Transactions.BeginWriteAsync(context, cancel))
        {
            var tables = await Schema.ReadAsync(context, cancel);
            if (await RowsAsync(context, tables.Where(t => t.Name != "studies"), cancel) + await context.Set<StudyHead>().CountAsync(h => h.Id != 0 || h.Head != 0, cancel) > 0)
            {
                throw new RefusedException(new Refusal("not-empty", "The database to restore into is not empty.", "Nothing was changed. Restore into a new one."));
            }

            await context.ExecuteAsync("DELETE FROM studies", cancel);
            var load = new ArchiveLoad(archive, context, progress ?? new Progress<JobProgress>(), cancel);
            await load.RunAsync();
            if (await RowsAsync(context, tables, cancel) != archive.Manifest.Rows)
            {
                throw new RefusedException(new Refusal("damaged-archive", "Not as many rows arrived as the archive holds.", "Nothing was changed. Take another backup."));
            }

            foreach (var study in archive.Manifest.Studies)
            {
                await load.VerifyAsync(study.Local, study);
            }

            cancel.ThrowIfCancellationRequested();
            await transaction.CommitAsync(cancel);
        }

        var again = await AgainAsync(database, restoring, cancel);
        if (database.Provider == Provider.Sqlite)
        {
            await context.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        }

        return again;
    }

    /// <summary>What was erased after the backup was taken is erased again, before the restored database has its name or is handed over.</summary>
    private static async Task<int> AgainAsync(Database database, Restoring restoring, CancellationToken cancel)
    {
        database.Ledger = restoring.Ledger;
        foreach (var entry in restoring.Ledger is null ? [] : restoring.Entries)
        {
            await ErasureLedger.TellAsync(restoring.Ledger!, entry);
        }

        try
        {
            return await ErasuresAgain.RunAsync(new Workshop(database), restoring.Entries, cancel);
        }
        catch (RefusedException refused) when (database.Provider == Provider.PostgreSql)
        {
            throw new RefusedException(new Refusal("erasures-not-replayed", $"The backup was restored, but an erasure could not be done again: {refused.Message}", "Do not use the database: words that were erased are in it. Empty it, and restore once more."));
        }
    }

    /// <summary>The ledger of the restored installation, and what is replayed.</summary>
    private sealed record Restoring(string? Ledger, IReadOnlyList<ErasureEntry> Entries);

    private static async Task<long> RowsAsync(LiveContext context, IEnumerable<SchemaTable> tables, CancellationToken cancel) =>
        (await context.ReadAsync(string.Join(" UNION ALL ", tables.Select(t => $"SELECT count(*) FROM {t.Name}")), row => row.GetInt64(0), cancel)).Sum();
}

/// <summary>A backup was restored.</summary>
/// <param name="Manifest">Its contents page.</param>
/// <param name="LedgerFound">False where no ledger of erasures was found: then nothing is known of what was erased since.</param>
/// <param name="ErasedAgain">How many erasures were done again.</param>
public sealed record Restored(ArchiveManifest Manifest, bool LedgerFound, int ErasedAgain);
