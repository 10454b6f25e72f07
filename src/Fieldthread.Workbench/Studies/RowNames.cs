using System.Reflection;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>What a row is called where a person reads of it: by its key or name, or by that of what it stands on; never by its id, and never by participants’ words.</summary>
internal static class RowNames
{
    private static readonly string[] Called = ["Key", "Name", "Pseudonym", "Title", "Label"];

    /// <summary>“the phase “Phase 1””, “a coding (code “Asked”)”, “a passage”; the row may be gone, then its history is read.</summary>
    public static async Task<string> OfAsync(Acting acting, Type type, Guid id)
    {
        var what = Naming.CalledInWords(type);
        if (await NameAsync(acting, type, id) is { } name)
        {
            return $"the {what} “{name}”";
        }

        var some = (what[0] is 'a' or 'e' or 'i' or 'o' ? "an " : "a ") + what;
        foreach (var property in Naming.Properties(type))
        {
            if (property.GetCustomAttribute<RefersToAttribute>() is { } refers && await ValueAsync(acting, type, property.Name, id) is { } text && Guid.TryParse(text, out var other)
                && await NameAsync(acting, refers.Target, other) is { } its)
            {
                return $"{some} ({Naming.CalledInWords(refers.Target)} “{its}”)";
            }
        }

        return some;
    }

    private static async Task<string?> NameAsync(Acting acting, Type type, Guid id) =>
        Called.FirstOrDefault(name => type.GetProperty(name)?.PropertyType == typeof(string)) is { } column && await ValueAsync(acting, type, column, id) is { Length: > 0 } name
            ? name.Length <= 80 ? name : name[..79] + "…"
            : null;

    private static async Task<string?> ValueAsync(Acting acting, Type type, string property, Guid id)
    {
        var (table, column) = (Naming.TableOf(type), '"' + Naming.Column(property) + '"');
        var isId = type.GetProperty(property)!.PropertyType != typeof(string);
        return (await acting.Context.ReadAsync(
            $"""
            SELECT {column} FROM (
              SELECT {column}, recorded_in FROM {table} WHERE study_id = @study AND id = @id
              UNION ALL SELECT {column}, recorded_in FROM {table}_history WHERE study_id = @study AND id = @id) AS r
            ORDER BY recorded_in DESC LIMIT 1
            """,
            row => row.IsDBNull(0) ? null : isId ? row.ReadId(0).ToString() : row.GetString(0), acting.Cancel, ("study", acting.Context.Study), ("id", id))).FirstOrDefault();
    }
}
