using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What questions about money and staff have in common: by which sources, as known when, of what, of whom.</summary>
internal sealed class MoneyAsked
{
    private MoneyAsked(MoneyIndex index, RegisterIndex register, IReadOnlyDictionary<AmountAbout, StandingAmount> standing, int? known) => (Index, Register, Standing, Known) = (index, register, standing, known);

    public MoneyIndex Index { get; }

    public RegisterIndex Register { get; }

    /// <summary>What stands of every amount.</summary>
    public IReadOnlyDictionary<AmountAbout, StandingAmount> Standing { get; }

    /// <summary>Only what was said by this day; null for all.</summary>
    public int? Known { get; }

    /// <summary>Reads amounts as they were known, by the sources gone by.</summary>
    /// <exception cref="RefusedException">There is no such source (<c>unknown-source</c>), or the date is none (<c>bad-date</c>).</exception>
    public static async Task<MoneyAsked> OfAsync(Asking asking, string? source, string? knownOn)
    {
        var known = Studies.Dates.Read(knownOn)?.Last.DayNumber;
        var (index, register) = (await MoneyIndex.OfAsync(asking), await RegisterIndex.OfAsync(asking));
        return new(index, register, AmountAccounts.Of(index.Of(known), ResponsibilityAsked.Among(index.Sources, source, "unknown-source", "source")), known);
    }

    /// <summary>The word for an amount as the study spells it; null for an empty one.</summary>
    /// <exception cref="RefusedException">There is none: <c>unknown-amount</c>.</exception>
    public string? What(string? given) => ResponsibilityAsked.Among(Index.Whats, given, "unknown-amount", "amount called");

    /// <summary>The same where there must be one.</summary>
    public string WhatGiven(string? given) => What(given) ?? throw new RefusedException(new Refusal("unknown-amount", "What amount is meant is not said.", Index.Whats.Count == 0 ? "Bring in amounts first." : $"There are {string.Join(", ", Index.Whats.Take(20).Select(w => $"“{w}”"))}."));

    /// <summary>The period that is meant; null for an empty one.</summary>
    /// <exception cref="RefusedException">There is no amount in it: <c>unknown-period</c>.</exception>
    public IndicatorPeriod? Period(string? given)
    {
        var name = ResponsibilityAsked.Among([.. Index.Periods.Select(p => p.Name)], given, "unknown-period", "amount in a period");
        return name is null ? null : Index.Periods.First(p => p.Name == name);
    }

    /// <summary>The same where there must be one.</summary>
    public IndicatorPeriod PeriodGiven(string? given) => Period(given) ?? throw new RefusedException(new Refusal("unknown-period", "The period is not said.", $"There are amounts in {string.Join(", ", Index.Periods.TakeLast(12).Select(p => p.Name))}."));

    /// <summary>The kind that is meant: the given, else the only one that there is of an amount.</summary>
    /// <exception cref="RefusedException">There are several: <c>which-kind</c>.</exception>
    public AmountKind KindOf(string what, AmountKind? given)
    {
        if (given is { } kind)
        {
            return kind;
        }

        var there = Standing.Keys.Where(k => k.What == what).Select(k => k.Kind).Distinct().Order().ToList();
        return there.Count < 2 ? there.FirstOrDefault()
            : throw new RefusedException(new Refusal("which-kind", $"Of “{what}” there are amounts {string.Join(", ", there.Select(MoneyWords.Kind))}.", "Say which is meant; they are never mixed."));
    }

    /// <summary>What stands of an amount in a period, by organisation; several where there are several units.</summary>
    public IEnumerable<StandingAmount> Of(string what, AmountKind kind, IndicatorPeriod? period, Guid? organisation) =>
        Standing.Where(s => s.Key.What == what && s.Key.Kind == kind && (period is null || s.Key.Period == period) && (organisation is null || s.Key.Organisation == organisation))
            .OrderBy(s => Register.Find(s.Key.Organisation)!.Key, Core.Basics.NaturalOrder.Instance).ThenBy(s => s.Key.Unit, StringComparer.Ordinal).ThenBy(s => s.Key.Period).Select(s => s.Value);

    /// <summary>The organisation that is meant; null for an empty code.</summary>
    public static async Task<Guid?> OrganisationAsync(Asking asking, string? code) => string.IsNullOrWhiteSpace(code) ? null : await new OrganisationCalled(code).AskAsync(asking);

    /// <summary>An amount in a line.</summary>
    public AmountSaid Said(StandingAmount s) => new(
        s.By.About.Organisation, Register.Find(s.By.About.Organisation)!.Key, Register.NameOf(s.By.About.Organisation, s.By.About.Period.Last.DayNumber), Amounts.Of(s.By.Amount), s.By.About.Unit, s.By.Approximate, s.By.Source,
        s.Disputed ? string.Join("; ", s.Others.Where(o => o.Amount != s.By.Amount).Select(MoneyWords.Says)) : "");
}

/// <summary>An amount of an organisation, as it is gone by.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Unit">A currency by its three letters, or fte.</param>
/// <param name="Approximate">True where it is approximate.</param>
/// <param name="Source">The source gone by.</param>
/// <param name="Otherwise">What other sources say; empty where none differs.</param>
public sealed record AmountSaid(Guid Organisation, string Key, string Name, decimal Amount, string Unit, bool Approximate, string Source, string Otherwise);
