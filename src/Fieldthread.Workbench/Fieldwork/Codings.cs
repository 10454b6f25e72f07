using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Puts a code on a stretch of a revision.</summary>
/// <param name="Revision">Which revision.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Code">Which code.</param>
[Act("add-coding", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such revision or code")]
[Refuses("range-outside", "the stretch is empty, lies outside the text or cuts a character in two")]
[Refuses("heading", "the code is a heading that cannot be used")]
[Refuses("superseded", "the text has a newer revision, on which codings stand now")]
[Refuses("retired", "the code is retired")]
[Refuses("coded-already", "the same person has put the same code on the same stretch")]
[Refuses("no-coder", "the actor is no person of the study, so the coding would have no author")]
public sealed record AddCoding(Guid Revision, int Start, int End, Guid Code) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        await Codebook.RefuseUnusableAsync(acting, code, "cannot be put on a text.");
        await Stretch.RequireAsync(acting, Revision, Start, End);
        await Stretch.RequireNewestAsync(acting, Revision);
        if (acting.Me is not { } coder)
        {
            Acting.Refuse("no-coder", "Only a person of the study can code, so that every coding has its author.", "Add the account to the team of the study.");
            return null!;
        }

        if (await acting.Context.Set<Coding>().AnyAsync(c => c.RevisionId == Revision && c.Start == Start && c.End == End && c.CodeId == Code && c.CoderId == coder, acting.Cancel))
        {
            Acting.Refuse("coded-already", $"You have already put “{code.Name}” on this stretch.");
        }

        return new Added(acting.Add(new Coding { RevisionId = Revision, Start = Start, End = End, CodeId = Code, CoderId = coder, CodedAt = acting.Now }).Id);
    }
}

/// <summary>Takes a coding away, with its memos. Only its author or a lead may; history keeps it.</summary>
/// <param name="Coding">Which coding.</param>
[Act("remove-coding", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such coding")]
[Refuses("not-yours", "somebody else coded it and the actor is no lead")]
public sealed record RemoveCoding(Guid Coding) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var coding = await SeenCoding.FindOwnAsync(acting, Coding);
        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == coding.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(coding);
        return new Added(coding.Id);
    }
}

/// <summary>Writes, changes or clears the actor's memo on a coding.</summary>
/// <param name="Coding">Which coding.</param>
/// <param name="Words">The memo; empty takes it away.</param>
[Act("set-coding-memo", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such coding")]
public sealed record SetCodingMemo(Guid Coding, string Words) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var coding = await SeenCoding.FindAsync(acting, Coding);
        var words = WellFormedText.Repair(Words.Trim(), out _);
        var memo = await acting.Context.Set<Memo>().AsTracking().OrderBy(m => m.Id).FirstOrDefaultAsync(m => m.TargetId == coding.Id && m.AuthorId == acting.Me, acting.Cancel);
        if (words.Length == 0)
        {
            if (memo is not null)
            {
                acting.Remove(memo);
            }

            return new Added(coding.Id);
        }

        memo ??= acting.Add(new Memo { TargetKind = "codings", TargetId = coding.Id, AuthorId = acting.Me });
        (memo.Words, memo.WrittenAt) = (words, acting.Now);
        return new Added(memo.Id);
    }
}

/// <summary>A coding as far as the actor may know of it.</summary>
internal static class SeenCoding
{
    /// <summary>The coding of that id.</summary>
    /// <exception cref="RefusedException">There is none, or the actor codes blind and it is somebody else’s: <c>unknown</c>.</exception>
    public static async Task<Coding> FindAsync(Acting acting, Guid id)
    {
        var coding = await acting.FindAsync<Coding>(id);
        if (coding.CoderId != acting.Me && await IsBlindAsync(acting))
        {
            Acting.Refuse("unknown", $"There is no coding with the id {id} in this study.", "It may have been removed; read the page again.");
        }

        return coding;
    }

    /// <summary>The coding of that id, which the actor made or may keep as a lead.</summary>
    /// <exception cref="RefusedException">There is none to be seen: <c>unknown</c>; it is somebody else’s: <c>not-yours</c>.</exception>
    public static async Task<Coding> FindOwnAsync(Acting acting, Guid id)
    {
        var coding = await FindAsync(acting, id);
        var lead = acting.Me is null || await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Role == Role.Lead, acting.Cancel);
        if (coding.CoderId != acting.Me && !lead)
        {
            Acting.Refuse("not-yours", "Somebody else coded this.", "Ask them, or the study’s lead.");
        }

        return coding;
    }

    /// <summary>True where the actor codes blind.</summary>
    public static Task<bool> IsBlindAsync(Acting acting) => acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Blind, acting.Cancel);
}

/// <summary>A stretch of a revision that a person chose.</summary>
internal static class Stretch
{
    /// <summary>The text of the revision, once the stretch is known to lie in it.</summary>
    /// <exception cref="RefusedException">The stretch does not: <c>range-outside</c>.</exception>
    public static async Task<string> RequireAsync(Acting acting, Guid revision, int start, int end)
    {
        var text = await acting.Context.Set<Revision>().Where(r => r.Id == revision).Select(r => r.Text).SingleOrDefaultAsync(acting.Cancel);
        if (text is null)
        {
            Acting.Refuse("unknown", "There is no such text in this study.", "It may have been taken back; open the source again.");
        }

        if (start < 0 || end <= start || !new TextSpan(start, end).FitsIn(text))
        {
            Acting.Refuse("range-outside", $"The stretch {start}–{end} is empty, lies outside the text ({text.Length} characters) or cuts a character in two.", "Select the words again.");
        }

        return text;
    }

    /// <summary>Nothing new is put on a former revision: it would wait at once to be carried.</summary>
    /// <exception cref="RefusedException">The source has a newer one: <c>superseded</c>.</exception>
    public static async Task RequireNewestAsync(Acting acting, Guid revision)
    {
        var revisions = acting.Context.Set<Revision>();
        if (await revisions.AnyAsync(r => r.Id == revision && revisions.Any(n => n.SourceId == r.SourceId && n.Number > r.Number), acting.Cancel))
        {
            Acting.Refuse("superseded", "The text has been revised since you opened it.", "Open the source again and choose the words in the newest revision.");
        }
    }
}
