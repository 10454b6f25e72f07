using Microsoft.EntityFrameworkCore.Migrations;

namespace Fieldthread.Workbench.Store.Migrations;

/// <summary>Kinds of column, one word for both databases.</summary>
internal enum Kind
{
    Int,
    Long,
    Text,
    Bytes,
    Id,
    Double,
    Flag,
}

/// <summary>Writes a table of evidence with all that belongs to it: history twin, triggers that keep it, and the view as known.</summary>
internal sealed class TableScript(string table)
{
    private readonly List<(string Name, Kind Kind, bool Null, string? Target)> columns = [];
    private readonly List<string> indexes = [];

    /// <summary>Large texts live better in an ordinary table than in a clustered one.</summary>
    public bool HoldsLargeTexts { get; init; }

    public TableScript Column(string name, Kind kind, bool nullable = false)
    {
        columns.Add((Quoted(name), kind, nullable, null));
        return this;
    }

    /// <summary>An id of a row of another table of the same study.</summary>
    public TableScript Refers(string name, string target, bool nullable = false)
    {
        columns.Add((Quoted(name), Kind.Id, nullable, target));
        return Index(name);
    }

    /// <summary>An index within the study, on the table and on its history.</summary>
    public TableScript Index(string of)
    {
        indexes.Add(Quoted(of));
        return this;
    }

    /// <summary>The index of a column, made so wide that a question that reads every row needs nothing but the index.</summary>
    public TableScript Covering(string of, params string[] others)
    {
        indexes[indexes.IndexOf(Quoted(of))] = string.Join(", ", others.Prepend(of).Append("recorded_in").Select(Quoted));
        return this;
    }

    public void Create(MigrationBuilder migration)
    {
        var sqlite = migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
        var own = string.Concat(columns.Select(c => $"  {c.Name} {Type(c.Kind, sqlite)}{(c.Null ? "" : " NOT NULL")},\n"));
        var keys = string.Concat(columns.Where(c => c.Target is not null)
            .Select(c => $",\n  FOREIGN KEY (study_id, {c.Name}) REFERENCES {c.Target} (study_id, id) DEFERRABLE INITIALLY DEFERRED"));
        var ends = sqlite && !HoldsLargeTexts ? ") WITHOUT ROWID" : ")";
        var study = $"  study_id {Type(Kind.Int, sqlite)} NOT NULL,\n  id {Type(Kind.Id, sqlite)} NOT NULL,\n";
        migration.Sql($"CREATE TABLE {table} (\n{study}{own}  recorded_in {Type(Kind.Long, sqlite)} NOT NULL,\n  PRIMARY KEY (study_id, id){keys}\n{ends};");
        migration.Sql($"CREATE TABLE {table}_history (\n{study}{own}  recorded_in {Type(Kind.Long, sqlite)} NOT NULL,\n  ended_in {Type(Kind.Long, sqlite)} NOT NULL,\n  PRIMARY KEY (study_id, id, recorded_in)\n{ends};");
        foreach (var of in indexes.Append(Quoted("recorded_in")))
        {
            var name = Name(of.Split(", ")[0]);
            migration.Sql($"CREATE INDEX ix_{table}_{name} ON {table} (study_id, {of});");
            migration.Sql($"CREATE INDEX ix_{table}_history_{name} ON {table}_history (study_id, {of});");
        }

        migration.Sql($"CREATE INDEX ix_{table}_history_ended ON {table}_history (study_id, ended_in);");
        var names = string.Join(", ", columns.Select(c => c.Name).Prepend("id").Prepend("study_id").Append("recorded_in"));
        migration.Sql($"CREATE VIEW {table}_known AS\n  SELECT {names} FROM {table} WHERE recorded_in <= known()\n  UNION ALL\n  SELECT {names} FROM {table}_history WHERE recorded_in <= known() AND known() < ended_in;");
        if (sqlite)
        {
            SqliteTriggers(migration, names);
        }
        else
        {
            migration.Sql($"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_history();");
            migration.Sql($"CREATE TRIGGER {table}_not_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();");
        }
    }

    private void SqliteTriggers(MigrationBuilder migration, string names)
    {
        var old = string.Join(", ", names.Split(", ").Select(name => "OLD." + name));
        migration.Sql($"""
            CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} BEGIN
              SELECT RAISE(ABORT, '{table}: a row changes only inside the open act, under its own id')
                WHERE NEW.id <> OLD.id OR NEW.study_id <> OLD.study_id OR NEW.recorded_in <> (SELECT head FROM studies WHERE id = NEW.study_id);
              INSERT INTO {table}_history ({names}, ended_in) SELECT {old}, NEW.recorded_in WHERE OLD.recorded_in <> NEW.recorded_in;
            END;
            """);
        migration.Sql($"""
            CREATE TRIGGER {table}_kept_on_delete BEFORE DELETE ON {table} BEGIN
              INSERT INTO {table}_history ({names}, ended_in)
                SELECT {old}, head FROM studies WHERE id = OLD.study_id AND head <> OLD.recorded_in;
            END;
            """);
    }

    private static string Name(string of) => of.Replace("\"", "", StringComparison.Ordinal);

    /// <summary>Some good names of columns, as “end”, are words of SQL.</summary>
    private static string Quoted(string name) => '"' + name + '"';

    /// <summary>The type of a column. SQLite takes any word that holds INT, TEXT, REAL or BLOB for that affinity, so the word also says which kind of ours it is (<see cref="Schema"/> reads it back).</summary>
    internal static string Type(Kind kind, bool sqlite) => (kind, sqlite) switch
    {
        (Kind.Int, _) => "integer",
        (Kind.Long, _) => "bigint",
        (Kind.Text, _) => "text",
        (Kind.Bytes, true) => "blob",
        (Kind.Bytes, false) => "bytea",
        (Kind.Id, true) => "uuid_blob",
        (Kind.Id, false) => "uuid",
        (Kind.Double, true) => "real",
        (Kind.Double, false) => "double precision",
        (Kind.Flag, true) => "flag_integer",
        (Kind.Flag, false) => "boolean",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
