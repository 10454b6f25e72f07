using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Formats.Fieldwork.Tracker;

namespace Fieldthread.Formats.Fieldwork;

/// <summary>Classification sheets as NVivo writes and reads them: the name of the classification in the first cell of a workbook (nothing there in a text), attributes beside it, names of cases or files below.</summary>
public static class ClassificationSheets
{
    /// <summary>The sheet as a classification. The first row holds the headings.</summary>
    /// <param name="sheet">As it was read, whatever it means.</param>
    public static ClassificationSheet Of(Sheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Rows.Count == 0)
        {
            return new ClassificationSheet("", [], []);
        }

        var head = sheet.Rows[0];
        var width = Math.Max(head.Cells.Count, sheet.Rows.Max(r => r.Cells.Count));
        return new ClassificationSheet(
            head.At(0),
            [.. Enumerable.Range(1, Math.Max(0, width - 1)).Select(head.At)],
            [.. sheet.Rows.Skip(1).Select(r => new ClassificationRow($"{sheet.File}, row {r.Number}", r.At(0), [.. r.Cells.Skip(1)]))]);
    }
}
