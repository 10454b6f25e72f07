using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>Writes a cell of a framework matrix, and says which codings stand behind the summary. An empty summary empties it.</summary>
/// <param name="Framework">Which matrix.</param>
/// <param name="Row">The site, participant or source of the row.</param>
/// <param name="Code">The code of the column.</param>
/// <param name="Summary">What the case says under the code.</param>
/// <param name="WrittenIn">The act that wrote the cell last, as it was read; 0 where nothing was written.</param>
/// <param name="Behind">Codings of the cell that stand behind the summary.</param>
[Act("write-cell", Permission.Code, Tells = "frameworks")]
[Refuses("unknown", "there is no such matrix, row or column, or a coding is none of the cell")]
[Refuses("changed-since", "somebody wrote the cell after it was read; their words are told")]
[Refuses("same", "the cell says this already")]
public sealed record WriteCell(Guid Framework, Guid Row, Guid Code, string Summary, long WrittenIn = 0, IReadOnlyList<Guid>? Behind = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var matrix = await acting.FindAsync<Framework>(Framework);
        var ground = await FrameworkGround.ReadAsync(acting.Context, matrix, acting.Cancel);
        if (!ground.Rows.Any(r => r.Id == Row) || ground.Columns.All(c => c.CodeId != Code))
        {
            Acting.Refuse("unknown", $"“{matrix.Name}” has no such cell.", "Its rows or columns may have changed; open the matrix again.");
        }

        var codings = ground.Codings[(Row, Code)].ToList();
        var behind = (Behind ?? []).ToHashSet();
        if (behind.Any(b => !codings.Exists(c => c.Id == b)))
        {
            Acting.Refuse("unknown", "A coding that was chosen is not in this cell any more.", "Read the cell again.");
        }

        var cell = await acting.Context.Set<FrameworkCell>().AsTracking().FirstOrDefaultAsync(c => c.FrameworkId == matrix.Id && c.RowId == Row && c.CodeId == Code, acting.Cancel);
        if ((cell?.RecordedIn ?? 0) != WrittenIn)
        {
            Acting.Refuse("changed-since", $"The cell was written by somebody else meanwhile. It now says: {(cell is { Summary.Length: > 0 } ? $"“{cell.Summary}”" : "nothing")}.", "Keep your words, read the cell again, and write what holds of both.");
        }

        var summary = Acting.Clean(Summary).ReplaceLineEndings("\n");
        var links = cell is null ? [] : await acting.Context.Set<FrameworkLink>().AsTracking().Where(l => l.CellId == cell.Id).ToListAsync(acting.Cancel);
        // Written again in the same words, a cell is up with its codings: that it was looked at is worth a record.
        if (summary == (cell?.Summary ?? "") && behind.SetEquals(links.Select(l => l.CodingId)) && (cell is null || (cell.Codings == codings.Count && codings.TrueForAll(c => c.Act <= cell.RecordedIn))))
        {
            Acting.Refuse("same", "The cell says this already.", "Nothing was changed.");
        }

        links.Where(l => summary.Length == 0 || !behind.Contains(l.CodingId)).ToList().ForEach(acting.Remove);
        cell ??= acting.Add(new FrameworkCell { FrameworkId = matrix.Id, RowId = Row, CodeId = Code });
        (cell.Summary, cell.AuthorId, cell.WrittenAt, cell.Codings) = (summary, acting.Me, acting.Now, codings.Count);
        if (summary.Length > 0)
        {
            behind.Except(links.Select(l => l.CodingId)).ToList().ForEach(b => acting.Add(new FrameworkLink { CellId = cell.Id, CodingId = b }));
        }

        return new Added(cell.Id);
    }
}
