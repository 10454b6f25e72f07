using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Recruitment;

/// <summary>Somebody who was asked to take part, under a label; not by name.</summary>
[Table("recruits", "person asked to take part")]
[NoTwoAlike(nameof(Recruit.Label))]
public sealed class Recruit : Evidence
{
    /// <summary>Label, unique in the log: a pseudonym or a number.</summary>
    public string Label { get; set; } = "";

    /// <summary>Role for which they were asked.</summary>
    public string Role { get; set; } = "";

    /// <summary>Site, where there is one.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>The participant that they became, where they took part.</summary>
    [RefersTo(typeof(Participant))]
    public Guid? ParticipantId { get; set; }

    /// <summary>In whose place they were asked.</summary>
    [RefersTo(typeof(Recruit), IsErasedWith = false)]
    public Guid? ReplacesId { get; set; }
}

/// <summary>What happened with somebody who was asked.</summary>
[Table("recruitment_steps", "step of recruitment")]
public sealed class RecruitmentEntry : Evidence
{
    /// <summary>Who.</summary>
    [RefersTo(typeof(Recruit))]
    public Guid RecruitId { get; set; }

    /// <summary>Which step.</summary>
    public RecruitmentStep Step { get; set; }

    /// <summary>When; a partial date.</summary>
    public string Day { get; set; } = "";

    /// <summary>How: by letter, in the corridor, through the manager.</summary>
    [Words]
    public string How { get; set; } = "";

    /// <summary>Why, as the team puts it.</summary>
    [Words]
    public string Reason { get; set; } = "";

    /// <summary>Place among the steps of this person, from 1.</summary>
    public int Ordinal { get; set; }
}

/// <summary>How many of a role are wanted at a site.</summary>
[Table("recruitment_targets", "target of recruitment")]
[NoTwoAlike(nameof(RecruitmentGoal.Role), nameof(RecruitmentGoal.SiteId))]
public sealed class RecruitmentGoal : Evidence
{
    /// <summary>Role.</summary>
    public string Role { get; set; } = "";

    /// <summary>Site; null for any or none.</summary>
    [RefersTo(typeof(Site))]
    public Guid? SiteId { get; set; }

    /// <summary>How many.</summary>
    public int Number { get; set; }
}
