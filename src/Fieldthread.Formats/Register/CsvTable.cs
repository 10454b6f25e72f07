using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>One line of a table, with its place for remarks.</summary>
/// <param name="Place">File and line, in words: “names.csv, line 12”.</param>
/// <param name="Cells">Its cells, trimmed.</param>
internal readonly record struct CsvLine(string Place, IReadOnlyList<string> Cells);

/// <summary>Reads a table of a register: commas, UTF-8, quotation marks doubled inside quotation marks. What no program should have written is refused with its line.</summary>
internal static class CsvTable
{
    /// <summary>Longest cell that is taken; no name or code of an organisation comes near it.</summary>
    public const int LongestCell = 2_000;

    /// <summary>The lines of a table without headings.</summary>
    public static IEnumerable<CsvLine> Lines(ReadOnlyMemory<byte> bytes, string file, RemarkList remarks)
    {
        using var reader = Open(bytes, file, remarks, headings: false);
        while (Next(reader, file))
        {
            if (Line(reader, file, reader.FieldCount, remarks) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>The lines of a table with headings; cells come in the order asked for, whatever the order in the file; columns that need not be there come last, empty where they are not.</summary>
    /// <exception cref="ReadException">A heading is missing or stands twice, or the file is no such table.</exception>
    public static IEnumerable<CsvLine> Lines(ReadOnlyMemory<byte> bytes, string file, IReadOnlyList<string> headings, RemarkList remarks, params IReadOnlyList<string> optional)
    {
        string[] wanted = [.. headings, .. optional];
        return Lines(bytes, file, there =>
        {
            var missing = headings.Except(there, StringComparer.OrdinalIgnoreCase).ToList();
            if (missing.Count > 0)
            {
                throw new ReadException($"{file}, line 1", $"The heading “{missing[0]}” is missing. The first line must read {string.Join(',', headings)}.");
            }

            foreach (var unknown in there.Where(h => h.Length > 0).Except(wanted, StringComparer.OrdinalIgnoreCase))
            {
                remarks.Add(RemarkWeight.NotTaken, $"{file}, line 1", $"The column “{Short(unknown)}” is none of a register’s and was not read.");
            }

            return Array.ConvertAll(wanted, h => there.FindIndex(t => string.Equals(t, h, StringComparison.OrdinalIgnoreCase)));
        }, remarks);
    }

    /// <summary>The lines of a table of which the columns are chosen once its headings are known.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="choose">Gives the places of the wanted columns, in the order in which cells are wanted; a place before the first stands for a column that is not there.</param>
    /// <param name="remarks">Where lines that are left out are told.</param>
    /// <exception cref="ReadException">A heading stands twice, or the file is no such table.</exception>
    public static IEnumerable<CsvLine> Lines(ReadOnlyMemory<byte> bytes, string file, Func<List<string>, int[]> choose, RemarkList remarks)
    {
        using var reader = Open(bytes, file, remarks, headings: true);
        var there = Headings(reader, file);
        var order = choose(there);
        while (Next(reader, file))
        {
            if (reader.FieldCount != there.Count)
            {
                remarks.Add(RemarkWeight.NotTaken, $"{file}, line {reader.LineNumber}", $"The line has {Count.Of(reader.FieldCount, "cell")} where the headings are {there.Count}; a comma inside a name needs quotation marks around it. The line was left out.");
            }
            else if (Line(reader, file, there.Count, remarks) is { } line)
            {
                yield return line with { Cells = Array.ConvertAll(order, at => at < 0 ? "" : line.Cells[at]) };
            }
        }
    }

    /// <summary>A cell as a remark may repeat it.</summary>
    public static string Short(string cell) => cell.Length <= 60 ? cell : cell[..(char.IsHighSurrogate(cell[59]) ? 59 : 60)] + "…";

    private static CsvReader Open(ReadOnlyMemory<byte> bytes, string file, RemarkList remarks, bool headings)
    {
        var text = TextDecoder.Decode(bytes.Span, file, PlainBytes.Utf8, remarks).Text;
        return CsvReader.FromText(text, CsvReaderOptions.Default with { HasHeader = headings, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
    }

    private static List<string> Headings(CsvReader reader, string file)
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException failure)
        {
            throw Malformed(file, failure);
        }

        var there = (reader.Headers ?? []).Select(h => h.Trim()).ToList();
        if (there.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Key.Length > 0 && g.Count() > 1) is { } twice)
        {
            throw new ReadException($"{file}, line 1", $"The heading “{Short(twice.Key)}” stands twice, and which column is meant cannot be told.");
        }

        return there;
    }

    private static bool Next(CsvReader reader, string file)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException failure)
        {
            throw Malformed(file, failure);
        }
    }

    private static ReadException Malformed(string file, CsvFormatException failure) => new(
        $"{file}, line {Math.Max(1, failure.LineNumber)}",
        "Quotation marks do not match: one is opened and never closed, or stands in the middle of a cell. Double a quotation mark that belongs to the text, and close every one.",
        failure);

    private static CsvLine? Line(CsvReader reader, string file, int count, RemarkList remarks)
    {
        var place = $"{file}, line {reader.LineNumber}";
        var cells = new string[count];
        for (var i = 0; i < count; i++)
        {
            cells[i] = reader.GetString(i).Trim();
            if (cells[i].Length > LongestCell)
            {
                remarks.Add(RemarkWeight.NotTaken, place, $"A cell holds {cells[i].Length:N0} characters; {LongestCell:N0} are the most that are taken. The line was left out.");
                return null;
            }
        }

        return new CsvLine(place, cells);
    }
}
