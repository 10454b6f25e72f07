using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>One organisation in an event that is recorded by hand.</summary>
/// <param name="Organisation">Its key, a code of it, or its id.</param>
/// <param name="Role">As what it took part.</param>
/// <param name="AttitudeBefore">What it thought of the change before; may be empty.</param>
/// <param name="AttitudeAfter">What it thought of it after; may be empty.</param>
/// <param name="Share">How much of it moved: 3, 12.5, 3/8 or 37.5%; may be empty.</param>
/// <param name="Basis">In what the share is counted: practices, patients, budget.</param>
/// <param name="Note">What else is said of its part; may be empty.</param>
public sealed record PartOfEvent(string Organisation, PartRole Role, string AttitudeBefore = "", string AttitudeAfter = "", string Share = "", string Basis = "", string Note = "");

/// <summary>Records a change event by hand: any number of organisations before, any number after. Who ended by it and has no last day gets the day before; who began by it and has no first day gets its day.</summary>
/// <param name="Date">Partial date from which it counted.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Parts">Who took part, as what.</param>
/// <param name="Legal">Partial date on which the law made it so; null where not known.</param>
/// <param name="Operational">Partial date from which it was so in practice; null where not known.</param>
/// <param name="Cause">Why it came about.</param>
/// <param name="Initiator">Who began it.</param>
/// <param name="Pressure">Who pressed for it, and how.</param>
/// <param name="Evidence">What shows it: a document, an order, the name of a source.</param>
/// <param name="Reform">Key of the reform that it hangs on; empty for none.</param>
/// <param name="Key">Its key in the register; a number of ours where empty.</param>
[Act("add-event", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no organisation took part, or the date is missing")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("unknown", "there is no such organisation, or no such reform")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("twice", "an organisation takes part twice in the same way")]
[Refuses("bad-share", "a share is not 3, 12.5, 3/8 or 37.5%, or a basis stands without one")]
[Refuses("key-taken", "the register has an event of that key")]
[Refuses("no-outcome", "it does not say what came of it")]
[Refuses("before-it-existed", "an organisation ended, gave or was moved before it opened")]
[Refuses("cyclic", "successions of one day would lead back to where they began")]
public sealed record AddEvent(
    string Date, ChangeKind Kind, IReadOnlyList<PartOfEvent> Parts, string? Legal = null, string? Operational = null, string Cause = "", string Initiator = "", string Pressure = "", string Evidence = "", string Reform = "",
    string Key = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var date = Dates.Read(Acting.Given(Date, "The date of the event"))!.Value;
        var given = await PartsAsync(acting);
        var details = new EventDetails(Dates.Read(Legal), Dates.Read(Operational), Acting.Clean(Cause), Acting.Clean(Initiator), Acting.Clean(Pressure), Acting.Clean(Evidence), Acting.Clean(Reform));
        var reform = details.Reform.Length == 0 ? null : (await acting.Context.Set<Reform>().Where(r => r.Key == details.Reform).ToListAsync(acting.Cancel)).FirstOrDefault()
            ?? throw new RefusedException(new Refusal("unknown", $"There is no reform “{details.Reform}” in the register.", "Add the reform first, or write the key of one that is there."));
        var key = await KeyAsync(acting);
        var named = given.ConvertAll(p => p.Organisation);
        var organisations = await acting.Context.Set<Organisation>().AsTracking().Where(o => named.Contains(o.Id)).ToDictionaryAsync(o => o.Id, acting.Cancel);
        Check(given, date, organisations);
        await RefuseCircleAsync(acting, given, date);

        var row = acting.Add(new RegisteredEvent { Key = key, Date = date.ToString(), Day = date.First.DayNumber, Kind = Kind });
        if (details != EventDetails.None)
        {
            acting.Add(new EventTold { EventId = row.Id }.Fill(details, reform?.Id));
        }

        foreach (var (part, organisation, told) in given)
        {
            var added = acting.Add(new RegisteredPart { EventId = row.Id, OrganisationId = organisation, Role = part.Role, Note = Acting.Clean(part.Note) });
            if (told != PartDetails.None)
            {
                acting.Add(new PartTold { PartId = added.Id }.Fill(told));
            }

            Bound(organisations[organisation], part.Role, date);
        }

        return new Added(row.Id, key);
    }

    private async Task<List<(PartOfEvent Part, Guid Organisation, PartDetails Told)>> PartsAsync(Acting acting)
    {
        var parts = new List<(PartOfEvent Part, Guid Organisation, PartDetails Told)>();
        foreach (var part in Parts ?? [])
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

    private async Task<string> KeyAsync(Acting acting)
    {
        var key = Acting.Clean(Key);
        if (key.Length == 0)
        {
            return await Keys.NextAsync<RegisteredEvent>(acting, "e");
        }

        if (await acting.Context.Set<RegisteredEvent>().AnyAsync(e => e.Key == key, acting.Cancel))
        {
            Acting.Refuse("key-taken", $"The register has an event “{key}” already.", "Give another key, or leave it empty.");
        }

        return key;
    }

    private static void Check(List<(PartOfEvent Part, Guid Organisation, PartDetails Told)> parts, PartialDate date, Dictionary<Guid, Organisation> organisations)
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
    private static async Task RefuseCircleAsync(Acting acting, List<(PartOfEvent Part, Guid Organisation, PartDetails Told)> parts, PartialDate date)
    {
        var day = date.ToString();
        var events = await acting.Context.Set<RegisteredEvent>().Where(e => e.Date == day).Select(e => e.Id).ToListAsync(acting.Cancel);
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

    /// <summary>An event bounds the life of those that it began or ended, where nothing else does.</summary>
    private static void Bound(Organisation organisation, PartRole role, PartialDate date)
    {
        var day = date.First;
        var (from, last) = (EventRows.Date(organisation.FromDate), EventRows.Date(organisation.LastDate));
        if (role == PartRole.After && from is null && (last is null || last.Value.Last >= day))
        {
            organisation.When(new WrittenPeriod(date, last));
        }
        else if (role == PartRole.Before && last is null && day > DateOnly.MinValue && (from is null || from.Value.First < day))
        {
            organisation.When(new WrittenPeriod(from, PartialDate.Parse(day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        }
    }
}
