using System.Linq.Expressions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>Why a text has a further revision.</summary>
public enum RevisionKind
{
    /// <summary>Slips of writing were mended.</summary>
    Corrected,

    /// <summary>It was transcribed anew.</summary>
    Retranscribed,

    /// <summary>Names and what else would give people away were replaced.</summary>
    Pseudonymised,
}

/// <summary>The step from one revision of a source to the next: why it was made, and the map that takes positions forward and back.</summary>
[Table("revision_steps", "step between revisions")]
public sealed class RevisionStep : Evidence
{
    /// <summary>The revision that came of it.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>The revision that it was made from.</summary>
    [RefersTo(typeof(Revision))]
    public Guid BaseId { get; set; }

    /// <summary>Why it was made.</summary>
    public RevisionKind Kind { get; set; }

    /// <summary>The reason as it was written; it may repeat what was said.</summary>
    [Words]
    public string Reason { get; set; } = "";

    /// <summary>The map as numbers, without words (<see cref="Core.Fieldwork.Revisions.RevisionMap"/>).</summary>
    public string Map { get; set; } = "";

    /// <summary>Who made it; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? MadeById { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Number of the act that made it: before it, the codings stood on the revision that it was made from.</summary>
    public long MadeIn { get; set; }
}

/// <summary>A coding or a memo on a stretch that could not be carried to a further revision and that a person let go, with the reason. The coding itself is in the history.</summary>
[Table("stretches_let_go", "coding that was let go")]
public sealed class StretchLetGo : Evidence
{
    /// <summary>The coding or memo that was let go.</summary>
    public Guid ItemId { get; set; }

    /// <summary>The revision that it was on.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>First code unit.</summary>
    public int Start { get; set; }

    /// <summary>One past the last.</summary>
    public int End { get; set; }

    /// <summary>The code; null for a memo.</summary>
    [RefersTo(typeof(Code))]
    public Guid? CodeId { get; set; }

    /// <summary>Whose it was.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>Why.</summary>
    [Words]
    public string Reason { get; set; } = "";

    /// <summary>Who decided it; null for the program itself.</summary>
    [RefersTo(typeof(Person))]
    public Guid? DecidedById { get; set; }

    internal static Expression<Func<StudyContext, StretchLetGo, bool>> Visible { get; } = (context, row) => context.BlindTo == null || row.AuthorId == context.BlindTo;
}
