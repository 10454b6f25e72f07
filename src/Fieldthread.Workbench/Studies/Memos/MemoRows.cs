using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>A link of a memo to something of the study beside what it is on.</summary>
[Table("memo_links", "link of a memo")]
[NoTwoAlike(nameof(MemoLink.MemoId), nameof(MemoLink.TargetId))]
public sealed class MemoLink : Evidence
{
    /// <summary>Which memo.</summary>
    public Guid MemoId { get; set; }

    /// <summary>Table of what it is linked to, as <c>claims</c>.</summary>
    public string TargetKind { get; set; } = "";

    /// <summary>Which row of it.</summary>
    public Guid TargetId { get; set; }
}

/// <summary>Keeps links true while rows are joined.</summary>
internal static class MemoLinks
{
    /// <summary>What was linked to one row is linked to another from now on, once.</summary>
    public static async Task FollowAsync(Acting acting, Guid from, Guid into)
    {
        var links = await acting.Context.Set<MemoLink>().AsTracking().Where(l => l.TargetId == from).ToListAsync(acting.Cancel);
        var there = links.Count == 0 ? [] : (await acting.Context.Set<MemoLink>().Where(l => l.TargetId == into).Select(l => l.MemoId).ToListAsync(acting.Cancel)).ToHashSet();
        foreach (var link in links)
        {
            if (there.Add(link.MemoId))
            {
                link.TargetId = into;
            }
            else
            {
                acting.Remove(link);
            }
        }
    }
}
