using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Revisions;

/// <summary>A stretch of one text in whose place another stands in the next. Positions count UTF-16 code units.</summary>
/// <param name="Old">In the former text; empty where something was put in.</param>
/// <param name="New">In the next text; empty where something was taken out.</param>
/// <param name="SameBefore">Signs at the beginning of both stretches that agree, as “recei” would of a word whose end was mended; at most the length of either.</param>
/// <param name="SameAfter">Signs at the end of both that agree and are not counted among <paramref name="SameBefore"/>.</param>
public readonly record struct TextChange(TextSpan Old, TextSpan New, int SameBefore = 0, int SameAfter = 0)
{
    /// <summary>What differs in the former text: the stretch without the signs that agree at its ends.</summary>
    public TextSpan OldCore => new(Old.Start + SameBefore, Old.End - SameAfter);

    /// <summary>What differs in the next text.</summary>
    public TextSpan NewCore => new(New.Start + SameBefore, New.End - SameAfter);

    /// <summary>The change the other way round.</summary>
    public TextChange Inverse() => new(New, Old, SameBefore, SameAfter);
}

/// <summary>What becomes of a stretch when its text is revised.</summary>
public enum CarriedState
{
    /// <summary>The same words stand there, letter for letter.</summary>
    Same,

    /// <summary>It begins and ends at places that both texts have, and words inside were changed.</summary>
    Changed,

    /// <summary>All of its words were taken out.</summary>
    Gone,

    /// <summary>It begins or ends inside words that were changed, so that nobody can say where it would begin or end now.</summary>
    Cut,

    /// <summary>Less of its words is left than is asked for: other words stand in their place.</summary>
    Rewritten,

    /// <summary>It would come to lie on another that is the same in all else.</summary>
    Twice,
}

/// <summary>A stretch carried over, or why it was not.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Span">Where it lies in the other text; null where it was not carried.</param>
public readonly record struct Carried(CarriedState State, TextSpan? Span)
{
    /// <summary>True where it has a place in the other text.</summary>
    public bool IsCarried => Span is not null;
}
