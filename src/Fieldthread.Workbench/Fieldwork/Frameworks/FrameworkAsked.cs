using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>The framework matrices of the study, by name, with how far each is charted.</summary>
[Question("frameworks", Permission.ReadMaterial)]
public sealed record FrameworkList : Question<IReadOnlyList<FrameworkLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<FrameworkLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var lines = new List<FrameworkLine>();
        foreach (var matrix in (await asking.Context.All<Framework>().ToListAsync(asking.Cancel)).OrderBy(f => f.Name, NaturalOrder.Instance))
        {
            var grid = await new FrameworkOf(matrix.Id).AskAsync(asking);
            var cells = grid.Rows.SelectMany(r => r.Cells).ToList();
            lines.Add(new FrameworkLine(matrix.Id, matrix.Name, matrix.RowsAre, grid.Rows.Count, grid.Columns.Count, cells.Count(c => c.Summary.Length > 0), cells.Count(c => c.IsToChart), cells.Count(c => c.IsBehind)));
        }

        return lines;
    }
}

/// <summary>A framework matrix in a list.</summary>
/// <param name="Id">The matrix.</param>
/// <param name="Name">Its name.</param>
/// <param name="RowsAre">What its rows are.</param>
/// <param name="Rows">How many.</param>
/// <param name="Columns">How many codes.</param>
/// <param name="Written">Cells that are written.</param>
/// <param name="ToChart">Cells with codings and no words yet.</param>
/// <param name="Behind">Written cells whose codings have changed since.</param>
public sealed record FrameworkLine(Guid Id, string Name, Classified RowsAre, int Rows, int Columns, int Written, int ToChart, int Behind);

