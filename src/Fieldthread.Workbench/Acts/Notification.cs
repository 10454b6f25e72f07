using System.Data.Common;
using Fieldthread.Workbench.Store;
using Npgsql;

namespace Fieldthread.Workbench.Acts;

/// <summary>Wakes other processes on the same PostgreSQL after a commit. A notification that is lost only delays: who watches reads the log.</summary>
internal static class Notification
{
    public const string Channel = "fieldthread";

    public static async Task SendAsync(Database database, int study, long act)
    {
        if (database.Provider != Provider.PostgreSql)
        {
            return;
        }

        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"NOTIFY {Channel}, '{study}:{act}'", connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (DbException)
        {
            // The act is committed; that a watcher hears of it later must not make it look failed.
        }
    }

    /// <summary>The study that a notification speaks of; null where it is not one of ours.</summary>
    public static int? StudyOf(string payload) => int.TryParse(payload.Split(':')[0], out var study) ? study : null;
}
