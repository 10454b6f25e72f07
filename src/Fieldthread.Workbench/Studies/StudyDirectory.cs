using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>The studies of an installation.</summary>
public static class StudyDirectory
{
    /// <summary>The local number of a study by its short name, its title or its id; null where there is none, or where a title fits several.</summary>
    public static async Task<int?> FindAsync(Database database, string nameOrId, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(nameOrId);
        await using var context = database.Live(new View(0));
        var heads = await context.Set<StudyHead>().AsNoTracking().Where(h => h.Id > 0).ToListAsync(cancel);
        var found = heads.Find(h => h.Slug == nameOrId.Trim().ToLowerInvariant()) ?? (Guid.TryParse(nameOrId, out var uid) ? heads.Find(h => h.Uid == uid) : null);
        if (found is not null)
        {
            return found.Id;
        }

        var titled = await context.Set<StudyDetail>().IgnoreQueryFilters().Where(d => d.Name == nameOrId.Trim()).Select(d => d.StudyId).ToListAsync(cancel);
        return titled.Count == 1 ? titled[0] : null;
    }

    /// <summary>The studies that somebody has a part in; all of them for a steward.</summary>
    public static async Task<IReadOnlyList<StudyLine>> ListAsync(Database database, Actor actor, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(actor);
        await using var context = database.Live(new View(0));
        var heads = await context.Set<StudyHead>().AsNoTracking().Where(h => h.Id > 0).ToListAsync(cancel);
        var details = await context.Set<StudyDetail>().IgnoreQueryFilters().AsNoTracking().ToDictionaryAsync(d => d.StudyId, cancel);
        var mine = actor.AccountId is { } account
            ? (await context.Set<Person>().IgnoreQueryFilters().Where(p => p.AccountId == account && p.Role != null).Select(p => p.StudyId).ToListAsync(cancel)).ToHashSet()
            : [];
        return heads.Where(h => actor.Steward || mine.Contains(h.Id)).Where(h => details.ContainsKey(h.Id))
            .Select(h => new StudyLine(h.Id, h.Uid, h.Slug, details[h.Id].Name, details[h.Id].Summary, h.Head))
            .OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
    }
}

/// <summary>A study in a list.</summary>
/// <param name="Id">Local number.</param>
/// <param name="Uid">Id by which other installations know it.</param>
/// <param name="Slug">Short name in addresses.</param>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Acts">How many acts its log holds.</param>
public sealed record StudyLine(int Id, Guid Uid, string Slug, string Name, string Summary, long Acts);
