using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>Makes a framework matrix.</summary>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="RowsAre">What its rows are.</param>
/// <param name="Codes">The codes of its columns, by their ids, in order.</param>
/// <param name="Named">Or by names or paths, parted by semicolons.</param>
/// <param name="Below">True where codings of the codes below count in.</param>
/// <param name="Phase">Only sources of this phase; null for all.</param>
/// <param name="Site">Only rows of this site; null for all.</param>
/// <param name="Note">What it is for.</param>
[Act("make-framework", Permission.Code, Tells = "frameworks")]
[Refuses("empty", "the name is empty, or no code was chosen")]
[Refuses("name-taken", "another framework matrix has that name")]
[Refuses("unknown", "there is no such code, phase or site")]
[Refuses("unknown-name", "no code, or more than one, bears a name")]
public sealed record MakeFramework(string Name, Classified RowsAre = Classified.Sites, IReadOnlyList<Guid>? Codes = null, string? Named = null, bool Below = true, Guid? Phase = null, Guid? Site = null, string? Note = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = await FrameworkColumns.FreeNameAsync(acting, Name, null);
        var codes = await FrameworkColumns.CodesAsync(acting, Codes, Named);
        var row = acting.Add(new Framework
        {
            Name = name, RowsAre = RowsAre, Note = Acting.Clean(Note),
            PhaseId = Phase is { } phase ? (await acting.FindAsync<Phase>(phase)).Id : null, SiteId = Site is { } site ? (await acting.FindAsync<Site>(site)).Id : null,
        });
        codes.Select((c, i) => new FrameworkColumn { FrameworkId = row.Id, CodeId = c.Id, Below = Below, Ordinal = i + 1 }).ToList().ForEach(c => acting.Add(c));
        return new Added(row.Id);
    }
}

/// <summary>Gives a framework matrix another name, note or other columns. A column with written cells stays until they are emptied.</summary>
/// <param name="Framework">Which.</param>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Codes">The codes of its columns, by their ids, in order.</param>
/// <param name="Named">Or by names or paths, parted by semicolons.</param>
/// <param name="Below">True where codings of the codes below count in.</param>
/// <param name="Note">What it is for.</param>
[Act("change-framework", Permission.Code, Tells = "frameworks")]
[Refuses("unknown", "there is no such framework matrix or code")]
[Refuses("empty", "the name is empty, or no code was chosen")]
[Refuses("name-taken", "another framework matrix has that name")]
[Refuses("unknown-name", "no code, or more than one, bears a name")]
[Refuses("written", "a column that was left out has written cells")]
public sealed record ChangeFramework(Guid Framework, string Name, IReadOnlyList<Guid>? Codes = null, string? Named = null, bool Below = true, string? Note = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Framework>(Framework);
        (row.Name, row.Note) = (await FrameworkColumns.FreeNameAsync(acting, Name, row.Id), Acting.Clean(Note));
        var codes = await FrameworkColumns.CodesAsync(acting, Codes, Named);
        var columns = await acting.Context.Set<FrameworkColumn>().AsTracking().Where(c => c.FrameworkId == row.Id).ToListAsync(acting.Cancel);
        foreach (var gone in columns.Where(c => !codes.Exists(x => x.Id == c.CodeId)))
        {
            var cells = await acting.Context.Set<FrameworkCell>().AsTracking().Where(c => c.FrameworkId == row.Id && c.CodeId == gone.CodeId).ToListAsync(acting.Cancel);
            if (cells.Exists(c => c.Summary.Length > 0))
            {
                Acting.Refuse("written", $"The column “{(await acting.FindAsync<Code>(gone.CodeId)).Name}” has {cells.Count(c => c.Summary.Length > 0)} written cells.", "Empty them first, or make another matrix.");
            }

            cells.ForEach(acting.Remove);
            acting.Remove(gone);
        }

        foreach (var (code, i) in codes.Select((c, i) => (c, i + 1)))
        {
            var column = columns.Find(c => c.CodeId == code.Id) ?? acting.Add(new FrameworkColumn { FrameworkId = row.Id, CodeId = code.Id });
            (column.Below, column.Ordinal) = (Below, i);
        }

        return new Added(row.Id);
    }
}

