using System.Reflection;
using System.Text;

namespace Fieldthread.Workbench.Store;

/// <summary>Names of tables and columns, derived once from the row classes.</summary>
public static class Naming
{
    /// <summary>Every class of evidence, ordered by table name.</summary>
    public static IReadOnlyList<Type> EvidenceTypes { get; } = typeof(Evidence).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Evidence)))
        .OrderBy(TableOf, StringComparer.Ordinal)
        .ToArray();

    /// <summary>Table of a row class.</summary>
    public static string TableOf(Type row) => Attribute(row).Name;

    /// <summary>What a person calls a row of this class.</summary>
    public static string CalledInWords(Type row) => Attribute(row).CalledInWords;

    /// <summary>Column of a property: <c>RecordedIn</c> is <c>recorded_in</c>.</summary>
    public static string Column(string property)
    {
        var name = new StringBuilder(property.Length + 4);
        foreach (var c in property)
        {
            if (char.IsUpper(c) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>Columns of a row class in the order of the table: study, id, its own in order of declaration, recorded_in.</summary>
    public static IReadOnlyList<PropertyInfo> Properties(Type row) =>
    [
        row.GetProperty(nameof(Evidence.StudyId))!,
        row.GetProperty(nameof(Evidence.Id))!,
        .. row.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite).OrderBy(p => p.MetadataToken),
        row.GetProperty(nameof(Evidence.RecordedIn))!,
    ];

    private static TableAttribute Attribute(Type row) => row.GetCustomAttribute<TableAttribute>()
        ?? throw new InvalidOperationException($"{row.Name} is evidence without a [Table].");
}
