using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns events into rows. An event that a person described stands as it is; one that was made from a list of successions follows what the lists say.</summary>
internal sealed class EventLanding(Acting acting, Dictionary<string, Guid> ids)
{
    /// <summary>Writes; answers how many are new.</summary>
    public async Task<int> LandAsync(IReadOnlyList<Pair<GivenEvent>> pairs)
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var there = await acting.Context.Set<RegisteredEvent>().AsTracking().ToDictionaryAsync(e => e.Key, StringComparer.Ordinal, acting.Cancel);
        var standing = (await acting.Context.Set<RegisteredPart>().AsTracking().ToListAsync(acting.Cancel)).ToLookup(p => p.EventId);
        var (events, parts, fresh) = (new List<RegisteredEvent>(), new List<RegisteredPart>(), 0);
        foreach (var pair in pairs)
        {
            var known = there.GetValueOrDefault((pair.After ?? pair.Before!).Id);
            if (pair.After is not { } given)
            {
                Remove(known, standing, whole: true);
                continue;
            }

            var row = new RegisteredEvent { Key = given.Id, Date = given.Date.ToString(), Day = given.Date.First.DayNumber, Kind = given.Kind };
            if (known is null)
            {
                events.Add(row);
                parts.AddRange(Parts(given, row.Id));
                fresh++;
            }
            else if (!Same(known, standing[known.Id], row, Parts(given, row.Id)))
            {
                if (!given.Id.StartsWith("succession ", StringComparison.Ordinal))
                {
                    Acting.Refuse("event-differs", $"The register has an event “{given.Id}” with another date, kind or other parts.", "Nothing was imported. Give the event another id, or undo the import that brought the earlier one.");
                }

                Remove(known, standing, whole: false);
                (known.Date, known.Day, known.Kind) = (row.Date, row.Day, row.Kind);
                parts.AddRange(Parts(given, known.Id));
            }
        }

        await acting.AddManyAsync(events);
        await acting.AddManyAsync(parts);
        return fresh;
    }

    private List<RegisteredPart> Parts(GivenEvent given, Guid id) => [.. given.Parts.Select(p => new RegisteredPart { EventId = id, OrganisationId = ids[p.Organisation], Role = p.Role, Note = p.Note })];

    private void Remove(RegisteredEvent? known, ILookup<Guid, RegisteredPart> standing, bool whole)
    {
        foreach (var part in known is null ? [] : standing[known.Id])
        {
            acting.Remove(part);
        }

        if (known is not null && whole)
        {
            acting.Remove(known);
        }
    }

    private static bool Same(RegisteredEvent known, IEnumerable<RegisteredPart> has, RegisteredEvent row, List<RegisteredPart> gives) =>
        known.Date == row.Date && known.Kind == row.Kind && has.Select(p => (p.OrganisationId, p.Role)).ToHashSet().SetEquals(gives.Select(p => (p.OrganisationId, p.Role)));
}
