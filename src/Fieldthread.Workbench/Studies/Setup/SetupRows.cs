using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>What a study says to others about its purpose and way of working; one row a study.</summary>
[Table("study_statements", "statement of the study")]
public sealed class StudyStatement : Evidence
{
    /// <summary>Why it is done.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>What is done, and how.</summary>
    public string Approach { get; set; } = "";

    /// <summary>What is printed with every publication: whose views these are and whose not.</summary>
    public string Disclaimer { get; set; } = "";

    /// <summary>Whom to ask.</summary>
    public string Contact { get; set; } = "";
}

/// <summary>Who pays for the study.</summary>
[Table("funders", "funder")]
[NoTwoAlike(nameof(Funder.Name), nameof(Funder.GrantNumber))]
public sealed class Funder : Evidence
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Number of the grant; may be empty.</summary>
    public string GrantNumber { get; set; } = "";

    /// <summary>Place in the order, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>An institution that carries the study.</summary>
[Table("partners", "partner")]
[NoTwoAlike(nameof(Partner.Name))]
public sealed class Partner : Evidence
{
    /// <summary>Its name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it does in the study; may be empty.</summary>
    public string Does { get; set; } = "";

    /// <summary>True where the study is its own; several partners may own it together.</summary>
    public bool Owner { get; set; }

    /// <summary>Place in the order, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>Somebody who contributed to the study and is named for it. No account is needed for that.</summary>
[Table("contributors", "contributor")]
public sealed class Contributor : Evidence
{
    /// <summary>Name as it is cited: “Given Family”, or “Family, Given”.</summary>
    public string Name { get; set; } = "";

    /// <summary>ORCID iD as 0000-0002-1825-0097; may be empty.</summary>
    public string Orcid { get; set; } = "";

    /// <summary>What they contributed, as a JSON list of <see cref="CreditRole"/>.</summary>
    public string Roles { get; set; } = "[]";

    /// <summary>Place in the order, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>The person of the team that they are, where they are one.</summary>
    [RefersTo(typeof(Person))]
    public Guid? PersonId { get; set; }
}

/// <summary>Where somebody works, and when.</summary>
[Table("affiliations", "affiliation")]
public sealed class Affiliation : Evidence
{
    /// <summary>Who.</summary>
    [RefersTo(typeof(Contributor))]
    public Guid ContributorId { get; set; }

    /// <summary>The institution.</summary>
    public string Institution { get; set; } = "";

    /// <summary>Partial date from which, as written; null where not known.</summary>
    public string? FromDate { get; set; }

    /// <summary>Partial date of the last day, as written; null while it is so.</summary>
    public string? LastDate { get; set; }
}

/// <summary>A time in the field: a phase is planned over months, its fieldwork often is not.</summary>
[Table("fieldwork_windows", "time in the field")]
public sealed class FieldworkWindow : Evidence
{
    /// <summary>Which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid PhaseId { get; set; }

    /// <summary>What it is called; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Partial date of its planned first day.</summary>
    public string? PlannedStarts { get; set; }

    /// <summary>Partial date of its planned last day.</summary>
    public string? PlannedEnds { get; set; }

    /// <summary>Partial date of its first day as it was.</summary>
    public string? Starts { get; set; }

    /// <summary>Partial date of its last day as it was; null while it runs.</summary>
    public string? Ends { get; set; }
}

/// <summary>What a text says of a phase’s dates. All that is said stands; the study goes by what the phase has.</summary>
[Table("phase_sayings", "dates of a phase by a text")]
public sealed class PhaseSaying : Evidence
{
    /// <summary>Which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid PhaseId { get; set; }

    /// <summary>Which text: “Protocol, version 2”.</summary>
    public string Text { get; set; } = "";

    /// <summary>Partial date on which the phase starts, by that text.</summary>
    public string? Starts { get; set; }

    /// <summary>Partial date on which it ends.</summary>
    public string? Ends { get; set; }
}

/// <summary>Something that the study owes by a date: a report, a dataset, a meeting.</summary>
[Table("milestones", "milestone")]
[NoTwoAlike(nameof(Milestone.Name))]
public sealed class Milestone : Evidence
{
    /// <summary>What it is, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it is due, as <see cref="PlannedDate"/> keeps it: 2013, 2013-07, 2013-07-22, summer 2013, Q3 2013.</summary>
    public string Planned { get; set; } = "";

    /// <summary>Partial date on which it was done; null where it is not.</summary>
    public string? Actual { get; set; }

    /// <summary>What is said of it; may be empty.</summary>
    public string Note { get; set; } = "";
}
