using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Memos on claims.</summary>
internal sealed class MemosOnClaims : IMemoPlace
{
    public int Order => 80;

    public string Kind => "claims";

    public string InWords => "claim";

    public IReadOnlyList<Type> Rows => [typeof(Claim)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Claim>().Chosen(only).Select(c => new { c.Id, c.Key, c.Statement }).ToListAsync(cancel)).Select(c => new MemoThing(c.Id, $"{c.Key} {(c.Statement.Length > 80 ? c.Statement[..79] + "…" : c.Statement)}", "claims/" + c.Key))];
}

/// <summary>Memos on reports.</summary>
internal sealed class MemosOnReports : IMemoPlace
{
    public int Order => 100;

    public string Kind => "reports";

    public string InWords => "report";

    public IReadOnlyList<Type> Rows => [typeof(Report)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Report>().Chosen(only).Select(r => new { r.Id, r.Slug, r.Title }).ToListAsync(cancel)).Select(r => new MemoThing(r.Id, r.Title, "reports/" + r.Slug))];
}

/// <summary>Memos on statistics.</summary>
internal sealed class MemosOnStatistics : IMemoPlace
{
    public int Order => 90;

    public string Kind => "statistics";

    public string InWords => "statistic";

    public IReadOnlyList<Type> Rows => [typeof(Statistic)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Statistic>().Chosen(only).Select(s => new { s.Id, s.Key, s.Label }).ToListAsync(cancel)).Select(s => new MemoThing(s.Id, $"{s.Key} {s.Label}", "statistics/" + s.Key))];
}
