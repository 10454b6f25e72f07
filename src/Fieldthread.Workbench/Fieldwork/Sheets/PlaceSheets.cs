using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Sites: name, and what they are.</summary>
internal sealed class SiteSheet(IReadOnlyList<Site> sites) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel);
        return new SiteSheet(sites)
        {
            Ground = new SheetGround([SheetColumn.Text("site") with { IsKey = true }, SheetColumn.Text("about")], [.. sites.Select(s => new[] { s.Name, s.About })], Derive("sources")),
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row) => row.Standing is { } at
        ? new EditSite(sites[at].Id, row.Cells[0], row.Cells[1]).DoAsync(acting)
        : new AddSite(row.Cells[0], row.Cells[1]).DoAsync(acting);
}

/// <summary>Participants: pseudonym, role, site. Consent has a table of its own.</summary>
internal sealed class ParticipantSheet(IReadOnlyList<Participant> people, IReadOnlyDictionary<string, Guid> sites) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancel);
        var names = sites.ToDictionary(s => s.Value, s => s.Key);
        var people = await context.All<Participant>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        return new ParticipantSheet(people, sites)
        {
            Ground = new SheetGround(
                [SheetColumn.Text("participant") with { IsKey = true }, SheetColumn.Text("role"), SheetColumn.Known("site", "site", sites.Keys.ToHashSet(StringComparer.Ordinal))],
                [.. people.Select(p => new[] { p.Pseudonym, p.Role, p.SiteId is { } site ? names.GetValueOrDefault(site, "") : "" })], Derive("consent to quote")),
        };
    }

    public override async Task LandAsync(Acting acting, SheetRowPlan row)
    {
        Guid? site = row.Cells[2].Length > 0 ? sites[row.Cells[2]] : null;
        if (row.Standing is { } at)
        {
            var person = await acting.FindAsync<Participant>(people[at].Id);
            (person.Role, person.SiteId) = (Acting.Clean(row.Cells[1]), site);
        }
        else
        {
            await new AddParticipant(row.Cells[0], row.Cells[1], site).DoAsync(acting);
        }
    }
}

/// <summary>How many people are wanted, by role and site.</summary>
internal sealed class TargetSheet(IReadOnlyDictionary<string, Guid> sites) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var sites = await context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancel);
        var names = sites.ToDictionary(s => s.Value, s => s.Key);
        var goals = (await context.All<Recruitment.RecruitmentGoal>().AsNoTracking().OrderBy(g => g.Id).ToListAsync(cancel)).Where(g => g.SiteId is not { } at || names.ContainsKey(at))
            .Select(g => new[] { g.Role, g.SiteId is { } at ? names[at] : "", g.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) }).ToList();
        var known = goals.Select(g => (g[0], g[1])).ToHashSet();
        return new TargetSheet(sites)
        {
            Ground = new SheetGround(
                [SheetColumn.Text("role") with { IsKey = true, IsNeeded = true }, SheetColumn.Known("site", "site", sites.Keys.ToHashSet(StringComparer.Ordinal)) with { IsKey = true }, SheetColumn.Number("wanted", 0, 10_000)],
                goals, Derive("approached", "agreed", "declined", "no answer", "withdrew", "awaited", "replaced", "still to find"))
            {
                // Counts go out with a sum, and with roles for which nobody said a number.
                IsNoRow = cells => (cells[0] == "all" && cells[1].Length == 0) || (cells[2].Length == 0 && !known.Contains((cells[0], cells[1]))),
            },
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row) =>
        new Recruitment.SetRecruitmentTarget(row.Cells[0], row.Cells[2].Length > 0 ? int.Parse(row.Cells[2], System.Globalization.CultureInfo.InvariantCulture) : 0, row.Cells[1].Length > 0 ? sites[row.Cells[1]] : null).DoAsync(acting);
}
