using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>An amount per head, or per so many: divided by a measure of the organisation, or of the members that it had on the last day of the amount’s period.</summary>
/// <param name="What">Of what.</param>
/// <param name="Measure">Short name of the measure that it is divided by.</param>
/// <param name="Period">Period of the amount.</param>
/// <param name="Kind">What the amount was; where null, the only kind that there is.</param>
/// <param name="Organisation">Only of this organisation: its key or one of its codes; it must have a denominator.</param>
/// <param name="Per">Per how many: 1 for per head.</param>
/// <param name="MeasurePeriod">Period of the measure; where empty, the one that holds the last day of the amount’s.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only amounts that were known by then.</param>
[Question("money-per-head", Permission.ReadStudy)]
[Refuses("unknown", "there is no such measure or organisation")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("not-a-count", "the measure holds ratios, by which nothing can be divided")]
[Refuses("unknown-amount", "there is no such amount")]
[Refuses("unknown-period", "there is no amount in that period")]
[Refuses("which-kind", "there are amounts of several kinds")]
[Refuses("no-denominator", "the measure has no figure for the day: the words name whose and of when")]
[Refuses("bad-number", "per is less than 1 or more than 1,000,000")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record MoneyPerHead(string What, string Measure, string Period, AmountKind? Kind = null, string Organisation = "", int Per = 1, string MeasurePeriod = "", string Source = "", string? KnownOn = null) : Question<PerHeadTable>
{
    /// <inheritdoc/>
    public override async Task<PerHeadTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (Per is < 1 or > 1_000_000)
        {
            Asking.Refuse("bad-number", $"Per {Per} makes no rate.", "Give 1 for per head, 1000 for per thousand.");
        }

        var asked = await MoneyAsked.OfAsync(asking, Source, KnownOn);
        var (what, period, organisation) = (asked.WhatGiven(What), asked.PeriodGiven(Period), await MoneyAsked.OrganisationAsync(asking, Organisation));
        var kind = asked.KindOf(what, Kind);
        if (string.IsNullOrWhiteSpace(Measure))
        {
            Asking.Refuse("unknown", "The measure to divide by is not said.", "Name a measure of members, as list sizes.");
        }

        var sizes = await FootprintSizes.OfAsync(asking, asked.Register, Measure);
        var day = period.Last.DayNumber;
        var measured = string.IsNullOrWhiteSpace(MeasurePeriod) ? sizes.Holding(day) : sizes.Named(MeasurePeriod.Trim());
        if (measured is not { } by)
        {
            throw new RefusedException(new Refusal("no-denominator", $"“{sizes.Measure!.Key}” has no period {(string.IsNullOrWhiteSpace(MeasurePeriod) ? $"that holds {ResponsibilityAsked.Written(day)}, the last day of {period.Name}" : $"“{MeasurePeriod.Trim()}”")}.", "Name a period of the measure, and the answer will say so."));
        }

        var lines = asked.Of(what, kind, period, organisation).Select(s => Line(asked, s, sizes, by, day)).ToList();
        if (organisation is not null && lines.Find(l => l.Denominator is null) is { } lacking)
        {
            Asking.Refuse("no-denominator", $"“{sizes.Measure!.Key}” has no figure of {lacking.Said.Name}, or of a member that it had on {ResponsibilityAsked.Written(day)}, in {by.Name}.", "Bring in the figures, or name another period of the measure.");
        }

        return new PerHeadTable(what, kind, period.Name, sizes.Measure!.Key, sizes.Measure.Unit, by.Name, ResponsibilityAsked.Written(day), Per, lines);
    }

    private PerHeadLine Line(MoneyAsked asked, StandingAmount standing, FootprintSizes sizes, IndicatorPeriod by, int day)
    {
        var id = standing.By.About.Organisation;
        var own = sizes.OwnFigure(id, by, day);
        var members = sizes.On([id], day, by)[id];
        decimal? denominator = own ?? (members.Members > members.Without ? members.Size : null);
        return new(asked.Said(standing), denominator, own is not null ? 0 : members.Members, own is not null ? 0 : members.Without, denominator > 0 ? Amounts.Of(standing.By.Amount) / denominator * Per : null);
    }
}

/// <summary>Amounts per head.</summary>
/// <param name="What">Of what.</param>
/// <param name="Kind">What they were.</param>
/// <param name="Period">Period of the amounts.</param>
/// <param name="Measure">The measure that they are divided by.</param>
/// <param name="MeasureUnit">What it counts; may be empty.</param>
/// <param name="MeasurePeriod">Its period.</param>
/// <param name="At">The day on which members were looked up.</param>
/// <param name="Per">Per how many.</param>
/// <param name="Lines">The organisations.</param>
public sealed record PerHeadTable(string What, AmountKind Kind, string Period, string Measure, string MeasureUnit, string MeasurePeriod, string At, int Per, IReadOnlyList<PerHeadLine> Lines);

