using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>What a table of fieldwork would bring, without bringing it.</summary>
/// <param name="File">The table, as it goes out: .xlsx, or text with commas, semicolons or tabs; headings in its first row.</param>
/// <param name="Of">Which table.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
[Question("preview-table", Permission.ReadMaterial)]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the table has no row")]
[Refuses("no-key", "a heading is missing by which rows are known")]
public sealed record PreviewTable(GivenFile File, FieldSheet Of, string Sheet = "") : Question<TablePreview>
{
    /// <inheritdoc/>
    public override async Task<TablePreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var sheet = await Task.Run(() => FieldSheetFiles.Read(File, Sheet), asking.Cancel);
        var there = await OpenSheet.OfAsync(Of, asking.Context, asking.Services, asking.Cancel);
        return new TablePreview(Of, FieldSheetFiles.Plan(File, sheet, there));
    }
}

/// <summary>What a table would bring.</summary>
/// <param name="Of">Which table.</param>
/// <param name="Plan">What would be added and changed.</param>
public sealed record TablePreview(FieldSheet Of, SheetPlan Plan);

/// <summary>Brings in a table of fieldwork as it goes out, edited: rows that the study has not are added, cells that differ are changed, what the table does not name stays. It lands in one act or leaves no trace.</summary>
/// <param name="File">The table: .xlsx, or text with commas, semicolons or tabs; headings in its first row.</param>
/// <param name="Of">Which table.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
[Act("import-table", Permission.KeepMaterial, Tells = "everything")]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet")]
[Refuses("empty", "below its headings the table has no row")]
[Refuses("no-key", "a heading is missing by which rows are known")]
[Refuses("nothing-new", "the table says nothing that the study has not")]
[Refuses("row-refused", "a row does what the study does not allow, as an encounter that no approval covers: the words say which row and why; nothing was brought in")]
public sealed record ImportTable(GivenFile File, FieldSheet Of, string Sheet = "") : Act<TableImported>
{
    private Sheet? read;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        read = await Task.Run(() => FieldSheetFiles.Read(File, Sheet), cancel);
    }

    /// <inheritdoc/>
    public override async Task<TableImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (OpenSheet.Needs(Of) is { } needs)
        {
            await Authority.RequireAsync(acting.Context, acting.Actor, needs, $"bring in {FieldSheets.InWords(Of)}", acting.Cancel);
        }

        var there = await OpenSheet.OfAsync(Of, acting.Context, acting.Services, acting.Cancel);
        var plan = FieldSheetFiles.Plan(File, read!, there);
        if (plan.IsNothing)
        {
            Acting.Refuse("nothing-new", $"{File.Name} says nothing that the study has not.", plan.Remarks.FirstOrDefault(r => r.Weight == RemarkWeight.NotTaken) is { } no ? $"{no.Place}: {no.Message}" : "Nothing was changed.");
        }

        foreach (var row in plan.New.Concat(plan.Changed).OrderBy(r => r.Number))
        {
            try
            {
                await there.LandAsync(acting, row);
            }
            catch (RefusedException refused) when (refused.Refusal.Code != "not-allowed")
            {
                Acting.Refuse("row-refused", $"{File.Name}, row {row.Number}, “{row.Name}”: {refused.Refusal.Message}", $"{refused.Refusal.WhatToDo} Nothing of the table was brought in.".TrimStart());
            }
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "table", Remarks = Json.Write(plan.Remarks) });
        return new TableImported(import.Id, Of, plan.New.Count, plan.Changed.Count, plan.Changed.Sum(c => c.Changes.Count), plan.Same, plan.Remarks.Count(r => r.Weight != RemarkWeight.Note));
    }
}

/// <summary>What a table brought.</summary>
/// <param name="Import">The import; its remarks say what could not be taken.</param>
/// <param name="Of">Which table.</param>
/// <param name="Added">Rows added.</param>
/// <param name="Changed">Rows changed.</param>
/// <param name="Cells">Cells of these that are other now.</param>
/// <param name="Same">Rows that stood already.</param>
/// <param name="Remarks">Rows and columns that could not be taken.</param>
public sealed record TableImported(Guid Import, FieldSheet Of, int Added, int Changed, int Cells, int Same, int Remarks);

internal static class FieldSheetFiles
{
    public static Sheet Read(GivenFile file, string sheet)
    {
        var read = TrackerFiles.Sheet(file, sheet);
        if (read.Head is not { } head || !read.Rows.Any(r => r.Number > head.Number))
        {
            Acting.Refuse("empty", "Below its headings the table has no row.", "Take the table out as CSV or XLSX to see its headings.");
        }

        return read;
    }

    public static SheetPlan Plan(GivenFile file, Sheet sheet, OpenSheet there)
    {
        var head = sheet.Head!;
        var plan = SheetPlan.Of(file.Name, head.Cells, [.. sheet.Rows.Where(r => r.Number > head.Number).Select(r => new GivenRow(r.Number, r.Cells))], there.Ground);
        if (plan is null)
        {
            var keys = there.Ground.Columns.Where(c => c.IsKey).Select(c => $"“{c.Name}”").ToList();
            Acting.Refuse("no-key", $"The table has no heading {string.Join(" and ", there.Ground.Columns.Where(c => c.IsKey && !head.Cells.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).Select(c => $"“{c.Name}”"))}; rows are known by {string.Join(" and ", keys)}.", "Take the table out as CSV or XLSX to see its headings.");
        }

        return plan with { Remarks = [.. sheet.Remarks, .. plan.Remarks] };
    }
}
