using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in figures of members by period, whole or not at all. What the measure has already is met again; a figure that is otherwise is a revision, and what stood before is kept with the import that said it.</summary>
/// <param name="File">A CSV file, the same packed by gzip, or a workbook of one sheet.</param>
/// <param name="Measure">Short name of the measure; one that the study does not have begins with this file.</param>
/// <param name="Title">Title of a measure that begins; its short name where empty.</param>
/// <param name="Unit">What is counted, for a measure that begins; may be empty.</param>
/// <param name="Known">Partial date on which the file was published or known; today where null.</param>
/// <param name="Columns">Which columns hold what; found by their headings where empty.</param>
/// <param name="PartsMayDiffer">True to take figures beside parts that do not make them, as rounding and suppression leave them, and tell each; otherwise such a figure refuses the file.</param>
[Act("import-indicator", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file or no name of a measure was given")]
[Refuses("unreadable", "the file is damaged, of another layout, or its columns or periods cannot be told: the words say which and where")]
[Refuses("bad-date", "the date on which it was known is no date of the calendar")]
[Refuses("kind-differs", "the measure has figures of another kind, or periods of another length")]
[Refuses("other-breakdowns", "the measure is broken down otherwise than the file")]
[Refuses("part-twice", "the file gives a part of a figure twice, and differently")]
[Refuses("parts-differ", "the parts of a figure do not make the total that is given")]
public sealed record ImportIndicator(GivenFile? File, string Measure, string Title = "", string Unit = "", string? Known = null, IndicatorMapping? Columns = null, bool PartsMayDiffer = false) : Act<IndicatorImported>
{
    private IndicatorData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with a line for each member and period.");
        }

        var measure = Acting.Given(Measure, "The name of the measure");
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        try
        {
            data = await Task.Run(() => IndicatorCsv.Read(File.Bytes, File.Name, measure, Columns ?? new IndicatorMapping()), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The figures could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
        }

        if (data!.Twice.Count > 0)
        {
            Acting.Refuse("part-twice", string.Join(' ', data.Twice.Take(5)) + (data.Twice.Count > 5 ? $" And {data.Twice.Count - 5:N0} more." : ""), "Nothing was imported. Correct the file, or name the column that tells these lines apart as a breakdown.");
        }
    }

    /// <inheritdoc/>
    public override Task<IndicatorImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Progress.Report(new JobProgress(0, 0, "Writing figures"));
        return new IndicatorLanding(acting, this, data!).LandAsync();
    }
}

/// <summary>What an import of figures brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Kind">What kind of figures.</param>
/// <param name="Periods">How many periods the file has.</param>
/// <param name="Members">How many members it has.</param>
/// <param name="Figures">How many figures it has.</param>
/// <param name="Fresh">How many of them the measure did not have.</param>
/// <param name="Revised">How many of them the measure had otherwise.</param>
/// <param name="Same">How many of them the measure had just so.</param>
/// <param name="Repeats">True where the very same file had been brought in before.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record IndicatorImported(Guid Import, Guid Measure, MeasureKind Kind, int Periods, int Members, int Figures, int Fresh, int Revised, int Same, bool Repeats, int Remarks);
