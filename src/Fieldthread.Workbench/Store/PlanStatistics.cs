using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>Tells SQLite how large a study is. Without statistics it takes every study for ten rows and reads the whole of it where an index would find one text.</summary>
/// <remarks>The numbers are fixed, so that a plan never changes with the data. Connections opened afterwards read them.</remarks>
internal static class PlanStatistics
{
    public static async Task WriteAsync(LiveContext context, CancellationToken cancel)
    {
        // A migration may have brought tables since the numbers were written, so it is looked at each time whether one is without.
        if ((await context.ReadAsync("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'", _ => 1, cancel)).Count > 0
            && (await context.ReadAsync("SELECT 1 FROM sqlite_schema m WHERE m.type = 'table' AND m.sql LIKE '%WITHOUT ROWID' AND NOT EXISTS (SELECT 1 FROM sqlite_stat1 s WHERE s.tbl = m.name) LIMIT 1", _ => 1, cancel)).Count == 0)
        {
            return;
        }

        const string Second = "(SELECT name FROM pragma_index_info(m.name) WHERE seqno = 1)";
        await context.ExecuteAsync("ANALYZE sqlite_schema", cancel);
        await context.ExecuteAsync("DELETE FROM sqlite_stat1", cancel);
        await context.ExecuteAsync($"""
            INSERT INTO sqlite_stat1 (tbl, idx, stat)
            SELECT m.tbl_name, m.name, '1000000 250000 ' || CASE {Second} WHEN 'id' THEN '1' WHEN 'key' THEN '1' WHEN 'search_row' THEN '1' WHEN 'recorded_in' THEN '500' WHEN 'ended_in' THEN '500' WHEN 'revision_id' THEN '500' ELSE '1000' END
              || CASE (SELECT count(*) FROM pragma_index_info(m.name)) WHEN 3 THEN ' 1' ELSE '' END
            FROM sqlite_schema m
            WHERE m.type = 'index' AND (SELECT name FROM pragma_index_info(m.name) WHERE seqno = 0) = 'study_id' AND {Second} IS NOT NULL
            UNION ALL
            SELECT name, name, '1000000 250000 ' || CASE WHEN name LIKE '%!_history' ESCAPE '!' THEN '2 1' ELSE '1' END
            FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID'
            """, cancel);
        // This connection goes back to the pool, so it reads them again too.
        await context.ExecuteAsync("ANALYZE sqlite_schema", cancel);
    }
}
