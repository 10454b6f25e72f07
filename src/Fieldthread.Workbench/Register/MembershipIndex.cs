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

    public static Task<Memberships> OfAsync(Asking asking, string kind) =>
        asking.Cache.UnlessChangedAsync("memberships " + Membership.Plain(kind), asking, Kinds, () => ReadAsync(asking, kind));

    /// <summary>The memberships of the register that is asked for: as it stands, or as lists gave them.</summary>
    public static async Task<Memberships> OfAsync(Asking asking, string kind, AsKnown asKnown)
    {
        if (asKnown.IsNow)
        {
            return await OfAsync(asking, kind);
        }

        var plain = Membership.Plain(kind);
        return await asking.Cache.UnlessChangedAsync("memberships " + plain + await VintageIndex.NameAsync(asking, asKnown), asking, VintageIndex.KindsAsKnown, async () =>
        {
            var keys = (await RegisterIndex.OfAsync(asking, asKnown)).Organisations.ToDictionary(o => o.Key, o => o.Id, StringComparer.Ordinal);
            return new Memberships((await VintageIndex.MergedAsync(asking, asKnown)).Register.Relations.Where(r => Membership.Plain(r.Kind) == plain).Select(r => new Membership(keys[r.Subject], keys[r.Object], r.When.Period)));
        });
    }

    public static async Task<IReadOnlyList<FoundChange>> ChangesAsync(Asking asking, string kind, AsKnown asKnown) => await asking.Cache.UnlessChangedAsync(
        "found changes " + Membership.Plain(kind) + await VintageIndex.NameAsync(asking, asKnown), asking, asKnown.IsNow ? Kinds : VintageIndex.KindsAsKnown, async () => FoundChanges.Of(await OfAsync(asking, kind, asKnown)));

    private static async Task<Memberships> ReadAsync(Asking asking, string kind)
    {
        var (spaced, joined) = (Membership.Plain(kind), Membership.Plain(kind).Replace(' ', '-'));
        return new Memberships((await asking.Context.All<Relation>().Where(r => r.Kind == spaced || r.Kind == joined).Select(r => new { r.SubjectId, r.ObjectId, r.FromDay, r.EndDay }).ToListAsync(asking.Cancel))
            .Select(r => new Membership(r.SubjectId, r.ObjectId, new Period(r.FromDay, r.EndDay))));
    }
}
