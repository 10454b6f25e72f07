using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>How large organisations were on a day: the members that they had, and a measure summed over them.</summary>
internal sealed class FootprintSizes
{
    private readonly ILookup<Guid, Membership> byGroup;
    private readonly RegisterIndex register;
    private readonly IndicatorIndex? index;
    private readonly IndicatorCodes codes;
    private readonly Dictionary<(IndicatorPeriod, int), Dictionary<Guid, decimal>> figures = [];

    private FootprintSizes(RegisterIndex register, Memberships memberships, IndicatorIndex? index) =>
        (this.register, byGroup, this.index, codes) = (register, memberships.ToLookup(m => m.Group), index, new IndicatorCodes(register));

    /// <summary>The measure; null where only members are counted.</summary>
    public Measure? Measure => index?.Measure;

    /// <summary>Reads memberships, and a measure where one is named.</summary>
    /// <exception cref="RefusedException">There is no such measure (<c>unknown</c>), or it holds ratios (<c>not-a-count</c>).</exception>
    public static async Task<FootprintSizes> OfAsync(Asking asking, RegisterIndex register, string? measure)
    {
        var memberships = await MembershipIndex.OfAsync(asking, Membership.MemberOf);
        if (string.IsNullOrWhiteSpace(measure))
        {
            return new(register, memberships, null);
        }

        var found = await IndicatorIndex.FindAsync(asking.Context, measure, asking.Cancel);
        if (found.Kind != MeasureKind.Count)
        {
            Asking.Refuse("not-a-count", $"“{found.Key}” holds ratios, and ratios of members make no share of a whole.", "Name a measure of counts or amounts.");
        }

        return new(register, memberships, await IndicatorIndex.OfAsync(asking, found, null));
    }

    /// <summary>The period that a day is measured by: the one that holds it, else the last before it; null where there is none.</summary>
    public string? PeriodOn(int day) => Period(day)?.Name;

    /// <summary>The figure of each member in the period that a day is measured by; empty where there is no such period.</summary>
    public IReadOnlyDictionary<Guid, decimal> FiguresOn(int day) => Period(day) is { } period ? Figures(period, day) : new Dictionary<Guid, decimal>();

    /// <summary>The period of the measure that holds a day; null where none does.</summary>
    public IndicatorPeriod? Holding(int day) => index?.Periods.Keys.Where(p => p.Days.Holds(day)).Select(p => (IndicatorPeriod?)p).FirstOrDefault();

    /// <summary>The period of the measure of that name; null where there is none.</summary>
    public IndicatorPeriod? Named(string name) => index?.Periods.Keys.Where(p => p.Name == name).Select(p => (IndicatorPeriod?)p).FirstOrDefault();

    /// <summary>The measure’s own figure of an organisation in a period, where it has one.</summary>
    public decimal? OwnFigure(Guid organisation, IndicatorPeriod period, int day) => Figures(period, day).TryGetValue(organisation, out var own) ? own : null;

    /// <summary>Sizes of organisations on a day.</summary>
    public Dictionary<Guid, FootprintSize> On(IEnumerable<Guid> organisations, int day) => On(organisations, day, Period(day));

    /// <summary>Sizes of organisations on a day, measured by a period; null for none.</summary>
    public Dictionary<Guid, FootprintSize> On(IEnumerable<Guid> organisations, int day, IndicatorPeriod? measured)
    {
        var known = measured is { } period ? Figures(period, day) : [];
        return organisations.ToDictionary(o => o, o =>
        {
            var members = byGroup[o].Where(m => m.When.Holds(day) && register.Find(m.Member)?.Period().Holds(day) != false).Select(m => m.Member).Distinct().ToList();
            return new FootprintSize(members.Count, members.Aggregate(0m, (sum, m) => Exact.Add(sum, known.GetValueOrDefault(m))), index is null ? 0 : members.Count(m => !known.ContainsKey(m)));
        });
    }

    public static FootprintSize Sum(IEnumerable<FootprintSize> sizes) => sizes.Aggregate(default(FootprintSize), (a, b) => new(a.Members + b.Members, Exact.Add(a.Size, b.Size), a.Without + b.Without));

    private IndicatorPeriod? Period(int day) => index?.Periods.Keys.Where(p => p.First.DayNumber <= day).Select(p => (IndicatorPeriod?)p).LastOrDefault();

    private Dictionary<Guid, decimal> Figures(IndicatorPeriod period, int day)
    {
        if (!figures.TryGetValue((period, day), out var known))
        {
            figures.Add((period, day), known = []);
            foreach (var figure in index!.Periods[period].Values.Select(k => k.Figure))
            {
                if (codes.Meant(figure.Member, day) is { } member)
                {
                    known[member] = known.TryGetValue(member, out var other) ? Exact.Add(other, figure.Numerator) : figure.Numerator;
                }
            }
        }

        return known;
    }
}

/// <summary>How large an organisation was.</summary>
/// <param name="Members">How many members it had.</param>
/// <param name="Size">The measure, summed over them.</param>
/// <param name="Without">How many of them have no figure.</param>
internal readonly record struct FootprintSize(int Members, decimal Size, int Without);
