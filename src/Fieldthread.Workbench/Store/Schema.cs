using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Store;

/// <summary>Kinds of column, one word for both databases.</summary>
public enum ColumnKind
{
    /// <summary>32-bit whole number.</summary>
    Int,

    /// <summary>64-bit whole number; instants are microseconds.</summary>
    Long,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>An id: uuid, or 16 big-endian bytes in SQLite.</summary>
    Id,

    /// <summary>Floating-point number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>A column as the database has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Nullable">True where it may be empty.</param>
/// <param name="InKey">Place in the primary key, from 1; 0 where it is not part of it.</param>
public sealed record SchemaColumn(string Name, ColumnKind Kind, bool Nullable, int InKey)
{
    /// <summary>The .NET type by which it is written in bulk.</summary>
    internal Type Type => Kind switch
    {
        ColumnKind.Int => typeof(int),
        ColumnKind.Long => typeof(long),
        ColumnKind.Text => typeof(string),
        ColumnKind.Bytes => typeof(byte[]),
        ColumnKind.Id => typeof(Guid),
        ColumnKind.Double => typeof(double),
        _ => typeof(bool),
    };
}

/// <summary>A table as the database has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in order; columns that the database computes are left out.</param>
public sealed record SchemaTable(string Name, IReadOnlyList<SchemaColumn> Columns)
{
    /// <summary>The columns of its primary key, in order.</summary>
    public IReadOnlyList<string> Key { get; } = Columns.Where(c => c.InKey > 0).OrderBy(c => c.InKey).Select(c => c.Name).ToArray();

    /// <summary>True where its rows belong to a study.</summary>
    public bool OfStudy => Columns.Any(c => c.Name == "study_id");
}

/// <summary>Reads the schema that a database really has, in the same words for both, so that archives carry every table and tests can compare.</summary>
public static class Schema
{
    private const string SqliteTables = """
        SELECT m.name, c.name, c.type, c."notnull" = 0 AND c.pk = 0, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
          WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT LIKE 'passage\_index%' ESCAPE '\' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
          ORDER BY m.name, c.cid
        """;

    // From the catalogues themselves: the views of the information schema say the same and take seconds for it.
    private const string PostgresTables = """
        SELECT t.relname::text, a.attname::text, format_type(a.atttypid, NULL), NOT a.attnotnull, COALESCE(array_position(k.indkey::int2[], a.attnum) + 1, 0)
          FROM pg_class t
          JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
          WHERE t.relkind IN ('r', 'p') AND t.relname NOT LIKE '\_\_EF%'
          ORDER BY t.relname::text COLLATE "C", a.attnum
        """;

    /// <summary>Every table of ours, “studies” first because others refer to it at once, the rest by name.</summary>
    public static async Task<IReadOnlyList<SchemaTable>> ReadAsync(DbContext context, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var columns = await context.ReadAsync(context.Database.IsSqlite() ? SqliteTables : PostgresTables, row =>
            (Table: row.GetString(0), Column: new SchemaColumn(row.GetString(1), KindOf(row.GetString(1), row.GetString(2)), Convert.ToBoolean(row.GetValue(3)), Convert.ToInt32(row.GetValue(4)))), cancel);
        return columns.GroupBy(c => c.Table)
            .Select(g => new SchemaTable(g.Key, g.Select(c => c.Column).ToArray()))
            .OrderBy(t => t.Name != "studies").ThenBy(t => t.Name, StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>The migrations that made it, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> MigrationsAsync(DbContext context, CancellationToken cancel = default) =>
        [.. await context.Database.GetAppliedMigrationsAsync(cancel)];

    private static ColumnKind KindOf(string column, string type) => type.ToLowerInvariant() switch
    {
        // SQLite's own row number must be declared “integer” to be one.
        _ when column == "search_row" => ColumnKind.Long,
        "integer" => ColumnKind.Int,
        "bigint" => ColumnKind.Long,
        "text" => ColumnKind.Text,
        "blob" or "bytea" => ColumnKind.Bytes,
        "uuid_blob" or "uuid" => ColumnKind.Id,
        "real" or "double precision" => ColumnKind.Double,
        "flag_integer" or "boolean" => ColumnKind.Flag,
        _ => throw new InvalidOperationException($"A column is of the type “{type}”, which no archive could carry."),
    };
}
