using Fieldthread.Core.Basics;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Fieldwork.Tracker;

/// <summary>A row of a sheet, with its place for remarks.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
/// <param name="Cells">Its cells as text, trimmed; dates as 2021-06-14.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell in a column, counted from 0; empty beyond the last.</summary>
    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>True where no cell holds anything.</summary>
    public bool IsEmpty => Cells.All(c => c.Length == 0);
}

/// <summary>A sheet as it was read: rows of text, whatever they mean.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Name">Name of the sheet inside; empty for CSV.</param>
/// <param name="Others">Names of the other sheets of the file.</param>
/// <param name="Rows">Rows that hold anything, in order.</param>
/// <param name="Remarks">What was changed or not taken in reading.</param>
public sealed record Sheet(string File, string Name, IReadOnlyList<string> Others, IReadOnlyList<SheetRow> Rows, IReadOnlyList<Remark> Remarks)
{
    /// <summary>The row of headings: the first with at least two cells, or the first that there is.</summary>
    public SheetRow? Head => Rows.FirstOrDefault(r => r.Cells.Count(c => c.Length > 0) > 1) ?? (Rows.Count > 0 ? Rows[0] : null);

    /// <summary>The letters of a column, counted from 0: A, B, … Z, AA.</summary>
    public static string Letters(int column) => WorkbookReader.Letters(column);
}
