using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Fieldwork.Tracker;

/// <summary>Reads one sheet of any layout: an .xlsx workbook, or text with commas, semicolons or tabs between the cells.</summary>
public static class SheetReader
{
    /// <summary>The most rows that are read; a tracker of a study has hundreds.</summary>
    public const int MostRows = 20_000;

    private const int MostColumns = 200;
    private const int LongestCell = 2_000;

    /// <summary>Reads a sheet.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="sheet">Name of the sheet inside; the first where empty.</param>
    /// <exception cref="ReadException">The file is damaged, locked, of another kind or too large, or has no such sheet.</exception>
    public static Sheet Read(ReadOnlyMemory<byte> bytes, string file, string sheet = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(sheet);
        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        if (bytes.Span.StartsWith("PK"u8))
        {
            return Excel(bytes, file, sheet.Trim(), remarks);
        }

        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new ReadException(file, "This is a workbook of the old kind (.xls), or one that is locked with a password. Save it as .xlsx without a password.");
        }

        return new Sheet(file, "", [], Text(bytes, file, remarks), remarks.ToList());
    }

    private static List<SheetRow> Text(ReadOnlyMemory<byte> bytes, string file, RemarkList remarks)
    {
        var text = TextDecoder.Decode(bytes.Span, file, PlainBytes.Utf8, remarks).Text;
        var rows = new List<SheetRow>();
        try
        {
            using var reader = CsvReader.FromText(text, CsvReaderOptions.Default with { HasHeader = false, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, Separator = SeparatorOf(text) });
            while (reader.Read())
            {
                Add(rows, file, (int)reader.LineNumber, Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(i => reader.GetString(i)), remarks);
            }
        }
        catch (CsvFormatException failure)
        {
            throw new ReadException($"{file}, line {Math.Max(1, failure.LineNumber)}", "Quotation marks do not match: one is opened and never closed, or stands in the middle of a cell.", failure);
        }

        return rows;
    }

    /// <summary>Of comma, semicolon and tab, the one that the first line with any holds most often.</summary>
    private static char SeparatorOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var (commas, semicolons, tabs) = (line.Count(','), line.Count(';'), line.Count('\t'));
            if (commas + semicolons + tabs > 0)
            {
                return tabs >= commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
            }
        }

        return ',';
    }

    private static Sheet Excel(ReadOnlyMemory<byte> bytes, string file, string wanted, RemarkList remarks)
    {
        var sheets = WorkbookReader.Read(bytes, file, (name, taken) => taken == 0 && (wanted.Length == 0 || string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase)), MostRows, MostColumns, times: false, remarks);
        var others = sheets.Where(s => s.Rows is null).Select(s => s.Name).ToList();
        if (sheets.Find(s => s.Rows is not null) is not { } chosen)
        {
            throw new ReadException(file, wanted.Length > 0 ? $"The workbook has no sheet “{wanted}”. It has {string.Join(", ", others.Select(o => $"“{o}”"))}." : "The workbook has no sheet.");
        }

        var rows = new List<SheetRow>();
        for (var i = 0; i < chosen.Rows!.Count; i++)
        {
            Add(rows, file, i + 1, chosen.Rows[i], remarks);
        }

        return new Sheet(file, chosen.Name, others, rows, remarks.ToList());
    }

    private static void Add(List<SheetRow> rows, string file, int number, IEnumerable<string> cells, RemarkList remarks)
    {
        var row = new SheetRow(number, [.. cells.Select(c => WellFormedText.Repair(c.Trim(), out _))]);
        if (row.IsEmpty)
        {
            return;
        }

        if (rows.Count == MostRows)
        {
            throw new ReadException(file, $"The sheet has more than {MostRows:N0} rows.");
        }

        if (row.Cells.Any(c => c.Length > LongestCell))
        {
            remarks.Add(RemarkWeight.NotTaken, $"{file}, row {number}", $"A cell holds more than {LongestCell:N0} characters. The row was left out.");
            return;
        }

        rows.Add(row);
    }
}
