using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns events into rows. An event that a person described stands as it is; one that was made from a list of successions follows what the lists say.</summary>
/// <param name="acting">The act.</param>
/// <param name="ids">Organisations by their keys.</param>
/// <param name="change">Tells of a value that stands otherwise now: of what, which, what it was, what it is.</param>
/// <param name="byStudy">True where the study itself states what lands: it may take the place of another event of its id, and be silent where that was not.</param>
internal sealed class EventLanding(Acting acting, Dictionary<string, Guid> ids, Action<string, string, string, string> change, bool byStudy)
{
    private readonly List<PartTold> partsTold = [];
    private readonly List<EventTold> eventsTold = [];
    private Dictionary<string, Reform> reforms = [];
    private Dictionary<Guid, EventTold> told = [];
    private Dictionary<Guid, PartTold> toldOfParts = [];

    /// <summary>Writes; answers how many events are new.</summary>
    public async Task<int> LandAsync(VintageDiff diff)
    {
        if (diff.Events.Count == 0 && diff.Reforms.Count == 0)
        {
            return 0;
        }

        reforms = await acting.Context.Set<Reform>().AsTracking().ToDictionaryAsync(r => r.Key, StringComparer.Ordinal, acting.Cancel);
        told = await acting.Context.Set<EventTold>().AsTracking().ToDictionaryAsync(t => t.EventId, acting.Cancel);
        toldOfParts = await acting.Context.Set<PartTold>().AsTracking().ToDictionaryAsync(t => t.PartId, acting.Cancel);
        LandReforms(diff.Reforms);
        var there = await acting.Context.Set<RegisteredEvent>().AsTracking().ToDictionaryAsync(e => e.Key, StringComparer.Ordinal, acting.Cancel);
        var standing = (await acting.Context.Set<RegisteredPart>().AsTracking().ToListAsync(acting.Cancel)).ToLookup(p => p.EventId);
        var (events, parts, fresh) = (new List<RegisteredEvent>(), new List<RegisteredPart>(), 0);
        foreach (var pair in diff.Events)
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
            else if (Same(known, standing[known.Id], row, given))
            {
                Describe(given, known.Id, standing[known.Id]);
                continue;
            }
            else
            {
                if (!byStudy && !MadeOfSuccessions.Is(given.Id))
                {
                    Acting.Refuse("event-differs", $"The register has an event “{given.Id}” with another date, kind or other parts.", "Nothing was imported. Give the event another id, or undo the import that brought the earlier one.");
                }

                Remove(known, standing, whole: false);
                (known.Date, known.Day, known.Kind) = (row.Date, row.Day, row.Kind);
                parts.AddRange(Parts(given, known.Id));
            }

            Describe(given, known?.Id ?? row.Id, []);
        }

        await acting.AddManyAsync(events);
        await acting.AddManyAsync(parts);
        await acting.AddManyAsync(eventsTold);
        await acting.AddManyAsync(partsTold);
        return fresh;
    }

    private void LandReforms(IReadOnlyList<Pair<GivenReform>> pairs)
    {
        foreach (var given in pairs.Select(p => p.After).OfType<GivenReform>())
        {
            if (!reforms.TryGetValue(given.Id, out var known))
            {
                reforms.Add(given.Id, acting.Add(new Reform().Fill(given)));
            }
            else if (EventRows.Over(known.Given, given) is var stands && stands != known.Given)
            {
                change(given.Id, "account as a reform", Words(known.Given), Words(stands));
                known.Fill(stands);
            }
        }
    }

    /// <summary>What is told of an event that stands already, or of one that is new; what lists are silent about stays as it was.</summary>
    private void Describe(GivenEvent given, Guid id, IEnumerable<RegisteredPart> standing)
    {
        Guid? Reform(string key) => key.Length > 0 ? reforms[key].Id : null;
        if (told.TryGetValue(id, out var known))
        {
            var was = known.Given(reforms.Values.FirstOrDefault(r => r.Id == known.ReformId)?.Key ?? "");
            if ((byStudy ? given.Details : EventRows.Over(was, given.Details)) is var stands && stands != was)
            {
                change(given.Id, "account", Words(was), Words(stands));
                known.Fill(stands, Reform(stands.Reform));
            }
        }
        else if (given.Details != EventDetails.None)
        {
            eventsTold.Add(new EventTold { EventId = id }.Fill(given.Details, Reform(given.Details.Reform)));
        }

        foreach (var part in standing)
        {
            var says = given.Parts.First(p => ids[p.Organisation] == part.OrganisationId && p.Role == part.Role).Details;
            if (toldOfParts.TryGetValue(part.Id, out var row))
            {
                row.Fill(byStudy ? says : EventRows.Over(row.Given, says));
            }
            else if (says != PartDetails.None)
            {
                partsTold.Add(new PartTold { PartId = part.Id }.Fill(says));
            }
        }
    }

    private List<RegisteredPart> Parts(GivenEvent given, Guid id)
    {
        var rows = new List<RegisteredPart>();
        foreach (var p in given.Parts)
        {
            rows.Add(new RegisteredPart { EventId = id, OrganisationId = ids[p.Organisation], Role = p.Role, Note = p.Note });
            if (p.Details != PartDetails.None)
            {
                partsTold.Add(new PartTold { PartId = rows[^1].Id }.Fill(p.Details));
            }
        }

        return rows;
    }

    private void Remove(RegisteredEvent? known, ILookup<Guid, RegisteredPart> standing, bool whole)
    {
        foreach (var part in known is null ? [] : standing[known.Id])
        {
            if (toldOfParts.TryGetValue(part.Id, out var said))
            {
                acting.Remove(said);
            }

            acting.Remove(part);
        }

        if (known is not null && whole)
        {
            if (told.TryGetValue(known.Id, out var said))
            {
                acting.Remove(said);
            }

            acting.Remove(known);
        }
    }

    private bool Same(RegisteredEvent known, IEnumerable<RegisteredPart> has, RegisteredEvent row, GivenEvent given) =>
        known.Date == row.Date && known.Kind == row.Kind && has.Select(p => (p.OrganisationId, p.Role, Note(p.Note))).ToHashSet().SetEquals(given.Parts.Select(p => (ids[p.Organisation], p.Role, Note(p.Note))));

    /// <summary>A list that writes another note tells of the same event; what the study states is taken as it is.</summary>
    private string Note(string note) => byStudy ? note : "";

    private static string Words(EventDetails d) => string.Join("; ", new[] { d.Legal?.ToString() ?? "", d.Operational?.ToString() ?? "", d.Cause, d.Initiator, d.Pressure, d.Evidence, d.Reform }.Where(w => w.Length > 0));

    private static string Words(GivenReform r) => string.Join("; ", new[] { r.Name, r.Announced?.ToString() ?? "", r.Enacted?.ToString() ?? "", r.Effective?.ToString() ?? "", r.Note }.Where(w => w.Length > 0));
}
