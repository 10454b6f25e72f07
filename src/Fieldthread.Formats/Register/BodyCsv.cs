using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Register;

/// <summary>Reads bodies, posts, who held them, and persons from the documented tables (docs/formats/bodies-csv.md). Names of persons without public office are never taken up.</summary>
public static class BodyCsv
{
    /// <summary>Names of the tables.</summary>
    public static IReadOnlyList<string> Files { get; } = ["bodies.csv", "posts.csv", "holdings.csv", "persons.csv"];

    /// <summary>Reads the tables.</summary>
    /// <param name="tables">Bytes by name of file, without folder; a workbook (.xlsx) stands for the tables that its sheets are named after, a zip for those that it holds.</param>
    /// <param name="limits">What is taken at most; the default limits where null.</param>
    /// <exception cref="ReadException">There is no table, one cannot be read at all, or something ends before it begins.</exception>
    public static BodyData Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var remarks = new RemarkList((limits ?? ReadLimits.Default).Remarks);
        var found = Found(tables, limits ?? ReadLimits.Default, remarks);
        if (!Files.Any(found.ContainsKey))
        {
            throw new ReadException(Files[0], $"None of the tables is there. There are {string.Join(", ", Files)}; at least one of them is needed.");
        }

        IEnumerable<CsvLine> Lines(int file, string[] needed, params string[] optional) => found.TryGetValue(Files[file], out var bytes) ? CsvTable.Lines(bytes, Files[file], needed, remarks, optional) : [];
        var bodies = Once(Lines(0, ["id", "organisation", "kind", "name", "parent", "from", "to"], "source"), remarks, l => l.Cells[1].Length == 0 ? "names no organisation" : null, l => new GivenBody(
            l.Cells[0], l.Cells[1], l.Cells[2], l.Cells[3], l.Cells[4], Period(l, 5), l.Cells[7], l.Place));
        var posts = Once(Lines(1, ["id", "body", "title", "voting", "from", "to"], "sole"), remarks, l => l.Cells[1].Length == 0 ? "names no body" : null, l => new GivenPost(
            l.Cells[0], l.Cells[1], l.Cells[2], Said(l, 3, "voting", remarks) is { } votes ? votes ? Voting.Yes : Voting.No : Voting.NotSaid, Said(l, 6, "sole", remarks) ?? false, Period(l, 4), l.Place));
        var holdings = new List<GivenHolding>();
        foreach (var line in Lines(2, ["post", "person", "from", "to"], "source"))
        {
            if (line.Cells[0].Length == 0 || line.Cells[1].Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"The line names no {(line.Cells[0].Length == 0 ? "post" : "person")}. It was left out.");
            }
            else
            {
                holdings.Add(new GivenHolding(line.Cells[0], line.Cells[1], Period(line, 2), line.Cells[4], line.Place));
            }
        }

        var persons = Once(Lines(3, ["id", "public_office"], "name"), remarks, _ => null, l => Person(l, remarks));
        return new BodyData(bodies, posts, holdings, persons, remarks.ToList());
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Found(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> tables, ReadLimits limits, RemarkList remarks)
    {
        var found = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        void Take(string name, ReadOnlyMemory<byte> bytes)
        {
            if (!found.TryAdd(name, bytes))
            {
                throw new ReadException(name, "The table is there twice, and which one is meant cannot be told.");
            }
        }

        foreach (var (name, bytes) in tables)
        {
            if (WorkbookTables.Is(name))
            {
                foreach (var (sheet, table) in WorkbookTables.Of(bytes, name, remarks))
                {
                    Take(sheet, table);
                }
            }
            else if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                using var zip = SafeZip.Open(bytes, limits);
                foreach (var file in zip.Names.Where(n => n.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
                {
                    Take(file[(file.LastIndexOf('/') + 1)..], zip.Read(file));
                }
            }
            else
            {
                Take(name, bytes);
            }
        }

        foreach (var other in found.Keys.Except(Files, StringComparer.OrdinalIgnoreCase))
        {
            remarks.Add(RemarkWeight.NotTaken, CsvTable.Short(other), $"The file is none of {string.Join(", ", Files)} and was not read.");
        }

        return found;
    }

    /// <summary>Lines whose first cell is an id that stands once.</summary>
    private static List<T> Once<T>(IEnumerable<CsvLine> lines, RemarkList remarks, Func<CsvLine, string?> lacks, Func<CsvLine, T> row)
    {
        var (rows, ids) = (new List<T>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            var id = line.Cells[0];
            if ((id.Length == 0 ? "has no id" : ids.Contains(id) ? $"gives the id “{CsvTable.Short(id)}” a second time" : lacks(line)) is { } fault)
            {
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"The line {fault}. It was left out.");
            }
            else
            {
                ids.Add(id);
                rows.Add(row(line));
            }
        }

        return rows;
    }

    private static GivenPerson Person(CsvLine line, RemarkList remarks)
    {
        var office = Said(line, 1, "public_office", remarks) ?? false;
        var name = line.Cells[2];
        if (!office && name.Length > 0)
        {
            // The name itself stands in no remark.
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"The name of person {CsvTable.Short(line.Cells[0])} was not kept: the person is not marked as holding public office.");
            name = "";
        }

        return new GivenPerson(line.Cells[0], name, office, line.Place);
    }

    private static bool? Said(CsvLine line, int cell, string what, RemarkList remarks)
    {
        switch (line.Cells[cell].ToLowerInvariant())
        {
            case "": case "not said": return null;
            case "yes": case "true": case "1": return true;
            case "no": case "false": case "0": return false;
            default:
                remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(line.Cells[cell])}” is neither yes nor no for {what}. It counts as not said.");
                return null;
        }
    }

    private static WrittenPeriod Period(CsvLine line, int cell)
    {
        PartialDate? Date(string text) => text.Length == 0 ? null : PartialDate.TryParse(text, out var date) ? date : throw new ReadException(line.Place, $"“{CsvTable.Short(text)}” is not a date of the calendar. Write 2021, 2021-06 or 2021-06-14.");
        var period = new WrittenPeriod(Date(line.Cells[cell]), Date(line.Cells[cell + 1]));
        return period.Period.IsEmpty ? throw new ReadException(line.Place, $"It ends ({period.Last}) before it begins ({period.From}).") : period;
    }
}
