using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Roles of participants through time; a row is known by who held which role from when.</summary>
internal sealed class RoleSheet(IReadOnlyList<RoleHeld> roles, IReadOnlyDictionary<string, Guid> sites, IReadOnlyDictionary<string, Guid> people) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancel);
        var people = (await context.All<Participant>().AsNoTracking().ToListAsync(cancel)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var (siteNames, pseudonyms) = (sites.ToDictionary(s => s.Value, s => s.Key), people.ToDictionary(p => p.Value, p => p.Key));
        var rows = (await context.All<RoleHeld>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).FindAll(r => pseudonyms.ContainsKey(r.ParticipantId));
        return new RoleSheet(rows, sites, people)
        {
            Ground = new SheetGround(
                [
                    SheetColumn.Known("participant", "participant", people.Keys.ToHashSet(StringComparer.Ordinal)) with { IsKey = true, IsNeeded = true }, SheetColumn.Text("role") with { IsKey = true, IsNeeded = true },
                    SheetColumn.Day("from") with { IsKey = true }, SheetColumn.Known("site", "site", sites.Keys.ToHashSet(StringComparer.Ordinal)), SheetColumn.Day("to"),
                ],
                [.. rows.Select(r => new[] { pseudonyms[r.ParticipantId], r.Role, r.FromDate ?? "", r.SiteId is { } site ? siteNames.GetValueOrDefault(site, "") : "", r.LastDate ?? "" })], Derive()),
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row)
    {
        var c = row.Cells;
        var (site, from, to) = (c[3].Length > 0 ? sites[c[3]] : (Guid?)null, c[2].Length > 0 ? c[2] : null, c[4].Length > 0 ? c[4] : null);
        return row.Standing is { } at ? new EditRole(roles[at].Id, c[1], site, from, to).DoAsync(acting) : new AddRole(people[c[0]], c[1], site, from, to).DoAsync(acting);
    }
}
