using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A cut can be narrowed to sites.</summary>
internal sealed class CutsBySite : ICutNames
{
    public string CalledInWords => "site";

    public async Task<ILookup<string, Guid>> ByNameAsync(StudyContext context, CancellationToken cancel) =>
        (await context.Set<Site>().Select(s => new { s.Name, s.Id }).ToListAsync(cancel)).ToLookup(s => s.Name, s => s.Id);
}
