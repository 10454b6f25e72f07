using System.Collections.Concurrent;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Web.Hosting;

/// <summary>Finds the local number of a study from its name in an address. A short name never changes, so it is remembered.</summary>
public sealed class StudyAddress(Database database)
{
    private readonly ConcurrentDictionary<string, int> known = new(StringComparer.Ordinal);

    /// <summary>The study of that short name or external id.</summary>
    /// <exception cref="RefusedException">There is none: <c>unknown</c>.</exception>
    public async Task<int> FindAsync(string study, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (known.TryGetValue(study, out var there))
        {
            return there;
        }

        await using var context = database.Live(new View(0));
        var found = Guid.TryParse(study, out var uid)
            ? await context.Set<StudyHead>().AsNoTracking().FirstOrDefaultAsync(h => h.Uid == uid && h.Id != 0, cancel)
            : await context.Set<StudyHead>().AsNoTracking().FirstOrDefaultAsync(h => h.Slug == study && h.Id != 0, cancel);
        return found is null ? throw new RefusedException(new Refusal("unknown", "There is no such study.")) : known.GetOrAdd(study, found.Id);
    }
}
