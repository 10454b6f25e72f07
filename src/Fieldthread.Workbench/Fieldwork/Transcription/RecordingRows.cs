using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Transcription;

/// <summary>The sound of an encounter, and how far it is on its way to a text.</summary>
[Table("recordings", "recording")]
public sealed class Recording : Evidence
{
    /// <summary>Of which encounter.</summary>
    [RefersTo(typeof(Encounter))]
    public Guid EncounterId { get; set; }

    /// <summary>The source that stands for it, once it is transcribed.</summary>
    [RefersTo(typeof(Source))]
    public Guid? SourceId { get; set; }

    /// <summary>The sound; null once it was erased by itself.</summary>
    public Guid? BlobId { get; set; }

    /// <summary>Name of the file as it came; people name files after people.</summary>
    [Words]
    public string FileName { get; set; } = "";

    /// <summary>Kind, told by the first bytes: MP3, M4A, WAV, Ogg, FLAC or WebM.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Media type by which browsers know it.</summary>
    public string MediaType { get; set; } = "";

    /// <summary>Size in bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the file, in hexadecimal; erased with it, for whoever holds a copy could tell by it whose it was.</summary>
    [Words(Erased = "")]
    public string Sha256 { get; set; } = "";

    /// <summary>How long it plays, in thousandths of a second; null where nobody knows.</summary>
    public int? Milliseconds { get; set; }

    /// <summary>True where the file itself says how long it plays.</summary>
    public bool LengthFromFile { get; set; }

    /// <summary>Who writes it down.</summary>
    [RefersTo(typeof(Person))]
    public Guid? TranscriberId { get; set; }

    /// <summary>Who is asked to listen again.</summary>
    [RefersTo(typeof(Person))]
    public Guid? CheckerId { get; set; }

    /// <summary>The last day on which the transcript is to be there; a partial date, or null.</summary>
    public string? Due { get; set; }

    /// <summary>How far it is.</summary>
    public TranscriptionState State { get; set; }

    /// <summary>When it last came further, or went back, UTC.</summary>
    public DateTimeOffset MovedAt { get; set; }

    /// <summary>Who brought it in; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AddedById { get; set; }

    /// <summary>Day on which the sound was erased by itself; null where it was not.</summary>
    public string? ErasedOn { get; set; }

    /// <summary>Why the sound was erased.</summary>
    [Words]
    public string ErasedWhy { get; set; } = "";
}

/// <summary>Time that somebody gave to a recording.</summary>
[Table("transcription_hours", "hours of transcription")]
public sealed class TranscriptionHours : Evidence
{
    /// <summary>To which.</summary>
    [RefersTo(typeof(Recording))]
    public Guid RecordingId { get; set; }

    /// <summary>Who; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? PersonId { get; set; }

    /// <summary>When; a partial date.</summary>
    public string Day { get; set; } = "";

    /// <summary>How many minutes.</summary>
    public int Minutes { get; set; }

    /// <summary>What was done or was hard.</summary>
    [Words]
    public string Note { get; set; } = "";
}

/// <summary>That somebody listened again with the transcript before them.</summary>
[Table("transcript_checks", "check of a transcript")]
public sealed class TranscriptCheck : Evidence
{
    /// <summary>Which recording.</summary>
    [RefersTo(typeof(Recording))]
    public Guid RecordingId { get; set; }

    /// <summary>Who listened; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? PersonId { get; set; }

    /// <summary>When; a partial date.</summary>
    public string Day { get; set; } = "";

    /// <summary>What came of it.</summary>
    public CheckOutcome Outcome { get; set; }

    /// <summary>What was found; it may repeat what was said.</summary>
    [Words]
    public string Found { get; set; } = "";

    /// <summary>Why whoever transcribed it checked it too; empty where another did.</summary>
    [Words]
    public string WhySamePerson { get; set; } = "";
}
