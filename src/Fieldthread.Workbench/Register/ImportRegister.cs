using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in a register: organisations, names, codes, relations and change events. What the study has already is met again by its key and not repeated; what was known later stands, whichever came in first, and each list can still be asked by itself. It lands in one act or leaves no trace.</summary>
/// <param name="Files">The tables, a workbook whose sheets they are, or one zip of them; for any other layout, its one file.</param>
/// <param name="Layout">In which layout they come.</param>
/// <param name="Known">Partial date of the list: what was known then; null for today.</param>
/// <param name="Source">Name of the list, by which later ones of it are known; null for the layout’s or the mapping’s.</param>
/// <param name="Mapping">For a table of any layout, what its columns mean, as JSON.</param>
[Act("import-register", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("one-at-a-time", "a zip or a list came together with other files")]
[Refuses("no-mapping", "a table of any layout came without a mapping")]
[Refuses("bad-date", "the day of the list is no date of the calendar")]
[Refuses("unreadable", "a file or the mapping is damaged, of another layout, in an unknown encoding or with quotation marks that do not match: the words say which and where")]
[Refuses("cyclic", "successions of one day lead back to where they began")]
[Refuses("no-outcome", "an event does not say what came of it")]
[Refuses("before-it-existed", "an event names an organisation that opened after it")]
[Refuses("overlap", "a list in which a member stands under one group at a time has it under two")]
[Refuses("event-differs", "the study has an event of the same id with another date, kind or other parts")]
public sealed record ImportRegister(IReadOnlyList<GivenFile> Files, RegisterLayout Layout = RegisterLayout.Csv, string? Known = null, string? Source = null, string? Mapping = null) : Act<RegisterImported>
{
    private RegisterReadIn? read;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {(Files.Count > 0 ? Files[0].Name : "nothing")}"));
        read = await Task.Run(() => RegisterReadIn.Of(Files, Layout, Known, Source, Mapping), cancel);
    }

    /// <inheritdoc/>
    public override Task<RegisterImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Progress.Report(new JobProgress(0, 0, "Writing organisations and their facts"));
        return new RegisterLanding(acting, read!).LandAsync(string.Join(", ", Files.Select(f => Acting.Clean(f.Name))), Layout);
    }
}

/// <summary>What an import of a register brought. Counts are of what is new.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Organisations">Organisations.</param>
/// <param name="Names">Names.</param>
/// <param name="Codes">Codes.</param>
/// <param name="Relations">Relations.</param>
/// <param name="Events">Change events.</param>
/// <param name="Met">Organisations that the register had already.</param>
/// <param name="Changed">Facts whose last day, or other values, the file gives otherwise than the register had them.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
/// <param name="Vintage">Key of the list, by which it can be asked by itself; null where it said what a list of the same day and source had said.</param>
/// <param name="Further">Attributes, times on tracks and terms of relations.</param>
public sealed record RegisterImported(Guid Import, int Organisations, int Names, int Codes, int Relations, int Events, int Met, int Changed, int Remarks, string? Vintage, int Further);
