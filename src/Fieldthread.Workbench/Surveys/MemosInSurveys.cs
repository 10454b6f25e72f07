using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>Memos on waves of a survey.</summary>
internal sealed class MemosOnWaves : IMemoPlace
{
    public int Order => 130;

    public string Kind => "waves";

    public string InWords => "wave";

    public IReadOnlyList<Type> Rows => [typeof(Wave)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Wave>().Chosen(only).Select(w => new { w.Id, w.Key, w.Name }).ToListAsync(cancel)).Select(w => new MemoThing(w.Id, w.Name.Length > 0 ? w.Name : w.Key, "surveys/waves/" + w.Key))];
}
