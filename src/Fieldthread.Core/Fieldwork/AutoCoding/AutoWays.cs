namespace Fieldthread.Core.Fieldwork.AutoCoding;

/// <summary>By what texts are coded by rule.</summary>
public enum AutoWay
{
    /// <summary>Words and phrases.</summary>
    Words,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>Who speaks.</summary>
    Speaker,

    /// <summary>What answers a question, or stands below a heading.</summary>
    Question,

    /// <summary>The answers to an open item of a survey.</summary>
    Item,
}

/// <summary>How much is coded of what a rule found.</summary>
public enum AutoTake
{
    /// <summary>What was found itself.</summary>
    Words,

    /// <summary>Each sentence that it touches.</summary>
    Sentence,

    /// <summary>Each paragraph that it touches.</summary>
    Paragraph,

    /// <summary>The turn, or the passage of a document, without the speaker’s label.</summary>
    Turn,

    /// <summary>All that answers one question, from its first word to its last; for other rules the same as the turn.</summary>
    Answer,
}
