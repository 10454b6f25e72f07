using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study knows of money and staff: amounts, periods, sources, indices of prices, and the files that they came from.</summary>
[Question("money-about", Permission.ReadStudy)]
public sealed record MoneyAbout : Question<MoneyOverview>
{
    /// <inheritdoc/>
    public override async Task<MoneyOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var index = await MoneyIndex.OfAsync(asking);
        return new MoneyOverview(
            [.. index.Rows.GroupBy(r => (r.What, r.Unit, r.Kind)).OrderBy(g => g.Key.What, StringComparer.Ordinal).ThenBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.Kind)
                .Select(g => new AmountSort(g.Key.What, g.Key.Unit, g.Key.Kind, g.Select(r => r.OrganisationId).Distinct().Count(), g.Min(r => r.About.Period).Name, g.Max(r => r.About.Period).Name))],
            [.. index.Periods.Select(p => p.Name)], index.Sources,
            [.. index.Deflators.Reverse().Select(d => DeflatorLine.Of(d))],
            [.. index.Imports.Reverse().Select(i => new MoneyImportLine(i.Id, i.FileName, i.Lines, i.Fresh, i.RecordedIn, Json.Read<List<Remark>>(i.Remarks)))]);
    }
}

/// <summary>What the study knows of money and staff.</summary>
/// <param name="Sorts">What amounts there are.</param>
/// <param name="Periods">Periods in which there are amounts, in time.</param>
/// <param name="Sources">Sources, by name.</param>
/// <param name="Deflators">Editions of indices of prices, the one known last first.</param>
/// <param name="Imports">Files of amounts, the newest first.</param>
public sealed record MoneyOverview(IReadOnlyList<AmountSort> Sorts, IReadOnlyList<string> Periods, IReadOnlyList<string> Sources, IReadOnlyList<DeflatorLine> Deflators, IReadOnlyList<MoneyImportLine> Imports);

/// <summary>A sort of amounts.</summary>
/// <param name="What">Of what.</param>
/// <param name="Unit">A currency by its three letters, or fte.</param>
/// <param name="Kind">What they were.</param>
/// <param name="Organisations">Of how many organisations.</param>
/// <param name="First">First period.</param>
/// <param name="Last">Last period.</param>
public sealed record AmountSort(string What, string Unit, AmountKind Kind, int Organisations, string First, string Last);

/// <summary>An edition of an index of prices.</summary>
/// <param name="Id">The edition.</param>
/// <param name="Name">Name of the index.</param>
/// <param name="Known">When it was published.</param>
/// <param name="Periods">Its periods, in time.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Act">The act that brought it in.</param>
public sealed record DeflatorLine(Guid Id, string Name, string Known, IReadOnlyList<string> Periods, string FileName, long Act)
{
    internal static DeflatorLine Of(Deflator d) => new(d.Id, d.Name, d.Known, [.. Json.Read<List<PriceIndex>>(d.Indices).Select(i => i.Period.Name)], d.FileName, d.RecordedIn);
}

/// <summary>A file of amounts.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Amounts">Amounts in it.</param>
/// <param name="Fresh">How many of them were new.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Remarks">What was taken for granted, differs or was left out.</param>
public sealed record MoneyImportLine(Guid Id, string FileName, int Amounts, int Fresh, long Act, IReadOnlyList<Remark> Remarks);

