namespace Fieldthread.Core.Fieldwork.Exchange;

/// <summary>A code of a code tree.</summary>
/// <param name="ForeignId">As written. The id, not the name, tells codes apart: two branches may hold codes of one name.</param>
/// <param name="Name">As written.</param>
/// <param name="ParentForeignId">The code above it, or null at the top.</param>
/// <param name="Colour"><c>#RRGGBB</c>, or null where the file gives none.</param>
/// <param name="Description">What it means and when to use it, or null.</param>
/// <param name="IsCodable">False for a heading that only groups other codes.</param>
/// <param name="NoteForeignIds">Notes upon the code.</param>
public sealed record QdaCode(
    string ForeignId,
    string Name,
    string? ParentForeignId,
    string? Colour,
    string? Description,
    bool IsCodable,
    IReadOnlyList<string> NoteForeignIds)
{
    /// <summary>The path of every code from the top of its tree, by foreign id, as <see cref="CodePath"/> writes it.</summary>
    /// <param name="codes">The codes, a parent before its children.</param>
    public static IReadOnlyDictionary<string, string> Paths(IEnumerable<QdaCode> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            var above = code.ParentForeignId is { } parent && paths.TryGetValue(parent, out var found) ? found : null;
            paths[code.ForeignId] = CodePath.Below(above, code.Name);
        }

        return paths;
    }
}
