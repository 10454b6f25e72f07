using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>Published counts as a file gives them.</summary>
/// <param name="Counts">The counts, in the order of their lines.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record CountsData(IReadOnlyList<PublishedCount> Counts, IReadOnlyList<Remark> Remarks);

/// <summary>Reads how many organisations others printed, of what and when (docs/formats/counts-csv.md): CSV, or a workbook of one sheet.</summary>
public static class CountsCsv
{
    private const int MostLines = 20_000;
    private static readonly string[] Columns = ["topic", "date", "count", "source", "row", "category", "within", "percent", "known", "type", "words"];

    /// <summary>The columns that must be there; the others may be left out.</summary>
    private const int Needed = 4;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">It is no such table, or no line of it holds a count.</exception>
    public static CountsData Read(ReadOnlyMemory<byte> bytes, string file, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        if (WorkbookTables.Is(file))
        {
            var sheets = WorkbookTables.Of(bytes, file, remarks);
            bytes = sheets.Count == 1 ? sheets[0].Bytes : throw new ReadException(file, $"The workbook has {Count.Of(sheets.Count, "sheet")} with cells, and one of counts is read. Save the sheet that is meant by itself.");
        }

        var counts = new List<PublishedCount>();
        foreach (var line in CsvTable.Lines(bytes, file, there => Choose(there, file, remarks), remarks))
        {
            if (counts.Count == MostLines)
            {
                throw new ReadException(line.Place, $"The file holds more than {MostLines:N0} counts. Split it by topics.");
            }

            if (Take(line, remarks) is { } count)
            {
                counts.Add(count);
            }
        }

        return counts.Count > 0 ? new CountsData(Placed(counts, remarks), remarks.ToList()) : throw new ReadException(file, "No line of it holds a count.");
    }

    private static int[] Choose(List<string> there, string file, RemarkList remarks)
    {
        if (Columns.Take(Needed).FirstOrDefault(c => !there.Contains(c, StringComparer.OrdinalIgnoreCase)) is { } missing)
        {
            throw new ReadException($"{file}, line 1", $"The heading “{missing}” is missing. A file of counts needs {string.Join(", ", Columns.Take(Needed))}, and may have {string.Join(", ", Columns.Skip(Needed))}.");
        }

        foreach (var unknown in there.Where(h => h.Length > 0).Except(Columns, StringComparer.OrdinalIgnoreCase))
        {
            remarks.Add(RemarkWeight.NotTaken, $"{file}, line 1", $"The column “{CsvTable.Short(unknown)}” is none of a file of counts and was not read.");
        }

        return Array.ConvertAll(Columns, c => there.FindIndex(t => string.Equals(t, c, StringComparison.OrdinalIgnoreCase)));
    }

    private static PublishedCount? Take(CsvLine line, RemarkList remarks)
    {
        var cells = line.Cells;
        PublishedCount? Left(string why)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, why + " The line was left out.");
            return null;
        }

        if (cells[0].Length == 0 || cells[3].Length == 0)
        {
            return Left(cells[0].Length == 0 ? "The line names no topic." : "The line does not say whose count it is.");
        }

        if (!PartialDate.TryParse(cells[1], out var date))
        {
            return Left($"“{CsvTable.Short(cells[1])}” is no date: write 2013, 2013-04 or 2013-04-01.");
        }

        if (!long.TryParse(cells[2].Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000_000)
        {
            return Left($"“{CsvTable.Short(cells[2])}” is no count of organisations: a whole number, not below 0.");
        }

        if (!Share(cells[7], out var share))
        {
            return Left($"“{CsvTable.Short(cells[7])}” is no percentage: write it as it is printed, 12 or 35.3, from 0 to 100.");
        }

        PartialDate? known = null;
        if (cells[8].Length > 0)
        {
            if (!PartialDate.TryParse(cells[8], out var said))
            {
                return Left($"“{CsvTable.Short(cells[8])}” is no date of when it was said.");
            }

            known = said;
        }

        return cells[5].Length == 0 && cells[6].Length > 0 ? Left("It is within a category and names none of its own.")
            : cells[5].Length > 0 && string.Equals(cells[5], cells[6], StringComparison.OrdinalIgnoreCase) ? Left($"“{CsvTable.Short(cells[5])}” cannot be a part of itself.")
            : new PublishedCount(line.Place, cells[0], date, cells[4], cells[5], cells[6], count, share, cells[3], known, cells[9], cells[10]);
    }

    private static bool Share(string cell, out PrintedShare? share)
    {
        share = null;
        var plain = cell.TrimEnd('%', ' ');
        if (plain.Length == 0)
        {
            return cell.Length == 0;
        }

        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100 || percent.Scale > 6)
        {
            return false;
        }

        share = new PrintedShare(percent, percent.Scale);
        return true;
    }

    /// <summary>What a count is a part of should be counted somewhere; where it is not, that is told and the line is kept.</summary>
    private static List<PublishedCount> Placed(List<PublishedCount> counts, RemarkList remarks)
    {
        var categories = counts.Select(c => (c.Topic, c.Category)).ToHashSet(Folded.Instance);
        foreach (var c in counts.Where(c => c.Within.Length > 0 && !categories.Contains((c.Topic, c.Within))))
        {
            remarks.Add(RemarkWeight.Guessed, c.Place, $"It is a part of “{CsvTable.Short(c.Within)}”, and no line counts that. The line was kept.");
        }

        return counts;
    }

    private sealed class Folded : IEqualityComparer<(string, string)>
    {
        public static Folded Instance { get; } = new();

        public bool Equals((string, string) x, (string, string) y) => string.Equals(x.Item1, y.Item1, StringComparison.OrdinalIgnoreCase) && string.Equals(x.Item2, y.Item2, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string, string) obj) => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Item1), StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Item2));
    }
}
