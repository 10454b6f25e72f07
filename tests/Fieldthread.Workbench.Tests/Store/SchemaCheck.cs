using System.Reflection;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fieldthread.Workbench.Tests.Store;

/// <summary>Says in sentences what the schema of a database lacks of what the row classes and the promises ask.</summary>
internal static class SchemaCheck
{
    public static async Task<List<string>> FaultsAsync(Place place, Provider provider)
    {
        var faults = new List<string>();
        await using var live = place.Database.Live(new View(0));
        await using var known = place.Database.Open(new View(0, 1));
        var tables = (await Schema.ReadAsync(live)).ToDictionary(t => t.Name);
        var views = (await live.ReadAsync(ViewsSql(provider), r => (View: r.GetString(0), Column: r.GetString(1)), default)).ToLookup(r => r.View, r => r.Column);
        var triggers = (await live.ReadAsync(TriggersSql(provider), r => r.GetString(0), default)).ToHashSet();
        var indexes = (await live.ReadAsync(IndexesSql(provider), r => r.GetString(0), default)).ToHashSet();
        foreach (var entity in live.Model.GetEntityTypes())
        {
            Model(faults, entity, tables);
        }

        foreach (var type in Naming.EvidenceTypes)
        {
            var name = Naming.TableOf(type);
            if (!tables.TryGetValue(name, out var table) || !tables.TryGetValue(name + "_history", out var history))
            {
                faults.Add($"{name}: no table, or no history");
                continue;
            }

            if (!history.Columns.Where(c => c.Name != "ended_in").Select(Plain).SequenceEqual(table.Columns.Select(Plain)) || history.Columns[^1] is not { Name: "ended_in", Nullable: false, Kind: ColumnKind.Long })
            {
                faults.Add($"{name}_history: other columns than {name} with ended_in");
            }

            if (!views[name + "_known"].SequenceEqual(table.Columns.Select(c => c.Name)) || known.Model.FindEntityType(type)!.GetViewName() != name + "_known")
            {
                faults.Add($"{name}_known: no view of the same columns");
            }

            string[] keys = ["study_id", "id"];
            if (!table.Key.SequenceEqual(keys) || !history.Key.SequenceEqual([.. keys, "recorded_in"]))
            {
                faults.Add($"{name}: another key");
            }

            string[] kept = provider == Provider.Sqlite ? [name + "_kept", name + "_kept_on_delete"] : [name + "_kept", name + "_not_truncated"];
            faults.AddRange(kept.Where(t => !triggers.Contains(t)).Select(t => $"{t}: no such trigger"));
            var asked = type.GetProperties().Where(p => p.GetCustomAttribute<RefersToAttribute>() is not null).Select(p => Naming.Column(p.Name)).Append("recorded_in");
            faults.AddRange(asked.SelectMany(c => new[] { $"ix_{name}_{c}", $"ix_{name}_history_{c}" }).Append($"ix_{name}_history_ended").Where(i => !indexes.Contains(i)).Select(i => $"{i}: no such index"));
        }

        string[] log = provider == Provider.Sqlite ? ["acts_kept", "acts_kept_on_delete"] : ["acts_kept", "acts_not_truncated"];
        faults.AddRange(log.Where(t => !triggers.Contains(t)).Select(t => $"{t}: no such trigger"));
        return faults;
    }

    private static (string, ColumnKind, bool) Plain(SchemaColumn column) => (column.Name, column.Kind, column.Nullable);

    private static void Model(List<string> faults, IEntityType entity, Dictionary<string, SchemaTable> tables)
    {
        var table = entity.GetTableName()!;
        var there = tables.TryGetValue(table, out var found) ? found.Columns.ToDictionary(c => c.Name) : [];
        foreach (var property in entity.GetProperties())
        {
            var name = property.GetColumnName();
            if (!there.Remove(name, out var column))
            {
                faults.Add($"{table}.{name}: no such column");
            }
            else if (column.Kind != KindOf(property.ClrType) || column.Nullable != property.IsNullable)
            {
                faults.Add($"{table}.{name}: {column.Kind}{(column.Nullable ? ", may be empty" : "")} where the class says {KindOf(property.ClrType)}{(property.IsNullable ? ", may be empty" : "")}");
            }
        }

        faults.AddRange(there.Keys.Select(name => $"{table}.{name}: a column that no class knows"));
    }

    private static ColumnKind KindOf(Type type)
    {
        var of = Nullable.GetUnderlyingType(type) ?? type;
        return of switch
        {
            _ when of == typeof(string) || of.IsEnum => ColumnKind.Text,
            _ when of == typeof(int) => ColumnKind.Int,
            _ when of == typeof(long) || of == typeof(DateTimeOffset) => ColumnKind.Long,
            _ when of == typeof(Guid) => ColumnKind.Id,
            _ when of == typeof(bool) => ColumnKind.Flag,
            _ when of == typeof(double) => ColumnKind.Double,
            _ => ColumnKind.Bytes,
        };
    }

    private static string ViewsSql(Provider provider) => provider == Provider.Sqlite
        ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'view' ORDER BY m.name, c.cid"
        : "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.views v USING (table_schema, table_name) WHERE table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position";

    private static string TriggersSql(Provider provider) => provider == Provider.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        : "SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'";

    private static string IndexesSql(Provider provider) => provider == Provider.Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'index'"
        : "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()";
}
