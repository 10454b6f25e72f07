using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads change events, one line for each organisation that took part. An event of which one line cannot be taken is left out whole: half of a merger would say something else.</summary>
internal sealed class RegisterEvents(HashSet<string> known, RemarkList remarks)
{
    private readonly EventColumns columns = new(remarks);

    public List<GivenEvent> Read(IEnumerable<CsvLine> lines)
    {
        var events = new List<GivenEvent>();
        foreach (var group in lines.GroupBy(line => line.Cells[0], StringComparer.Ordinal))
        {
            if (group.Key.Length == 0)
            {
                foreach (var line in group)
                {
                    remarks.Add(RemarkWeight.NotTaken, line.Place, "The line has no id of an event. It was left out.");
                }
            }
            else if (Event(group.Key, [.. group]) is { } change)
            {
                events.Add(change);
            }
        }

        return events;
    }

    private GivenEvent? Event(string id, List<CsvLine> lines)
    {
        var parts = new List<GivenPart>();
        foreach (var line in lines)
        {
            if (Fault(line, lines[0], parts) is { } fault)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"{fault} The event “{CsvTable.Short(id)}” was left out whole, so that half of it does not say something else.");
                return null;
            }

            parts.Add(new GivenPart(line.Cells[3], Parse<PartRole>(line.Cells[4])!.Value, line.Cells[5]) { Details = columns.Part(line) });
        }

        var change = new GivenEvent(id, PartialDate.Parse(lines[0].Cells[1]), Parse<ChangeKind>(lines[0].Cells[2])!.Value, parts) { Details = columns.Event(lines) };
        if (Lacks(change) is { } lacks)
        {
            remarks.Add(RemarkWeight.Guessed, lines[0].Place, $"“{CsvTable.Short(id)}” is called {lines[0].Cells[2].ToLowerInvariant()} and {lacks}. It was taken as it stands.");
        }

        return change;
    }

    private string? Fault(CsvLine line, CsvLine first, List<GivenPart> parts)
    {
        var cells = line.Cells;
        return !PartialDate.TryParse(cells[1], out _) ? $"“{CsvTable.Short(cells[1])}” is not a date of the calendar."
            : Parse<ChangeKind>(cells[2]) is null ? $"“{CsvTable.Short(cells[2])}” is no kind of event; there are {Names<ChangeKind>()}."
            : Parse<PartRole>(cells[4]) is not { } role ? $"“{CsvTable.Short(cells[4])}” is no role in an event; there are {Names<PartRole>()}."
            : !known.Contains(cells[3]) ? $"organisations.csv has no “{CsvTable.Short(cells[3])}”."
            : cells[1] != first.Cells[1] || !string.Equals(cells[2], first.Cells[2], StringComparison.OrdinalIgnoreCase) ? "The lines of the event give different dates or kinds."
            : parts.Exists(p => p.Organisation == cells[3] && p.Role == role) ? $"“{CsvTable.Short(cells[3])}” stands in it twice as {cells[4].ToLowerInvariant()}."
            : null;
    }

    /// <summary>What the kind promises and the parts do not hold.</summary>
    private static string? Lacks(GivenEvent change)
    {
        bool Has(PartRole role) => change.Parts.Any(p => p.Role == role);
        var ends = Has(PartRole.Before);
        return change.Kind switch
        {
            ChangeKind.Founded => Has(PartRole.After) ? null : "nothing is after it",
            ChangeKind.Merged => ends && Has(PartRole.After) ? null : "does not name who was before and who after",
            ChangeKind.Absorbed => ends && Has(PartRole.Continues) ? null : "does not name who ended and who continues",
            ChangeKind.Split => (ends || Has(PartRole.Continues)) && Has(PartRole.After) ? null : "does not name what was split and what came after",
            ChangeKind.Renamed => Has(PartRole.Continues) || (ends && Has(PartRole.After)) ? null : "nobody continues",
            ChangeKind.Extent => ends || Has(PartRole.After) ? "names a before or an after; the same code with a new extent makes no successor" : Has(PartRole.Continues) ? null : "nobody continues",
            _ => ends || Has(PartRole.After) ? "names a before or an after; a transfer makes no successor" : Has(PartRole.From) && Has(PartRole.To) ? null : "does not name from where and to where",
        };
    }

    private static T? Parse<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), word, StringComparison.OrdinalIgnoreCase)).Select(v => (T?)v).FirstOrDefault();

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
}
