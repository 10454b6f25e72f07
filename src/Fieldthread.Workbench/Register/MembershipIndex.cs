using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Who belonged to whom, in memory; read once and again when an act changed a relation.</summary>
internal static class MembershipIndex
{
    private static readonly Type[] Kinds = [typeof(Relation)];

    public static Task<List<Membership>> OfAsync(Asking asking, string kind) => asking.Cache.GetAsync(
        "memberships " + Membership.Plain(kind), asking.Context.View, asking.Head, () => ReadAsync(asking, kind),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    /// <summary>The memberships of the register that is asked for: as it stands, or as lists gave them.</summary>
    public static async Task<List<Membership>> OfAsync(Asking asking, string kind, AsKnown asKnown)
    {
        if (asKnown.IsNow)
        {
            return await OfAsync(asking, kind);
        }

        var keys = (await RegisterIndex.OfAsync(asking, asKnown)).Organisations.ToDictionary(o => o.Key, o => o.Id, StringComparer.Ordinal);
        return [.. (await VintageIndex.MergedAsync(asking, asKnown)).Register.Relations.Where(r => Membership.Plain(r.Kind) == Membership.Plain(kind)).Select(r => new Membership(keys[r.Subject], keys[r.Object], r.When.Period))];
    }

    public static async Task<IReadOnlyList<FoundChange>> ChangesAsync(Asking asking, string kind, AsKnown asKnown) => asKnown.IsNow ? await ChangesAsync(asking, kind)
        : await asking.Cache.GetAsync("found changes " + Membership.Plain(kind) + asKnown.Words, asking.Context.View, asking.Head, async () => FoundChanges.Of(await OfAsync(asking, kind, asKnown)));

    public static Task<IReadOnlyList<FoundChange>> ChangesAsync(Asking asking, string kind) => asking.Cache.GetAsync(
        "found changes " + Membership.Plain(kind), asking.Context.View, asking.Head, async () => FoundChanges.Of(await OfAsync(asking, kind)),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    private static async Task<List<Membership>> ReadAsync(Asking asking, string kind)
    {
        var (spaced, joined) = (Membership.Plain(kind), Membership.Plain(kind).Replace(' ', '-'));
        return [.. (await asking.Context.All<Relation>().Where(r => r.Kind == spaced || r.Kind == joined).Select(r => new { r.SubjectId, r.ObjectId, r.FromDay, r.EndDay }).ToListAsync(asking.Cancel))
            .Select(r => new Membership(r.SubjectId, r.ObjectId, new Period(r.FromDay, r.EndDay)))];
    }
}
