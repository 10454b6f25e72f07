using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>A figure of a measure with the import that it comes from.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Import">Place of the import among those of the measure, in the order in which they were known.</param>
internal readonly record struct KnownFigure(SheetFigure Figure, int Import);

/// <summary>A figure that a later import gave otherwise.</summary>
/// <param name="Period">The period.</param>
/// <param name="Was">As it was known before.</param>
/// <param name="Became">As it was known after.</param>
internal readonly record struct Revision(IndicatorPeriod Period, KnownFigure Was, KnownFigure Became);

/// <summary>The figures of a measure in memory, as known on a day; read once and again when an import was added or taken back.</summary>
internal sealed class IndicatorIndex
{
    private static readonly Type[] Kinds = [typeof(Measure), typeof(IndicatorImport), typeof(IndicatorSheet)];

    private IndicatorIndex(Measure measure, IReadOnlyList<IndicatorImport> imports) => (Measure, Imports, Breakdowns) = (measure, imports, BreakdownsOf(imports));

    public Measure Measure { get; }

    /// <summary>Imports in the order in which they were known.</summary>
    public IReadOnlyList<IndicatorImport> Imports { get; }

    /// <summary>Breakdowns by which figures are given, in the order in which the measure has them.</summary>
    public IReadOnlyList<string> Breakdowns { get; }

    /// <summary>Figures of parts by period, and within it by member.</summary>
    public SortedDictionary<IndicatorPeriod, Dictionary<string, Dictionary<string, KnownFigure>>> Parts { get; } = [];

    /// <summary>Members of a period whose total no file gives, so that it is the sum of their parts.</summary>
    public HashSet<(IndicatorPeriod Period, string Member)> Summed { get; } = [];

    /// <summary>Totals by period, and within it by member; those that no file gives are the sums of their parts.</summary>
    public SortedDictionary<IndicatorPeriod, Dictionary<string, KnownFigure>> Periods { get; } = [];

    /// <summary>What was revised, in the order in which it came to be known.</summary>
    public List<Revision> Revisions { get; } = [];

