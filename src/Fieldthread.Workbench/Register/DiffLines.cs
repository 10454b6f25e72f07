using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>Differences of two registers as lines that can be read.</summary>
internal static class DiffLines
{
    public static IReadOnlyList<DiffLine> Of(VintageDiff diff)
    {
        var lines = new List<DiffLine>();

        // Of an organisation that only one of the two has, the name stands with it, and its code says nothing that its own line does not.
        var alone = diff.Organisations.Where(p => p.Before is null || p.After is null).Select(p => (p.Before ?? p.After)!.Id).ToHashSet(StringComparer.Ordinal);
        var called = diff.Names.Select(p => p.Before ?? p.After!).Where(n => alone.Contains(n.Organisation)).ToLookup(n => n.Organisation, n => n.Name, StringComparer.Ordinal);
        foreach (var (before, after) in diff.Organisations.Select(p => (p.Before, p.After)))
        {
            if (before is null || after is null)
            {
                lines.Add(new DiffLine((before ?? after)!.Id, "organisation", Life(before, called), Life(after, called)));
                continue;
            }

            Add(lines, after.Id, "type", before.Type, after.Type);
            Add(lines, after.Id, "opened", before.When.From?.ToString() ?? "unknown", after.When.From?.ToString() ?? "unknown");
            Add(lines, after.Id, "closed", before.When.Last?.ToString() ?? "open", after.When.Last?.ToString() ?? "open");
        }

        lines.AddRange(diff.Names.Where(p => !alone.Contains((p.Before ?? p.After)!.Organisation)).Select(p => new DiffLine((p.Before ?? p.After)!.Organisation, "name", Fact(p.Before?.Name, p.Before?.When), Fact(p.After?.Name, p.After?.When))));

        // A code that lasts as long as its organisation says nothing that the line of the organisation does not.
        var lives = diff.Organisations.Select(p => (p.Before ?? p.After)!.Id).ToHashSet(StringComparer.Ordinal);
        lines.AddRange(diff.Codes.Where(p => !lives.Contains((p.Before ?? p.After)!.Organisation)).Select(p => new DiffLine((p.Before ?? p.After)!.Organisation, "code", Fact(p.Before?.Code, p.Before?.When), Fact(p.After?.Code, p.After?.When))));
        lines.AddRange(diff.Relations.Select(p => new DiffLine((p.Before ?? p.After)!.Subject, (p.Before ?? p.After)!.Kind, Fact(p.Before?.Object, p.Before?.When), Fact(p.After?.Object, p.After?.When))));
        lines.AddRange(diff.Events.Select(p => new DiffLine((p.Before ?? p.After)!.Id, "event", p.Before is null ? "" : EventInWords.Of(p.Before), p.After is null ? "" : EventInWords.Of(p.After))));
        lines.AddRange(diff.Reforms.Select(p => new DiffLine((p.Before ?? p.After)!.Id, "reform", Reform(p.Before), Reform(p.After))));
        lines.AddRange(diff.Further.Select(p => new DiffLine((p.Before ?? p.After)!.Organisation, (p.Before ?? p.After)!.What, p.Before?.InWords ?? "", p.After?.InWords ?? "")));
        lines.AddRange(diff.Terms.Select(p => new DiffLine((p.Before ?? p.After)!.Subject, $"terms: {(p.Before ?? p.After)!.Kind} {(p.Before ?? p.After)!.Object}", Fact(p.Before?.Terms.InWords, p.Before?.When), Fact(p.After?.Terms.InWords, p.After?.When))));
        return [.. lines.OrderBy(l => l.Organisation, StringComparer.Ordinal)];
    }

    private static void Add(List<DiffLine> lines, string id, string what, string before, string after)
    {
        if (before != after)
        {
            lines.Add(new DiffLine(id, what, before, after));
        }
    }

    private static string Life(GivenOrganisation? o, ILookup<string, string> called) => o is null ? "" : $"{string.Concat(called[o.Id].Distinct().Select(n => n + ", "))}{(o.Type.Length > 0 ? o.Type + ", " : "")}{o.When.InWords}";

    private static string Fact(string? value, WrittenPeriod? when) => value is null ? "" : when is { } w && w != default ? $"{value}, {w.InWords}" : value;

    private static string Reform(GivenReform? r) => r is null ? "" : $"{r.Kind.ToString().ToLowerInvariant()}; {All("; ", ("name", r.Name), ("announced", r.Announced?.ToString()), ("enacted", r.Enacted?.ToString()), ("effective", r.Effective?.ToString()), ("note", r.Note))}";

    private static string All(string by, params (string What, string? Is)[] told) => string.Join(by, told.Where(t => !string.IsNullOrEmpty(t.Is)).Select(t => $"{t.What} {t.Is}"));
}
