using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Frameworks;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Framework matrices, as files.</summary>
public static class FrameworkTables
{
    /// <summary>Tables that go out.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<FrameworkList, IReadOnlyList<FrameworkLine>>("frameworks", "Framework matrices and how far they are charted", List),
        TableExport.Of<FrameworkOf, FrameworkPage>("framework", "A framework matrix: a row a case, a column a code", Grid),
        TableExport.Of<FrameworkOf, FrameworkPage>("framework-cells", "The cells of a framework matrix, a row each, with who wrote them and what stands behind", Cells),
    ];

    /// <summary>A row a matrix.</summary>
    public static PlainTable List(IReadOnlyList<FrameworkLine> lines) => PlainTable.Of(
        "frameworks", lines, ("matrix", f => f.Name), ("rows are", f => f.RowsAre.ToString().ToLowerInvariant()), ("rows", f => f.Rows), ("columns", f => f.Columns), ("written", f => f.Written), ("to chart", f => f.ToChart), ("codings changed since", f => f.Behind));

    /// <summary>As people read it and as it comes in again: cases below each other, codes beside each other.</summary>
    public static PlainTable Grid(FrameworkPage page) => new(
        "framework", [page.Name, .. page.Columns.Select(c => c.Path)], [.. page.Rows.Select(r => (IReadOnlyList<object?>)[r.Name, .. r.Cells.Select(c => c.Summary.Length > 0 ? c.Summary : null)])]);

    /// <summary>A row a cell.</summary>
    public static PlainTable Cells(FrameworkPage page) => PlainTable.Of(
        "framework-cells", page.Rows.SelectMany(r => r.Cells.Select((c, i) => (Row: r, Column: page.Columns[i], Cell: c))), ("case", x => x.Row.Name), ("about", x => x.Row.About), ("code", x => x.Column.Path), ("summary", x => x.Cell.Summary), ("codings", x => x.Cell.Codings),
        ("sources", x => x.Cell.Sources), ("behind the summary", x => x.Cell.Linked), ("since", x => x.Cell.Since), ("gone", x => x.Cell.Gone), ("written by", x => x.Cell.Author), ("written", x => x.Cell.WrittenAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
}
