using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Type, beginning and end of an organisation, as the study states them.</summary>
internal static class OrganisationFacts
{
    /// <summary>The organisation as it stands.</summary>
    public static GivenOrganisation Given(Organisation row) => new(row.Key, row.Type, new WrittenPeriod(EventRows.Date(row.FromDate), EventRows.Date(row.LastDate)));

    /// <summary>True where two agree in what a correction changes.</summary>
    public static bool Agree(GivenOrganisation one, GivenOrganisation was, GivenOrganisation becomes) =>
        (was.Type == becomes.Type || one.Type == was.Type) && (was.When.From == becomes.When.From || one.When.From == was.When.From) && (was.When.Last == becomes.When.Last || one.When.Last == was.When.Last);

    /// <summary>Sets what differs. Codes of an organisation that no list has and that lasted as long as it follow it, as they do for one that lists have.</summary>
    public static async Task SetAsync(Acting acting, GivenOrganisation? was, GivenOrganisation becomes, bool listed)
    {
        var row = await acting.Context.Set<Organisation>().AsTracking().SingleAsync(o => o.Key == becomes.Id, acting.Cancel);
        var before = (row.FromDate, row.LastDate);
        row.Type = was?.Type == becomes.Type ? row.Type : becomes.Type;
        row.When(new WrittenPeriod(
            was is not null && was.When.From == becomes.When.From ? EventRows.Date(row.FromDate) : becomes.When.From,
            was is not null && was.When.Last == becomes.When.Last ? EventRows.Date(row.LastDate) : becomes.When.Last));
        if (!listed)
        {
            foreach (var code in await acting.Context.Set<OrganisationCode>().AsTracking().Where(c => c.OrganisationId == row.Id && c.FromDate == before.FromDate && c.LastDate == before.LastDate).ToListAsync(acting.Cancel))
            {
                code.When(new WrittenPeriod(EventRows.Date(row.FromDate), EventRows.Date(row.LastDate)));
            }
        }
    }
}

/// <summary>Relations as the study states them.</summary>
internal static class RelationFacts
{
    /// <summary>True where two say the same; “member of” and “member-of” are one.</summary>
    public static bool Same(GivenRelation one, GivenRelation other) => one with { Kind = Membership.Plain(one.Kind) } == other with { Kind = Membership.Plain(other.Kind) };

    /// <summary>True where a member may not be given two groups at once: the rules of their types say so, or, where those say nothing, a list that has a member under one group at a time speaks of it.</summary>
    public static async Task<bool> SoleAsync(Acting acting, IReadOnlyList<KeptVintage> lists, string subject, StandingFact one, StandingFact other)
    {
        if (Membership.Plain(other.Of) != Membership.MemberOf)
        {
            return false;
        }

        var groups = await acting.Context.Set<Organisation>().Where(o => o.Key == one.Value || o.Key == other.Value).ToDictionaryAsync(o => o.Id, acting.Cancel);
        var told = (await acting.Context.Set<FurtherFact>().Where(f => groups.Keys.Contains(f.OrganisationId)).ToListAsync(acting.Cancel)).Select(f => f.Given(id => groups.TryGetValue(id, out var o) ? o.Key : ""));
        var types = TypesInTime.Of(groups.Values.Select(OrganisationFacts.Given), told);
        var rules = await StatedType.RulesAsync(acting.Context, acting.Cancel);
        if (one.Value != other.Value && rules.Excludes(types, one.Value, other.Value, TypeRules.Shared(one.When.Period, other.When.Period)) is { } ruled)
        {
            return ruled;
        }

        var layouts = await acting.Context.Set<RegisterImport>().ToDictionaryAsync(i => i.Id, i => i.Layout, acting.Cancel);
        return lists.Any(l => RegisterReadIn.IsSole(layouts[l.Row.ImportId], l.Row.Mapping) && l.List.Data.Relations.Any(r => r.Subject == subject && Membership.Plain(r.Kind) == Membership.MemberOf));
    }
}
