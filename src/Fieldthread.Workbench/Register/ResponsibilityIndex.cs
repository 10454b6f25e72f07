using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Responsibilities in memory; read once and again when an import was added or taken back.</summary>
internal sealed class ResponsibilityIndex
{
    /// <summary>More than the lines of any import, so that statements of a later one come after those of an earlier.</summary>
    private const long PerImport = 10_000_000;

    private static readonly Type[] Kinds = [typeof(ResponsibilityImport), typeof(Responsibility), typeof(ScopedActivity)];
    private readonly Dictionary<Guid, long> places;

    private ResponsibilityIndex(IReadOnlyList<ResponsibilityImport> imports, IReadOnlyList<Responsibility> statements, IReadOnlyList<ScopedActivity> scope)
    {
        (Imports, Statements, Scope, Levels) = (imports, statements, scope, LevelOrder.Of(imports));
        places = imports.Select((i, at) => (i.Id, at)).ToDictionary(i => i.Id, i => (i.at + 1) * PerImport);
        Activities = [.. scope.Select(s => s.Activity).Concat(statements.Select(s => s.Activity)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Imports in the order in which they came in.</summary>
    public IReadOnlyList<ResponsibilityImport> Imports { get; }

    /// <summary>Statements in the order in which they came in.</summary>
    public IReadOnlyList<Responsibility> Statements { get; }

    /// <summary>What is said of activities, in the order in which it came in.</summary>
    public IReadOnlyList<ScopedActivity> Scope { get; }

    /// <summary>Levels from the lowest to the highest.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Activities: those that a source lists first, then others, in the order of the files.</summary>
    public IReadOnlyList<string> Activities { get; }

    public static Task<ResponsibilityIndex> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "responsibilities", asking.Context.View, asking.Head, () => ReadAsync(asking.Context, asking.Cancel),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    public static async Task<ResponsibilityIndex> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var imports = (await context.All<ResponsibilityImport>().AsNoTracking().ToListAsync(cancel)).OrderBy(i => i.RecordedIn).ThenBy(i => i.Id).ToList();
        var place = imports.Select((i, at) => (i.Id, at)).ToDictionary(i => i.Id, i => i.at);
        return new(
            imports,
            [.. (await context.All<Responsibility>().AsNoTracking().ToListAsync(cancel)).OrderBy(r => place[r.ImportId]).ThenBy(r => r.Line)],
            [.. (await context.All<ScopedActivity>().AsNoTracking().ToListAsync(cancel)).OrderBy(s => place[s.ImportId]).ThenBy(s => s.Line)]);
    }

    /// <summary>The same with statements of an import that is not written yet.</summary>
    public ResponsibilityIndex With(IReadOnlyList<Responsibility> fresh) =>
        fresh.Count == 0 ? this : new([.. Imports, new ResponsibilityImport { Id = fresh[0].ImportId, Levels = Imports.Count > 0 ? Imports[^1].Levels : "[]" }], [.. Statements, .. fresh], Scope);

    /// <summary>Statements of a track that were known by a day, as the methods take them.</summary>
    public IEnumerable<ResponsibilityStatement> Of(ResponsibilityTrack track, int? known, IReadOnlyList<string>? levels = null)
    {
        var rank = (levels ?? Levels).Select((l, i) => (l, i)).ToDictionary(l => l.l, l => l.i, StringComparer.OrdinalIgnoreCase);
        return Statements.Where(s => s.Track == track && (known is null || s.KnownDay <= known)).Select(s => new ResponsibilityStatement(s.OrganisationId, s.Activity, rank[s.Level], s.Period(), s.Source, s.KnownDay, Order(s)));
    }

    /// <summary>What was known of activities by a day.</summary>
    public IEnumerable<ScopeStatement> ScopeOf(int? known) =>
        Scope.Where(s => known is null || s.KnownDay <= known).Select(s => new ScopeStatement(s.Activity, s.Source, s.Period(), s.KnownDay, places[s.ImportId] + s.Line));

    /// <summary>The row of a statement that a method gives back.</summary>
    public Responsibility RowOf(ResponsibilityStatement statement) => Rows[statement.Order];

    /// <summary>Sources of the statements, by name.</summary>
    public IReadOnlyList<string> Sources => [.. Statements.Select(s => s.Source).Concat(Scope.Select(s => s.Source)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IReadOnlyList<ResponsibilityConflict> Conflicts(ResponsibilityTrack track, IReadOnlyList<string> levels) => ResponsibilityAccounts.Of(Of(track, null, levels)).Conflicts();

    private long Order(Responsibility row) => places[row.ImportId] + row.Line;

    private Dictionary<long, Responsibility> Rows => field ??= Statements.ToDictionary(Order);
}
