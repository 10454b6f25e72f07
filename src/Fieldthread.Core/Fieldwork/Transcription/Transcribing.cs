namespace Fieldthread.Core.Fieldwork.Transcription;

/// <summary>How far a recording has come on its way to a text that can be relied on.</summary>
public enum TranscriptionState
{
    /// <summary>Nobody has begun.</summary>
    Waiting,

    /// <summary>Somebody is writing it down.</summary>
    BeingTranscribed,

    /// <summary>A source stands for it; nobody has listened again yet.</summary>
    Transcribed,

    /// <summary>Somebody listened again and found the text to be what was said.</summary>
    Checked,
}

/// <summary>What somebody found who listened again with the transcript before them.</summary>
public enum CheckOutcome
{
    /// <summary>The text is what was said.</summary>
    Agrees,

    /// <summary>Slips were found and mended in a further revision.</summary>
    Corrected,

    /// <summary>It must be written down again, in whole or in part.</summary>
    SentBack,
}

/// <summary>The words and rules of the queue of transcription.</summary>
public static class Transcribing
{
    /// <summary>A state as people say it.</summary>
    public static string InWords(TranscriptionState state) => state switch
    {
        TranscriptionState.Waiting => "waiting",
        TranscriptionState.BeingTranscribed => "being transcribed",
        TranscriptionState.Transcribed => "transcribed",
        _ => "checked",
    };

    /// <summary>An outcome as people say it.</summary>
    public static string InWords(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Agrees => "agrees with the recording",
        CheckOutcome.Corrected => "corrected",
        _ => "sent back",
    };

    /// <summary>The state that a check leaves behind.</summary>
    public static TranscriptionState After(CheckOutcome outcome) => outcome == CheckOutcome.SentBack ? TranscriptionState.BeingTranscribed : TranscriptionState.Checked;

    /// <summary>True where the day is past and no transcript is there.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="due">The last day on which it was to be there; null for none.</param>
    /// <param name="today">The day.</param>
    public static bool IsOverdue(TranscriptionState state, DateOnly? due, DateOnly today) => state < TranscriptionState.Transcribed && due is { } last && today > last;
}