/// <summary>Every amount that a source gives, by organisation, what and period.</summary>
/// <param name="Organisation">Only those of this organisation: its key or one of its codes.</param>
/// <param name="What">Only these amounts.</param>
/// <param name="Period">Only those of this period.</param>
/// <param name="Kind">Only those of this kind.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("money-amounts", Permission.ReadStudy)]
[Refuses("unknown", "no organisation has that key or ever bore that code")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("unknown-amount", "there is no such amount")]
[Refuses("unknown-period", "there is no amount in that period")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record MoneyAmounts(string Organisation = "", string What = "", string Period = "", AmountKind? Kind = null, string Source = "", string? KnownOn = null) : Question<IReadOnlyList<MoneyLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<MoneyLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await MoneyAsked.OfAsync(asking, Source, KnownOn);
        var (organisation, what, period) = (await MoneyAsked.OrganisationAsync(asking, Organisation), asked.What(What), asked.Period(Period));
        var imports = asked.Index.Imports.ToDictionary(i => i.Id);
        return
        [
            .. asked.Index.Rows.Where(r => (asked.Known is null || r.KnownDay <= asked.Known) && (organisation is null || r.OrganisationId == organisation) && (what is null || r.What == what) && (period is null || r.About.Period == period) && (Kind is null || r.Kind == Kind))
                .OrderBy(r => asked.Register.Find(r.OrganisationId)!.Key, NaturalOrder.Instance).ThenBy(r => r.What, StringComparer.Ordinal).ThenBy(r => r.About.Period).ThenBy(r => r.Kind).ThenBy(r => r.KnownDay).ThenBy(r => r.Id)
                .Select(r => Line(asked, r, imports[r.ImportId])),
        ];
    }

    private static MoneyLine Line(MoneyAsked asked, MoneyAmount r, MoneyImport import)
    {
        var (standing, order) = (asked.Standing[r.About], asked.Index.Order(r));
        var state = standing.By.Order == order ? AmountState.GoneBy : standing.Others.All(o => o.Order != order) ? AmountState.Replaced : r.Amount == standing.By.Amount ? AmountState.Agrees : AmountState.Differs;
        return new(
            r.OrganisationId, asked.Register.Find(r.OrganisationId)!.Key, asked.Register.NameOf(r.OrganisationId, r.About.Period.Last.DayNumber), r.What, r.About.Period.Name, r.Kind, Amounts.Of(r.Amount), r.Unit, r.Approximate, r.Source, r.Known, state, r.Note,
            import.FileName, import.RecordedIn);
    }
}

/// <summary>How an amount stands beside what else is said of it.</summary>
public enum AmountState
{
    /// <summary>Answers go by it.</summary>
    GoneBy,

    /// <summary>Another source is gone by, which gives the same.</summary>
    Agrees,

    /// <summary>Another source is gone by, which gives another amount.</summary>
    Differs,

    /// <summary>The same source has said otherwise since.</summary>
    Replaced,
}

/// <summary>An amount as a source gives it.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name then.</param>
/// <param name="What">Of what.</param>
/// <param name="Period">Over what period.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Unit">A currency by its three letters, or fte.</param>
/// <param name="Approximate">True where it is approximate.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">When the source said it.</param>
/// <param name="State">How it stands beside what else is said.</param>
/// <param name="Note">A note; may be empty.</param>
/// <param name="File">The file that it came in with.</param>
/// <param name="Act">The act that brought it in.</param>
public sealed record MoneyLine(
    Guid Organisation, string Key, string Name, string What, string Period, AmountKind Kind, decimal Amount, string Unit, bool Approximate, string Source, string Known, AmountState State, string Note, string File, long Act);

/// <summary>Amounts that sources give differently. All stand.</summary>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("money-conflicts", Permission.ReadStudy)]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record MoneyConflicts(string Source = "", string? KnownOn = null) : Question<IReadOnlyList<MoneyConflictLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<MoneyConflictLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await MoneyAsked.OfAsync(asking, Source, KnownOn);
        return
        [
            .. asked.Standing.Where(s => s.Value.Disputed).Select(s => new MoneyConflictLine(
                    asked.Said(s.Value), s.Key.What, s.Key.Period.Name, s.Key.Kind, Amounts.Of(s.Value.Others.Append(s.Value.By).Max(o => o.Amount) - s.Value.Others.Append(s.Value.By).Min(o => o.Amount))))
                .OrderBy(l => l.Said.Key, NaturalOrder.Instance).ThenBy(l => l.What, StringComparer.Ordinal).ThenBy(l => l.Period, StringComparer.Ordinal).ThenBy(l => l.Kind),
        ];
    }
}

/// <summary>An amount that sources give differently.</summary>
/// <param name="Said">The amount that is gone by, and what others say.</param>
/// <param name="What">Of what.</param>
/// <param name="Period">Over what period.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Apart">How far the highest is from the lowest.</param>
public sealed record MoneyConflictLine(AmountSaid Said, string What, string Period, AmountKind Kind, decimal Apart);
