using System.Data;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Fieldthread.Workbench.Store.Database;

namespace Fieldthread.Workbench.Acts;

/// <summary>The transaction around an act, on both databases.</summary>
internal static class Transactions
{
    /// <summary>Before many rows are committed PostgreSQL counts the tables that grew. What refers to what is checked at the commit, row by row; where a table is still known as all but empty,
    /// each check may go through the whole study by another index than that of the id: 80 seconds for the memberships of a country where two are enough.</summary>
    /// <remarks>In the order of names, for ANALYZE locks a table against another one until the end of the transaction.</remarks>
    public static async Task MeasureGrownAsync(LiveContext context, CancellationToken cancel)
    {
        foreach (var table in context.Grown)
        {
            await context.ExecuteAsync($"ANALYZE {table}", cancel);
        }
    }

    /// <summary>Begins to write. On SQLite at once (BEGIN IMMEDIATE), so that a second process waits here and not halfway.</summary>
    public static async Task<IDbContextTransaction> BeginWriteAsync(LiveContext context, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        if (context.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            return (await context.Database.UseTransactionAsync(sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false), cancel))!;
        }

        return await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
    }

    /// <summary>Begins to read one unchanging state of the study. On SQLite deferred, so that readers never wait for a writer.</summary>
    public static async Task<IDbContextTransaction> BeginReadAsync(StudyContext context, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        return context.Database.GetDbConnection() is SqliteConnection sqlite
            ? (await context.Database.UseTransactionAsync(sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true), cancel))!
            : await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
    }

    /// <summary>A second context on the same connection and transaction, for the study that was just begun.</summary>
    public static LiveContext Share(Database database, LiveContext opened, IDbContextTransaction transaction, View view)
    {
        var context = database.Live(view);
        context.Database.SetDbConnection(opened.Database.GetDbConnection(), contextOwnsConnection: false);
        context.Database.UseTransaction(transaction.GetDbTransaction());
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>Locks the study: acts upon it happen one after another.</summary>
    /// <exception cref="RefusedException">There is no such study.</exception>
    public static async Task<StudyHead> LockHeadAsync(LiveContext context, int study, CancellationToken cancel)
    {
        var lockRow = context.Database.IsNpgsql() ? " FOR UPDATE" : "";
        var heads = await context.ReadAsync($"SELECT uid, slug, head, head_hash FROM studies WHERE id = @study{lockRow}", row => new StudyHead
        {
            Id = study,
            Uid = row.ReadId(0),
            Slug = row.GetString(1),
            Head = row.GetInt64(2),
            HeadHash = (byte[])row.GetValue(3),
        }, cancel, ("study", study));
        return heads.Count == 1 ? heads[0] : throw new RefusedException(new Refusal("unknown", "There is no such study."));
    }

    /// <summary>Writes the act's line and the study's new head.</summary>
    public static async Task AppendAsync(LiveContext context, ActEntry entry, CancellationToken cancel)
    {
        await context.ExecuteAsync(
            """
            INSERT INTO acts (study_id, seq, name, at, actor_id, client_id, digest, salt, answer, undoes, hash)
            VALUES (@study, @seq, @name, @at, @actor, @client, @digest, @salt, @answer, @undoes, @hash)
            """,
            cancel, ("study", entry.StudyId), ("seq", entry.Seq), ("name", entry.Name), ("at", entry.At), ("actor", entry.ActorId), ("client", entry.ClientId),
            ("digest", entry.Digest), ("salt", entry.Salt), ("answer", entry.Answer), ("undoes", entry.Undoes), ("hash", entry.Hash));
        await context.ExecuteAsync("UPDATE studies SET head_hash = @hash WHERE id = @study", cancel, ("hash", entry.Hash), ("study", entry.StudyId));
    }

    /// <summary>Makes the head row of a new study and gives its local number.</summary>
    /// <exception cref="RefusedException">The short name is taken, or the study is here already.</exception>
    public static async Task<int> NewStudyAsync(LiveContext context, INamesStudy named, CancellationToken cancel)
    {
        var slug = named.Slug ?? Slug.Of(named.Name);
        if (slug.Length == 0 || slug != Slug.Of(slug))
        {
            throw new RefusedException(new Refusal("bad-name", $"“{named.Name}” gives no short name for the study’s address.", "Give it a name with letters or digits."));
        }

        if (context.Database.IsNpgsql())
        {
            await context.ExecuteAsync("LOCK TABLE studies IN SHARE ROW EXCLUSIVE MODE", cancel);
        }

        var uid = named.Uid ?? OrderedId.Next();
        if (await context.Set<StudyHead>().AnyAsync(h => h.Slug == slug || h.Uid == uid, cancel))
        {
            throw new RefusedException(new Refusal("name-taken", $"There is already a study “{slug}” here.", "Choose another name."));
        }

        var id = await context.Set<StudyHead>().MaxAsync(h => (int?)h.Id, cancel) + 1 ?? 1;
        await context.ExecuteAsync("INSERT INTO studies (id, uid, slug, head, head_hash) VALUES (@id, @uid, @slug, 0, @hash)", cancel,
            ("id", id), ("uid", uid), ("slug", slug), ("hash", new byte[32]));
        return id;
    }
}
