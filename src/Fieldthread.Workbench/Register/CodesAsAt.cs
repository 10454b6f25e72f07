using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Which organisations codes meant on a day, by the register of the study.</summary>
internal sealed class CodesAsAt : IOrganisationsAsAt
{
    public async Task<IReadOnlyDictionary<string, Guid>> OnAsync(StudyContext context, DateOnly day, IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        var on = day.DayNumber;
        var wanted = codes.Distinct(StringComparer.Ordinal).ToList();
        var borne = await context.All<OrganisationCode>()
            .Where(c => wanted.Contains(c.Code) && (c.FromDay == null || c.FromDay <= on) && (c.EndDay == null || c.EndDay > on))
            .Select(c => new { c.Code, c.OrganisationId }).Distinct().ToListAsync(cancel);
        return borne.GroupBy(c => c.Code, StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().OrganisationId, StringComparer.Ordinal);
    }
}
