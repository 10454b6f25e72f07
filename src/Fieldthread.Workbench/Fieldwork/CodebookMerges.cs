using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Merges a code into another: its codings become the other's, the codes below it move there, and it goes. Undo brings all back.</summary>
/// <param name="Code">The code that goes.</param>
/// <param name="Into">The code that stays.</param>
/// <param name="Reason">Why.</param>
[Act("merge-codes", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("circle", "a code cannot be merged into itself or into one below it")]
[Refuses("name-taken", "a code below the one would stand beside another of its name below the other")]
[Refuses("heading", "the code that stays is a heading, and the one that goes has codings")]
[Refuses("retired", "the code that stays is retired, and the one that goes has codings")]
public sealed record MergeCodes(Guid Code, Guid Into, string? Reason = null) : Act<CodesMerged>
{
    /// <inheritdoc/>
    public override async Task<CodesMerged> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (from, into) = (await acting.FindAsync<Code>(Code), await acting.FindAsync<Code>(Into));
        for (Guid? above = into.Id; above is { } id; above = (await acting.FindAsync<Code>(id)).ParentId)
        {
            if (id == from.Id)
            {
                Acting.Refuse("circle", $"“{from.Name}” cannot be merged into itself or into a code below it.", "Choose another code, or move that one first.");
            }
        }

        var codings = await acting.Context.Set<Coding>().AsTracking().Where(c => c.CodeId == from.Id).ToListAsync(acting.Cancel);
        if (codings.Count > 0)
        {
            await Codebook.RefuseUnusableAsync(acting, into, "cannot take over codings.");
        }

        await CodingsTaken.OverAsync(acting, codings, into.Id);
        var ordinal = await Codebook.NextOrdinalAsync(acting, into.Id);
        foreach (var child in await acting.Context.Set<Code>().AsTracking().Where(c => c.ParentId == from.Id).OrderBy(c => c.Ordinal).ToListAsync(acting.Cancel))
        {
            // The code that goes may itself stand there, under the name of a child of its own; it is no obstacle.
            await Codebook.RefuseTakenAsync(acting, child.Name, into.Id, child.Id, from.Id);
            (child.ParentId, child.Ordinal) = (into.Id, ordinal++);
        }

        foreach (var memo in await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == from.Id).ToListAsync(acting.Cancel))
        {
            memo.TargetId = into.Id;
        }

        await MemoLinks.FollowAsync(acting, from.Id, into.Id);
        await Studies.Minutes.DecisionLinks.FollowAsync(acting, from.Id, into.Id);
        await Frameworks.FrameworkColumns.FollowAsync(acting, from.Id, into.Id);
        await Consent.SpecialFlags.LeaveAsync(acting, from.Id, into.Id);

        await Codebook.RemoveGuideAsync(acting, from.Id);
        foreach (var guide in await acting.Context.Set<CodeGuide>().AsTracking().Where(g => g.SuccessorId == from.Id).ToListAsync(acting.Cancel))
        {
            guide.SuccessorId = guide.CodeId == into.Id ? null : into.Id;
        }

        acting.Add(new CodeChange { CodeId = from.Id, OtherId = into.Id, Deed = CodeDeed.Merged, Reason = Acting.Clean(Reason), Codings = codings.Count });
        acting.Remove(from);
        return new CodesMerged(into.Id, codings.Count);
    }
}

/// <summary>Two codes became one.</summary>
/// <param name="Code">The code that stayed.</param>
/// <param name="Codings">How many codings it took over.</param>
public sealed record CodesMerged(Guid Code, int Codings);

/// <summary>Splits a code: the codings that were chosen go to a new code or to another that there is, and the reason is kept. Undo brings them back.</summary>
/// <param name="Code">The code that is split.</param>
/// <param name="Codings">The codings that go.</param>
/// <param name="Reason">Why; must be given.</param>
/// <param name="Into">The code that they go to, where there is one.</param>
/// <param name="NewName">Or the name of a new code, which stands beside the one that is split.</param>
/// <param name="Parent">The code above the new one, where it is not to stand beside.</param>
/// <param name="Definition">What the new one means.</param>
[Act("split-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code or coding")]
[Refuses("empty", "no reason was given, or no coding was chosen")]
[Refuses("one-target", "neither a code nor a new name was given, or both were, or the code itself")]
[Refuses("other-code", "a coding that was chosen is with another code")]
[Refuses("name-taken", "a code beside the new one has its name")]
[Refuses("heading", "the code that they go to is a heading")]
[Refuses("retired", "the code that they go to is retired")]
public sealed record SplitCode(Guid Code, IReadOnlyList<Guid> Codings, string Reason, Guid? Into = null, string? NewName = null, Guid? Parent = null, string Definition = "") : Act<CodeSplit>
{
    /// <inheritdoc/>
    public override async Task<CodeSplit> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var reason = Acting.Given(Reason, "The reason");
        if (Codings is not { Count: > 0 })
        {
            Acting.Refuse("empty", $"No coding of “{code.Name}” was chosen.", "Choose those that are to go.");
        }

