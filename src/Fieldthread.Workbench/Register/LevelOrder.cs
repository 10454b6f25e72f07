using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>The levels of a study’s responsibilities, from the lowest to the highest. Later imports may put new ones between them; none takes one away or turns two round.</summary>
internal static class LevelOrder
{
    /// <summary>The order that stands: that of the import with the most levels, which holds those of all others.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<ResponsibilityImport> imports) => imports.Select(i => Json.Read<List<string>>(i.Levels)).MaxBy(l => l.Count) ?? [];

    /// <summary>The order after an import.</summary>
    /// <param name="standing">The order that stands; empty where there is none.</param>
    /// <param name="given">The order that is given; empty where none is.</param>
    /// <param name="levels">Levels of the file, for the words of a refusal.</param>
    /// <exception cref="RefusedException">There is none (<c>no-order</c>), or the two cannot be joined without doubt (<c>order-differs</c>).</exception>
    public static IReadOnlyList<string> Joined(IReadOnlyList<string> standing, IReadOnlyList<string> given, IEnumerable<string> levels)
    {
        if (given.Count == 0 && standing.Count == 0)
        {
            Acting.Refuse("no-order", $"The order of the levels is not said. The file has {string.Join(", ", levels.Distinct(StringComparer.OrdinalIgnoreCase).Take(10).Select(l => $"“{l}”"))}.", "Write them from the lowest to the highest, parted by commas, or give the workbook a sheet “levels”.");
        }

        var (longer, shorter) = given.Count > standing.Count ? (given, standing) : (standing, given);
        var at = 0;
        foreach (var level in longer)
        {
            at += at < shorter.Count && string.Equals(shorter[at], level, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        if (at < shorter.Count)
        {
            Acting.Refuse("order-differs", $"The study has the levels {Words(standing)}, and {Words(given)} are given.", "Give all levels of the study in their order, with new ones between them; or none, to go by the study’s.");
        }

        // The study’s spelling stays.
        return [.. longer.Select(l => standing.FirstOrDefault(s => string.Equals(s, l, StringComparison.OrdinalIgnoreCase)) ?? l)];
    }

    /// <summary>Levels as a person writes them.</summary>
    /// <exception cref="RefusedException">One stands twice: <c>order-differs</c>.</exception>
    public static IReadOnlyList<string> Read(string? text)
    {
        var levels = Acting.Clean(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (levels.Distinct(StringComparer.OrdinalIgnoreCase).Count() < levels.Length)
        {
            Acting.Refuse("order-differs", $"In {Words(levels)} a level stands twice.", "Write each once, from the lowest to the highest.");
        }

        return levels;
    }

    /// <summary>“a” &lt; “b”.</summary>
    public static string Words(IEnumerable<string> levels) => string.Join(" < ", levels.Select(l => $"“{l}”"));
}
