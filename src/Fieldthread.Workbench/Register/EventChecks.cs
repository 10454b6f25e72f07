using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>What an event that a person describes must be.</summary>
internal static class EventChecks
{
    /// <summary>Who took part, found in the register.</summary>
    public static async Task<List<(PartOfEvent Part, Guid Organisation, PartDetails Told)>> PartsAsync(Acting acting, IReadOnlyList<PartOfEvent>? named)
    {
        var parts = new List<(PartOfEvent Part, Guid Organisation, PartDetails Told)>();
        foreach (var part in named ?? [])
        {
            var organisation = await OrganisationLookup.FindAsync(acting, Acting.Given(part.Organisation, "The organisation that took part"));
            if (parts.Exists(p => p.Organisation == organisation && p.Part.Role == part.Role))
            {
                Acting.Refuse("twice", $"“{Acting.Clean(part.Organisation)}” takes part twice as {part.Role.ToString().ToLowerInvariant()}.", "Leave one of the two out.");
            }

            MovedShare? share = MovedShare.TryParse(part.Share, out var moved) ? moved : null;
            var basis = Acting.Clean(part.Basis);
            if (share is null && (!string.IsNullOrWhiteSpace(part.Share) || basis.Length > 0))
            {
                Acting.Refuse("bad-share", string.IsNullOrWhiteSpace(part.Share) ? $"The basis “{basis}” stands without a share." : $"“{Acting.Clean(part.Share)}” is no share.", "Write 3, 12.5, 3/8 or 37.5%, and beside it of what: practices, patients, budget.");
            }

            parts.Add((part, organisation, new PartDetails(Acting.Clean(part.AttitudeBefore), Acting.Clean(part.AttitudeAfter), share, basis)));
        }

        if (parts.Count == 0)
        {
            Acting.Refuse("empty", "No organisation takes part in the event.", "Name at least one, and what it was in the event.");
        }

        return parts;
    }

    /// <summary>The reform of that key; null for none.</summary>
    public static async Task<Guid?> ReformAsync(Acting acting, string key) => key.Length == 0 ? null
        : (await acting.Context.Set<Reform>().Where(r => r.Key == key).ToListAsync(acting.Cancel)).FirstOrDefault()?.Id
            ?? throw new RefusedException(new Refusal("unknown", $"There is no reform “{key}” in the register.", "Add the reform first, or write the key of one that is there."));

    /// <summary>Refuses an event without outcome, and parts in it before the organisation existed.</summary>
    public static void Refuse(List<(PartOfEvent Part, Guid Organisation, PartDetails Told)> parts, PartialDate date, Dictionary<Guid, Organisation> organisations)
    {
        if (!parts.Exists(p => p.Part.Role is PartRole.After or PartRole.Continues or PartRole.To))
        {
            Acting.Refuse("no-outcome", "The event does not say what came of it: nobody is after it, continues, or was given anything.", "Name who came out of it.");
        }

        foreach (var (part, organisation, _) in parts.Where(p => p.Part.Role is PartRole.From or PartRole.Moved or PartRole.Before))
        {
            if (EventRows.Date(organisations[organisation].FromDate) is { } opened && opened.First > date.Last)
            {
                Acting.Refuse("before-it-existed", $"By the event of {date} {organisations[organisation].Key} {(part.Role == PartRole.Before ? "ended" : part.Role == PartRole.From ? "gave something up" : "was moved")}, and it opened on {opened} only.", "Correct the date of the event, or the day on which it opened.");
            }
        }
    }

    /// <summary>With the events of the same day that are there, nothing may lead back to itself.</summary>
    public static async Task RefuseCircleAsync(Acting acting, List<(PartOfEvent Part, Guid Organisation, PartDetails Told)> parts, PartialDate date, Guid? instead = null)
    {
        var day = date.ToString();
        var events = await acting.Context.Set<RegisteredEvent>().Where(e => e.Date == day && e.Id != instead).Select(e => e.Id).ToListAsync(acting.Cancel);
        var there = await acting.Context.Set<RegisteredPart>().Where(p => events.Contains(p.EventId)).ToListAsync(acting.Cancel);
        var named = there.Select(p => p.OrganisationId).Concat(parts.Select(p => p.Organisation)).Distinct().ToList();
        var keys = await acting.Context.Set<Organisation>().Where(o => named.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Key, acting.Cancel);
        var all = parts.Select(p => (Event: Guid.Empty, p.Organisation, p.Part.Role)).Concat(there.Select(p => (Event: p.EventId, Organisation: p.OrganisationId, p.Role))).ToLookup(p => p.Event);
        var steps = from e in all from b in e where b.Role == PartRole.Before from a in e where a.Role == PartRole.After select new GivenSuccession(keys[b.Organisation], keys[a.Organisation], date);
        if (VintageMerge.Circle(steps) is { } circle)
        {
            Acting.Refuse("cyclic", $"Successions of one day would lead back to where they began: {string.Join(" → ", circle)}.", "Correct who was before and who after.");
        }
    }
}
