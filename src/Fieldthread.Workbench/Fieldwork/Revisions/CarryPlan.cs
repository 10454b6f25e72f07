using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>What becomes of one coding or memo when its text is revised.</summary>
/// <param name="Id">The coding, or the memo on a stretch.</param>
/// <param name="IsMemo">True for a memo.</param>
/// <param name="Code">The code; null for a memo.</param>
/// <param name="Author">Whose it is.</param>
/// <param name="Was">Where it lies in the former text.</param>
/// <param name="Becomes">Where it comes to lie, or why it does not.</param>
internal sealed record CarriedItem(Guid Id, bool IsMemo, Guid? Code, Guid? Author, TextSpan Was, Carried Becomes);

/// <summary>Decides of every coding and memo of a revision whether it is carried. The preview, the act and the later report all ask here.</summary>
internal static class CarryPlan
{
    /// <summary>A coding whose words were mostly written anew is shown to a person; where names were replaced on purpose, it is carried whatever is left.</summary>
    public static double LeastKept(RevisionKind kind) => kind == RevisionKind.Pseudonymised ? 0 : 0.5;

    public static IReadOnlyList<CarriedItem> Of(RevisionMap map, RevisionKind kind, IEnumerable<Coding> codings, IEnumerable<Memo> memos)
    {
        var least = LeastKept(kind);
        var all = codings.Select(c => Item(map, least, c.Id, false, c.CodeId, c.CoderId, c.Start, c.End))
            .Concat(memos.Where(m => m.Start is not null).Select(m => Item(map, least, m.Id, true, null, m.AuthorId, m.Start!.Value, m.End!.Value)))
            .OrderBy(i => i.Becomes.State).ThenBy(i => i.Was).ThenBy(i => i.Id).ToList();
        // Two codings of one person with one code must not come to lie on each other; what kept its words stands first.
        var taken = new HashSet<(TextSpan, Guid, Guid?)>();
        return all.ConvertAll(i => i is { Becomes.Span: { } there, Code: { } code } && !taken.Add((there, code, i.Author)) ? i with { Becomes = new(CarriedState.Twice, null) } : i);
    }

    private static CarriedItem Item(RevisionMap map, double least, Guid id, bool memo, Guid? code, Guid? author, int start, int end) =>
        // A memo may stand on a place between two signs; it is carried with the text around it.
        new(id, memo, code, author, new(start, end), start < end ? map.Forward(new(start, end), least) : map.Around(new(start, end)) is { Length: 0 } at ? new(CarriedState.Same, at) : new(CarriedState.Cut, null));
}

/// <summary>Rooms to the right have things that stand on stretches of texts, as quotations do, and let them follow a revision.</summary>
internal interface IFollowsRevisions
{
    /// <summary>Takes along what still stands on the same words; leaves the rest where it is, so that its verification fails until a person looks.</summary>
    Task FollowAsync(Acts.Acting acting, RevisionMoved moved);

    /// <summary>What would become of them: what it is, how many follow, and short names of those that would not.</summary>
    Task<IReadOnlyList<FollowLine>> LookAsync(Store.StudyContext context, RevisionMoved moved, CancellationToken cancel);
}

/// <summary>A step from one revision to the next.</summary>
/// <param name="From">The former revision.</param>
/// <param name="To">The next; empty while it is only a preview.</param>
/// <param name="Map">The map between them.</param>
/// <param name="Text">The next text.</param>
/// <param name="LeastKept">What share of a stretch must be left for it to be carried with changes.</param>
internal sealed record RevisionMoved(Guid From, Guid To, RevisionMap Map, string Text, double LeastKept);

/// <summary>What becomes of one kind of thing that stands on a revised text.</summary>
/// <param name="What">Kind in words, plural: “quotations”.</param>
/// <param name="Follow">How many stand on the same words and follow.</param>
/// <param name="Left">Short names of those whose words were changed.</param>
/// <param name="Becomes">What becomes of these; a sentence.</param>
public sealed record FollowLine(string What, int Follow, IReadOnlyList<string> Left, string Becomes);
