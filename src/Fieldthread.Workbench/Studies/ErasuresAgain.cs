using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>A room does again, in a restored study, an erasure that the backup does not know of.</summary>
public interface IErasureAgain
{
    /// <summary>Which entries of the ledger are its own.</summary>
    string Kind { get; }

    /// <summary>Erases again where there is anything left to erase.</summary>
    /// <param name="workshop">The restored installation.</param>
    /// <param name="study">Local number of the study.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How often something was erased.</returns>
    Task<int> AgainAsync(Workshop workshop, int study, ErasureEntry entry, CancellationToken cancel);
}

/// <summary>Replays a ledger of erasures upon an installation.</summary>
public static class ErasuresAgain
{
    /// <summary>Does again what is not done there yet; each as an act of its own in the log of its study.</summary>
    /// <param name="workshop">The installation.</param>
    /// <param name="entries">The ledger.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many erasures were done again.</returns>
    public static async Task<int> RunAsync(Workshop workshop, IReadOnlyList<ErasureEntry> entries, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return 0;
        }

        await using var context = workshop.Database.Live(new View(0));
        var studies = await context.Set<StudyHead>().AsNoTracking().ToDictionaryAsync(h => h.Uid, h => h.Id, cancel);
        var rooms = Contributions.To<IErasureAgain>().ToLookup(r => r.Kind, StringComparer.Ordinal);
        var again = 0;
        foreach (var entry in entries)
        {
            foreach (var room in studies.TryGetValue(entry.Study, out var study) ? rooms[entry.Kind] : [])
            {
                again += await room.AgainAsync(workshop, study, entry, cancel);
            }
        }

        return again;
    }
}
