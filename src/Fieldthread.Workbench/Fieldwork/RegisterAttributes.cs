using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Register;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What the register says, as at a date, of the organisations that sites are.</summary>
internal static class RegisterAttributes
{
    public const string Prefix = "register:";
    private const string Type = Prefix + "type";
    private const string Changes = Prefix + "changes";
    private const string Related = Prefix + "relation:";

    public static async Task<IReadOnlyList<SourceAttribute>> ListAsync(Asking asking)
    {
        var bound = await asking.Context.All<SiteOrganisation>().Select(b => b.OrganisationId).Distinct().ToListAsync(asking.Cancel);
        if (bound.Count == 0)
        {
            return [];
        }

        var relations = await asking.Context.All<Relation>().Where(r => bound.Contains(r.SubjectId)).Select(r => r.Kind).Distinct().ToListAsync(asking.Cancel);
        return
        [
            new(Type, "type of organisation, by the register", true), new(Changes, "changes gone through, by the register", true),
            .. relations.Order(NaturalOrder.Instance).Select(kind => new SourceAttribute(Related + kind, $"{kind}, by the register", true)),
        ];
    }

    public static async Task<List<AttributeValue>> ByAsync(Asking asking, Facts facts, FieldOfSources field, string key, int day)
    {
        var register = await RegisterIndex.OfAsync(asking);
        var bindings = (await asking.Context.All<SiteOrganisation>().ToListAsync(asking.Cancel)).ToLookup(b => b.SiteId);
        var then = bindings.SelectMany(b => b).Where(b => b.Period().Holds(day)).Select(b => b.OrganisationId).ToHashSet();
        var kind = key.StartsWith(Related, StringComparison.Ordinal) ? key[Related.Length..] : null;
        var relations = kind is not null
            ? (await asking.Context.All<Relation>().Where(r => r.Kind == kind && then.Contains(r.SubjectId)).ToListAsync(asking.Cancel)).Where(r => r.Period().Holds(day)).ToLookup(r => r.SubjectId, r => register.NameOf(r.ObjectId, day))
            : null;
        IEnumerable<string> Of(Guid site)
        {
            var own = bindings[site].ToList();
            var on = own.Where(b => b.Period().Holds(day)).Select(b => b.OrganisationId).ToList();
            return key switch
            {
                Type => on.Select(o => register.TypeOn(o, day)),
                Changes => own.Count == 0 ? [] : [ChangesBy(register, [.. own.Select(b => b.OrganisationId)], day)],
                _ => on.SelectMany(o => relations![o]),
            };
        }

        var values = facts.Sites.Select(site => Of(site).Distinct(StringComparer.Ordinal).ToList()).ToList();
        return field.By(s => s.Site >= 0 ? values[s.Site] : []);
    }

    /// <summary>The kinds of change that any of the organisations a site was had taken part in by a day; being founded is none.</summary>
    private static string ChangesBy(RegisterIndex register, HashSet<Guid> organisations, int day)
    {
        var kinds = register.Events.Where(e => e.Day <= day && e.Kind != ChangeKind.Founded && register.Parts[e.Id].Any(p => organisations.Contains(p.OrganisationId))).Select(e => e.Kind).Distinct().Order();
        return string.Join(" and ", kinds.Select(k => k.ToString().ToLowerInvariant())) is { Length: > 0 } words ? words : "none";
    }
}
