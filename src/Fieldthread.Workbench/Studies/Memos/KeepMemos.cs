using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>Writes a memo on the study, or on anything of it: a source or a stretch of its text, a code, a coding, a site, an encounter, an organisation, an event, a wave, a claim, a report.</summary>
/// <param name="Words">What is to be remembered; at most 100,000 characters.</param>
/// <param name="On">What it is on, as <c>codes:ID</c>; empty for the study.</param>
/// <param name="Title">A title; may be empty.</param>
/// <param name="Start">First UTF-16 code unit of the stretch, on a revision alone.</param>
/// <param name="End">One past its last.</param>
[Act("write-memo", Permission.Code, Tells = "memos")]
[Refuses("empty", "nothing was written")]
[Refuses("too-long", "the title has more than 200 characters or the words more than 100,000")]
[Refuses("bad-place", "memos are not written on such a thing")]
[Refuses("unknown", "what it is to be on is not there")]
[Refuses("range-outside", "the stretch is empty, lies outside the text or cuts a character in two, or the thing has no stretches")]
[Refuses("superseded", "the text has a newer revision, on which memos stand now")]
public sealed record WriteMemo(string Words, string On = "", string Title = "", int? Start = null, int? End = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (title, words) = MemoWords.Of(Title, Words);
        var (place, thing) = await MemoPlaces.FindAsync(acting, On);
        await place.CheckAsync(acting, thing.Id, Start, End);
        return new Added(acting.Add(new Memo { TargetKind = place.Kind, TargetId = thing.Id, Start = Start, End = End, Title = title, Words = words, AuthorId = acting.Me, WrittenAt = acting.Now }).Id);
    }
}

/// <summary>Changes a memo. Only its author or a lead may; what it said before stays in history.</summary>
/// <param name="Memo">Which memo.</param>
/// <param name="Words">What it says now.</param>
/// <param name="Title">Its title now.</param>
[Act("change-memo", Permission.Code, Tells = "memos")]
[Refuses("unknown", "there is no such memo")]
[Refuses("not-yours", "somebody else wrote it and the actor is no lead")]
[Refuses("empty", "nothing was written")]
[Refuses("too-long", "the title has more than 200 characters or the words more than 100,000")]
public sealed record ChangeMemo(Guid Memo, string Words, string Title = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var memo = await MemoWords.FindOwnAsync(acting, Memo);
        (memo.Title, memo.Words) = MemoWords.Of(Title, Words);
        memo.WrittenAt = acting.Now;
        return new Added(memo.Id);
    }
}

/// <summary>Takes a memo away; history keeps it. Only its author or a lead may.</summary>
/// <param name="Memo">Which memo.</param>
[Act("remove-memo", Permission.Code, Tells = "memos")]
[Refuses("unknown", "there is no such memo")]
[Refuses("not-yours", "somebody else wrote it and the actor is no lead")]
public sealed record RemoveMemo(Guid Memo) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var memo = await MemoWords.FindOwnAsync(acting, Memo);
        (await acting.Context.Set<MemoLink>().AsTracking().Where(l => l.MemoId == memo.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(memo);
        return new Added(memo.Id);
    }
}

/// <summary>Links a memo, whoever wrote it, to something beside what it is on.</summary>
/// <param name="Memo">Which memo.</param>
/// <param name="To">What it is linked to, as <c>claims:ID</c>.</param>
[Act("link-memo", Permission.Code, Tells = "memos")]
[Refuses("unknown", "there is no such memo, or what it is to be linked to is not there")]
[Refuses("bad-place", "memos are not linked to such a thing")]
[Refuses("same", "it is on that, or linked to it, already")]
public sealed record LinkMemo(Guid Memo, string To) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var memo = await MemoWords.FindAsync(acting, Memo);
        var (place, thing) = await MemoPlaces.FindAsync(acting, To);
        if (!place.CanBeListed)
        {
            await place.CheckAsync(acting, thing.Id, null, null);
        }

        if ((memo.TargetId == thing.Id && memo.Start is null) || await acting.Context.Set<MemoLink>().AnyAsync(l => l.MemoId == memo.Id && l.TargetId == thing.Id, acting.Cancel))
        {
            Acting.Refuse("same", $"The memo has to do with {thing.Name} already.");
        }

        return new Added(acting.Add(new MemoLink { MemoId = memo.Id, TargetKind = place.Kind, TargetId = thing.Id }).Id);
    }
}

/// <summary>Takes a link of a memo away.</summary>
/// <param name="Link">Which link.</param>
[Act("unlink-memo", Permission.Code, Tells = "memos")]
[Refuses("unknown", "there is no such link")]
public sealed record UnlinkMemo(Guid Link) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var link = await acting.FindAsync<MemoLink>(Link);
        await MemoWords.FindAsync(acting, link.MemoId);
        acting.Remove(link);
        return new Added(link.Id);
    }
}

/// <summary>What the acts on memos share.</summary>
internal static class MemoWords
{
    private const int LongestTitle = 200;
    private const int LongestWords = 100_000;

    public static (string? Title, string Words) Of(string title, string words)
    {
        var (of, said) = (Acting.Clean(title), WellFormedText.Repair((words ?? "").Trim().ReplaceLineEndings("\n"), out _));
        if (said.Length == 0)
        {
            Acting.Refuse("empty", "The memo is empty.", "Write it and send it again; to take one away, remove it.");
        }

        if (of.Length > LongestTitle || said.Length > LongestWords)
        {
            Acting.Refuse("too-long", $"A memo has at most {LongestWords:N0} characters, and {LongestTitle} in its title; this one has {said.Length:N0} and {of.Length}.", "Bring a longer text in as a source.");
        }

        return (of.Length > 0 ? of : null, said);
    }

    /// <summary>The memo of that id, as far as the actor may know of it.</summary>
    public static async Task<Memo> FindAsync(Acting acting, Guid id)
    {
        var memo = await acting.FindAsync<Memo>(id);
        if (memo.TargetKind == "codings" && memo.AuthorId != acting.Me && await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Blind, acting.Cancel))
        {
            Acting.Refuse("unknown", $"There is no memo with the id {id} in this study.", "It may have been removed; read the page again.");
        }

        return memo;
    }

    public static async Task<Memo> FindOwnAsync(Acting acting, Guid id)
    {
        var memo = await FindAsync(acting, id);
        if (memo.AuthorId != acting.Me && acting.Me is not null && !await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Role == Role.Lead, acting.Cancel))
        {
            Acting.Refuse("not-yours", "Somebody else wrote this memo.", "Write one of your own, or ask them or the study’s lead.");
        }

        return memo;
    }
}
