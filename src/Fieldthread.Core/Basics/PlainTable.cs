namespace Fieldthread.Core.Basics;

/// <summary>A table as it leaves the program: headings, and rows of as many cells.</summary>
/// <param name="Name">Short name for files: <c>codes-by-phase</c>.</param>
/// <param name="Headings">Names of the columns.</param>
/// <param name="Rows">A cell is a text, a number (<see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>) or null for nothing.</param>
public sealed record PlainTable(string Name, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Makes a table of things, a row each.</summary>
    /// <param name="name">Short name for files.</param>
    /// <param name="rows">The things.</param>
    /// <param name="columns">Heading and cell of each column.</param>
    public static PlainTable Of<T>(string name, IEnumerable<T> rows, params (string Heading, Func<T, object?> Cell)[] columns) =>
        new(name, [.. columns.Select(c => c.Heading)], [.. rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => c.Cell(row))])]);
}
