using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>What a framework matrix from elsewhere would bring into one of the study, without bringing it.</summary>
/// <param name="File">The matrix as a table: .xlsx, or text with commas, semicolons or tabs; cases in the first column, themes in the first row.</param>
/// <param name="Framework">Into which matrix.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
/// <param name="Keep">Whether a written cell stays where the file has other words.</param>
[Question("preview-framework", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such framework matrix")]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the table has no row, or beside its names no column")]
public sealed record PreviewFramework(GivenFile File, Guid Framework, string Sheet = "", bool Keep = false) : Question<FrameworkPlan>
{
    /// <inheritdoc/>
    public override async Task<FrameworkPlan> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var read = await Task.Run(() => Classifying.ClassificationFiles.Read(File, Sheet), asking.Cancel);
        return await FrameworkPlan.OfAsync(asking.Context, await Frameworks.RequireAsync(asking, Framework), read, Keep, asking.Cancel);
    }
}

/// <summary>Brings the summaries of a framework matrix from elsewhere into one of the study. It lands in one act or leaves no trace.</summary>
/// <param name="File">The matrix as a table.</param>
/// <param name="Framework">Into which matrix.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
/// <param name="Keep">Whether a written cell stays where the file has other words.</param>
[Act("import-framework", Permission.Code, Tells = "frameworks")]
[Refuses("unknown", "there is no such framework matrix")]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the table has no row, or beside its names no column")]
[Refuses("nothing-new", "the table says nothing that the matrix has not")]
public sealed record ImportFramework(GivenFile File, Guid Framework, string Sheet = "", bool Keep = false) : Act<FrameworkImported>
{
    private Classifying.ClassificationRead? read;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        read = await Task.Run(() => Classifying.ClassificationFiles.Read(File, Sheet), cancel);
    }

    /// <inheritdoc/>
    public override async Task<FrameworkImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var matrix = await acting.FindAsync<Framework>(Framework);
        var plan = await FrameworkPlan.OfAsync(acting.Context, matrix, read!, Keep, acting.Cancel);
        if (plan.Cells.Count == 0)
        {
            Acting.Refuse("nothing-new", $"{File.Name} says nothing that “{matrix.Name}” has not.", plan.Remarks.Count > 0 ? plan.Remarks[0].Message : "Nothing was changed.");
        }

        var there = await acting.Context.Set<FrameworkCell>().AsTracking().Where(c => c.FrameworkId == matrix.Id).ToListAsync(acting.Cancel);
        foreach (var given in plan.Cells)
        {
            var cell = there.Find(c => c.RowId == given.Row && c.CodeId == given.Code) ?? acting.Add(new FrameworkCell { FrameworkId = matrix.Id, RowId = given.Row, CodeId = given.Code });
            (cell.Summary, cell.AuthorId, cell.WrittenAt, cell.Codings) = (given.Becomes, acting.Me, acting.Now, given.Codings);
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "framework", Remarks = Json.Write(plan.Remarks) });
        return new FrameworkImported(import.Id, plan.Cells.Count, plan.Same, plan.Remarks.Count(r => r.Weight != RemarkWeight.Note));
    }
}

/// <summary>What a framework matrix from elsewhere brought.</summary>
/// <param name="Import">The import; its remarks say what could not be taken.</param>
/// <param name="Cells">Cells written.</param>
/// <param name="Same">Cells that said so already.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record FrameworkImported(Guid Import, int Cells, int Same, int Remarks);

/// <summary>A cell that would be written.</summary>
/// <param name="Row">The row.</param>
/// <param name="RowName">Its name.</param>
/// <param name="Code">The code of the column.</param>
/// <param name="Path">Its path.</param>
/// <param name="Was">What stands; empty for nothing.</param>
/// <param name="Becomes">What would stand.</param>
/// <param name="Codings">How many codings the cell has.</param>
public sealed record PlannedCell(Guid Row, string RowName, Guid Code, string Path, string Was, string Becomes, int Codings);

