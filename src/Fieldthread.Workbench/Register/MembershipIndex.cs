using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Who belonged to whom, in memory; read once and again when an act changed a relation.</summary>
internal static class MembershipIndex
{
    /// <summary>The relation that makes members where nothing else is said.</summary>
    public const string MemberOf = "member of";

    private static readonly Type[] Kinds = [typeof(Relation)];

    public static Task<List<Membership>> OfAsync(Asking asking, string kind) => asking.Cache.GetAsync(
        "memberships " + kind, asking.Context.View, asking.Head, () => ReadAsync(asking, kind),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    public static Task<IReadOnlyList<FoundChange>> ChangesAsync(Asking asking, string kind) => asking.Cache.GetAsync(
        "found changes " + kind, asking.Context.View, asking.Head, async () => FoundChanges.Of(await OfAsync(asking, kind)),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    private static async Task<List<Membership>> ReadAsync(Asking asking, string kind) =>
        [.. (await asking.Context.All<Relation>().Where(r => r.Kind == kind).Select(r => new { r.SubjectId, r.ObjectId, r.FromDay, r.EndDay }).ToListAsync(asking.Cancel))
            .Select(r => new Membership(r.SubjectId, r.ObjectId, new Period(r.FromDay, r.EndDay)))];
}
