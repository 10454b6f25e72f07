using System.Reflection;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>What the acts see to one by one, looked at again after an undo: it puts rows back by their content and knows no act's rules.</summary>
/// <remarks>
/// Only what the undo itself brings about is refused. Two imported codes of one name stood side by side before the act that is undone, so they may
/// stand so again; that is read from the rows as they were right before that act.
/// </remarks>
internal static class StandingRules
{
    public static async Task RefuseBrokenAsync(Acting acting, long undone)
    {
        foreach (var type in Naming.EvidenceTypes)
        {
            if (type.GetCustomAttribute<NoTwoAlikeAttribute>() is { } alike)
            {
                await RefuseTwiceAsync(acting, type, [.. alike.Properties.Select(p => type.GetProperty(p)!)], undone);
            }

            foreach (var property in Naming.Properties(type).Where(p => p.GetCustomAttribute<RefersToAttribute>()?.Target == type))
            {
                await RefuseCircleAsync(acting, type, Naming.Column(property.Name));
            }
        }
    }

    private static async Task RefuseTwiceAsync(Acting acting, Type type, PropertyInfo[] properties, long undone)
    {
        var table = Naming.TableOf(type);
        // Only where a value may be missing: PostgreSQL uses no index for IS NOT DISTINCT FROM.
        string Same(string a, string b) => string.Join(" AND ", properties.Select(p => (Column: '"' + Naming.Column(p.Name) + '"', Sign: Nullable.GetUnderlyingType(p.PropertyType) is null ? "=" : "IS NOT DISTINCT FROM"))
            .Select(c => $"{a}.{c.Column} {c.Sign} {b}.{c.Column}"));
        var twice = await acting.Context.ReadAsync(
            $"""
            SELECT o.id, o.recorded_in FROM {table} r JOIN {table} o ON o.study_id = r.study_id AND o.id <> r.id AND {Same("o", "r")}
              WHERE r.study_id = @study AND r.recorded_in = @now AND o.recorded_in >= @undone AND o.recorded_in <> @now
              AND NOT EXISTS (SELECT 1 FROM {table}_history h WHERE h.study_id = o.study_id AND h.id = o.id AND h.recorded_in < @undone AND h.ended_in >= @undone AND {Same("h", "o")})
            LIMIT 1
            """,
            row => (Id: row.ReadId(0), Act: row.GetInt64(1)), acting.Cancel, ("study", acting.Context.Study), ("now", acting.Number), ("undone", undone));
        if (twice.Count > 0)
        {
            var what = Naming.CalledInWords(type);
            Acting.Refuse("would-break", $"The {what} that would come back is now the same as the {what} of act {twice[0].Act} ({twice[0].Id}).", "Rename or remove that one first.");
        }
    }

    private static async Task RefuseCircleAsync(Acting acting, Type type, string column)
    {
        var table = Naming.TableOf(type);
        // UNION, not UNION ALL: a row reached twice is not followed again, so a circle ends.
        var circle = await acting.Context.ReadAsync(
            $"""
            WITH RECURSIVE above(start, id) AS (
              SELECT id, {column} FROM {table} WHERE study_id = @study AND recorded_in = @now AND {column} IS NOT NULL
              UNION
              SELECT above.start, t.{column} FROM above JOIN {table} t ON t.study_id = @study AND t.id = above.id WHERE t.{column} IS NOT NULL)
            SELECT start FROM above WHERE start = id LIMIT 1
            """,
            row => row.ReadId(0), acting.Cancel, ("study", acting.Context.Study), ("now", acting.Number));
        if (circle.Count > 0)
        {
            Acting.Refuse("would-break", $"The {Naming.CalledInWords(type)} would come to stand below itself ({circle[0]}).", "Undo the later move first.");
        }
    }
}
