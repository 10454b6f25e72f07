using System.Linq.Expressions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A code of the codebook.</summary>
[Table("codes", "code")]
[NoTwoAlike(nameof(Code.ParentId), nameof(Code.Name))]
public sealed class Code : Evidence
{
    /// <summary>The code above; null at the top.</summary>
    [RefersTo(typeof(Code))]
    public Guid? ParentId { get; set; }

    /// <summary>Name; two codes in different branches may share one.</summary>
    public string Name { get; set; } = "";

    /// <summary>Colour as <c>#RRGGBB</c>; null where none was chosen.</summary>
    public string? Colour { get; set; }

    /// <summary>When to use it and when not.</summary>
    [Words]
    public string Definition { get; set; } = "";

    /// <summary>False for a heading under which codes stand.</summary>
    public bool IsCodable { get; set; } = true;

    /// <summary>Place among its siblings, from 1.</summary>
    public int Ordinal { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }
}

/// <summary>A code on a stretch of a revision, by a person.</summary>
[Table("codings", "coding")]
[NoTwoAlike(nameof(Coding.RevisionId), nameof(Coding.Start), nameof(Coding.End), nameof(Coding.CodeId), nameof(Coding.CoderId))]
public sealed class Coding : Evidence
{
    /// <summary>Which revision.</summary>
    [RefersTo(typeof(Revision))]
    public Guid RevisionId { get; set; }

    /// <summary>First code unit.</summary>
    public int Start { get; set; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; set; }

    /// <summary>Which code.</summary>
    [RefersTo(typeof(Code))]
    public Guid CodeId { get; set; }

    /// <summary>Who coded; stays when they leave.</summary>
    [RefersTo(typeof(Person))]
    public Guid CoderId { get; set; }

    /// <summary>When it was coded, UTC; from the file for an imported coding, null where the file does not say.</summary>
    public DateTimeOffset? CodedAt { get; set; }

    /// <summary>Id in the project that it was imported from, as written there.</summary>
    public string? ForeignId { get; set; }

    /// <summary>Id of the selection that it was imported from.</summary>
    public string? SelectionForeignId { get; set; }

    /// <summary>Name of that selection; some programs put the quoted words there.</summary>
    [Words(Verbatim = true)]
    public string? SelectionName { get; set; }

    internal static Expression<Func<StudyContext, Coding, bool>> Visible { get; } = (context, coding) =>
        (context.BlindTo == null || coding.CoderId == context.BlindTo)
        && (context.OnlyCoders.Count == 0 || context.OnlyCoders.Contains(coding.CoderId));
}
