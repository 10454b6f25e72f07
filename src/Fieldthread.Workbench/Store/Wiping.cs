using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>How far the erased words have left the disk.</summary>
/// <param name="Pending">True while copies may remain in the database's own files.</param>
/// <param name="InWords">What is done, and what only time does.</param>
public sealed record WipeState(bool Pending, string InWords);

/// <summary>Makes a database give up what was erased: until then, deleted words can still lie in its files.</summary>
public static class Wiping
{
    private const string PostgresEnds = "The tables were rewritten without the words. The write-ahead log, replicas and base backups of PostgreSQL still hold them until their retention ends: see to them, and to older backups of Fieldthread.";

    private const string NoLedger = " No ledger of erasures is kept for this database, so a restored backup would bring the words back: name a place for one.";

    /// <summary>Wipes whatever an erasure left to be wiped. Run after each erasure, and again while it is pending.</summary>
    public static async Task<WipeState> RunAsync(Database database, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var context = database.Live(new View(0));
        var pending = await context.ReadAsync("SELECT study_id, act, ledger FROM wipes ORDER BY study_id, act", row => (Study: row.GetInt32(0), Act: row.GetInt64(1), Ledger: row.GetString(2)), cancel);
        var unledgered = false;
        if (pending.Count == 0)
        {
            return new WipeState(false, "Nothing waits to be wiped.");
        }

        // First of all: what is not in the ledger would come back with the next restore.
        foreach (var wipe in pending.Where(p => p.Ledger.Length > 0))
        {
            if (database.Ledger is not { } path)
            {
                unledgered = true;
                break;
            }

            await ErasureLedger.TellAsync(path, Json.Read<ErasureEntry>(wipe.Ledger));
        }

        if (database.Provider == Provider.PostgreSql)
        {
            foreach (var table in Erasure.Words.SelectMany(t => new[] { Naming.TableOf(t.Key), Naming.TableOf(t.Key) + "_history" }).Concat(["passage_terms", "blobs", "jobs", "acts"]))
            {
                await context.ExecuteAsync($"VACUUM FULL {table}", cancel);
            }
        }
        else if (!await CheckpointAsync(context, cancel))
        {
            return new WipeState(true, "Somebody is still reading an older state of the database, so its write-ahead log still holds the words. It is tried again.");
        }

        foreach (var (study, act, _) in pending)
        {
            await context.ExecuteAsync("DELETE FROM wipes WHERE study_id = @study AND act = @act", cancel, ("study", study), ("act", act));
        }

        return new WipeState(false, (database.Provider == Provider.PostgreSql ? PostgresEnds : "The words have left the database file. Older backups still hold them: see to those.") + (unledgered ? NoLedger : " They are erased again where one is restored beside the ledger of erasures."));
    }

    /// <summary>A truncating checkpoint. An open reader makes it return busy without an error, so the result row decides.</summary>
    private static async Task<bool> CheckpointAsync(LiveContext context, CancellationToken cancel)
    {
        try
        {
            // Waiting the usual half minute for a reader would hold up whoever asked for the erasure.
            await context.ExecuteAsync("PRAGMA busy_timeout=500", cancel);
            return (await context.ReadAsync("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0), cancel))[0] == 0;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
        finally
        {
            await context.ExecuteAsync("PRAGMA busy_timeout=30000", cancel);
        }
    }
}
