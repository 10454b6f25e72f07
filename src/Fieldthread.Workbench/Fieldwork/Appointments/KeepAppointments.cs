using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Calendars;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Appointments;

/// <summary>Plans an encounter. It counts as none until it was held.</summary>
/// <param name="Name">Name as it will stand in calendars: pseudonyms, never names.</param>
/// <param name="Kind">What kind of encounter it is to be.</param>
/// <param name="Starts">A day, or a day and a time: 2021-06-14 10:30.</param>
/// <param name="Minutes">How long, 1 to 1,440; null for not said.</param>
/// <param name="Zone">IANA name of the time zone; empty for that of the newest appointment, or of London.</param>
/// <param name="Site">Where.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Participants">Who is to be heard.</param>
/// <param name="Team">Who of the team goes.</param>
/// <param name="Place">Address or room; goes into a calendar file only where that is asked for.</param>
/// <param name="Note">What is to be known of it; goes into no calendar file.</param>
[Act("plan-appointment", Permission.KeepMaterial, Tells = "appointments")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has an appointment of that name")]
[Refuses("bad-date", "the beginning is no day, and no day with a time")]
[Refuses("bad-zone", "the time zone is not known")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("unknown", "there is no such site, phase, participant or person")]
[Refuses("no-contact", "somebody withdrew from further contact")]
public sealed record PlanAppointment(
    string Name, EncounterKind Kind, string Starts, int? Minutes = null, string Zone = "", Guid? Site = null, Guid? Phase = null, IReadOnlyList<Guid>? Participants = null, IReadOnlyList<Guid>? Team = null, string Place = "", string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new Appointment { Kind = Kind };
        row.Uid = row.Id.ToString("D");
        await AppointmentFields.FillAsync(acting, row, new AppointmentSaid(Name, Starts, Minutes, Zone, Site, Phase, Place, Note));
        acting.Add(row);
        await AppointmentFields.PeopleAsync(acting, row, Participants, Team);
        return new Added(row.Id);
    }
}

/// <summary>Changes what is planned. Everything is said anew: what is not named is taken away.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Name">Name as it stands in calendars.</param>
/// <param name="Kind">What kind of encounter it is to be.</param>
/// <param name="Starts">A day, or a day and a time.</param>
/// <param name="Minutes">How long; null for not said.</param>
/// <param name="Zone">IANA name of the time zone; empty to leave it.</param>
/// <param name="Site">Where.</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Participants">Who is to be heard.</param>
/// <param name="Team">Who of the team goes.</param>
/// <param name="Place">Address or room.</param>
/// <param name="Note">What is to be known of it.</param>
[Act("change-appointment", Permission.KeepMaterial, Tells = "appointments")]
[Refuses("unknown", "there is no such appointment, site, phase, participant or person")]
[Refuses("held", "it was held; what was, is said of its encounter")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "another appointment has that name")]
[Refuses("bad-date", "the beginning is no day, and no day with a time")]
[Refuses("bad-zone", "the time zone is not known")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("no-contact", "somebody who is added withdrew from further contact")]
public sealed record ChangeAppointment(
    Guid Appointment, string Name, EncounterKind Kind, string Starts, int? Minutes = null, string Zone = "", Guid? Site = null, Guid? Phase = null, IReadOnlyList<Guid>? Participants = null, IReadOnlyList<Guid>? Team = null, string Place = "", string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Appointment>(Appointment);
        AppointmentFields.RefuseHeld(row);
        row.Kind = Kind;
        await AppointmentFields.FillAsync(acting, row, new AppointmentSaid(Name, Starts, Minutes, Zone, Site, Phase, Place, Note));
        await AppointmentFields.PeopleAsync(acting, row, Participants, Team);
        return new Added(row.Id);
    }
}

/// <summary>Calls an appointment off, or puts one that was called off back.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Back">True to put it back.</param>
[Act("call-off-appointment", Permission.KeepMaterial, Tells = "appointments")]
[Refuses("unknown", "there is no such appointment")]
[Refuses("held", "it was held")]
[Refuses("same", "it stands so already")]
public sealed record CallOffAppointment(Guid Appointment, bool Back = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Appointment>(Appointment);
        AppointmentFields.RefuseHeld(row);
        var state = Back ? AppointmentState.Planned : AppointmentState.Cancelled;
        if (row.State == state)
        {
            Acting.Refuse("same", $"“{row.Name}” {(Back ? "is planned" : "was called off")} already.", "Nothing was changed.");
        }

        (row.State, row.Sequence, row.ChangedAt) = (state, row.Sequence + 1, acting.Now);
        return new Added(row.Id);
    }
}

