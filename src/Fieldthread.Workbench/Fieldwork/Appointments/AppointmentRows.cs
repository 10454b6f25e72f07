using System.Linq.Expressions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Appointments;

/// <summary>How an appointment stands.</summary>
public enum AppointmentState
{
    /// <summary>It is to be.</summary>
    Planned,

    /// <summary>It was held; an encounter stands for it.</summary>
    Held,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>An encounter that is planned. It is none until it was held: nothing counts it.</summary>
[Table("appointments", "appointment")]
[NoTwoAlike(nameof(Appointment.Name))]
public sealed class Appointment : Evidence
{
    /// <summary>Name as listed and as it stands in calendars, under pseudonyms; unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name by which calendars know it again.</summary>
    public string Uid { get; set; } = "";

    /// <summary>What kind of encounter it is to be.</summary>
    public EncounterKind Kind { get; set; }

    /// <summary>When: a day, or a day and a time of the clock in its zone, “2021-06-14 10:30”.</summary>
    public string Starts { get; set; } = "";

    /// <summary>IANA name of the time zone.</summary>
    public string Zone { get; set; } = "";

    /// <summary>How long it is to last, in minutes; null where nobody said.</summary>
    public int? Minutes { get; set; }

    /// <summary>Where it is by pseudonym.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>In which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid? PhaseId { get; set; }

    /// <summary>The encounter that stands for it, once it was held.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid? EncounterId { get; set; }

    /// <summary>The address or room, which may say more than a pseudonym does.</summary>
    [Words]
    public string Place { get; set; } = "";

    /// <summary>What is to be known of it.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>How it stands.</summary>
    public AppointmentState State { get; set; }

    /// <summary>How often its time or state changed: calendars take the higher one.</summary>
    public int Sequence { get; set; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    internal static Expression<Func<StudyContext, Appointment, bool>> Visible { get; } = (context, appointment) =>
        (context.OnlySites.Count == 0 || (appointment.SiteId != null && context.OnlySites.Contains(appointment.SiteId.Value)))
        && (context.OnlyPhases.Count == 0 || (appointment.PhaseId != null && context.OnlyPhases.Contains(appointment.PhaseId.Value)));
}

/// <summary>Who is to be heard.</summary>
[Table("appointment_participants", "participant of an appointment")]
[NoTwoAlike(nameof(AppointmentParticipant.AppointmentId), nameof(AppointmentParticipant.ParticipantId))]
public sealed class AppointmentParticipant : Evidence
{
    /// <summary>At which appointment.</summary>
    [RefersTo(typeof(Appointment))]
    public Guid AppointmentId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }
}

/// <summary>Who of the team goes.</summary>
[Table("appointment_team", "person of the team at an appointment")]
[NoTwoAlike(nameof(AppointmentTeam.AppointmentId), nameof(AppointmentTeam.PersonId))]
public sealed class AppointmentTeam : Evidence
{
    /// <summary>To which appointment.</summary>
    [RefersTo(typeof(Appointment))]
    public Guid AppointmentId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Person))]
    public Guid PersonId { get; set; }
}
