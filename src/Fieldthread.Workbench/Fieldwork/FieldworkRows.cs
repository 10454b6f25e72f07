using System.Linq.Expressions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>An organisation under study, under its pseudonym.</summary>
[Table("sites", "site")]
[NoTwoAlike(nameof(Site.Name))]
public sealed class Site : Evidence
{
    /// <summary>Pseudonym, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is, in a line.</summary>
    public string About { get; set; } = "";

    /// <summary>Id of the case in the project that it was imported from.</summary>
    public string? ForeignId { get; set; }

    internal static Expression<Func<StudyContext, Site, bool>> Visible { get; } =
        (context, site) => context.OnlySites.Count == 0 || context.OnlySites.Contains(site.Id);
}

/// <summary>A value of a site that came with an imported case, kept as it was written.</summary>
[Table("site_attributes", "attribute of a site")]
public sealed class SiteAttribute : Evidence
{
    /// <summary>Which site.</summary>
    [RefersTo(typeof(Site))]
    public Guid SiteId { get; set; }

    /// <summary>Name of the attribute.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind of value, as the file says: Text, Integer, Boolean, Float, Date, DateTime.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Value, as written.</summary>
    public string Value { get; set; } = "";

    /// <summary>Id of the variable in the project that it was imported from.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>Whether a participant agreed to be quoted.</summary>
public enum QuotingConsent
{
    /// <summary>Nobody has recorded an answer; counts as no.</summary>
    NotRecorded,

    /// <summary>May be quoted under the pseudonym.</summary>
    Given,

    /// <summary>May not be quoted.</summary>
    Withheld,
}

/// <summary>Somebody who was heard, under a pseudonym.</summary>
[Table("participants", "participant")]
[NoTwoAlike(nameof(Participant.Pseudonym))]
public sealed class Participant : Evidence
{
    /// <summary>Pseudonym, as it stands before their turns in a transcript; unique in the study.</summary>
    public string Pseudonym { get; set; } = "";

    /// <summary>Role in their organisation.</summary>
    public string Role { get; set; } = "";

    /// <summary>Site that they belong to, where there is one.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>Whether they may be quoted.</summary>
    public QuotingConsent ConsentToQuote { get; set; }
}

/// <summary>Kinds of encounter.</summary>
public enum EncounterKind
{
    /// <summary>One person, or a few, asked.</summary>
    Interview,

    /// <summary>A meeting observed.</summary>
    Meeting,

    /// <summary>A group asked together.</summary>
    FocusGroup,

    /// <summary>A visit to read documents.</summary>
    DocumentVisit,
}

/// <summary>A time in the field.</summary>
[Table("encounters", "encounter")]
[NoTwoAlike(nameof(Encounter.Name))]
public sealed class Encounter : Evidence
{
    /// <summary>Name as listed.</summary>
    public string Name { get; set; } = "";

    /// <summary>What kind.</summary>
    public EncounterKind Kind { get; set; }

    /// <summary>Partial date.</summary>
    public string? Date { get; set; }

    /// <summary>Length in minutes, where known.</summary>
    public int? Minutes { get; set; }

    /// <summary>Where.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>In which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid? PhaseId { get; set; }

    internal static Expression<Func<StudyContext, Encounter, bool>> Visible { get; } = (context, encounter) =>
        (context.OnlySites.Count == 0 || (encounter.SiteId != null && context.OnlySites.Contains(encounter.SiteId.Value)))
        && (context.OnlyPhases.Count == 0 || (encounter.PhaseId != null && context.OnlyPhases.Contains(encounter.PhaseId.Value)));
}

/// <summary>Who was heard in an encounter.</summary>
[Table("attendances", "attendance")]
public sealed class Attendance : Evidence
{
    /// <summary>Which encounter.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid EncounterId { get; set; }

    /// <summary>Who.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }
}
