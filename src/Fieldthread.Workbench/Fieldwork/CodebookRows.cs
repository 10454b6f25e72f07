using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What the codebook says of a code beside its definition; a code without such a row is in use, and nothing more is said of it.</summary>
[Table("code_guides", "guide to a code")]
[NoTwoAlike(nameof(CodeGuide.CodeId))]
public sealed class CodeGuide : Evidence
{
    /// <summary>Which code.</summary>
    [RefersTo(typeof(Code))]
    public Guid CodeId { get; set; }

    /// <summary>When it is to be used.</summary>
    [Words]
    public string IncludeWhen { get; set; } = "";

    /// <summary>When it is not.</summary>
    [Words]
    public string ExcludeWhen { get; set; } = "";

    /// <summary>An example in words of the team.</summary>
    [Words]
    public string Example { get; set; } = "";

    /// <summary>The revision in which the example stands, where it is a passage of the study; its words are read there, never copied.</summary>
    [RefersTo(typeof(Revision))]
    public Guid? ExampleRevisionId { get; set; }

    /// <summary>First code unit of that passage.</summary>
    public int? ExampleStart { get; set; }

    /// <summary>One past the last code unit of that passage.</summary>
    public int? ExampleEnd { get; set; }

    /// <summary>Where the code stands.</summary>
    public CodeStanding Standing { get; set; }

    /// <summary>The code that took the place of a retired one.</summary>
    [RefersTo(typeof(Code))]
    public Guid? SuccessorId { get; set; }
}

/// <summary>What was done to a code.</summary>
public enum CodeDeed
{
    /// <summary>It was added.</summary>
    Added,

    /// <summary>It was changed in what it says.</summary>
    Edited,

    /// <summary>It was moved under another.</summary>
    Moved,

    /// <summary>It was merged into another.</summary>
    Merged,

    /// <summary>A part of its codings went to another.</summary>
    Split,

    /// <summary>It was retired.</summary>
    Retired,

    /// <summary>It was brought back.</summary>
    BroughtBack,
}

/// <summary>Why a code was changed, and on what evidence. Who and when stand in the log, under the act that wrote the row.</summary>
/// <remarks>The codes are named by their ids alone: the history of a code outlives it.</remarks>
[Table("code_changes", "change of a code")]
public sealed class CodeChange : Evidence
{
    /// <summary>Which code.</summary>
    public Guid CodeId { get; set; }

    /// <summary>The other code: into which it was merged, to which codings went, that takes its place.</summary>
    public Guid? OtherId { get; set; }

    /// <summary>What was done.</summary>
    public CodeDeed Deed { get; set; }

    /// <summary>Why; may repeat a participant’s words.</summary>
    [Words]
    public string Reason { get; set; } = "";

    /// <summary>How many codings went over.</summary>
    public int Codings { get; set; }

    /// <summary>The revision that holds the words from which the code was made; they are read there, never copied.</summary>
    [RefersTo(typeof(Revision))]
    public Guid? RevisionId { get; set; }

    /// <summary>First code unit of those words.</summary>
    public int? Start { get; set; }

    /// <summary>One past the last code unit of those words.</summary>
    public int? End { get; set; }
}