/// <summary>An amount per head.</summary>
/// <param name="Said">The amount.</param>
/// <param name="Denominator">What it is divided by; null where there is no figure.</param>
/// <param name="Members">Over how many members the denominator was summed; 0 where the organisation has a figure of its own.</param>
/// <param name="Without">How many of these have no figure, so that the denominator is too small.</param>
/// <param name="Rate">The amount divided by it, times per; null without a denominator of more than 0.</param>
public sealed record PerHeadLine(AmountSaid Said, decimal? Denominator, int Members, int Without, decimal? Rate);

/// <summary>One amount as a share of another, of the same organisation, in one unit and one period.</summary>
/// <param name="What">The part.</param>
/// <param name="Of">The whole.</param>
/// <param name="Period">Period of the part.</param>
/// <param name="Kind">What the part was; where null, the only kind that there is.</param>
/// <param name="OfKind">What the whole was; where null, as the part, if there is such, else the only kind that there is.</param>
/// <param name="OfPeriod">Period of the whole; where empty, that of the part. Shares across periods are refused.</param>
/// <param name="Organisation">Only of this organisation: its key or one of its codes.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only amounts that were known by then.</param>
[Question("money-share", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("unknown-amount", "there is no such amount")]
[Refuses("unknown-period", "there is no amount in that period")]
[Refuses("which-kind", "there are amounts of several kinds")]
[Refuses("units-differ", "the two amounts are in different units")]
[Refuses("periods-differ", "the two amounts are of different periods")]
[Refuses("no-amount", "no organisation that is asked for has both amounts")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record MoneyShare(string What, string Of, string Period, AmountKind? Kind = null, AmountKind? OfKind = null, string OfPeriod = "", string Organisation = "", string Source = "", string? KnownOn = null) : Question<ShareTable>
{
    /// <inheritdoc/>
    public override async Task<ShareTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await MoneyAsked.OfAsync(asking, Source, KnownOn);
        var (what, of, period, organisation) = (asked.WhatGiven(What), asked.WhatGiven(Of), asked.PeriodGiven(Period), await MoneyAsked.OrganisationAsync(asking, Organisation));
        if (asked.Period(OfPeriod) is { } other && other != period)
        {
            Asking.Refuse("periods-differ", $"“{what}” is of {period.Name} and “{of}” of {other.Name}; a share of the one in the other means nothing.", "Ask for both in one period.");
        }

        var kind = asked.KindOf(what, Kind);
        var ofKind = OfKind ?? (asked.Standing.Keys.Any(k => k.What == of && k.Kind == kind) ? kind : asked.KindOf(of, null));
        var wholes = asked.Of(of, ofKind, period, organisation).ToLookup(s => s.By.About.Organisation);
        var lines = new List<ShareLine>();
        foreach (var part in asked.Of(what, kind, period, organisation))
        {
            var there = wholes[part.By.About.Organisation].ToList();
            if (there.Find(w => w.By.About.Unit == part.By.About.Unit) is { } whole)
            {
                lines.Add(new ShareLine(asked.Said(part), asked.Said(whole), whole.By.Amount == 0 ? null : (double)part.By.Amount / whole.By.Amount));
            }
            else if (there.Count > 0)
            {
                Asking.Refuse("units-differ", $"{asked.Said(part).Name} has “{what}” in {part.By.About.Unit} and “{of}” in {there[0].By.About.Unit}; a share across units means nothing.", "Bring both into one unit first, and say by what rate.");
            }
        }

        return lines.Count > 0 ? new ShareTable(what, kind, of, ofKind, period.Name, lines)
            : throw new RefusedException(new Refusal("no-amount", $"Nobody that is asked for has “{what}” ({MoneyWords.Kind(kind)}) and “{of}” ({MoneyWords.Kind(ofKind)}) in {period.Name}.", "Look at the amounts that there are."));
    }
}

/// <summary>Shares.</summary>
/// <param name="What">The part.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Of">The whole.</param>
/// <param name="OfKind">What it was.</param>
/// <param name="Period">Period of both.</param>
/// <param name="Lines">The organisations.</param>
public sealed record ShareTable(string What, AmountKind Kind, string Of, AmountKind OfKind, string Period, IReadOnlyList<ShareLine> Lines);

/// <summary>A share.</summary>
/// <param name="Part">The part.</param>
/// <param name="Whole">The whole.</param>
/// <param name="Share">Part by whole; null where the whole is 0.</param>
public sealed record ShareLine(AmountSaid Part, AmountSaid Whole, double? Share)
{
    /// <summary>True where either amount is approximate, and so the share.</summary>
    public bool Approximate => Part.Approximate || Whole.Approximate;
}

/// <summary>Amounts through time in the prices of one period: nominal × index(base) ÷ index(period).</summary>
/// <param name="What">Of what.</param>
/// <param name="Deflator">Name of the index of prices.</param>
/// <param name="Base">Period in whose prices amounts are put.</param>
/// <param name="Kind">What the amounts were; where null, the only kind that there is.</param>
/// <param name="Organisation">Only of this organisation: its key or one of its codes.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="KnownOn">Partial date: only amounts and editions of the index that were known by then.</param>
[Question("money-real", Permission.ReadStudy)]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("unknown-amount", "there is no such amount")]
[Refuses("which-kind", "there are amounts of several kinds")]
[Refuses("not-money", "it is an amount of staff")]
[Refuses("unknown-deflator", "there is no such index of prices, or none was known so early")]
[Refuses("no-index", "the index has no value for a period: the words name it")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record MoneyReal(string What, string Deflator, string Base, AmountKind? Kind = null, string Organisation = "", string Source = "", string? KnownOn = null) : Question<RealTable>
{
    /// <inheritdoc/>
    public override async Task<RealTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asked = await MoneyAsked.OfAsync(asking, Source, KnownOn);
        var (what, organisation) = (asked.WhatGiven(What), await MoneyAsked.OrganisationAsync(asking, Organisation));
        var kind = asked.KindOf(what, Kind);
        var editions = asked.Index.Deflators.Where(d => asked.Known is null || d.KnownDay <= asked.Known).ToList();
        var name = ResponsibilityAsked.Among([.. editions.Select(d => d.Name).Distinct(StringComparer.Ordinal)], Deflator, "unknown-deflator", "index of prices")
            ?? throw new RefusedException(new Refusal("unknown-deflator", "The index of prices is not said.", editions.Count == 0 ? "Bring one in first: a file with the columns period and index." : $"There are {string.Join(", ", editions.Select(d => d.Name).Distinct(StringComparer.Ordinal))}."));
        var edition = editions.Last(d => d.Name == name);
        var indices = Json.Read<List<PriceIndex>>(edition.Indices).ToDictionary(i => i.Period.Name, i => i.Index, StringComparer.Ordinal);
        decimal Index(string period) => indices.TryGetValue(period, out var index) ? index
            : throw new RefusedException(new Refusal("no-index", $"The index “{name}” of {edition.Known} has no value for {(period.Length == 0 ? "a base that is not said" : period)}.", $"It has {string.Join(", ", indices.Keys.Take(40))}. Amounts of a financial year need an index by financial year."));
        var amounts = asked.Of(what, kind, null, organisation).ToList();
        if (amounts.Find(a => a.By.About.Unit == Amounts.FullTimeEquivalents) is not null)
        {
            Asking.Refuse("not-money", $"“{what}” is an amount of staff, which has no prices.", "Ask for an amount of money.");
        }

        var at = Index((Base ?? "").Trim());
        RealLine Line(StandingAmount amount, string period) => new(asked.Said(amount), period, Index(period), AmountAccounts.Real(amount.By.Amount, Index(period), at));
        return new RealTable(what, kind, name, edition.Known, (Base ?? "").Trim(), at, [.. amounts.Select(a => Line(a, a.By.About.Period.Name))]);
    }
}

/// <summary>Amounts in real terms.</summary>
/// <param name="What">Of what.</param>
/// <param name="Kind">What they were.</param>
/// <param name="Deflator">Name of the index.</param>
/// <param name="DeflatorKnown">Day of its edition.</param>
/// <param name="Base">Period in whose prices they are.</param>
/// <param name="BaseIndex">Index of that period.</param>
/// <param name="Lines">Amounts, by organisation and period.</param>
public sealed record RealTable(string What, AmountKind Kind, string Deflator, string DeflatorKnown, string Base, decimal BaseIndex, IReadOnlyList<RealLine> Lines);

/// <summary>An amount in real terms.</summary>
/// <param name="Said">The amount as it is given.</param>
/// <param name="Period">Its period.</param>
/// <param name="Index">Index of the period.</param>
/// <param name="Real">The amount in prices of the base, to four decimal places.</param>
public sealed record RealLine(AmountSaid Said, string Period, decimal Index, decimal Real);
