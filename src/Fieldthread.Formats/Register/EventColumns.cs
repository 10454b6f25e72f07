using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads the columns of events.csv that need not be there. What cannot be read of them is left out with a remark; the event stands.</summary>
internal sealed class EventColumns(RemarkList remarks)
{
    private const int First = 6;

    /// <summary>Their headings, as they follow the six that must be there.</summary>
    public static IReadOnlyList<string> Optional { get; } = ["legal", "operational", "cause", "initiator", "pressure", "evidence", "reform", "attitude_before", "attitude_after", "share", "basis"];

    /// <summary>What the lines of one event tell of it: the first line that says anything; another that says otherwise is told.</summary>
    public EventDetails Event(IReadOnlyList<CsvLine> lines) => new(
        Date(lines, 0), Date(lines, 1), Text(lines, 2), Text(lines, 3), Text(lines, 4), Text(lines, 5), Text(lines, 6));

    /// <summary>What a line tells of its organisation’s part.</summary>
    public PartDetails Part(CsvLine line)
    {
        string Cell(int of) => line.Cells[First + of];
        var (before, after, share, basis) = (Cell(7), Cell(8), Cell(9), Cell(10));
        MovedShare? moved = MovedShare.TryParse(share, out var given) ? given : null;
        if (share.Length > 0 && moved is null)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(share)}” is no share. Write 3, 12.5, 3/8 or 37.5%. It was left out; the event stands.");
        }
        else if (share.Length == 0 && basis.Length > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"The basis “{CsvTable.Short(basis)}” stands without a share. It was left out; the event stands.");
        }
        else if (share.Length > 0 && basis.Length == 0)
        {
            remarks.Add(RemarkWeight.Guessed, line.Place, $"The share {CsvTable.Short(share)} does not say of what: practices, patients or budget. It was taken as it stands.");
        }

        return new PartDetails(before, after, moved, moved is null ? "" : basis);
    }

    private string Text(IReadOnlyList<CsvLine> lines, int of)
    {
        var said = lines.Where(l => l.Cells[First + of].Length > 0).ToList();
        if (said.FirstOrDefault(l => l.Cells[First + of] != said[0].Cells[First + of]) is { Place: not null } other)
        {
            remarks.Add(RemarkWeight.Guessed, other.Place, $"The event “{CsvTable.Short(other.Cells[0])}” has the {Optional[of]} “{CsvTable.Short(said[0].Cells[First + of])}” on a line above and “{CsvTable.Short(other.Cells[First + of])}” here. The line above was taken.");
        }

        return said.Count == 0 ? "" : said[0].Cells[First + of];
    }

    private PartialDate? Date(IReadOnlyList<CsvLine> lines, int of)
    {
        var text = Text(lines, of);
        if (text.Length == 0)
        {
            return null;
        }

        if (PartialDate.TryParse(text, out var date))
        {
            return date;
        }

        remarks.Add(RemarkWeight.NotTaken, lines.First(l => l.Cells[First + of] == text).Place, $"The {Optional[of]} date “{CsvTable.Short(text)}” is not a date of the calendar. It was left out; the event stands.");
        return null;
    }
}
