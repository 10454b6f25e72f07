using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Findings;

/// <summary>What a phase says of a claim, in the judgement of a person.</summary>
public enum Verdict
{
    /// <summary>What was met in the phase bears the claim out.</summary>
    Supported,

    /// <summary>Some of it does and some does not.</summary>
    Mixed,

    /// <summary>What was met in the phase contradicts it.</summary>
    Contradicted,

    /// <summary>Nothing was met in the phase that could tell.</summary>
    NotObserved,
}

/// <summary>A verdict on a claim for a phase. One that is changed goes into history.</summary>
[Table("claim_verdicts", "verdict on a claim")]
[NoTwoAlike(nameof(ClaimVerdict.ClaimId), nameof(ClaimVerdict.PhaseId))]
public sealed class ClaimVerdict : Evidence
{
    /// <summary>Which claim.</summary>
    [RefersTo(typeof(Claim))]
    public Guid ClaimId { get; set; }

    /// <summary>For which phase.</summary>
    [RefersTo(typeof(Phase))]
    public Guid PhaseId { get; set; }

    /// <summary>What it says.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>Why; may repeat a participant’s words.</summary>
    [Words]
    public string Reason { get; set; } = "";
}
