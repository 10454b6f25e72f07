using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns a read register into rows. An organisation whose key the study has is met again: what the file says beyond the register is added, what it says otherwise takes the place of what stood, which stays in history.</summary>
internal sealed class RegisterLanding(Acting acting, RegisterData data, RegisterLayout layout)
{
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);
    private int met;
    private int changed;

    public async Task<RegisterImported> LandAsync(string files)
    {
        var organisations = await LandOrganisationsAsync();
        var names = await LandFactsAsync(data.Names.Select(n => new OrganisationName { OrganisationId = ids[n.Organisation], Name = n.Name }.When(n.When)), n => (n.OrganisationId, n.Name, n.FromDate), n => $"The name “{n.Name}” of {Key(n.OrganisationId)}");
        var codes = await LandFactsAsync(data.Codes.Select(c => new OrganisationCode { OrganisationId = ids[c.Organisation], Scheme = c.Scheme, Code = c.Code }.When(c.When)), c => (c.OrganisationId, c.Scheme, c.Code, c.FromDate), c => $"The code {c.Code} of {Key(c.OrganisationId)}");
        var relations = await LandFactsAsync(data.Relations.Select(r => new Relation { SubjectId = ids[r.Subject], Kind = r.Kind, ObjectId = ids[r.Object] }.When(r.When)), r => (r.SubjectId, r.Kind, r.ObjectId, r.FromDate), r => $"{Key(r.SubjectId)}, {r.Kind} {Key(r.ObjectId)},");
        var events = await LandEventsAsync();
        if (met > 0)
        {
            remarks.Add(RemarkWeight.Note, "register", $"{met:N0} of the organisations stood in the register already and were met again by their keys; what was the same was not repeated, and {changed:N0} values changed.");
        }

        IReadOnlyList<Remark> all = [.. data.Remarks, .. remarks.ToList()];
        var import = acting.Add(new RegisterImport { FileName = files, Layout = layout, Remarks = Json.Write(all) });
        return new RegisterImported(import.Id, organisations, names, codes, relations, events, met, changed, all.Count(r => r.Weight != RemarkWeight.Note));
    }

    private async Task<int> LandOrganisationsAsync()
    {
        var there = await acting.Context.Set<Organisation>().AsTracking().ToDictionaryAsync(o => o.Key, StringComparer.Ordinal, acting.Cancel);
        var rows = new List<Organisation>();
        foreach (var given in data.Organisations)
        {
            if (there.TryGetValue(given.Id, out var known))
            {
                met++;
                Meet(known, given);
            }
            else
            {
                rows.Add(known = new Organisation { Key = given.Id, Type = given.Type }.When(given.When));
            }

            ids.Add(given.Id, known.Id);
        }

        await acting.AddManyAsync(rows);
        return rows.Count;
    }

    private void Meet(Organisation known, GivenOrganisation given)
    {
        var when = new WrittenPeriod(given.When.From ?? Read(known.FromDate), given.When.Last);
        var (from, last) = (when.From?.ToString(), when.Last?.ToString());
        if (layout == RegisterLayout.Epcmem)
        {
            // The membership file only lets one guess when an organisation began and ended; a guess takes nobody's place.
            if (!Spans(known.Period(), when.Period) || (known.LastDate is null) != (last is null))
            {
                remarks.Add(RemarkWeight.Guessed, given.Id, $"Its memberships reach from {from} to {last ?? "now"}; the register has it from {known.FromDate ?? "an unknown date"} to {known.LastDate ?? "now"}, and keeps that.");
            }

            return;
        }

        if (given.Type.Length > 0 && given.Type != known.Type)
        {
            Change(given.Id, "type", known.Type, given.Type);
            known.Type = given.Type;
        }

        if (from != known.FromDate || last != known.LastDate)
        {
            Change(given.Id, "time", $"{known.FromDate ?? "unknown"} to {known.LastDate ?? "now"}", $"{from ?? "unknown"} to {last ?? "now"}");
            known.When(when);
        }
    }

    private void Change(string id, string what, string was, string becomes)
    {
        changed++;
        remarks.Add(RemarkWeight.Guessed, id, $"Its {what} was “{was}” in the register and is “{becomes}” in the file. The file’s stands now; the former stays in history.");
    }

    /// <summary>Adds the facts that are new; of those that stand already, the last day may have come to be known.</summary>
    private async Task<int> LandFactsAsync<T>(IEnumerable<T> given, Func<T, object> same, Func<T, string> says)
        where T : Evidence, IDated
    {
        var rows = given.ToList();
        if (met == 0)
        {
            await acting.AddManyAsync(rows);
            return rows.Count;
        }

        var there = (await acting.Context.Set<T>().AsTracking().ToListAsync(acting.Cancel)).ToLookup(same);
        var fresh = new List<T>();
        foreach (var row in rows)
        {
            var known = there[same(row)].ToList();
            if (known.Count == 0)
            {
                fresh.Add(row);
            }
            else if (known.TrueForAll(k => k.LastDate != row.LastDate))
            {
                changed++;
                remarks.Add(RemarkWeight.Guessed, "register", $"{says(row)} lasted to {known[0].LastDate ?? "now"} in the register and lasts to {row.LastDate ?? "now"} in the file. The file’s stands now; the former stays in history.");
                (known[0].LastDate, known[0].EndDay) = (row.LastDate, row.EndDay);
            }
        }

        await acting.AddManyAsync(fresh);
        return fresh.Count;
    }

    private async Task<int> LandEventsAsync()
    {
        var there = await acting.Context.Set<RegisteredEvent>().ToDictionaryAsync(e => e.Key, StringComparer.Ordinal, acting.Cancel);
        var standing = data.Events.Any(e => there.ContainsKey(e.Id)) ? (await acting.Context.Set<RegisteredPart>().ToListAsync(acting.Cancel)).ToLookup(p => p.EventId) : null;
        var (events, parts) = (new List<RegisteredEvent>(), new List<RegisteredPart>());
        foreach (var given in data.Events)
        {
            var row = new RegisteredEvent { Key = given.Id, Date = given.Date.ToString(), Day = given.Date.First.DayNumber, Kind = given.Kind };
            var own = given.Parts.Select(p => new RegisteredPart { EventId = row.Id, OrganisationId = ids[p.Organisation], Role = p.Role, Note = p.Note }).ToList();
            if (!there.TryGetValue(given.Id, out var known))
            {
                events.Add(row);
                parts.AddRange(own);
            }
            else if (known.Date != row.Date || known.Kind != row.Kind || !standing![known.Id].Select(p => (p.OrganisationId, p.Role)).ToHashSet().SetEquals(own.Select(p => (p.OrganisationId, p.Role))))
            {
                Acting.Refuse("event-differs", $"The register has an event “{given.Id}” with another date, kind or other parts.", "Nothing was imported. Give the event another id, or undo the import that brought the earlier one.");
            }
        }

        await acting.AddManyAsync(events);
        await acting.AddManyAsync(parts);
        return events.Count;
    }

    private string Key(Guid organisation) => ids.First(i => i.Value == organisation).Key;

    private static bool Spans(Period outer, Period inner) =>
        (outer.From is not { } from || inner.From >= from) && (outer.End is not { } end || inner.End <= end);

    private static PartialDate? Read(string? written) => PartialDate.TryParse(written, out var date) ? date : null;
}
