using System.Reflection;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>Takes back the rows of an act, table by table, from the history that the triggers kept.</summary>
/// <remarks>
/// A row may be put back when it now reads as it read right after the act, whatever happened between; so acts undone in reverse order
/// lead back step by step. Otherwise the undo refuses and names the row.
/// </remarks>
internal static class Undoing
{
    public static async Task<int> UndoAsync(Acting acting, long number)
    {
        var rows = 0;
        var touched = await TouchedAsync(acting, number);
        foreach (var type in touched)
        {
            await RefuseWhereChangedAsync(acting, type, number);
        }

        foreach (var type in touched)
        {
            rows += await PutBackAsync(acting, type, number);
        }

        foreach (var type in Naming.EvidenceTypes)
        {
            await RefuseWhereStoodOnAsync(acting, type, touched);
        }

        return rows;
    }

    /// <summary>The tables of which the act wrote, changed or removed a row, found in one question: an act touches few of them.</summary>
    private static async Task<IReadOnlyList<Type>> TouchedAsync(Acting acting, long number)
    {
        var any = Naming.EvidenceTypes.Select((type, n) => (Table: Naming.TableOf(type), n)).Select(t =>
            $"""
            SELECT {t.n} WHERE EXISTS (SELECT 1 FROM {t.Table} WHERE study_id = @study AND recorded_in = @number)
              OR EXISTS (SELECT 1 FROM {t.Table}_history WHERE study_id = @study AND recorded_in = @number)
              OR EXISTS (SELECT 1 FROM {t.Table}_history WHERE study_id = @study AND ended_in = @number)
            """);
        var found = await acting.Context.ReadAsync(string.Join("\nUNION ALL ", any), row => row.GetInt32(0), acting.Cancel, ("study", acting.Context.Study), ("number", number));
        return [.. found.Order().Select(n => Naming.EvidenceTypes[n])];
    }

    /// <summary>Rows that the act wrote or removed and that now read otherwise.</summary>
    private static async Task RefuseWhereChangedAsync(Acting acting, Type type, long number)
    {
        var table = Naming.TableOf(type);
        var differs = string.Join(" OR ", Columns(type).Select(c => $"l.{c} IS DISTINCT FROM h.{c}"));
        var changed = await acting.Context.ReadAsync(
            $"""
            SELECT h.id, l.recorded_in FROM {table}_history h LEFT JOIN {table} l ON l.study_id = h.study_id AND l.id = h.id
              WHERE h.study_id = @study AND h.recorded_in = @number AND (l.id IS NULL OR {differs})
            UNION ALL
            SELECT h.id, l.recorded_in FROM {table}_history h JOIN {table} l ON l.study_id = h.study_id AND l.id = h.id
              WHERE h.study_id = @study AND h.ended_in = @number AND l.recorded_in <> @number
              AND NOT EXISTS (SELECT 1 FROM {table}_history w WHERE w.study_id = h.study_id AND w.id = h.id AND w.recorded_in = @number)
            LIMIT 1
            """,
            row => (Id: row.ReadId(0), Later: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), acting.Cancel, ("study", acting.Context.Study), ("number", number));
        if (changed.Count > 0)
        {
            var later = changed[0].Later is { } act ? $"was changed since, in act {act}" : "was removed since";
            Acting.Refuse("changed-since", $"{Capital(await RowNames.OfAsync(acting, type, changed[0].Id))} that act {number} wrote {later}.", changed[0].Later is { } first ? $"Undo act {first} first." : "Undo the removal first; the log says which act it was.");
        }
    }

