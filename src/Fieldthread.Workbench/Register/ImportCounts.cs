using System.Text.Json.Serialization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in how many organisations others printed, whole or not at all. A count that the study has already, of the same source in the same words, is met again; one that says otherwise stands beside it.</summary>
/// <param name="File">A CSV file, or a workbook of one sheet.</param>
[Act("import-counts", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "the file is damaged or of another layout: the words say which and where")]
public sealed record ImportCounts(GivenFile? File) : Act<CountsImported>
{
    private CountsData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with a line for each count.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        try
        {
            data = await Task.Run(() => CountsCsv.Read(File.Bytes, File.Name), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The counts could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
        }
    }

    /// <inheritdoc/>
    public override async Task<CountsImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var had = (await acting.Context.Set<CountRow>().AsNoTracking().ToListAsync(acting.Cancel)).Select(r => r.Read() with { Place = "" }).ToHashSet();
        var import = acting.Add(new CountImport { FileName = Acting.Clean(File!.Name), Counts = data!.Counts.Count });
        var fresh = data.Counts.Where(c => had.Add(c with { Place = "" })).ToList();
        fresh.ForEach(c => acting.Add(CountRow.Of(c, import.Id)));
        var met = data.Counts.Count - fresh.Count;
        var remarks = data.Remarks.ToList();
        if (met > 0)
        {
            remarks.Add(new Remark(RemarkWeight.Note, File.Name, $"{met} of its counts {(met == 1 ? "is" : "are")} in the study already, or stand twice in the file, and {(met == 1 ? "was" : "were")} taken once."));
        }

        (import.Fresh, import.Remarks) = (fresh.Count, Json.Write(remarks));
        return new CountsImported(import.Id, data.Counts.Count, fresh.Count, met, remarks);
    }
}

/// <summary>What an import of published counts brought.</summary>
/// <param name="Import">The import.</param>
/// <param name="Counts">How many counts the file has.</param>
/// <param name="Fresh">How many of them the study did not have.</param>
/// <param name="Met">How many it had, or that stand twice in the file.</param>
/// <param name="Remarks">What was guessed or could not be taken, line by line.</param>
public sealed record CountsImported(Guid Import, int Counts, int Fresh, int Met, IReadOnlyList<Remark> Remarks);