/// <summary>Drops a framework matrix with all that was written in it. Undo brings it back.</summary>
/// <param name="Framework">Which.</param>
[Act("drop-framework", Permission.Code, Tells = "frameworks")]
[Refuses("unknown", "there is no such framework matrix")]
public sealed record DropFramework(Guid Framework) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Framework>(Framework);
        var cells = await acting.Context.Set<FrameworkCell>().AsTracking().Where(c => c.FrameworkId == row.Id).ToListAsync(acting.Cancel);
        var ids = cells.ConvertAll(c => c.Id);
        (await acting.Context.Set<FrameworkLink>().AsTracking().Where(l => ids.Contains(l.CellId)).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        cells.ForEach(acting.Remove);
        (await acting.Context.Set<FrameworkColumn>().AsTracking().Where(c => c.FrameworkId == row.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(row);
        return new Added(row.Id);
    }
}

internal static class FrameworkColumns
{
    public static async Task<string> FreeNameAsync(Acting acting, string given, Guid? except)
    {
        var name = Acting.Given(given, "The name");
        if (await acting.Context.Set<Framework>().AnyAsync(f => f.Name == name && f.Id != except, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a framework matrix “{name}”.", "Choose another name.");
        }

        return name;
    }

    public static async Task<List<Code>> CodesAsync(Acting acting, IReadOnlyList<Guid>? ids, string? named)
    {
        var codes = new List<Code>();
        foreach (var id in ids ?? [])
        {
            codes.Add(await acting.FindAsync<Code>(id));
        }

        codes = [.. codes.Concat(await NamedCodes.OfAsync(acting, named)).DistinctBy(c => c.Id)];
        if (codes.Count == 0)
        {
            Acting.Refuse("empty", "No code was chosen.", "Choose the codes that are its columns, or write their names.");
        }

        return codes;
    }

    /// <summary>A code becomes another: columns and cells follow it. Where both stand in a matrix, what was written is joined.</summary>
    public static async Task FollowAsync(Acting acting, Guid from, Guid into)
    {
        var columns = await acting.Context.Set<FrameworkColumn>().AsTracking().Where(c => c.CodeId == from || c.CodeId == into).ToListAsync(acting.Cancel);
        foreach (var column in columns.Where(c => c.CodeId == from))
        {
            if (columns.Exists(c => c.CodeId == into && c.FrameworkId == column.FrameworkId))
            {
                acting.Remove(column);
            }
            else
            {
                column.CodeId = into;
            }
        }

        var cells = await acting.Context.Set<FrameworkCell>().AsTracking().Where(c => c.CodeId == from || c.CodeId == into).ToListAsync(acting.Cancel);
        foreach (var cell in cells.Where(c => c.CodeId == from))
        {
            if (cells.Find(c => c.CodeId == into && c.FrameworkId == cell.FrameworkId && c.RowId == cell.RowId) is not { } other)
            {
                cell.CodeId = into;
                continue;
            }

            (other.Summary, other.Codings) = (string.Join("\n\n", new[] { other.Summary, cell.Summary }.Where(s => s.Length > 0)), other.Codings + cell.Codings);
            var links = await acting.Context.Set<FrameworkLink>().AsTracking().Where(l => l.CellId == cell.Id || l.CellId == other.Id).ToListAsync(acting.Cancel);
            foreach (var link in links.Where(l => l.CellId == cell.Id))
            {
                if (links.Exists(l => l.CellId == other.Id && l.CodingId == link.CodingId))
                {
                    acting.Remove(link);
                }
                else
                {
                    link.CellId = other.Id;
                }
            }

            acting.Remove(cell);
        }
    }
}
