using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Sampling;

/// <summary>A choice of sites among candidates: what was asked, of whom, what came of it and why. It names organisations, so only those who keep participants see it.</summary>
[Table("site_choices", "choice of sites")]
[NoTwoAlike(nameof(SiteChoice.Key))]
public sealed class SiteChoice : Evidence
{
    /// <summary>Short name, unique in the study: “sc1”.</summary>
    public string Key { get; set; } = "";

    /// <summary>What is chosen for.</summary>
    public string Title { get; set; } = "";

    /// <summary>Why so many, why by this, why these rules.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Where the candidates come from: a file’s name, or the register as at a day.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The candidates as they were given: headings and lines (JSON).</summary>
    public string Candidates { get; set; } = "";

    /// <summary>What was asked (JSON).</summary>
    public string Asked { get; set; } = "";

    /// <summary>What came of it (JSON).</summary>
    public string Outcome { get; set; } = "";

    /// <summary>The choice in whose place it stands, because one of its chosen declined.</summary>
    [RefersTo(typeof(SiteChoice))]
    public Guid? FollowsId { get; set; }

    /// <summary>Who declined of that one; empty where it follows none.</summary>
    public string Declined { get; set; } = "";

    /// <summary>Why they declined.</summary>
    public string DeclinedWhy { get; set; } = "";
}
