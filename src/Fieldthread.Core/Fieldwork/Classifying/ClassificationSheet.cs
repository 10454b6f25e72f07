namespace Fieldthread.Core.Fieldwork.Classifying;

/// <summary>A classification sheet: a row for each case or file, a column for each attribute.</summary>
/// <param name="Name">What its first cell says: the name of the classification; may be empty.</param>
/// <param name="Attributes">Headings of the other columns, in their order.</param>
/// <param name="Rows">The rows, in their order.</param>
public sealed record ClassificationSheet(string Name, IReadOnlyList<string> Attributes, IReadOnlyList<ClassificationRow> Rows);

/// <summary>A row of a classification sheet.</summary>
/// <param name="Place">Where it stands, for remarks: “cases.xlsx, row 4”.</param>
/// <param name="Thing">Name of the case or file, alone or with the folders above it: <c>Cases\\Managers\Anna</c>.</param>
/// <param name="Values">Its cells, by attribute; empty beyond the last.</param>
public sealed record ClassificationRow(string Place, string Thing, IReadOnlyList<string> Values)
{
    /// <summary>The cell of an attribute, counted from 0; empty beyond the last.</summary>
    public string At(int attribute) => attribute < Values.Count ? Values[attribute] : "";

    /// <summary>The name without the folders that stand before it.</summary>
    public string Own => Thing.TrimEnd('\\') is var whole && whole.LastIndexOf('\\') is >= 0 and var at ? whole[(at + 1)..].Trim() : whole;
}
