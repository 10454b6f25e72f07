using System.Globalization;
using CsvHelper;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Tracker;

/// <summary>Reads one sheet of any layout: an .xlsx workbook, or text with commas, semicolons or tabs between the cells.</summary>
public static class SheetReader
{
    /// <summary>The most rows that are read; a tracker of a study has hundreds.</summary>
    public const int MostRows = 20_000;

    private const int MostColumns = 200;
    private const int LongestCell = 2_000;

    /// <summary>A workbook is unpacked whole in memory, so it is bounded more closely than an archive.</summary>
    private static readonly ReadLimits Workbook = ReadLimits.Default with { FileBytes = 64L << 20, Entries = 2_000, EntryBytes = 128L << 20, TotalBytes = 256L << 20 };

    /// <summary>ExcelDataReader asks for the encoding of the old .xls, though it reads none here.</summary>
    static SheetReader() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

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
        // Every part is unpacked once under our bounds before another reader sees it.
        using (var zip = SafeZip.Open(bytes, Workbook))
        {
            if (zip.Find("xl/workbook.xml") is null)
            {
                throw new ReadException(file, "This is a zip file and no workbook. Give the .xlsx itself.");
            }

            foreach (var name in zip.Names)
            {
                zip.Read(name);
            }
        }

        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes.ToArray(), writable: false));
            var (rows, chosen, others) = (new List<SheetRow>(), (string?)null, new List<string>());
            do
            {
                if (chosen is not null || (wanted.Length > 0 && !string.Equals(reader.Name, wanted, StringComparison.OrdinalIgnoreCase)))
                {
                    others.Add(reader.Name);
                    continue;
                }

                chosen = reader.Name;
                for (var number = 1; reader.Read(); number++)
                {
                    Add(rows, file, number, Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns)).Select(i => Cell(reader.GetValue(i))), remarks);
                }
            }
            while (reader.NextResult());

            return new Sheet(
                file, chosen ?? throw new ReadException(file, wanted.Length > 0 ? $"The workbook has no sheet “{wanted}”. It has {string.Join(", ", others.Select(o => $"“{o}”"))}." : "The workbook has no sheet."),
                others, rows, remarks.ToList());
        }
        catch (Exception failure) when (failure is ExcelReaderException or System.Xml.XmlException or InvalidDataException or FormatException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException or OverflowException or KeyNotFoundException)
        {
            throw new ReadException(file, "The workbook is damaged or written in a way that is not understood. Open it, save it anew as .xlsx and try again.", failure);
        }
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

    private static string Cell(object? value) => value switch
    {
        null => "",
        DateTime at => at.ToString(at.TimeOfDay == TimeSpan.Zero || at.Year > 1900 ? "yyyy-MM-dd" : "HH:mm", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