        if (Into is null == string.IsNullOrWhiteSpace(NewName) || Into == code.Id)
        {
            Acting.Refuse("one-target", "The codings must go to one code: another that there is, or a new one.", "Choose a code, or write the name of a new one.");
        }

        var ids = Codings.ToHashSet();
        var going = (await acting.Context.Set<Coding>().AsTracking().Where(c => c.CodeId == code.Id).ToListAsync(acting.Cancel)).Where(c => ids.Contains(c.Id)).ToList();
        if (going.Count < ids.Count)
        {
            // Of those that are not with the code, the first says which it is: of another code, or none that the actor may know of.
            var stray = await SeenCoding.FindAsync(acting, ids.Except(going.Select(c => c.Id)).First());
            Acting.Refuse("other-code", $"A coding that was chosen is not with “{code.Name}” but with “{(await acting.FindAsync<Code>(stray.CodeId)).Name}”.", "It may have been moved meanwhile; read the page again.");
        }

        if (await SeenCoding.IsBlindAsync(acting) && going.Find(c => c.CoderId != acting.Me) is { } others)
        {
            await SeenCoding.FindAsync(acting, others.Id);
        }

        var into = Into is { } id ? await acting.FindAsync<Code>(id) : await NewAsync(acting, code);
        if (Into is not null)
        {
            await Codebook.RefuseUnusableAsync(acting, into, "cannot take over codings.");
        }

        await CodingsTaken.OverAsync(acting, going, into.Id);
        acting.Add(new CodeChange { CodeId = code.Id, OtherId = into.Id, Deed = CodeDeed.Split, Reason = reason, Codings = going.Count });
        return new CodeSplit(into.Id, going.Count, Into is null);
    }

    private async Task<Code> NewAsync(Acting acting, Code code)
    {
        var name = Acting.Given(NewName, "The name of the new code");
        var parent = Parent is { } above ? (await acting.FindAsync<Code>(above)).Id : code.ParentId;
        await Codebook.RefuseTakenAsync(acting, name, parent, null);
        return acting.Add(new Code { Name = name, ParentId = parent, Definition = Acting.Clean(Definition), Ordinal = await Codebook.NextOrdinalAsync(acting, parent) });
    }
}

/// <summary>A code was split.</summary>
/// <param name="Code">The code that the codings went to.</param>
/// <param name="Codings">How many went.</param>
/// <param name="IsNew">True where the code was made for them.</param>
public sealed record CodeSplit(Guid Code, int Codings, bool IsNew);

/// <summary>Codings that become another code’s.</summary>
internal static class CodingsTaken
{
    /// <summary>The codings become the other code's. Where the same person had put both on the same stretch one stays, with the memos of the two.</summary>
    public static async Task OverAsync(Acting acting, List<Coding> codings, Guid into)
    {
        var there = (await acting.Context.Set<Coding>().Where(c => c.CodeId == into).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CoderId }).ToListAsync(acting.Cancel))
            .ToLookup(c => (c.RevisionId, c.Start, c.End, c.CoderId), c => c.Id);
        foreach (var coding in codings)
        {
            if (there[(coding.RevisionId, coding.Start, coding.End, coding.CoderId)].Cast<Guid?>().FirstOrDefault() is not { } stays)
            {
                coding.CodeId = into;
                continue;
            }

            foreach (var memo in await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == coding.Id).ToListAsync(acting.Cancel))
            {
                memo.TargetId = stays;
            }

            await MemoLinks.FollowAsync(acting, coding.Id, stays);

            acting.Remove(coding);
        }
    }
}
