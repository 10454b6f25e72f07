using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Lets a cut be narrowed by the names of sites.</summary>
public sealed class SiteNames : ICutNames
{
    /// <inheritdoc/>
    public string CalledInWords => "site";

    /// <inheritdoc/>
    public async Task<ILookup<string, Guid>> ByNameAsync(StudyContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (await context.All<Site>().Select(s => new { s.Name, s.Id }).ToListAsync(cancel)).ToLookup(s => s.Name, s => s.Id);
    }
}
