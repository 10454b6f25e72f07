using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>A value of a participant: years in post, profession.</summary>
[Table("participant_attributes", "attribute of a participant")]
public sealed class ParticipantAttribute : Evidence
{
    /// <summary>Which participant.</summary>
    [RefersTo(typeof(Participant))]
    public Guid ParticipantId { get; set; }

    /// <summary>Name of the attribute.</summary>
    public string Name { get; set; } = "";

    /// <summary>Kind of value: Text, Integer, Boolean, Float or Date.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Value, as written.</summary>
    [Words(Erased = "")]
    public string Value { get; set; } = "";
}

/// <summary>What a classification is of.</summary>
public enum Classified
{
    /// <summary>Sites.</summary>
    Sites,

    /// <summary>Participants.</summary>
    Participants,

    /// <summary>Sources.</summary>
    Sources,
}