/// <summary>Says that an appointment was held: an encounter comes into being from what was planned, and is judged as any other.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Date">When it was held; empty for the day that was planned.</param>
/// <param name="Minutes">How long it lasted; null where nobody measured.</param>
/// <param name="Name">Name of the encounter; empty for that of the appointment.</param>
[Act("hold-appointment", Permission.KeepMaterial, Tells = "encounters")]
[Refuses("unknown", "there is no such appointment")]
[Refuses("held", "it was held already")]
[Refuses("called-off", "it was called off")]
[Refuses("not-yet", "the day lies in the future")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("bad-length", "the length is not between one minute and a day")]
[Refuses("name-taken", "the study has an encounter of that name")]
[Refuses("not-approved", "an approval of the study, the site or a participant is recorded, and none of its kind covers the date")]
[Refuses("no-contact", "a participant withdrew from further contact, and the encounter is not from before")]
public sealed record HoldAppointment(Guid Appointment, string Date = "", int? Minutes = null, string Name = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Appointment>(Appointment);
        AppointmentFields.RefuseHeld(row);
        if (row.State == AppointmentState.Cancelled)
        {
            Acting.Refuse("called-off", $"“{row.Name}” was called off.", "Put it back first, or enter the encounter by itself.");
        }

        var day = Dates.Read(Date) ?? Dates.Read(row.Starts[..10])!.Value;
        if (day.First > Dates.Today(acting.Services))
        {
            Acting.Refuse("not-yet", $"{day} lies in the future.", "Say that it was held once it was; or change the day for which it is planned.");
        }

        var people = await acting.Context.Set<AppointmentParticipant>().Where(p => p.AppointmentId == row.Id).Select(p => p.ParticipantId).ToListAsync(acting.Cancel);
        var team = await acting.Context.Set<AppointmentTeam>().Where(p => p.AppointmentId == row.Id).Select(p => p.PersonId).ToListAsync(acting.Cancel);
        var held = await new AddEncounter(Acting.Clean(Name) is { Length: > 0 } name ? name : row.Name, row.Kind, day.ToString(), Minutes, row.SiteId, row.PhaseId, people, Observers: team).DoAsync(acting);
        (row.State, row.EncounterId, row.Sequence, row.ChangedAt) = (AppointmentState.Held, held.Id, row.Sequence + 1, acting.Now);
        return held;
    }
}

/// <summary>What is said of an appointment.</summary>
internal sealed record AppointmentSaid(string Name, string Starts, int? Minutes, string Zone, Guid? Site, Guid? Phase, string Place, string Note);

/// <summary>What acts on appointments do alike.</summary>
internal static class AppointmentFields
{
    public static void RefuseHeld(Appointment row)
    {
        if (row.State == AppointmentState.Held)
        {
            Acting.Refuse("held", $"“{row.Name}” was held; its encounter stands for it.", "Say on the page of the encounter how it was.");
        }
    }

    public static async Task FillAsync(Acting acting, Appointment row, AppointmentSaid said)
    {
        var name = Acting.Given(said.Name, "The name of the appointment");
        if (await acting.Context.Set<Appointment>().AnyAsync(a => a.Name == name && a.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already an appointment “{name}”.", "Choose another name, such as one with the day in it.");
        }

        var zone = Acting.Clean(said.Zone) is { Length: > 0 } given ? Zones.Name(given) : row.Zone.Length > 0 ? row.Zone : await ZoneAsync(acting.Context, acting.Cancel);
        if (zone is null)
        {
            throw new RefusedException(new Refusal("bad-zone", $"“{Acting.Clean(said.Zone)}” is no time zone that is known.", "Write it as Europe/London."));
        }

        if (!EventTime.TryRead(Acting.Clean(said.Starts), zone, out var starts))
        {
            Acting.Refuse("bad-date", $"“{Acting.Clean(said.Starts)}” is no beginning.", "Write a day, or a day and a time: 2021-06-14 10:30.");
        }

        if (said.Minutes is < 1 or > 1440)
        {
            Acting.Refuse("bad-length", $"An appointment of {said.Minutes} minutes cannot be.", "Give its length in minutes, from 1 to 1,440, or leave it out.");
        }

        var before = (row.Name, row.Starts, row.Zone, row.Minutes, row.Place);
        (row.Name, row.Starts, row.Zone, row.Minutes, row.Place, row.Note) = (name, starts.Written, zone, said.Minutes, Acting.Clean(said.Place), Acting.Clean(said.Note));
        row.SiteId = said.Site is { } site ? (await acting.FindAsync<Site>(site)).Id : null;
        row.PhaseId = said.Phase is { } phase ? (await acting.FindAsync<Phase>(phase)).Id : null;
        if (before.Starts.Length > 0 && before != (row.Name, row.Starts, row.Zone, row.Minutes, row.Place))
        {
            row.Sequence++;
        }

        row.ChangedAt = acting.Now;
    }

    /// <summary>The zone of the newest appointment, or that of London.</summary>
    public static async Task<string> ZoneAsync(StudyContext context, CancellationToken cancel) =>
        await context.Set<Appointment>().AsNoTracking().OrderByDescending(a => a.Id).Select(a => a.Zone).FirstOrDefaultAsync(cancel) ?? Zones.Usual;

    public static async Task PeopleAsync(Acting acting, Appointment row, IReadOnlyList<Guid>? participants, IReadOnlyList<Guid>? team)
    {
        var (wanted, there) = ((participants ?? []).ToHashSet(), await acting.Context.Set<AppointmentParticipant>().AsTracking().Where(p => p.AppointmentId == row.Id).ToListAsync(acting.Cancel));
        there.Where(p => !wanted.Contains(p.ParticipantId)).ToList().ForEach(acting.Remove);
        var come = new List<Participant>();
        foreach (var id in wanted.Where(w => !there.Exists(p => p.ParticipantId == w)).Order())
        {
            come.Add(await acting.FindAsync<Participant>(id));
            acting.Add(new AppointmentParticipant { AppointmentId = row.Id, ParticipantId = id });
        }

        await Consent.ConsentChecks.RefuseContactAsync(acting, come, Dates.Kept(row.Starts[..10]));
        var (going, rows) = ((team ?? []).ToHashSet(), await acting.Context.Set<AppointmentTeam>().AsTracking().Where(p => p.AppointmentId == row.Id).ToListAsync(acting.Cancel));
        rows.Where(p => !going.Contains(p.PersonId)).ToList().ForEach(acting.Remove);
        foreach (var id in going.Where(w => !rows.Exists(p => p.PersonId == w)).Order())
        {
            acting.Add(new AppointmentTeam { AppointmentId = row.Id, PersonId = (await acting.FindAsync<Person>(id)).Id });
        }
    }
}
