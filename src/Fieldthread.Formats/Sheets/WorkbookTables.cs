using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Sheets;

/// <summary>The sheets of a workbook as the tables that a reader of CSV takes: the sheet “Wave 1” is <c>wave1.csv</c>.</summary>
public static class WorkbookTables
{
    private const int MostRows = 200_000;
    private const int MostColumns = 5_000;

    /// <summary>True where the name is a workbook’s.</summary>
    public static bool Is(string name) => name?.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) == true || name?.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The tables of a workbook, in the order of its sheets. A row of the table has the number that it has in the sheet.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <param name="remarks">Where it is told which sheet became which table, and what was not taken.</param>
    /// <exception cref="ReadException">The workbook cannot be read.</exception>
    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Of(ReadOnlyMemory<byte> bytes, string file, RemarkList remarks)
    {
        ArgumentNullException.ThrowIfNull(remarks);
        var sheets = WorkbookReader.Read(bytes, file, (_, _) => true, MostRows, MostColumns, times: true, remarks);
        remarks.Add(RemarkWeight.Note, file, $"The sheets of this workbook were read as tables: {string.Join(", ", sheets.Select(s => $"“{s.Name}” as {TableName(s.Name)}"))}.");
        return [.. sheets.Where(s => s.Rows!.Any(r => r.Length > 0)).Select(s => (TableName(s.Name), Csv(s.Rows!)))];
    }

    private static string TableName(string sheet) => string.Concat(sheet.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))) + ".csv";

    private static ReadOnlyMemory<byte> Csv(IReadOnlyList<string[]> rows)
    {
        var last = rows.Count - 1;
        while (last >= 0 && rows[last].Length == 0)
        {
            last--;
        }

        // All rows as wide as the widest, but without the columns that hold nothing at all.
        var width = rows.Max(r => Array.FindLastIndex(r, c => c.Length > 0) + 1);
        var csv = new StringBuilder();
        for (var row = 0; row <= last; row++)
        {
            for (var i = 0; i < width; i++)
            {
                csv.Append(i == 0 ? "" : ",").Append('"').Append(i < rows[row].Length ? rows[row][i].Replace("\"", "\"\"", StringComparison.Ordinal) : "").Append('"');
            }

            csv.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
