using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Amounts and indices of prices in memory; read once and again when an import was added or taken back.</summary>
internal sealed class MoneyIndex
{
    private const long PerImport = 10_000_000;
    private static readonly Type[] Kinds = [typeof(MoneyImport), typeof(MoneyAmount), typeof(Deflator)];
    private readonly Dictionary<Guid, long> places;

    private MoneyIndex(IReadOnlyList<MoneyImport> imports, IReadOnlyList<MoneyAmount> rows, IReadOnlyList<Deflator> deflators)
    {
        (Imports, Rows, Deflators) = (imports, rows, deflators);
        places = imports.Select((i, at) => (i.Id, at)).ToDictionary(i => i.Id, i => (i.at + 1) * PerImport);
    }

    /// <summary>Imports in the order in which they came in.</summary>
    public IReadOnlyList<MoneyImport> Imports { get; }

    /// <summary>Amounts in the order in which they came in.</summary>
    public IReadOnlyList<MoneyAmount> Rows { get; }

    /// <summary>Editions of indices in the order in which they were known.</summary>
    public IReadOnlyList<Deflator> Deflators { get; }

    /// <summary>Of what there are amounts.</summary>
    public IReadOnlyList<string> Whats => [.. Rows.Select(r => r.What).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Sources, by name.</summary>
    public IReadOnlyList<string> Sources => [.. Rows.Select(r => r.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Periods in which there are amounts, in time.</summary>
    public IReadOnlyList<IndicatorPeriod> Periods => [.. Rows.Select(r => r.About.Period).Distinct().Order()];

    public static Task<MoneyIndex> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "money", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    public static async Task<MoneyIndex> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var imports = (await context.All<MoneyImport>().AsNoTracking().ToListAsync(cancel)).OrderBy(i => i.RecordedIn).ThenBy(i => i.Id).ToList();
        var place = imports.Select((i, at) => (i.Id, at)).ToDictionary(i => i.Id, i => i.at);
        return new(
            imports, [.. (await context.All<MoneyAmount>().AsNoTracking().ToListAsync(cancel)).OrderBy(r => place[r.ImportId]).ThenBy(r => r.Line)],
            [.. (await context.All<Deflator>().AsNoTracking().ToListAsync(cancel)).OrderBy(d => d.KnownDay).ThenBy(d => d.Id)]);
    }

    /// <summary>The same with amounts of an import that is not written yet.</summary>
    public MoneyIndex With(IReadOnlyList<MoneyAmount> fresh) => fresh.Count == 0 ? this : new([.. Imports, new MoneyImport { Id = fresh[0].ImportId }], [.. Rows, .. fresh], Deflators);

    /// <summary>Amounts that were known by a day, as the methods take them.</summary>
    public IEnumerable<AmountStatement> Of(int? known) => Rows.Where(r => known is null || r.KnownDay <= known).Select(r => new AmountStatement(r.About, r.Amount, r.Approximate, r.Source, r.KnownDay, Order(r)));

    public long Order(MoneyAmount row) => places[row.ImportId] + row.Line;
}