/// <summary>What a framework matrix from elsewhere would bring.</summary>
/// <param name="Cells">Cells that would be written, row by row.</param>
/// <param name="Same">Cells that say so already.</param>
/// <param name="Remarks">Rows and columns that are nothing of the matrix, and cells that were left.</param>
public sealed partial record FrameworkPlan(IReadOnlyList<PlannedCell> Cells, int Same, IReadOnlyList<Remark> Remarks)
{
    internal static async Task<FrameworkPlan> OfAsync(StudyContext context, Framework matrix, Classifying.ClassificationRead read, bool keep, CancellationToken cancel)
    {
        var ground = await FrameworkGround.ReadAsync(context, matrix, cancel);
        var standing = (await context.All<FrameworkCell>().Where(c => c.FrameworkId == matrix.Id).ToListAsync(cancel)).ToDictionary(c => (c.RowId, c.CodeId), c => c.Summary);
        var (remarks, cells, same) = (read.Remarks.ToList(), new List<PlannedCell>(), 0);
        var columns = read.Sheet.Attributes.Select(h => h.Length == 0 ? null : Met(h, [.. ground.Columns.SelectMany(c => Names(ground.Paths[c.CodeId]).Select(n => (c.CodeId, n)))], "code", remarks, "column " + h)).ToList();
        var seen = new HashSet<(Guid, Guid)>();
        foreach (var row in read.Sheet.Rows.Where(r => r.Thing.Length > 0))
        {
            if (Met(row.Thing, [.. ground.Rows.Select(r => (r.Id, r.Name))], "row", remarks, row.Place) is not { } id)
            {
                continue;
            }

            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i] is not { } code || row.At(i) is not { Length: > 0 } written)
                {
                    continue;
                }

                var (words, was, name) = (written.ReplaceLineEndings("\n"), standing.GetValueOrDefault((id, code), ""), ground.Rows.First(r => r.Id == id).Name);
                if (!seen.Add((id, code)))
                {
                    remarks.Add(new Remark(RemarkWeight.NotTaken, row.Place, $"The cell of “{name}” under “{ground.Paths[code]}” stood further up already; these words were left out."));
                }
                else if (was == words)
                {
                    same++;
                }
                else if (keep && was.Length > 0)
                {
                    remarks.Add(new Remark(RemarkWeight.Note, row.Place, $"The cell of “{name}” under “{ground.Paths[code]}” stays as it is."));
                }
                else
                {
                    cells.Add(new PlannedCell(id, name, code, ground.Paths[code], was, words, ground.Codings[(id, code)].Count()));
                }
            }
        }

        return new FrameworkPlan(cells, same, remarks);
    }

    private static IEnumerable<string> Names(string path) => [path, Core.Fieldwork.CodePath.Parse(path)[^1]];

    /// <summary>As it is written, else without the number or letter that NVivo puts before it (“2 : Anna”, “B : Trust”), each in whatever letters.</summary>
    private static Guid? Met(string written, IReadOnlyList<(Guid Id, string Name)> names, string what, List<Remark> remarks, string place)
    {
        foreach (var tried in new[] { written, Numbered().Replace(written, "") })
        {
            foreach (var how in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
            {
                var found = names.Where(n => n.Name.Equals(tried, how)).Select(n => n.Id).Distinct().ToList();
                if (found.Count == 1)
                {
                    return found[0];
                }

                if (found.Count > 1)
                {
                    remarks.Add(new Remark(RemarkWeight.NotTaken, place, $"“{tried}” is more than one {what} of the matrix; it was left out."));
                    return null;
                }
            }
        }

        remarks.Add(new Remark(RemarkWeight.NotTaken, place, $"“{written}” is no {what} of the matrix; it was left out."));
        return null;
    }

    [GeneratedRegex(@"^([0-9]{1,5}|[A-Z]{1,3})\s?:\s?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();
}