/// <summary>A framework matrix with its cells.</summary>
/// <param name="Framework">Which.</param>
[Question("framework", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such framework matrix")]
public sealed record FrameworkOf(Guid Framework) : Question<FrameworkPage>
{
    /// <inheritdoc/>
    public override async Task<FrameworkPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var matrix = await Frameworks.RequireAsync(asking, Framework);
        var ground = await FrameworkGround.ReadAsync(asking.Context, matrix, asking.Cancel);
        var cells = (await asking.Context.All<FrameworkCell>().Where(c => c.FrameworkId == matrix.Id).ToListAsync(asking.Cancel)).ToDictionary(c => (c.RowId, c.CodeId));
        var links = (await asking.Context.All<FrameworkLink>().ToListAsync(asking.Cancel)).ToLookup(l => l.CellId, l => l.CodingId);
        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var said = await asking.Context.All<Code>().ToDictionaryAsync(c => c.Id, c => c.Definition, asking.Cancel);
        var shown = ground.Rows.Select(r => r.Id).ToHashSet();
        return new FrameworkPage(
            matrix.Id, matrix.Name, matrix.RowsAre, matrix.Note,
            matrix.PhaseId is { } phase ? (await asking.Context.All<Phase>().FirstOrDefaultAsync(p => p.Id == phase, asking.Cancel))?.Name : null,
            matrix.SiteId is { } site ? (await asking.Context.All<Site>().FirstOrDefaultAsync(s => s.Id == site, asking.Cancel))?.Name : null,
            [.. ground.Columns.Select(c => new FrameworkHead(c.CodeId, ground.Paths.GetValueOrDefault(c.CodeId, ""), c.Below, said.GetValueOrDefault(c.CodeId, "")))],
            [.. ground.Rows.Select(r => new FrameworkCase(r.Id, r.Name, r.About, [.. ground.Columns.Select(c => Cell(asking, ground, r.Id, c.CodeId, cells.GetValueOrDefault((r.Id, c.CodeId)), links, people))]))],
            cells.Values.Count(c => c.Summary.Length > 0 && !shown.Contains(c.RowId)));
    }

    internal static FrameworkCellLine Cell(Asking asking, FrameworkGround ground, Guid row, Guid code, FrameworkCell? cell, ILookup<Guid, Guid> links, IReadOnlyDictionary<Guid, string> people)
    {
        var codings = ground.Codings[(row, code)].ToList();
        if (cell is null || cell.Summary.Length == 0)
        {
            return new FrameworkCellLine(row, code, codings.Count, codings.Select(c => c.Source).Distinct().Count(), "", null, null, cell?.RecordedIn ?? 0, 0, 0, 0);
        }

        // Who sees only their own codings would be told of a change that is none.
        var since = asking.Context.BlindTo is null ? codings.Count(c => c.Act > cell.RecordedIn) : 0;
        var gone = asking.Context.BlindTo is null ? Math.Max(0, cell.Codings - (codings.Count - since)) : 0;
        var behind = links[cell.Id].ToHashSet();
        return new FrameworkCellLine(row, code, codings.Count, codings.Select(c => c.Source).Distinct().Count(), cell.Summary, cell.AuthorId is { } by ? people.GetValueOrDefault(by) : null, cell.WrittenAt, cell.RecordedIn, since, gone, codings.Count(c => behind.Contains(c.Id)));
    }
}

/// <summary>A framework matrix.</summary>
/// <param name="Id">The matrix.</param>
/// <param name="Name">Its name.</param>
/// <param name="RowsAre">What its rows are.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Phase">Only sources of this phase count, or null.</param>
/// <param name="Site">Only rows of this site, or null.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, by name.</param>
/// <param name="Elsewhere">Written cells of rows that are not shown, because they left the study or the phase.</param>
public sealed record FrameworkPage(Guid Id, string Name, Classified RowsAre, string Note, string? Phase, string? Site, IReadOnlyList<FrameworkHead> Columns, IReadOnlyList<FrameworkCase> Rows, int Elsewhere);

/// <summary>A column.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path.</param>
/// <param name="Below">True where codings of the codes below count in.</param>
/// <param name="Definition">What the code means.</param>
public sealed record FrameworkHead(Guid Code, string Path, bool Below, string Definition);

/// <summary>A row.</summary>
/// <param name="Id">The site, participant or source.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">Role, site or phase; may be empty.</param>
/// <param name="Cells">A cell a column.</param>
public sealed record FrameworkCase(Guid Id, string Name, string About, IReadOnlyList<FrameworkCellLine> Cells);

/// <summary>A cell.</summary>
/// <param name="Row">The row.</param>
/// <param name="Code">The code of the column.</param>
/// <param name="Codings">How many codings it has.</param>
/// <param name="Sources">In how many sources.</param>
/// <param name="Summary">What was written; empty for nothing.</param>
/// <param name="Author">Who wrote it last, or null.</param>
/// <param name="WrittenAt">When, UTC, or null.</param>
/// <param name="Act">The act that wrote it last, to be given back when it is written again; 0 for none.</param>
/// <param name="Since">Codings that came or were changed since it was written.</param>
/// <param name="Gone">Codings that it had then and has no more.</param>
/// <param name="Linked">Codings that stand behind the summary.</param>
public sealed record FrameworkCellLine(Guid Row, Guid Code, int Codings, int Sources, string Summary, string? Author, DateTimeOffset? WrittenAt, long Act, int Since, int Gone, int Linked)
{
    /// <summary>True where codings wait to be summarised.</summary>
    public bool IsToChart => Summary.Length == 0 && Codings > 0;

    /// <summary>True where the codings changed since it was written.</summary>
    public bool IsBehind => Since + Gone > 0;
}

/// <summary>One cell with the quotations behind it.</summary>
/// <param name="Framework">Which matrix.</param>
/// <param name="Row">The site, participant or source.</param>
/// <param name="Code">The code of the column.</param>
[Question("framework-cell", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such framework matrix, row or column")]
public sealed record FrameworkCellOf(Guid Framework, Guid Row, Guid Code) : Question<FrameworkCellPage>
{
    /// <inheritdoc/>
    public override async Task<FrameworkCellPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var matrix = await Frameworks.RequireAsync(asking, Framework);
        var ground = await FrameworkGround.ReadAsync(asking.Context, matrix, asking.Cancel);
        if (!ground.Rows.Any(r => r.Id == Row) || ground.Columns.All(c => c.CodeId != Code))
        {
            Asking.Refuse("unknown", $"“{matrix.Name}” has no such cell.", "Its rows or columns may have changed; open the matrix again.");
        }

        var cell = await asking.Context.All<FrameworkCell>().FirstOrDefaultAsync(c => c.FrameworkId == matrix.Id && c.RowId == Row && c.CodeId == Code, asking.Cancel);
        var links = (await asking.Context.All<FrameworkLink>().ToListAsync(asking.Cancel)).ToLookup(l => l.CellId, l => l.CodingId);
        var people = await asking.Context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var codings = ground.Codings[(Row, Code)].ToList();
        var revisions = codings.Select(c => c.Revision).Distinct().ToList();
        var originals = await Originals.OfAsync(asking);
        var texts = (await asking.Context.All<Revision>().Where(r => revisions.Contains(r.Id)).ToListAsync(asking.Cancel)).ToDictionary(r => r.Id, r => originals.Cover(r.Id, r.Text));
        var names = await asking.Context.All<Source>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel);
        var where = await PlacesOfText.OfAsync(asking.Context, revisions, asking.Cancel);
        var behind = cell is null ? [] : links[cell.Id].ToHashSet();
        var order = ground.Rows.SelectMany(r => ground.Columns.Select(c => (Row: r.Id, Code: c.CodeId))).ToList();
        var at = order.IndexOf((Row, Code));
        var written = (await asking.Context.All<FrameworkCell>().Where(c => c.FrameworkId == matrix.Id && c.Summary != "").Select(c => new { c.RowId, c.CodeId }).ToListAsync(asking.Cancel)).Select(c => (c.RowId, c.CodeId)).ToHashSet();
        var next = order.Skip(at + 1).Concat(order.Take(at)).Where(o => !written.Contains(o) && ground.Codings[o].Any()).Select(o => ((Guid, Guid)?)o).FirstOrDefault();
        return new FrameworkCellPage(
            matrix.Id, matrix.Name, ground.Rows.First(r => r.Id == Row).Name, ground.Rows.First(r => r.Id == Row).About, ground.Paths.GetValueOrDefault(Code, ""),
            FrameworkOf.Cell(asking, ground, Row, Code, cell, links, people),
            [.. codings.Select(c => new FrameworkQuotation(c.Id, c.Source, names.GetValueOrDefault(c.Source, ""), c.Start, c.End, texts[c.Revision][c.Start..c.End], ground.Paths.GetValueOrDefault(c.Code, ""), people.GetValueOrDefault(c.Coder, ""), where.Where(c.Revision, c.Start, c.End).InWords, behind.Contains(c.Id), cell is { Summary.Length: > 0 } && asking.Context.BlindTo is null && c.Act > cell.RecordedIn))],
            next is { } n ? new FrameworkNext(n.Item1, n.Item2) : null);
    }
}

/// <summary>A cell with what stands behind it.</summary>
/// <param name="Framework">The matrix.</param>
/// <param name="Name">Its name.</param>
/// <param name="RowName">Name of the row.</param>
/// <param name="About">Role, site or phase; may be empty.</param>
/// <param name="Path">Path of the code.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Quotations">Its codings with their words, source by source.</param>
/// <param name="Next">The next cell with codings and without words; null at the end.</param>
public sealed record FrameworkCellPage(Guid Framework, string Name, string RowName, string About, string Path, FrameworkCellLine Cell, IReadOnlyList<FrameworkQuotation> Quotations, FrameworkNext? Next);

/// <summary>A cell to go on with.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Code">Its code.</param>
public sealed record FrameworkNext(Guid Row, Guid Code);

/// <summary>A coding of a cell.</summary>
/// <param name="Coding">The coding.</param>
/// <param name="Source">Its source.</param>
/// <param name="SourceName">Name of that.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">The words.</param>
/// <param name="Path">Path of its code, which may be below that of the column.</param>
/// <param name="Coder">Who coded.</param>
/// <param name="Place">“p. 7” or “12:04”; may be empty.</param>
/// <param name="Behind">True where it stands behind the summary.</param>
/// <param name="IsNew">True where it came or was changed since the summary was written.</param>
public sealed record FrameworkQuotation(Guid Coding, Guid Source, string SourceName, int Start, int End, string Words, string Path, string Coder, string Place, bool Behind, bool IsNew);

internal static class Frameworks
{
    public static async Task<Framework> RequireAsync(Asking asking, Guid id)
    {
        var matrix = await asking.Context.All<Framework>().FirstOrDefaultAsync(f => f.Id == id, asking.Cancel);
        if (matrix is null)
        {
            Asking.Refuse("unknown", "There is no such framework matrix in this study.", "It may have been dropped; look in the list.");
        }

        return matrix!;
    }
}
