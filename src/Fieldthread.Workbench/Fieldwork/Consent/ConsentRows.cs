using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>An answer of a participant to one scope of consent. A later one does not change it; it is added.</summary>
[Table("consents", "record of consent")]
public sealed class ConsentRecord : Evidence
{
    /// <summary>Whose.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }

    /// <summary>To what.</summary>
    public ConsentScope Scope { get; set; }

    /// <summary>Their answer.</summary>
    public ConsentAnswer Answer { get; set; }

    /// <summary>Partial date of the answer.</summary>
    public string? Day { get; set; }

    /// <summary>Version of the form that they were given.</summary>
    public string FormVersion { get; set; } = "";

    /// <summary>Where it is kept, or how it was given.</summary>
    [Words]
    public string Note { get; set; } = "";

    /// <summary>Who recorded it; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? RecordedById { get; set; }
}

/// <summary>A withdrawal of consent.</summary>
[Table("withdrawals", "withdrawal of consent")]
public sealed class Withdrawal : Evidence
{
    /// <summary>Whose.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }

    /// <summary>How far.</summary>
    public WithdrawalLevel Level { get; set; }

    /// <summary>Partial date on which they said so.</summary>
    public string Day { get; set; } = "";

    /// <summary>The last day on which the data are kept, at that level.</summary>
    public string? CutOff { get; set; }

    /// <summary>Who of the study decided it; null where an erasure was done again after a restore.</summary>
    [RefersTo(typeof(Person))]
    public Guid? DecidedById { get; set; }

    /// <summary>Why.</summary>
    [Words]
    public string Reason { get; set; } = "";

    /// <summary>Who recorded it; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? RecordedById { get; set; }
}

/// <summary>What a study does with words of whoever has no record of consent.</summary>
public enum UnrecordedConsent
{
    /// <summary>They are not printed and not deposited.</summary>
    Refuse,

    /// <summary>They are printed, and the check of the report says so.</summary>
    Warn,
}

/// <summary>What the study states of words without a record of consent; of several, the newest holds.</summary>
[Table("consent_rules", "rule of consent")]
public sealed class ConsentRule : Evidence
{
    /// <summary>What is done with them.</summary>
    public UnrecordedConsent Unrecorded { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";
}
