namespace Fieldthread.Core.Fieldwork;

/// <summary>By what way people met.</summary>
public enum EncounterChannel
{
    /// <summary>Nobody wrote it down.</summary>
    NotSaid,

    /// <summary>In the same room.</summary>
    InPerson,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By video.</summary>
    Video,

    /// <summary>In writing: by letter, e-mail or chat.</summary>
    InWriting,

    /// <summary>Some in the room, others by telephone or video.</summary>
    Mixed,
}

/// <summary>In what manner an encounter was held.</summary>
public enum EncounterMode
{
    /// <summary>Nobody wrote it down.</summary>
    NotSaid,

    /// <summary>Questions put as they stand, in their order.</summary>
    Structured,

    /// <summary>A guide, followed freely.</summary>
    SemiStructured,

    /// <summary>A conversation without prepared questions.</summary>
    Unstructured,

    /// <summary>Watched without taking part.</summary>
    Observed,

    /// <summary>Watched while taking part.</summary>
    TookPart,
}

/// <summary>How an encounter was kept.</summary>
public enum EncounterKept
{
    /// <summary>Nobody wrote it down.</summary>
    NotSaid,

    /// <summary>Recorded as sound.</summary>
    Audio,

    /// <summary>Recorded as picture and sound.</summary>
    Video,

    /// <summary>Written notes alone.</summary>
    Notes,

    /// <summary>It was written to begin with.</summary>
    Written,
}

/// <summary>These as people write them.</summary>
public static class EncounterWords
{
    /// <summary>A channel in words; empty where it is not said.</summary>
    public static string Of(EncounterChannel channel) => channel switch
    {
        EncounterChannel.InPerson => "in person",
        EncounterChannel.Telephone => "telephone",
        EncounterChannel.Video => "video",
        EncounterChannel.InWriting => "in writing",
        EncounterChannel.Mixed => "some in the room, some from afar",
        _ => "",
    };

    /// <summary>A manner in words; empty where it is not said.</summary>
    public static string Of(EncounterMode mode) => mode switch
    {
        EncounterMode.Structured => "structured",
        EncounterMode.SemiStructured => "semi-structured",
        EncounterMode.Unstructured => "unstructured",
        EncounterMode.Observed => "observed without taking part",
        EncounterMode.TookPart => "observed while taking part",
        _ => "",
    };

    /// <summary>How it was kept, in words; empty where it is not said.</summary>
    public static string Of(EncounterKept kept) => kept switch
    {
        EncounterKept.Audio => "audio recording",
        EncounterKept.Video => "video recording",
        EncounterKept.Notes => "notes only",
        EncounterKept.Written => "written to begin with",
        _ => "",
    };
}
