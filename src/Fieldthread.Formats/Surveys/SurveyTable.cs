using System.Text;
using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary>A row of a table, with its place in the file.</summary>
/// <param name="Place">As “wave1.csv, row 4”, the line of headings counted as row 1.</param>
/// <param name="Cells">Its cells, trimmed; as many as there are headings.</param>
internal sealed record SurveyRow(string Place, string[] Cells);

/// <summary>A CSV table with one line of headings, read whole.</summary>
internal sealed class SurveyTable
{
    private const int MostColumns = 5_000;
    private const int LargestRow = 16 << 20;

    private readonly Dictionary<string, int> at = new(StringComparer.OrdinalIgnoreCase);

    private SurveyTable(string name, List<string> headings)
    {
        Name = name;
        Headings = headings;
    }

    public string Name { get; }

    public IReadOnlyList<string> Headings { get; }

    public List<SurveyRow> Rows { get; } = [];

    /// <summary>Reads a table.</summary>
    /// <exception cref="ReadException">It is no such table: unknown encoding, no headings, two headings of one name, quotation marks that do not close.</exception>
    public static SurveyTable Read(SurveyFile file, string name, RemarkList remarks)
    {
        var text = TextDecoder.Decode(file.Bytes.Span, name, PlainBytes.Utf8, remarks).Text;
        try
        {
            using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text), CsvReaderOptions.Default with { HasHeader = false, Separator = Separator(text, name, remarks), MaxRecordSize = LargestRow, MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true, IncludeValuesInExceptions = false });
            return Read(csv, name, remarks);
        }
        catch (CsvFormatException failure)
        {
            // Its message may hold what a cell holds; the number of the line is enough to find it.
            throw new ReadException($"{name}, line {failure.LineNumber}", "The table is damaged here: a quotation mark opens or closes in the wrong place. Open it in a spreadsheet and save it as CSV again.", failure);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or FormatException or IOException or NotSupportedException)
        {
            throw new ReadException(name, "The table cannot be read as CSV. Open it in a spreadsheet and save it as CSV again.", failure);
        }
    }

    /// <summary>The column of a heading, or −1.</summary>
    public int Find(string heading) => at.GetValueOrDefault(heading, -1);

    /// <summary>The column of a heading that there must be.</summary>
    /// <exception cref="ReadException">There is none.</exception>
    public int Column(string heading) => at.TryGetValue(heading, out var column) ? column : throw new ReadException($"{Name}, row 1", $"The column “{heading}” is missing. The handbook’s page on surveys lists the columns.");

    private static SurveyTable Read(CsvReader csv, string name, RemarkList remarks)
    {
        SurveyTable? table = null;
        for (var row = 1; csv.Read(); row++)
        {
            var cells = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim()).ToArray();
            if (table is null)
            {
                table = Headed(name, cells);
                continue;
            }

            var place = $"{name}, row {row}";
            if (cells.Length > table.Headings.Count && cells.Skip(table.Headings.Count).Any(c => c.Length > 0))
            {
                remarks.Add(RemarkWeight.NotTaken, place, $"The row has {cells.Length} cells, but there are {table.Headings.Count} headings; what stands beyond them was not taken.");
            }
            else if (cells.Length < table.Headings.Count && cells.Any(c => c.Length > 0))
            {
                remarks.Add(RemarkWeight.Guessed, place, $"The row has {Count.Of(cells.Length, "cell")}, but there are {table.Headings.Count} headings; the missing ones count as empty.");
            }

            Array.Resize(ref cells, table.Headings.Count);
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] ??= "";
            }

            if (cells.Any(c => c.Length > 0))
            {
                table.Rows.Add(new SurveyRow(place, cells));
            }
        }

        return table ?? throw new ReadException(name, "The file is empty; at least a line of headings is needed.");
    }

    private static SurveyTable Headed(string name, string[] cells)
    {
        var headings = cells.ToList();
        while (headings.Count > 0 && headings[^1].Length == 0)
        {
            headings.RemoveAt(headings.Count - 1);
        }

        if (headings.Count is 0 or > MostColumns)
        {
            throw new ReadException($"{name}, row 1", headings.Count == 0 ? "The line of headings is empty." : $"The table has {headings.Count:N0} columns; {MostColumns:N0} are the most that are read.");
        }

        var table = new SurveyTable(name, headings);
        for (var i = 0; i < headings.Count; i++)
        {
            if (headings[i].Length > 0 && !table.at.TryAdd(headings[i], i))
            {
                throw new ReadException($"{name}, row 1", $"Two columns are called “{headings[i]}”, and which one is meant cannot be told. Rename one.");
            }
        }

        return table;
    }

    /// <summary>Commas; but some spreadsheets write semicolons or tabs, which the line of headings shows.</summary>
    private static char Separator(string text, string name, RemarkList remarks)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var headings = end < 0 ? text : text[..end];
        var separator = headings.Contains(',', StringComparison.Ordinal) ? ',' : headings.Contains(';', StringComparison.Ordinal) ? ';' : headings.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        if (separator != ',')
        {
            remarks.Add(RemarkWeight.Note, name, $"Cells are separated by {(separator == ';' ? "semicolons" : "tabs")}, and were read so.");
        }

        return separator;
    }
}
