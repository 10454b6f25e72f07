using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Brings in amounts of money and staff, whole or not at all: a line that cannot be taken refuses the file. What the study has already is met again. Sources may differ, and all stand.</summary>
/// <param name="File">A CSV file, or a workbook with a sheet of amounts.</param>
/// <param name="Known">Partial date on which lines without a date of their own were known; today where null.</param>
/// <param name="LeaveOutUnknown">True to leave out lines of organisations that the register does not know, and tell them; otherwise such a line refuses the file.</param>
[Act("import-money", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "the file is damaged or of another layout: the words say which and where")]
[Refuses("bad-line", "a line lacks a word that it needs, or its amount, unit, period or date is none: the words name the lines")]
[Refuses("bad-date", "the date on which it was known is no date of the calendar")]
[Refuses("unknown-organisation", "a line names an organisation that the register does not know, or by a code that several bear")]
[Refuses("contradicts-itself", "a source gives one amount twice, and otherwise, as known on one day")]
public sealed record ImportMoney(GivenFile? File, string? Known = null, bool LeaveOutUnknown = false) : Act<MoneyImported>
{
    private MoneyData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with a line for each organisation, amount and period.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        try
        {
            data = await Task.Run(() => MoneyCsv.Read(File.Bytes, File.Name), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The amounts could not be read. {failure.Place}: {failure.Message}", FileFaults.Untouched);
        }

        FileFaults.Refuse(data.Faults);
    }

    /// <inheritdoc/>
    public override Task<MoneyImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return new MoneyLanding(acting, this, data!).LandAsync();
    }
}

/// <summary>What an import of amounts brought.</summary>
/// <param name="Import">The import; its remarks say what was taken for granted or left out.</param>
/// <param name="Amounts">Amounts in the file.</param>
/// <param name="Fresh">How many of them the study did not have.</param>
/// <param name="Same">How many of them it had just so.</param>
/// <param name="LeftOut">How many were left out because the register does not know their organisations.</param>
/// <param name="Organisations">Organisations of which the file speaks.</param>
/// <param name="Conflicts">Amounts, among all that the study now has, that sources give differently.</param>
/// <param name="Remarks">Lines in which something was taken for granted, differs or was left out.</param>
public sealed record MoneyImported(Guid Import, int Amounts, int Fresh, int Same, int LeftOut, int Organisations, int Conflicts, int Remarks);

/// <summary>Brings in an index of prices, by which amounts are put into real terms.</summary>
/// <param name="File">A CSV file with the columns period and index, or a workbook with a sheet of it.</param>
/// <param name="Name">Its name; another file of the same name is a later, or an earlier, edition.</param>
/// <param name="Known">Partial date on which it was published; today where null.</param>
[Act("import-deflator", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file or no name was given")]
[Refuses("unreadable", "the file is damaged or of another layout: the words say which and where")]
[Refuses("bad-line", "a line has a period or an index that is none, or a period stands twice: the words name the lines")]
[Refuses("bad-date", "the date on which it was published is no date of the calendar")]
public sealed record ImportDeflator(GivenFile? File, string Name, string? Known = null) : Act<DeflatorImported>
{
    private DeflatorData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (File is null)
        {
            Acting.Refuse("empty", "No file was given.", "Choose a CSV file with the columns period and index.");
        }

        Acting.Given(Name, "The name of the index");
        try
        {
            data = await Task.Run(() => MoneyCsv.ReadDeflator(File.Bytes, File.Name), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The index could not be read. {failure.Place}: {failure.Message}", FileFaults.Untouched);
        }

        FileFaults.Refuse(data.Faults);
    }

    /// <inheritdoc/>
    public override Task<DeflatorImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var known = Studies.Dates.Read(Known) ?? PartialDate.Parse(Studies.Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var row = acting.Add(new Deflator
        {
            Name = Acting.Clean(Name), FileName = Acting.Clean(File!.Name), Sha256 = File.Sha256, Known = known.ToString(), KnownDay = known.Last.DayNumber,
            Indices = Json.Write(data!.Values.Select(v => new PriceIndex(v.Period.Span, v.Period.First, v.Index))), Remarks = Json.Write(data.Remarks),
        });
        return Task.FromResult(new DeflatorImported(row.Id, row.Name, data.Values.Count, data.Values[0].Period.Name, data.Values[^1].Period.Name, data.Remarks.Count(r => r.Weight != RemarkWeight.Note)));
    }
}

/// <summary>What an import of an index brought.</summary>
/// <param name="Id">The edition.</param>
/// <param name="Name">Name of the index.</param>
/// <param name="Periods">How many periods it has.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="Remarks">Lines in which something was taken for granted.</param>
public sealed record DeflatorImported(Guid Id, string Name, int Periods, string First, string Last, int Remarks);

/// <summary>An index of prices in a period, as it is kept.</summary>
internal sealed record PriceIndex(PeriodSpan Span, DateOnly First, decimal Index)
{
    public IndicatorPeriod Period => new(Span, First);
}
