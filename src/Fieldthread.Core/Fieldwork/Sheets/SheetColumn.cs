using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Sheets;

/// <summary>A cell as it was read.</summary>
/// <param name="Value">As the study writes it; empty for nothing.</param>
/// <param name="Problem">Why it cannot be taken, a sentence; null where it can.</param>
public sealed record SheetCell(string Value, string? Problem = null);

/// <summary>A column of a table of fieldwork: how it is called where the table goes out, and how a cell of it is read where it comes in.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Read">Reads a cell that is not empty.</param>
public sealed record SheetColumn(string Name, Func<string, SheetCell> Read)
{
    /// <summary>True where the columns of this kind together say which row of the study is meant.</summary>
    public bool IsKey { get; init; }

    /// <summary>True where the cell of a new row may not be empty.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>True for what is said of a change and not compared: the day of an answer, the version of a form.</summary>
    public bool IsBeside { get; init; }

    /// <summary>True where an empty cell leaves what stands, for nothing can be no value of it.</summary>
    public bool LeavesWhenEmpty { get; init; }

    /// <summary>Why a value may not become another, a sentence; null where it may.</summary>
    public Func<string, string, string?> Against { get; init; } = (_, _) => null;

    /// <summary>Any words.</summary>
    public static SheetColumn Text(string name) => new(name, cell => new SheetCell(cell));

    /// <summary>A partial date.</summary>
    public static SheetColumn Day(string name) => new(name, cell => PartialDate.TryParse(cell, out var date) ? new SheetCell(date.ToString()) : new SheetCell("", $"“{cell}” is no date. Write 2021, 2021-06 or 2021-06-14."));

    /// <summary>A whole number.</summary>
    /// <param name="name">Heading.</param>
    /// <param name="from">The least.</param>
    /// <param name="to">The most.</param>
    public static SheetColumn Number(string name, int from, int to) => new(name, cell => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
        ? new SheetCell(number.ToString(CultureInfo.InvariantCulture)) : new SheetCell("", $"“{cell}” is no whole number from {from:N0} to {to:N0}."));

    /// <summary>One of some words, in small or capital letters.</summary>
    public static SheetColumn OneOf(string name, IReadOnlyCollection<string> words) => new(name, cell => words.FirstOrDefault(w => w.Equals(cell, StringComparison.OrdinalIgnoreCase)) is { } word
        ? new SheetCell(word) : new SheetCell("", $"“{cell}” is none of these: {string.Join(", ", words.Where(w => w.Length > 0))}."));

    /// <summary>The name of something that the study has.</summary>
    /// <param name="name">Heading.</param>
    /// <param name="what">What it is: “site”.</param>
    /// <param name="known">Names that the study has.</param>
    public static SheetColumn Known(string name, string what, IReadOnlySet<string> known) => new(name, cell => known.Contains(cell) ? new SheetCell(cell) : new SheetCell("", $"The study has no {what} “{cell}”."));

    /// <summary>Several such names, with semicolons between them; their order says nothing.</summary>
    public static SheetColumn Several(string name, string what, IReadOnlySet<string> known) => new(name, cell =>
    {
        var names = cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance).ToList();
        return names.Find(n => !known.Contains(n)) is { } unknown ? new SheetCell("", $"The study has no {what} “{unknown}”.") : new SheetCell(string.Join("; ", names));
    });
}

/// <summary>What a study has in a table of fieldwork, before a sheet comes in.</summary>
/// <param name="Columns">Columns that are read.</param>
/// <param name="Rows">Its rows, a cell a column.</param>
/// <param name="Derived">Headings that go out with the table and are counted or kept elsewhere: not read.</param>
public sealed record SheetGround(IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlySet<string> Derived)
{
    /// <summary>True for a row that goes out with the table and is none of it: a sum.</summary>
    public Func<IReadOnlyList<string>, bool> IsNoRow { get; init; } = _ => false;

    /// <summary>False where a row that the study has not cannot come into being by a sheet.</summary>
    public bool CanAdd { get; init; } = true;
}
