using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Sheets;

/// <summary>A row of a sheet that comes in.</summary>
/// <param name="Number">Its number, counted from 1 with the headings.</param>
/// <param name="Cells">Its cells.</param>
public sealed record GivenRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A cell, counted from 0; empty beyond the last.</summary>
    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>A cell that would change.</summary>
/// <param name="Column">Its heading.</param>
/// <param name="Was">What stands; empty for nothing.</param>
/// <param name="Becomes">What would stand; empty for nothing.</param>
public sealed record CellChange(string Column, string Was, string Becomes);

/// <summary>A row that would be added or changed.</summary>
/// <param name="Number">Its number in the sheet.</param>
/// <param name="Standing">Which row of the study it is, counted from 0; null where it is new.</param>
/// <param name="Name">What it is called: its key.</param>
/// <param name="Cells">What would stand, a cell a column of the table.</param>
/// <param name="Changes">What of it is new or other.</param>
public sealed record SheetRowPlan(int Number, int? Standing, string Name, IReadOnlyList<string> Cells, IReadOnlyList<CellChange> Changes);

/// <summary>What a sheet would bring to a table of fieldwork, made without the study being touched.</summary>
/// <param name="New">Rows that would be added.</param>
/// <param name="Changed">Rows that would change.</param>
/// <param name="Same">Rows that stand already as the sheet has them.</param>
/// <param name="Remarks">What could not be taken, and where.</param>
public sealed record SheetPlan(IReadOnlyList<SheetRowPlan> New, IReadOnlyList<SheetRowPlan> Changed, int Same, IReadOnlyList<Remark> Remarks)
{
    /// <summary>True where nothing would be added or changed.</summary>
    public bool IsNothing => New.Count + Changed.Count == 0;

