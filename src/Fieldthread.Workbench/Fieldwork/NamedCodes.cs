using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Codes that somebody names in words, parted by semicolons: by path, else by name, else by either in whatever letters.</summary>
internal static class NamedCodes
{
    /// <summary>The codes, in the order in which they are named.</summary>
    /// <exception cref="RefusedException">No code, or more than one, bears a name: <c>unknown-name</c>.</exception>
    public static async Task<List<Code>> OfAsync(Acting acting, string? named)
    {
        var names = (named ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
        {
            return [];
        }

        var all = FactsReader.InTreeOrder(await acting.Context.Set<Code>().ToListAsync(acting.Cancel));
        var paths = new Dictionary<Guid, string>();
        all.ForEach(c => paths[c.Id] = CodePath.Below(c.ParentId is { } parent ? paths[parent] : null, c.Name));
        return [.. names.Select(name => Called(all, paths, name))];
    }

    private static Code Called(List<Code> all, Dictionary<Guid, string> paths, string name)
    {
        var found = all.FindAll(c => paths[c.Id] == name);
        found = found.Count > 0 ? found : all.FindAll(c => c.Name == name);
        found = found.Count > 0 ? found : all.FindAll(c => paths[c.Id].Equals(name, StringComparison.OrdinalIgnoreCase) || c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found.Count != 1)
        {
            Acting.Refuse("unknown-name", found.Count == 0 ? $"There is no code “{name}” in this study." : $"More than one code is called “{name}”: {string.Join("; ", found.Take(5).Select(c => paths[c.Id]))}.", found.Count == 0 ? "Write a name as the codebook has it." : "Write the path.");
        }

        return found[0];
    }
}