    /// <summary>The measure of that key, or id.</summary>
    /// <exception cref="RefusedException">There is none: <c>unknown</c>.</exception>
    public static async Task<Measure> FindAsync(StudyContext context, string? named, CancellationToken cancel)
    {
        var given = (named ?? "").Trim();
        var id = Guid.TryParse(given, out var parsed) ? parsed : Guid.Empty;
        var all = await context.All<Measure>().AsNoTracking().ToListAsync(cancel);
        return all.Find(m => m.Id == id) ?? all.Find(m => string.Equals(m.Key, given, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(new Refusal("unknown", $"There is no measure “{given}” in this study.", all.Count == 0 ? "Bring in a file of figures first." : $"There are {string.Join(", ", all.Select(m => m.Key).Order(StringComparer.Ordinal).Take(20))}."));
    }

    /// <summary>The figures of a measure, from memory where no import has been added or taken back since.</summary>
    /// <param name="asking">The question.</param>
    /// <param name="measure">Which measure.</param>
    /// <param name="knownDay">Only what was known by this day; null for all.</param>
    public static Task<IndicatorIndex> OfAsync(Asking asking, Measure measure, int? knownDay) => asking.Cache.GetAsync(
        $"indicator {measure.Id} {knownDay}", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, measure, knownDay, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    public static async Task<IndicatorIndex> ReadAsync(StudyContext context, Measure measure, int? knownDay, CancellationToken cancel)
    {
        var imports = (await context.All<IndicatorImport>().AsNoTracking().Where(i => i.MeasureId == measure.Id).ToListAsync(cancel))
            .Where(i => knownDay is null || i.KnownDay <= knownDay).OrderBy(i => i.KnownDay).ThenBy(i => i.Id).ToList();
        var index = new IndicatorIndex(measure, imports);
        var sheets = (await context.All<IndicatorSheet>().AsNoTracking().Where(s => s.MeasureId == measure.Id).ToListAsync(cancel)).ToLookup(s => s.ImportId);
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < imports.Count; i++)
        {
            // The same file once more is known on another day, perhaps after another has said otherwise.
            foreach (var sheet in sheets[imports[i].SameAsId ?? imports[i].Id])
            {
                index.Take(sheet, i, codes);
            }
        }

        index.SumParts();
        return index;
    }

    /// <summary>The breakdowns of a measure: those of the first of its files that has any.</summary>
    public static IReadOnlyList<string> BreakdownsOf(IEnumerable<IndicatorImport> imports) =>
        imports.Select(i => Json.Read<IndicatorColumns>(i.Columns).Breakdowns).FirstOrDefault(b => b is { Count: > 0 })?.Select(b => b.Name).ToList() ?? [];

    /// <summary>What is given of a member in a period, broken down; null where it has no part.</summary>
    public PartFigures? PartsOf(IndicatorPeriod period, string member)
    {
        if (!Parts.TryGetValue(period, out var members) || !members.TryGetValue(member, out var parts))
        {
            return null;
        }

        var all = parts.Select(p => (p.Key, p.Value.Figure.Numerator, p.Value.Figure.Denominator));
        return new PartFigures(Breakdowns.Count, Summed.Contains((period, member)) || !Periods[period].TryGetValue(member, out var total) ? all : all.Prepend(("", total.Figure.Numerator, total.Figure.Denominator)));
    }

    /// <summary>Places of the breakdowns that are asked for.</summary>
    /// <exception cref="RefusedException">The measure has no such breakdown: <c>unknown-breakdown</c>.</exception>
    public IReadOnlyList<int> Asked(string? by)
    {
        var asked = new SortedSet<int>();
        foreach (var name in (by ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = Breakdowns.ToList().FindIndex(b => string.Equals(b, name, StringComparison.OrdinalIgnoreCase));
            asked.Add(at >= 0 ? at : throw new RefusedException(new Refusal("unknown-breakdown", $"“{Measure.Key}” has no breakdown “{name}”.", Breakdowns.Count == 0 ? "Its figures are not broken down." : $"It has {string.Join(", ", Breakdowns)}.")));
        }

        return [.. asked];
    }

    /// <summary>The parts that there are by some breakdowns, in the natural order of their values.</summary>
    public IReadOnlyList<string> PartsBy(IReadOnlyList<int> by) =>
    [
        .. Parts.Values.SelectMany(m => m.Values).SelectMany(p => p.Keys).Distinct(StringComparer.Ordinal).Select(p => PartFigures.Values(p, Breakdowns.Count)).Where(v => by.All(i => v[i].Length > 0))
            .Select(v => PartFigures.Of([.. v.Select((value, i) => by.Contains(i) ? value : "")])).Distinct(StringComparer.Ordinal).Order(Core.Basics.NaturalOrder.Instance),
    ];

    /// <summary>The figures of a part, each as given or summed; the totals where it is empty.</summary>
    public IEnumerable<(IndicatorPeriod Period, IReadOnlyList<SheetFigure> Figures)> FiguresOf(string part)
    {
        foreach (var (period, totals) in Periods)
        {
            yield return (period, part.Length == 0 ? [.. totals.Values.Select(k => k.Figure)] : [.. Members(period).Select(m => PartOf(period, m, part)?.Figure).OfType<SheetFigure>()]);
        }
    }

    /// <summary>A part of a member in a period: as given, or summed with the newest import among its parts; null where there is none, and of ratios without their parts where it is not given itself.</summary>
    public KnownFigure? PartOf(IndicatorPeriod period, string member, string part)
    {
        if (!Parts.TryGetValue(period, out var members) || !members.TryGetValue(member, out var parts))
        {
            return null;
        }

        if (parts.TryGetValue(part, out var given))
        {
            return given;
        }

        return Measure.Kind == MeasureKind.RatioOnly || PartsOf(period, member)!.At(part) is not { } sum ? null
            : new KnownFigure(new SheetFigure(member, parts.Values.First().Figure.Group, sum.Numerator, sum.Denominator, part), parts.Values.Max(p => p.Import));
    }

    private IEnumerable<string> Members(IndicatorPeriod period) => Parts.TryGetValue(period, out var members) ? members.Keys : [];

    private void SumParts()
    {
        if (Measure.Kind == MeasureKind.RatioOnly)
        {
            return;
        }

        foreach (var (period, members) in Parts)
        {
            foreach (var member in members.Keys.Where(m => !Periods[period].ContainsKey(m)).ToList())
            {
                if (PartOf(period, member, "") is { } sum)
                {
                    Summed.Add((period, member));
                    Periods[period].Add(member, sum);
                }
            }
        }
    }

    private void Take(IndicatorSheet sheet, int import, Dictionary<string, string> codes)
    {
        var period = new IndicatorPeriod(Measure.Span, DateOnly.FromDayNumber(sheet.FirstDay));
        if (!Periods.TryGetValue(period, out var figures))
        {
            Periods.Add(period, figures = new(StringComparer.Ordinal));
        }

        foreach (var figure in IndicatorSheets.Read(sheet.Figures, codes))
        {
            if (figure.Part.Length > 0)
            {
                TakePart(period, new KnownFigure(figure, import));
                continue;
            }

            if (!figures.TryGetValue(figure.Member, out var known))
            {
                figures.Add(figure.Member, new KnownFigure(figure, import));
            }
            else if (known.Figure != figure)
            {
                Revisions.Add(new Revision(period, known, new KnownFigure(figure, import)));
                figures[figure.Member] = new KnownFigure(figure, import);
            }
        }
    }

    private void TakePart(IndicatorPeriod period, KnownFigure given)
    {
        if (!Parts.TryGetValue(period, out var members))
        {
            Parts.Add(period, members = new(StringComparer.Ordinal));
        }

        if (!members.TryGetValue(given.Figure.Member, out var parts))
        {
            members.Add(given.Figure.Member, parts = new(StringComparer.Ordinal));
        }

        if (!parts.TryGetValue(given.Figure.Part, out var known))
        {
            parts.Add(given.Figure.Part, given);
        }
        else if (known.Figure != given.Figure)
        {
            Revisions.Add(new Revision(period, known, given));
            parts[given.Figure.Part] = given;
        }
    }
}
