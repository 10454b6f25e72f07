using System.Globalization;
using System.Text;
using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Sheets;

/// <summary>Writes a table as CSV: UTF-8, a line of headings, commas, CR LF, quotation marks doubled inside quotation marks (RFC 4180).</summary>
public static class CsvSheet
{
    /// <summary>The table as bytes. A text that a spreadsheet would run as a formula is kept from it by an apostrophe; numbers are written as they are, with a point.</summary>
    public static byte[] Write(PlainTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var csv = new StringBuilder();
        Line(csv, table.Headings);
        foreach (var row in table.Rows)
        {
            Line(csv, row);
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static void Line(StringBuilder csv, IEnumerable<object?> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(object? cell)
    {
        if (cell is null or int or long or double or decimal)
        {
            return cell is null ? "" : ((IFormattable)cell).ToString(cell is double ? "R" : null, CultureInfo.InvariantCulture);
        }

        var text = cell.ToString() ?? "";
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
