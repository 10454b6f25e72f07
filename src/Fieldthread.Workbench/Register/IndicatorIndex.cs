using Fieldthread.Core.Register;
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

    private IndicatorIndex(Measure measure, IReadOnlyList<IndicatorImport> imports) => (Measure, Imports) = (measure, imports);

    public Measure Measure { get; }

    /// <summary>Imports in the order in which they were known.</summary>
    public IReadOnlyList<IndicatorImport> Imports { get; }

    /// <summary>Figures by period, and within it by member.</summary>
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

        return index;
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
}
