using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What is known of how an encounter was held, beside what it was.</summary>
[Table("encounter_details", "detail of an encounter")]
[NoTwoAlike(nameof(EncounterDetail.EncounterId))]
public sealed class EncounterDetail : Evidence
{
    /// <summary>Which encounter.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid EncounterId { get; set; }

    /// <summary>By what way people met.</summary>
    public EncounterChannel Channel { get; set; }

    /// <summary>In what manner it was held.</summary>
    public EncounterMode Mode { get; set; }

    /// <summary>How it was kept.</summary>
    public EncounterKept Kept { get; set; }

    /// <summary>Kind of meeting, as the study calls it: board, practice forum.</summary>
    public string MeetingType { get; set; } = "";

    /// <summary>Who was there beside participants and team, without names.</summary>
    public string OthersThere { get; set; } = "";

    /// <summary>The version of a topic guide that was used.</summary>
    [RefersTo(typeof(GuideVersion))]
    public Guid? GuideVersionId { get; set; }
}

/// <summary>Who of the team asked or observed in an encounter.</summary>
[Table("encounter_observers", "interviewer or observer of an encounter")]
[NoTwoAlike(nameof(EncounterObserver.EncounterId), nameof(EncounterObserver.PersonId))]
public sealed class EncounterObserver : Evidence
{
    /// <summary>Which encounter.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid EncounterId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Person))]
    public Guid PersonId { get; set; }
}
