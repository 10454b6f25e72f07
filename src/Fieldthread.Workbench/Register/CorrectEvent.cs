using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Corrects a change event that was entered or imported. Only what is given is stated; lists still say what they said.</summary>
/// <param name="Event">Its key.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Date">Partial date from which it counted; null as it stands.</param>
/// <param name="Kind">What kind; null as it stands.</param>
/// <param name="Parts">Everybody who took part, as what; null or none as it stands.</param>
/// <param name="Legal">Partial date on which the law made it so; null as it stands, empty for not told.</param>
/// <param name="Operational">Partial date from which it was so in practice; null as it stands, empty for not told.</param>
/// <param name="Cause">Why it came about; null as it stands.</param>
/// <param name="Initiator">Who began it; null as it stands.</param>
/// <param name="Pressure">Who pressed for it, and how; null as it stands.</param>
/// <param name="Evidence">What shows it; null as it stands.</param>
/// <param name="Reform">Key of the reform that it hangs on; null as it stands, empty for none.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("correct-event", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the event, the reason or the source is empty, or a date of it that must be there")]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("unknown", "there is no such event, organisation or reform")]
[Refuses("ambiguous", "several organisations bear the code")]
[Refuses("twice", "an organisation takes part twice in the same way")]
[Refuses("bad-share", "a share is not 3, 12.5, 3/8 or 37.5%, or a basis stands without one")]
[Refuses("same", "it corrects nothing")]
[Refuses("no-outcome", "it does not say what came of it")]
[Refuses("before-it-existed", "an organisation ended, gave or was moved before it opened")]
[Refuses("cyclic", "successions of one day would lead back to where they began")]
[Refuses("known-before", "it was known before what it corrects")]
public sealed record CorrectEvent(
    string Event, string Reason, string Source, string? Date = null, ChangeKind? Kind = null, IReadOnlyList<PartOfEvent>? Parts = null, string? Legal = null, string? Operational = null, string? Cause = null, string? Initiator = null,
    string? Pressure = null, string? Evidence = null, string? Reform = null, string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (row, was) = await EventStanding.FindAsync(acting, Event);
        var d = was.Details;
        var details = new EventDetails(
            Legal is null ? d.Legal : Dates.Read(Legal), Operational is null ? d.Operational : Dates.Read(Operational), Text(Cause, d.Cause), Text(Initiator, d.Initiator), Text(Pressure, d.Pressure), Text(Evidence, d.Evidence),
            Text(Reform, d.Reform));
        await EventChecks.ReformAsync(acting, details.Reform);
        var date = Date is null ? was.Date : Dates.Read(Acting.Given(Date, "The date of the event"))!.Value;
        var named = Parts is { Count: > 0 } ? Parts : was.Parts.Select(p => new PartOfEvent(p.Organisation, p.Role, p.Details.AttitudeBefore, p.Details.AttitudeAfter, p.Details.Share?.ToString() ?? "", p.Details.Basis, p.Note)).ToList();
        var given = await EventChecks.PartsAsync(acting, named);
        var ids = given.ConvertAll(p => p.Organisation);
        var organisations = await acting.Context.Set<Organisation>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, acting.Cancel);
        var becomes = new GivenEvent(was.Id, date, Kind ?? was.Kind, [.. given.Select(p => new GivenPart(organisations[p.Organisation].Key, p.Part.Role, Acting.Clean(p.Part.Note)) { Details = p.Told })]) { Details = details };
        if (EventInWords.Same(was, becomes))
        {
            Acting.Refuse("same", $"The register has the event “{was.Id}” so already.", "Write what is otherwise.");
        }

        EventChecks.Refuse(given, date, organisations);
        await EventChecks.RefuseCircleAsync(acting, given, date, row.Id);
        var correcting = await Correcting.OfAsync(acting);
        return await correcting.MakeAsync(CorrectedThing.Event, was.Id, null, RegisterData.None with { Events = [was] }, RegisterData.None with { Events = [becomes] }, Reason, Source, Known);
    }

    private static string Text(string? given, string stands) => given is null ? stands : Acting.Clean(given);
}

/// <summary>Takes back a change event that was entered or imported: it did not happen. Lists that tell of it still do.</summary>
/// <param name="Event">Its key.</param>
/// <param name="Reason">Why it is taken back.</param>
/// <param name="Source">Who or what says so.</param>
/// <param name="Known">Partial date on which it was known; today where null.</param>
[Act("take-back-event", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "the event, the reason or the source is empty")]
[Refuses("unknown", "there is no such event")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("in-use", "a document of the register is about the event")]
[Refuses("known-before", "it was known before what it takes back")]
public sealed record TakeBackEvent(string Event, string Reason, string Source, string? Known = null) : Act<CorrectionMade>
{
    /// <inheritdoc/>
    public override async Task<CorrectionMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (row, was) = await EventStanding.FindAsync(acting, Event);
        if (await acting.Context.Set<RegisterDocument>().FirstOrDefaultAsync(d => d.EventId == row.Id, acting.Cancel) is { } document)
        {
            Acting.Refuse("in-use", $"The document “{document.Title}” is about the event “{was.Id}”.", "Undo the act that recorded the document first.");
        }

        return await (await Correcting.OfAsync(acting)).MakeAsync(CorrectedThing.Event, was.Id, null, RegisterData.None with { Events = [was] }, RegisterData.None, Reason, Source, Known);
    }
}

/// <summary>A change event as it stands in the register.</summary>
internal static class EventStanding
{
    public static async Task<(RegisteredEvent Row, GivenEvent Given)> FindAsync(Acting acting, string key)
    {
        var given = Acting.Given(key, "The event");
        var row = await acting.Context.Set<RegisteredEvent>().FirstOrDefaultAsync(e => e.Key == given, acting.Cancel)
            ?? throw new RefusedException(new Refusal("unknown", $"There is no change event “{given}” in the register.", "Write its key as the register shows it."));
        var parts = await acting.Context.Set<RegisteredPart>().Where(p => p.EventId == row.Id).OrderBy(p => p.Id).ToListAsync(acting.Cancel);
        var (ids, rows) = (parts.ConvertAll(p => p.OrganisationId), parts.ConvertAll(p => p.Id));
        var keys = await acting.Context.Set<Organisation>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Key, acting.Cancel);
        var toldOfParts = await acting.Context.Set<PartTold>().Where(t => rows.Contains(t.PartId)).ToDictionaryAsync(t => t.PartId, acting.Cancel);
        var told = await acting.Context.Set<EventTold>().FirstOrDefaultAsync(t => t.EventId == row.Id, acting.Cancel);
        var reform = told?.ReformId is { } id ? (await acting.FindAsync<Reform>(id)).Key : "";
        return (row, new GivenEvent(row.Key, PartialDate.Parse(row.Date), row.Kind, [.. parts.Select(p => new GivenPart(keys[p.OrganisationId], p.Role, p.Note) { Details = toldOfParts.TryGetValue(p.Id, out var said) ? said.Given : PartDetails.None })])
        {
            Details = told?.Given(reform) ?? EventDetails.None,
        });
    }
}
