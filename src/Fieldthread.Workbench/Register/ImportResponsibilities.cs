using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in what organisations were responsible for, whole or not at all: a line that cannot be taken refuses the files, since each line changes a count. What the study has already is met again. Sources may disagree, and all stand.</summary>
/// <param name="Files">A table of statements, and beside it tables called levels and activities; or one workbook whose sheets they are.</param>
/// <param name="Levels">Levels from the lowest to the highest, parted by commas; where empty, those of the files, else those of the study.</param>
/// <param name="Known">Partial date on which lines without a date of their own were known; today where null.</param>
/// <param name="LeaveOutUnknown">True to leave out lines of organisations that the register does not know, and tell them; otherwise such a line refuses the files.</param>
[Act("import-responsibilities", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "a file is damaged or of another layout: the words say which and where")]
[Refuses("bad-line", "a line lacks a word that it needs, or a date of it is none: the words name the lines")]
[Refuses("ends-before-it-begins", "a line ends before it begins")]
[Refuses("bad-date", "the date on which it was known is no date of the calendar")]
[Refuses("no-order", "neither the files nor the study nor the form give the order of the levels")]
[Refuses("order-differs", "the study has its levels in another order")]
[Refuses("unknown-level", "a line has a level that is not in the order")]
[Refuses("unknown-organisation", "a line names an organisation that the register does not know, or by a code that several bear")]
[Refuses("contradicts-itself", "a source gives an organisation two levels of one activity at one time, as known on one day")]
public sealed record ImportResponsibilities(IReadOnlyList<GivenFile> Files, string Levels = "", string? Known = null, bool LeaveOutUnknown = false) : Act<ResponsibilitiesImported>
{
    private ResponsibilityData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Files is not { Count: > 0 })
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with a line for each organisation, activity and level.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {Files[0].Name}"));
        try
        {
            data = await Task.Run(() => ResponsibilityCsv.Read([.. Files.Select(f => (f.Name, f.Bytes))]), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The responsibilities could not be read. {failure.Place}: {failure.Message}", FileFaults.Untouched);
        }

        FileFaults.Refuse(data.Faults);
    }

    /// <inheritdoc/>
    public override Task<ResponsibilitiesImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Progress.Report(new JobProgress(0, 0, "Writing responsibilities"));
        return new ResponsibilityLanding(acting, this, data!).LandAsync();
    }
}

/// <summary>What an import of responsibilities brought.</summary>
/// <param name="Import">The import; its remarks say what was taken for granted or left out.</param>
/// <param name="Statements">Statements in the files.</param>
/// <param name="Fresh">How many of them the study did not have.</param>
/// <param name="Same">How many of them it had just so.</param>
/// <param name="LeftOut">How many were left out because the register does not know their organisations.</param>
/// <param name="Organisations">Organisations of which the files speak.</param>
/// <param name="Activities">Activities in them.</param>
/// <param name="Conflicts">Pairs of sources, among all that the study now has, that disagree about an organisation and an activity.</param>
/// <param name="Remarks">Lines in which something was taken for granted, disagrees or was left out.</param>
public sealed record ResponsibilitiesImported(Guid Import, int Statements, int Fresh, int Same, int LeftOut, int Organisations, int Activities, int Conflicts, int Remarks);

/// <summary>Faults of a file in words.</summary>
internal static class FileFaults
{
    public const string Untouched = "Nothing was imported and the study is as it was.";
    private const int Named = 12;

    /// <summary>Refuses where there is a fault: by the kind of the first, and naming the lines of all.</summary>
    /// <exception cref="RefusedException">There is one.</exception>
    public static void Refuse(IReadOnlyList<FileFault> faults)
    {
        if (faults.Count > 0)
        {
            var more = faults.Count > Named ? $" There are {faults.Count - Named:N0} more." : "";
            Acting.Refuse(faults[0].Code, string.Join(' ', faults.Take(Named).Select(f => $"{f.Place}: {f.Message}")) + more, FileFaults.Untouched + " Correct the lines and bring the file in again.");
        }
    }
}
