using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Tracker;

/// <summary>A line of a tracker, read by its mapping.</summary>
/// <param name="Place">Where it stands: “tracker.xlsx, row 12”.</param>
/// <param name="Site">Pseudonym of the site, or empty.</param>
/// <param name="Participant">Pseudonym of the participant, or empty.</param>
/// <param name="Role">Their role, or empty.</param>
/// <param name="Dates">Dates of encounters.</param>
/// <param name="Kind">Kind as written, or empty.</param>
/// <param name="Phase">Phase as written, or empty.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="Encounter">Name of the encounter, or empty.</param>
public sealed record TrackerLine(
    string Place, string Site, string Participant, string Role, IReadOnlyList<PartialDate> Dates, string Kind, string Phase, int? Minutes, string Encounter);

/// <summary>Reads the lines of a sheet by a mapping that a person chose.</summary>
public static class TrackerReader
{
    /// <summary>The lines below the headings.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="map">Which column means what.</param>
    /// <param name="remarks">Gets a line for everything that was guessed or could not be taken.</param>
    /// <exception cref="ReadException">A mapped column is not in the sheet.</exception>
    public static IReadOnlyList<TrackerLine> Read(Sheet sheet, TrackerMap map, RemarkList remarks)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(remarks);
        var names = TrackerMap.Fields.SelectMany(f => map.Of(f.Name)).ToList();
        var head = sheet.Rows.FirstOrDefault(r => names.TrueForAll(n => Named(r, n) >= 0)) ?? (names.TrueForAll(n => Lettered(n) >= 0) ? sheet.Head : null);
        if (head is null)
        {
            var missing = names.Find(n => sheet.Head is not { } first || (Named(first, n) < 0 && Lettered(n) < 0)) ?? names[0];
            throw new ReadException(sheet.File, $"No row of headings has a column “{missing}”{(names.Count > 1 ? " beside the others" : "")}. Name columns as the sheet does, or all by their letters.");
        }

        int[] Columns(string field) => [.. map.Of(field).Select(n => Named(head, n) is >= 0 and var at ? at : Lettered(n))];
        int Column(string field) => Columns(field) is [var at] ? at : -1;
        var (site, participant, role, kind, phase, minutes, encounter, dates) = (Column("site"), Column("participant"), Column("role"), Column("kind"), Column("phase"), Column("minutes"), Column("encounter"), Columns("date"));
        var read = TrackerMap.Fields.SelectMany(f => Columns(f.Name)).ToHashSet();
        var left = Enumerable.Range(0, head.Cells.Count).Where(c => head.Cells[c].Length > 0 && !read.Contains(c)).Select(c => $"“{head.Cells[c]}”").ToList();
        if (left.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, $"{sheet.File}, row {head.Number}", $"Not read, because nobody said what {(left.Count == 1 ? "it means" : "they mean")}: {string.Join(", ", left)}.");
        }

        var lines = new List<TrackerLine>();
        foreach (var row in sheet.Rows.Where(r => r.Number > head.Number))
        {
            var place = $"{sheet.File}, row {row.Number}";
            var line = new TrackerLine(
                place, row.At(site), row.At(participant), row.At(role), [.. dates.Select(c => Date(row.At(c), place, remarks)).OfType<PartialDate>()], row.At(kind), row.At(phase), Minutes(row.At(minutes), place, remarks), row.At(encounter));
            if (line is { Site.Length: 0, Participant.Length: 0, Encounter.Length: 0, Dates.Count: 0 })
            {
                remarks.Add(RemarkWeight.NotTaken, place, "The row names no site, no participant and no encounter, and was left out.");
            }
            else
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static PartialDate? Date(string cell, string place, RemarkList remarks)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        if (!TrackerDates.TryRead(cell, out var date, out var guessed))
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"“{Short(cell)}” is not read as a date, and no encounter was made of it. Write 2021-06-14, 14 June 2021 or June 2021.");
            return null;
        }

        if (guessed)
        {
            remarks.Add(RemarkWeight.Guessed, place, $"“{cell}” was read with the day before the month, as {date}.");
        }

        return date;
    }

    private static int? Minutes(string cell, string place, RemarkList remarks)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        var digits = cell.Split(' ', 'm', 'M')[0];
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 1440)
        {
            return minutes;
        }

        remarks.Add(RemarkWeight.NotTaken, place, $"“{Short(cell)}” is not a length in minutes from 1 to 1,440.");
        return null;
    }

    private static int Named(SheetRow row, string name) => row.Cells.Select((c, i) => (c, i)).Where(c => string.Equals(c.c, name, StringComparison.OrdinalIgnoreCase)).Select(c => (int?)c.i).FirstOrDefault() ?? -1;

    /// <summary>The column of a letter, counted from 0; −1 where it is none.</summary>
    private static int Lettered(string name) => name.Length is 1 or 2 && name.All(char.IsAsciiLetterUpper) ? name.Aggregate(0, (at, c) => (at * 26) + c - 'A' + 1) - 1 : -1;

    private static string Short(string cell) => cell.Length <= 60 ? cell : cell[..(char.IsHighSurrogate(cell[59]) ? 59 : 60)] + "…";
}
