using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>Published versions on the study’s calendar.</summary>
internal sealed class PublicationsOnCalendar : IOnTheCalendar
{
    public async Task<IReadOnlyList<OnTheCalendar>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var published = await context.All<Publication>().Select(p => new { p.Title, p.Version, p.PublishedAt }).ToListAsync(cancel);
        return [.. published.OrderBy(p => p.PublishedAt).Select(p => new OnTheCalendar(
            "Reports", 70, $"{p.Title}, version {p.Version}", PartialDate.Parse(p.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), null, "published"))];
    }
}
