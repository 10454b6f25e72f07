namespace Fieldthread.Core.Basics;

/// <summary>How much a remark of a reader matters.</summary>
public enum RemarkWeight
{
    /// <summary>Said for the record; nothing was lost.</summary>
    Note,

    /// <summary>Something was guessed or changed, and a person should look.</summary>
    Guessed,

    /// <summary>Something of the file could not be taken and is named.</summary>
    NotTaken,
}

/// <summary>One line of what a reader changed, guessed or could not take.</summary>
/// <param name="Weight">How much it matters.</param>
/// <param name="Place">Where in the file, in words a person can find again: “source Site 1 interview, selection 12”.</param>
/// <param name="Message">What happened and what was done, as a sentence.</param>
public sealed record Remark(RemarkWeight Weight, string Place, string Message);
