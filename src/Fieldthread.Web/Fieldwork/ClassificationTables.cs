using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Classifying;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Classification sheets, as files.</summary>
public static class ClassificationTables
{
    /// <summary>Tables that go out.</summary>
    public static IReadOnlyList<TableExport> All { get; } = [TableExport.Of<ClassificationOf, ClassificationTable>("classification", "The classification sheet of sites, participants or sources", Sheet)];

    /// <summary>As NVivo reads it: the name of the classification in the first cell, names below it, a column for each attribute.</summary>
    public static PlainTable Sheet(ClassificationTable table) => new(
        "classification-" + table.Of.ToString().ToLowerInvariant(), [table.Of.ToString(), .. table.Columns.Select(c => c.Name)], [.. table.Rows.Select(r => (IReadOnlyList<object?>)[r.Name, .. r.Values.Select(v => v.Length > 0 ? v : null)])]);
}
