using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Sheets;

/// <summary>A sheet of a workbook as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows from the first of the sheet on, cells trimmed, dates as 2021-06-14; a row that holds nothing has no cells. Null where the sheet was not asked for.</param>
internal sealed record WorkbookSheet(string Name, IReadOnlyList<string[]>? Rows);

/// <summary>Reads .xlsx workbooks (ISO/IEC 29500) under the bounds of every reader.</summary>
internal static class WorkbookReader
{
    /// <summary>A workbook is unpacked whole in memory, so it is bounded more closely than an archive.</summary>
    private static readonly ReadLimits Bounds = ReadLimits.Default with { FileBytes = 64L << 20, Entries = 2_000, EntryBytes = 128L << 20, TotalBytes = 256L << 20 };

    /// <summary>ExcelDataReader asks for the encoding of the old .xls, though it reads none here.</summary>
    static WorkbookReader() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    /// <summary>Reads the sheets of a workbook in their order.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="wanted">Which sheets are read, by name and by how many were read before; of the others only the name is given.</param>
    /// <param name="mostRows">Rows that a sheet may have.</param>
    /// <param name="mostColumns">Columns that are read; what stands beyond is remarked.</param>
    /// <param name="times">Whether a moment keeps its time of day (2021-06-14T09:30:00) or is its day alone.</param>
    /// <param name="remarks">Where what was not taken is told.</param>
    /// <exception cref="ReadException">The file is damaged, no workbook, or has more rows.</exception>
    public static List<WorkbookSheet> Read(ReadOnlyMemory<byte> bytes, string file, Func<string, int, bool> wanted, int mostRows, int mostColumns, bool times, RemarkList remarks)
    {
        Unpack(bytes, file, remarks);
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes.ToArray(), writable: false));
            var (sheets, taken) = (new List<WorkbookSheet>(), 0);
            do
            {
                var take = wanted(reader.Name, taken);
                taken += take ? 1 : 0;
                sheets.Add(new WorkbookSheet(reader.Name, take ? Rows(reader, $"{file}, sheet “{reader.Name}”", mostRows, mostColumns, times, remarks) : null));
            }
            while (reader.NextResult());
            return sheets;
        }
        catch (Exception failure) when (failure is ExcelReaderException or System.Xml.XmlException or InvalidDataException or FormatException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or NullReferenceException or OverflowException or KeyNotFoundException)
        {
            throw new ReadException(file, "The workbook is damaged or written in a way that is not understood. Open it, save it anew as .xlsx and try again.", failure);
        }
    }

    /// <summary>Every part is unpacked once under our bounds before another reader sees it; and that reader gives a formula’s error as nothing, so errors are counted here.</summary>
    private static void Unpack(ReadOnlyMemory<byte> bytes, string file, RemarkList remarks)
    {
        using var zip = SafeZip.Open(bytes, Bounds);
        if (zip.Find("xl/workbook.xml") is null)
        {
            throw new ReadException(file, "This is a zip file and no workbook. Give the .xlsx itself.");
        }

        var errors = 0;
        foreach (var name in zip.Names)
        {
            var part = zip.Read(name);
            errors += name.StartsWith("xl/worksheets/", StringComparison.Ordinal) ? part.Span.Count(" t=\"e\""u8) : 0;
        }

        if (errors > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, file, $"{Count.Of(errors, "cell")} of the workbook’s sheets {(errors == 1 ? "shows" : "show")} an error (#N/A, #DIV/0! …) in place of a value and {(errors == 1 ? "counts" : "count")} as empty.");
        }
    }

    private static List<string[]> Rows(IExcelDataReader reader, string place, int mostRows, int mostColumns, bool times, RemarkList remarks)
    {
        var (rows, filled, beyond) = (new List<string[]>(), 0, false);
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new string[Math.Min(reader.FieldCount, mostColumns)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cell(reader.GetValue(i), times).Trim();
            }

            beyond |= reader.FieldCount > mostColumns;
            var empty = Array.TrueForAll(cells, c => c.Length == 0);
            filled += empty ? 0 : 1;
            if (filled > mostRows || number > 1_048_576)
            {
                throw new ReadException(place, $"The sheet has more than {mostRows:N0} rows.");
            }

            rows.Add(empty ? [] : cells);
        }

        if (beyond)
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"The sheet has more than {mostColumns:N0} columns; those beyond were not read.");
        }

        return rows;
    }

    /// <summary>The letters of a column, counted from 0: A, B, … Z, AA.</summary>
    internal static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private static string Cell(object? value, bool times) => value switch
    {
        null => "",
        DateTime at => at.ToString(at.TimeOfDay == TimeSpan.Zero || (at.Year > 1900 && !times) ? "yyyy-MM-dd" : at.Year > 1900 ? "yyyy-MM-ddTHH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