    /// <summary>Plans a sheet. A column that the sheet has not is left as it stands; an empty cell of one that it has takes away what stands. A row with a cell that cannot be read is left out whole.</summary>
    /// <param name="file">Name of the file, for remarks.</param>
    /// <param name="headings">The headings.</param>
    /// <param name="rows">The rows below them.</param>
    /// <param name="ground">What the study has.</param>
    /// <returns>The plan; null where a heading of the key is missing.</returns>
    public static SheetPlan? Of(string file, IReadOnlyList<string> headings, IReadOnlyList<GivenRow> rows, SheetGround ground)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(ground);
        return ground.Columns.Any(c => c.IsKey && At(headings, c.Name) < 0) ? null : new SheetPlanner(file, headings, ground).Plan(rows);
    }

    internal static int At(IReadOnlyList<string> headings, string name)
    {
        for (var i = 0; i < headings.Count; i++)
        {
            if (headings[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Plans one sheet.</summary>
internal sealed class SheetPlanner(string file, IReadOnlyList<string> headings, SheetGround ground)
{
    private readonly List<Remark> remarks = [];
    private readonly List<SheetRowPlan> added = [];
    private readonly List<SheetRowPlan> changed = [];
    private readonly List<int> keys = [.. Enumerable.Range(0, ground.Columns.Count).Where(i => ground.Columns[i].IsKey)];
    private readonly List<int> places = [.. ground.Columns.Select(c => SheetPlan.At(headings, c.Name))];
    private int same;

    public SheetPlan Plan(IReadOnlyList<GivenRow> rows)
    {
        Headings();
        var standing = Enumerable.Range(0, ground.Rows.Count).ToLookup(i => Key(ground.Rows[i]), StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (Read(row) is not { } cells || ground.IsNoRow(cells))
            {
                continue;
            }

            var (key, name) = (Key(cells), Name(cells));
            if (!seen.TryAdd(key, row.Number))
            {
                NotTaken(row, $"“{name}” stands in row {seen[key]} already; this row was left out.");
                continue;
            }

            Take(row, cells, name, [.. standing[key]]);
        }

        return new SheetPlan(added, changed, same, remarks);
    }

    private void Take(GivenRow row, string[] cells, string name, List<int> found)
    {
        if (found.Count > 1)
        {
            NotTaken(row, $"The study has {found.Count} of “{name}”, and which is meant cannot be told; this row was left out.");
        }
        else if (found.Count == 1)
        {
            var there = ground.Rows[found[0]];
            var becomes = cells.Select((c, i) => places[i] >= 0 && (c.Length > 0 || !(ground.Columns[i].LeavesWhenEmpty || ground.Columns[i].IsNeeded)) ? c : there[i]).ToList();
            var changes = Differences(there, becomes);
            if (changes.Select(c => (c.Column, Why: ground.Columns.First(k => k.Name == c.Column).Against(c.Was, c.Becomes))).FirstOrDefault(c => c.Why is not null) is { Why: { } why } no)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"{file}, row {row.Number}, column “{no.Column}”", why + " The row was left out."));
            }
            else if (changes.Count == 0)
            {
                same++;
            }
            else
            {
                changed.Add(new SheetRowPlan(row.Number, found[0], name, becomes, changes));
            }
        }
        else if (!ground.CanAdd)
        {
            NotTaken(row, $"The study has no “{name}” here; this row was left out.");
        }
        else if (ground.Columns.Where((c, i) => c.IsNeeded && cells[i].Length == 0).Select(c => c.Name).ToList() is [var missing, ..])
        {
            NotTaken(row, $"“{name}” is new, and its {missing} is missing; this row was left out.");
        }
        else
        {
            added.Add(new SheetRowPlan(row.Number, null, name, cells, Differences([.. cells.Select(_ => "")], cells)));
        }
    }

    private List<CellChange> Differences(IReadOnlyList<string> was, IReadOnlyList<string> becomes) =>
        [.. ground.Columns.Select((c, i) => (Column: c, Was: was[i], Becomes: becomes[i])).Where(c => !c.Column.IsKey && !c.Column.IsBeside && c.Was != c.Becomes).Select(c => new CellChange(c.Column.Name, c.Was, c.Becomes))];

    /// <summary>The cells of a row, as the study writes them; null where one of them cannot be taken.</summary>
    private string[]? Read(GivenRow row)
    {
        var cells = new string[ground.Columns.Count];
        var taken = true;
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = row.At(places[i]).Trim();
            var read = cell.Length == 0 ? new SheetCell("") : ground.Columns[i].Read(cell);
            cells[i] = read.Value;
            if (read.Problem is { } problem)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"{file}, row {row.Number}, column “{ground.Columns[i].Name}”", problem + " The row was left out."));
                taken = false;
            }
        }

        if (taken && keys.TrueForAll(k => cells[k].Length == 0))
        {
            NotTaken(row, $"Nothing says which one it is: “{string.Join("”, “", keys.Select(k => ground.Columns[k].Name))}” {(keys.Count == 1 ? "is" : "are")} empty. The row was left out.");
            taken = false;
        }

        return taken ? cells : null;
    }

    private void Headings()
    {
        var known = ground.Columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (heading, at) in headings.Select((h, i) => (h, i)).Where(h => h.h.Length > 0))
        {
            if (SheetPlan.At(headings, heading) != at)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"{file}, column “{heading}”", "Another column before it has the same heading; this one was left out."));
            }
            else if (!known.Contains(heading) && !ground.Derived.Contains(heading))
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"{file}, column “{heading}”", $"Not read. The columns of this table are {string.Join(", ", ground.Columns.Select(c => c.Name))}."));
            }
        }
    }

    private void NotTaken(GivenRow row, string message) => remarks.Add(new Remark(RemarkWeight.NotTaken, $"{file}, row {row.Number}", message));

    private string Key(IReadOnlyList<string> cells) => string.Join('\u001f', keys.Select(k => cells[k]));

    private string Name(IReadOnlyList<string> cells) => string.Join(", ", keys.Select(k => cells[k]).Where(c => c.Length > 0));
}
