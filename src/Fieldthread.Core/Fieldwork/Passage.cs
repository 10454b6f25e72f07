using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>What a passage is in its text.</summary>
public enum PassageKind
{
    /// <summary>One speaker's turn, from the label to the next label.</summary>
    Turn,

    /// <summary>Lines between blank lines, or a long line of a text that has no wrapped ones.</summary>
    Paragraph,

    /// <summary>One line of a text that has neither turns nor blank lines.</summary>
    Line,
}

/// <summary>A stretch of a text that is numbered, shown and indexed as one.</summary>
/// <param name="Ordinal">From 0, in the text's order.</param>
/// <param name="Span">From the first to the last character that is not white space, label included.</param>
/// <param name="Words">What was said: inside <paramref name="Span"/>, without label and time; empty for a label with nothing behind it.</param>
/// <param name="Speaker">The label as written, without colon, or null.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Time">When it was said, from the start of the recording, where the label carries it.</param>
public sealed record Passage(int Ordinal, TextSpan Span, TextSpan Words, string? Speaker, PassageKind Kind, TimeSpan? Time = null);
