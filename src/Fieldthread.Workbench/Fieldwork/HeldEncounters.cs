using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>How an encounter was held, in words; empty for what is not said.</summary>
/// <param name="Channel">By what way people met.</param>
/// <param name="Mode">In what manner.</param>
/// <param name="Kept">How it was kept.</param>
/// <param name="MeetingType">Kind of meeting.</param>
/// <param name="OthersThere">Who was there beside participants and team.</param>
/// <param name="Guide">Title of the guide and number of its version, as “Managers, version 2”; null for none.</param>
/// <param name="Observers">Who of the team asked or observed.</param>
public sealed record HeldAs(string Channel, string Mode, string Kept, string MeetingType, string OthersThere, string? Guide, IReadOnlyList<string> Observers)
{
    /// <summary>Nothing is said of it.</summary>
    public static HeldAs Unsaid { get; } = new("", "", "", "", "", null, []);

    /// <summary>The version that was used, or null.</summary>
    public Guid? Version { get; init; }
}

/// <summary>How every encounter was held, through any view.</summary>
internal sealed class HeldEncounters
{
    private readonly Dictionary<Guid, HeldAs> held;

    private HeldEncounters(Dictionary<Guid, HeldAs> held) => this.held = held;

    public HeldAs this[Guid encounter] => held.GetValueOrDefault(encounter, HeldAs.Unsaid);

    public static async Task<HeldEncounters> OfAsync(StudyContext context, CancellationToken cancel)
    {
        var details = (await context.All<EncounterDetail>().AsNoTracking().ToListAsync(cancel)).ToDictionary(d => d.EncounterId);
        var observed = (await context.All<EncounterObserver>().AsNoTracking().ToListAsync(cancel)).ToLookup(o => o.EncounterId, o => o.PersonId);
        if (details.Count == 0 && observed.Count == 0)
        {
            return new HeldEncounters([]);
        }

        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var guides = await context.All<TopicGuide>().AsNoTracking().ToDictionaryAsync(g => g.Id, g => g.Title, cancel);
        var versions = (await context.All<GuideVersion>().AsNoTracking().Select(v => new { v.Id, v.GuideId, v.Number }).ToListAsync(cancel)).ToDictionary(v => v.Id, v => $"{guides[v.GuideId]}, version {v.Number}");
        return new HeldEncounters(details.Keys.Concat(observed.Select(o => o.Key)).Distinct().ToDictionary(id => id, id =>
        {
            var detail = details.GetValueOrDefault(id) ?? new EncounterDetail();
            return new HeldAs(
                EncounterWords.Of(detail.Channel), EncounterWords.Of(detail.Mode), EncounterWords.Of(detail.Kept), detail.MeetingType, detail.OthersThere, detail.GuideVersionId is { } v ? versions[v] : null,
                [.. observed[id].Where(people.ContainsKey).Select(p => people[p]).Order(NaturalOrder.Instance)]) { Version = detail.GuideVersionId };
        }));
    }
}
