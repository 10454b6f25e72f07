using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>What the sheets of dated statements share: their tables, their cells, and the faults for which they are refused.</summary>
internal sealed class StatementLines(RemarkList remarks)
{
    private const int LongestWord = 200;
    private const int MostFaults = 1_000;
    private readonly Dictionary<string, int> said = new(StringComparer.Ordinal);

    public List<FileFault> Faults { get; } = [];

    /// <summary>The tables by name, lower case: a workbook gives way to its sheets; a table that stands alone is the first of the names, whatever it is called.</summary>
    /// <exception cref="ReadException">None of them is the first, one is there twice, or there is none at all.</exception>
    public Dictionary<string, (string File, ReadOnlyMemory<byte> Bytes)> Tables(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, params string[] names)
    {
        var all = files.SelectMany(f => WorkbookTables.Is(f.Name) ? WorkbookTables.Of(f.Bytes, f.Name, remarks) : [f]).ToList();
        var found = new Dictionary<string, (string, ReadOnlyMemory<byte>)>(StringComparer.Ordinal);
        foreach (var (name, bytes) in all)
        {
            var plain = name.ToLowerInvariant();
            plain = plain.EndsWith(".csv", StringComparison.Ordinal) ? plain[..^4] : plain;
            var meant = names.Contains(plain) ? plain : all.Count(o => !names.Contains(Plain(o.Name))) == 1 && !all.Exists(o => Plain(o.Name) == names[0]) ? names[0] : null;
            if (meant is null)
            {
                remarks.Add(RemarkWeight.Note, CsvTable.Short(name), $"It is none of the tables {string.Join(", ", names)} and was not read.");
            }
            else if (!found.TryAdd(meant, (name, bytes)))
            {
                throw new ReadException(name, $"The table {meant} is there twice, and which one is meant cannot be told.");
            }
        }

        return found.ContainsKey(names[0]) ? found : throw new ReadException(files.Count == 0 ? "files" : files[0].Name, $"None of the tables holds the lines that there must be. A workbook needs a sheet “{names[0]}”; a single table may be called as you like.");
    }

    /// <summary>The lines of a table; cells in the order of the headings, an empty one for a heading that is not there.</summary>
    /// <exception cref="ReadException">One of the headings that there must be is missing.</exception>
    public IEnumerable<CsvLine> Read((string File, ReadOnlyMemory<byte> Bytes) table, string[] must, string[] may)
    {
        string[] all = [.. must, .. may];
        var own = new RemarkList(MostFaults);
        foreach (var line in CsvTable.Lines(table.Bytes, table.File, there => Choose(table.File, there, must, all), own))
        {
            if (line.Cells.Any(c => c.Length > 0))
            {
                yield return line;
            }
        }

        foreach (var remark in own.ToList())
        {
            if (remark.Weight == RemarkWeight.NotTaken)
            {
                Fault("bad-line", remark.Place, remark.Message.Replace(" The line was left out.", "", StringComparison.Ordinal));
            }
            else
            {
                remarks.Add(remark.Weight, remark.Place, remark.Message);
            }
        }
    }

    /// <summary>A cell that must hold a word of at most 200 characters.</summary>
    public string? Word(CsvLine line, int cell, string what)
    {
        var word = line.Cells[cell];
        if (word.Length is > 0 and <= LongestWord && !word.Any(char.IsControl))
        {
            return word;
        }

        Fault("bad-line", line.Place, word.Length == 0 ? $"The line names no {what}." : $"The {what} is longer than {LongestWord} characters or holds a tab or a line end.");
        return null;
    }

    /// <summary>A period from two cells.</summary>
    public WrittenPeriod? Period(CsvLine line, int from, int last)
    {
        if (!Date(line, from, out var start) || !Date(line, last, out var end))
        {
            return null;
        }

        var period = new WrittenPeriod(start, end);
        if (period.Period.IsEmpty)
        {
            Fault("ends-before-it-begins", line.Place, $"It ends ({end}) before it begins ({start}).");
            return null;
        }

        return period;
    }

    /// <summary>A partial date, or none where the cell is empty; false where it is none.</summary>
    public bool Date(CsvLine line, int cell, out PartialDate? date)
    {
        date = null;
        if (line.Cells[cell].Length == 0)
        {
            return true;
        }

        if (PartialDate.TryParse(line.Cells[cell], out var given))
        {
            date = given;
            return true;
        }

        Fault("bad-line", line.Place, $"“{CsvTable.Short(line.Cells[cell])}” is not a date of the calendar. Write 2021, 2021-06 or 2021-06-14.");
        return false;
    }

    public void Fault(string code, string place, string message)
    {
        if (Faults.Count < MostFaults)
        {
            Faults.Add(new FileFault(code, place, message));
        }
    }

    /// <summary>Counts a thing that is told once for all lines.</summary>
    public void Count(string what) => said[what] = said.GetValueOrDefault(what) + 1;

    /// <summary>Tells what was counted.</summary>
    public void Say(string file, params (string What, RemarkWeight Weight, Func<int, string> Words)[] lines)
    {
        foreach (var (what, weight, words) in lines.Where(l => said.ContainsKey(l.What)))
        {
            remarks.Add(weight, file, words(said[what]));
        }
    }

    private int[] Choose(string file, List<string> there, string[] must, string[] all)
    {
        var missing = Array.Find(must, m => !there.Contains(m, StringComparer.OrdinalIgnoreCase));
        if (missing is not null)
        {
            throw new ReadException($"{file}, line 1", $"The heading “{missing}” is missing. The first line must name {string.Join(", ", must)}{(all.Length > must.Length ? $"; there may be {string.Join(", ", all.Except(must))}" : "")}.");
        }

        foreach (var unknown in there.Where(h => h.Length > 0).Except(all, StringComparer.OrdinalIgnoreCase))
        {
            remarks.Add(RemarkWeight.Note, $"{file}, line 1", $"The column “{CsvTable.Short(unknown)}” was not read.");
        }

        return Array.ConvertAll(all, h => there.FindIndex(t => string.Equals(t, h, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Plain(string name) => name.ToLowerInvariant() is var n && n.EndsWith(".csv", StringComparison.Ordinal) ? n[..^4] : name.ToLowerInvariant();
}
