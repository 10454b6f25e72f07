using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads reforms.csv: what change events hang on, each with the days on which it was announced, enacted and effective.</summary>
internal sealed class RegisterReforms(RemarkList remarks)
{
    private static readonly string[] Days = ["announced", "enacted", "effective"];

    public List<GivenReform> Read(IEnumerable<CsvLine> lines)
    {
        var (reforms, ids) = (new List<GivenReform>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            var (id, kind) = (line.Cells[0], Kind(line.Cells[2]));
            if (id.Length == 0 || kind is null || ids.Contains(id))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"{(id.Length == 0 ? "The line has no id." : kind is null ? $"“{CsvTable.Short(line.Cells[2])}” is neither reform nor context." : $"The id “{CsvTable.Short(id)}” stands twice.")} The line was left out.");
            }
            else if (Dates(line) is { } dates)
            {
                ids.Add(id);
                reforms.Add(new GivenReform(id, line.Cells[1], kind.Value, dates[0], dates[1], dates[2], line.Cells[6]));
            }
        }

        return reforms;
    }

    /// <summary>Reforms with those that events name and no line describes: an earlier list may have described them.</summary>
    public static IReadOnlyList<GivenReform> WithThoseNamed(List<GivenReform> told, IReadOnlyList<GivenEvent> events, RemarkList remarks)
    {
        var known = told.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in events.Select(e => e.Details.Reform).Where(r => r.Length > 0 && known.Add(r)))
        {
            remarks.Add(RemarkWeight.Guessed, "events.csv", $"reforms.csv has no “{CsvTable.Short(id)}”, on which an event hangs. It stands by its id, with what other lists say of it.");
            told.Add(new GivenReform(id, "", ReformKind.Reform, null, null, null, ""));
        }

        return told;
    }

    private PartialDate?[]? Dates(CsvLine line)
    {
        var dates = new PartialDate?[Days.Length];
        for (var i = 0; i < Days.Length; i++)
        {
            var cell = line.Cells[3 + i];
            if (cell.Length > 0 && !PartialDate.TryParse(cell, out _))
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(cell)}” is not a date of the calendar. Write 2021, 2021-06 or 2021-06-14. The line was left out.");
                return null;
            }

            dates[i] = cell.Length > 0 ? PartialDate.Parse(cell) : null;
        }

        for (var i = 1; i < Days.Length; i++)
        {
            if (dates[i] is { } later && dates[i - 1] is { } earlier && later.Last < earlier.First)
            {
                remarks.Add(RemarkWeight.Guessed, line.Place, $"It was {Days[i]} on {later}, before it was {Days[i - 1]} on {earlier}. Both stand.");
            }
        }

        return dates;
    }

    private static ReformKind? Kind(string word) => word.Length == 0 ? ReformKind.Reform : Enum.GetValues<ReformKind>().Where(k => string.Equals(k.ToString(), word, StringComparison.OrdinalIgnoreCase)).Select(k => (ReformKind?)k).FirstOrDefault();
}
