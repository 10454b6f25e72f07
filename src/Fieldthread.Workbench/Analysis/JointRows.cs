using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Analysis;

/// <summary>How what was said and what was answered fit together at a site. Source: Fetters, M. D., Curry, L. A., Creswell, J. W. (2013), Achieving integration in mixed methods designs: principles and practices, Health Services Research 48(6 Pt 2), 2134–2156.</summary>
public enum Fit
{
    /// <summary>Both say the same.</summary>
    Confirmation,

    /// <summary>Each says something that the other does not.</summary>
    Expansion,

    /// <summary>They contradict each other.</summary>
    Discordance,
}

/// <summary>A joint display: chosen codes beside chosen items of the survey, site by site.</summary>
[Table("joint_displays", "joint display")]
[NoTwoAlike(nameof(JointDisplay.Name))]
public sealed class JointDisplay : Evidence
{
    /// <summary>Name, unique in the study.</summary>
    public string Name { get; set; } = "";

    /// <summary>Ids of the codes, in their order, as JSON. One that is removed or merged later is left out and said.</summary>
    public string Codes { get; set; } = "";

    /// <summary>Keys of the items, in their order, as JSON.</summary>
    public string Items { get; set; } = "";
}

/// <summary>What a person makes of the two strands at a site.</summary>
[Table("joint_notes", "note on a joint display")]
[NoTwoAlike(nameof(JointNote.DisplayId), nameof(JointNote.SiteId))]
public sealed class JointNote : Evidence
{
    /// <summary>Which display.</summary>
    [RefersTo(typeof(JointDisplay))]
    public Guid DisplayId { get; set; }

    /// <summary>Which site.</summary>
    [RefersTo(typeof(Site))]
    public Guid SiteId { get; set; }

    /// <summary>How the two fit.</summary>
    public Fit Fit { get; set; }

    /// <summary>Why; may repeat a participant’s words.</summary>
    [Words]
    public string Note { get; set; } = "";
}
