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
        var given = await EventChecks.PartsAsync(acting, Parts);
        var details = new EventDetails(Dates.Read(Legal), Dates.Read(Operational), Acting.Clean(Cause), Acting.Clean(Initiator), Acting.Clean(Pressure), Acting.Clean(Evidence), Acting.Clean(Reform));
        var reform = await EventChecks.ReformAsync(acting, details.Reform);
        var key = await KeyAsync(acting);
        var named = given.ConvertAll(p => p.Organisation);
        var organisations = await acting.Context.Set<Organisation>().AsTracking().Where(o => named.Contains(o.Id)).ToDictionaryAsync(o => o.Id, acting.Cancel);
        EventChecks.Refuse(given, date, organisations);
        await EventChecks.RefuseCircleAsync(acting, given, date);

        var row = acting.Add(new RegisteredEvent { Key = key, Date = date.ToString(), Day = date.First.DayNumber, Kind = Kind });
        if (details != EventDetails.None)
        {
            acting.Add(new EventTold { EventId = row.Id }.Fill(details, reform));
        }

        foreach (var (part, organisation, told) in given)
        {
            var added = acting.Add(new RegisteredPart { EventId = row.Id, OrganisationId = organisation, Role = part.Role, Note = Acting.Clean(part.Note) });
            if (told != PartDetails.None)
            {
                acting.Add(new PartTold { PartId = added.Id }.Fill(told));
            }

            EventBounds.Set(organisations[organisation], part.Role, date);
        }

        return new Added(row.Id, key);
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
}