    private static async Task<int> PutBackAsync(Acting acting, Type type, long number)
    {
        var table = Naming.TableOf(type);
        var columns = string.Join(", ", Columns(type));
        (string, object?)[] with = [("study", acting.Context.Study), ("number", number), ("now", acting.Number)];
        var touched = $"SELECT id FROM {table} WHERE study_id = @study AND recorded_in = @number UNION SELECT id FROM {table}_history WHERE study_id = @study AND recorded_in = @number";
        var before = $"SELECT id FROM {table}_history WHERE study_id = @study AND ended_in = @number";
        var removed = await acting.Context.ExecuteAsync($"DELETE FROM {table} WHERE study_id = @study AND id IN ({touched}) AND id NOT IN ({before})", acting.Cancel, with[..2]);
        var changed = await acting.Context.ExecuteAsync(
            $"""
            UPDATE {table} SET ({columns}, recorded_in) = (SELECT {columns}, CAST(@now AS bigint) FROM {table}_history h WHERE h.study_id = {table}.study_id AND h.id = {table}.id AND h.ended_in = @number)
              WHERE study_id = @study AND id IN ({before})
            """,
            acting.Cancel, with);
        var restored = await acting.Context.ExecuteAsync(
            $"""
            INSERT INTO {table} (study_id, id, {columns}, recorded_in)
              SELECT study_id, id, {columns}, CAST(@now AS bigint) FROM {table}_history h WHERE study_id = @study AND ended_in = @number
              AND NOT EXISTS (SELECT 1 FROM {table} l WHERE l.study_id = h.study_id AND l.id = h.id)
            """,
            acting.Cancel, with);
        return removed + changed + restored;
    }

    /// <summary>Something recorded later may stand on a row that is now gone.</summary>
    private static async Task RefuseWhereStoodOnAsync(Acting acting, Type type, IReadOnlyList<Type> touched)
    {
        var table = Naming.TableOf(type);
        foreach (var property in Naming.Properties(type))
        {
            if (property.GetCustomAttribute<RefersToAttribute>() is not { } refers)
            {
                continue;
            }

            var target = Naming.TableOf(refers.Target);
            var column = Naming.Column(property.Name);
            if (touched.Contains(refers.Target))
            {
                var hanging = await acting.Context.ReadAsync(
                    $"""
                    SELECT r.id, r.recorded_in, g.id FROM {target}_history g JOIN {table} r ON r.study_id = g.study_id AND r.{column} = g.id
                      WHERE g.study_id = @study AND g.ended_in = @now AND NOT EXISTS (SELECT 1 FROM {target} t WHERE t.study_id = g.study_id AND t.id = g.id) LIMIT 1
                    """,
                    row => (Id: row.ReadId(0), Act: row.GetInt64(1), On: row.ReadId(2)), acting.Cancel, ("study", acting.Context.Study), ("now", acting.Number));
                if (hanging.Count > 0)
                {
                    var gone = await RowNames.OfAsync(acting, refers.Target, hanging[0].On);
                    Acting.Refuse("changed-since", $"{Capital(await RowNames.OfAsync(acting, type, hanging[0].Id))} of act {hanging[0].Act} stands on {gone}, which would be removed.", $"Undo act {hanging[0].Act} first.");
                }
            }

            if (!touched.Contains(type))
            {
                continue;
            }

            // And a row that came back may have stood on one that has gone since.
            var orphaned = await acting.Context.ReadAsync(
                $"""
                SELECT r.id, r.{column} FROM {table} r WHERE r.study_id = @study AND r.recorded_in = @now AND r.{column} IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM {target} t WHERE t.study_id = r.study_id AND t.id = r.{column}) LIMIT 1
                """,
                row => (Id: row.ReadId(0), On: row.ReadId(1)), acting.Cancel, ("study", acting.Context.Study), ("now", acting.Number));
            if (orphaned.Count > 0)
            {
                var gone = await RowNames.OfAsync(acting, refers.Target, orphaned[0].On);
                Acting.Refuse("changed-since", $"{Capital(await RowNames.OfAsync(acting, type, orphaned[0].Id))} that would come back stood on {gone}, which has been removed since.", "Undo that removal first; the log says which act it was.");
            }
        }
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static IEnumerable<string> Columns(Type type) => Naming.Properties(type)
        .Select(p => p.Name)
        .Except([nameof(Evidence.StudyId), nameof(Evidence.Id), nameof(Evidence.RecordedIn)])
        .Select(name => '"' + Naming.Column(name) + '"');
}
