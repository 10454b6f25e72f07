using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>Which organisation a code in a file of figures means on a day: the one that bore it then; else the one whose key it is; else the only one that ever bore it.</summary>
internal sealed class IndicatorCodes
{
    private readonly ILookup<string, (Guid Organisation, Period When)> bearers;
    private readonly Dictionary<string, Guid> keys;
    private readonly Dictionary<(string, int), Guid?> known = [];

    public IndicatorCodes(RegisterIndex register)
    {
        Register = register;
        bearers = register.Organisations.SelectMany(o => register.CodesOf(o.Id)).ToLookup(c => c.Code, c => (c.OrganisationId, c.Period()), StringComparer.Ordinal);
        keys = register.Organisations.ToDictionary(o => o.Key, o => o.Id, StringComparer.Ordinal);
    }

    public RegisterIndex Register { get; }

    /// <summary>The organisation; null where none or several could be meant.</summary>
    public Guid? Meant(string code, int day)
    {
        if (code.Length == 0)
        {
            return null;
        }

        if (!known.TryGetValue((code, day), out var meant))
        {
            var then = bearers[code].Where(b => b.When.Holds(day)).Select(b => b.Organisation).Distinct().ToList();
            var ever = then.Count > 0 ? then : bearers[code].Select(b => b.Organisation).Distinct().ToList();
            known.Add((code, day), meant = then.Count == 1 ? then[0] : keys.TryGetValue(code, out var key) ? key : ever.Count == 1 ? ever[0] : null);
        }

        return meant;
    }

    /// <summary>The figures of a measure, or of a part of it, with the organisations that their codes mean.</summary>
    public IReadOnlyList<PeriodFigures> Figures(IndicatorIndex index, RollUpPolicy policy, string part = "") =>
    [
        .. index.FiguresOf(part).Select(p =>
        {
            var day = policy.DayIn(p.Period);
            return new PeriodFigures(p.Period, [.. p.Figures.Select(f => new Figure(f.Member, Meant(f.Member, day), f.Group, Meant(f.Group, day), f.Numerator, f.Denominator))]);
        }),
    ];
}
