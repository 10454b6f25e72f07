using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>Puts a coding or a memo that could not be carried onto words of the newest revision that a person chose.</summary>
/// <param name="Item">The coding, or the memo on a stretch.</param>
/// <param name="Start">First code unit in the newest revision; with words, from where they are looked for.</param>
/// <param name="End">One past the last; with words, until where they are looked for.</param>
/// <param name="Words">The words as they stand in the newest revision; empty to take the whole stretch from start to end.</param>
[Act("place-waiting", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such coding or memo")]
[Refuses("not-waiting", "it stands on the newest revision already")]
[Refuses("not-yours", "somebody else coded it and the actor is no lead")]
[Refuses("words-not-there", "the newest revision does not hold these words there")]
[Refuses("words-ambiguous", "it holds these words more than once")]
[Refuses("range-outside", "the stretch is empty, lies outside the text or cuts a character in two, or neither words nor a stretch were given")]
[Refuses("coded-already", "the same person has put the same code on the same stretch")]
public sealed record PlaceWaiting(Guid Item, int? Start = null, int? End = null, string Words = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (coding, memo, newest) = await WaitingItem.FindAsync(acting, Item);
        var text = await acting.Context.Set<Revision>().Where(r => r.Id == newest).Select(r => r.Text).SingleAsync(acting.Cancel);
        var span = Words.Trim().Length > 0 ? Found(text, WellFormedText.Repair(Words.Trim(), out _)) : new TextSpan(Math.Max(0, Start ?? 0), Math.Max(Math.Max(0, Start ?? 0), End ?? 0));
        await Stretch.RequireAsync(acting, newest, span.Start, span.End);
        if (memo is not null)
        {
            (memo.TargetId, memo.Start, memo.End) = (newest, span.Start, span.End);
            return new Added(memo.Id);
        }

        if (await acting.Context.Set<Coding>().AnyAsync(c => c.RevisionId == newest && c.Start == span.Start && c.End == span.End && c.CodeId == coding!.CodeId && c.CoderId == coding.CoderId, acting.Cancel))
        {
            Acting.Refuse("coded-already", "The same person has put the same code on this stretch.", "Choose other words, or let this coding go.");
        }

        (coding!.RevisionId, coding.Start, coding.End) = (newest, span.Start, span.End);
        return new Added(coding.Id);
    }

    private TextSpan Found(string text, string words)
    {
        var (from, to) = (Math.Clamp(Start ?? 0, 0, text.Length), Math.Clamp(End ?? text.Length, 0, text.Length));
        var at = to > from ? text.IndexOf(words, from, to - from, StringComparison.Ordinal) : -1;
        if (at < 0)
        {
            Acting.Refuse("words-not-there", $"The newest revision does not hold these words there: “{(words.Length > 80 ? words[..80] + "…" : words)}”.", "Copy them from the text; every letter must be the same.");
        }

        if (text.IndexOf(words, at + 1, to - at - 1, StringComparison.Ordinal) >= 0)
        {
            Acting.Refuse("words-ambiguous", "The newest revision holds these words there more than once.", "Take in a word or two more, so that the place is plain, or give the stretch in numbers.");
        }

        return new TextSpan(at, at + words.Length);
    }
}

/// <summary>Lets a coding or a memo go that could not be carried, with the reason. History keeps it, and cuts that held it hold it.</summary>
/// <param name="Item">The coding, or the memo on a stretch.</param>
/// <param name="Reason">Why.</param>
[Act("let-go-waiting", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such coding or memo")]
[Refuses("not-waiting", "it stands on the newest revision")]
[Refuses("not-yours", "somebody else coded it and the actor is no lead")]
[Refuses("empty", "no reason was given")]
public sealed record LetGoWaiting(Guid Item, string Reason) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (coding, memo, _) = await WaitingItem.FindAsync(acting, Item);
        var reason = Acting.Given(Reason, "The reason");
        var row = acting.Add(new StretchLetGo
        {
            ItemId = Item, RevisionId = coding?.RevisionId ?? memo!.TargetId, Start = coding?.Start ?? memo!.Start!.Value, End = coding?.End ?? memo!.End!.Value, CodeId = coding?.CodeId, AuthorId = coding?.CoderId ?? memo?.AuthorId,
            Reason = reason, DecidedById = acting.Me,
        });
        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == Item).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove((Store.Evidence?)coding ?? memo!);
        return new Added(row.Id);
    }
}

/// <summary>A coding or memo on a former revision, as far as the actor may decide about it.</summary>
internal static class WaitingItem
{
    public static async Task<(Coding? Coding, Memo? Memo, Guid Newest)> FindAsync(Acting acting, Guid item)
    {
        var memo = await acting.Context.Set<Memo>().AsTracking().FirstOrDefaultAsync(m => m.Id == item && m.TargetKind == "revisions" && m.Start != null, acting.Cancel);
        var coding = memo is null ? await SeenCoding.FindAsync(acting, item) : null;
        var chain = await RevisionChain.OfAsync(acting.Context, acting.Cancel);
        var on = coding?.RevisionId ?? memo!.TargetId;
        if (!chain.IsFormer(on))
        {
            Acting.Refuse("not-waiting", "It stands on the newest revision of its source and waits for nothing.", "Read the list again.");
        }

        var lead = acting.Me is null || await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Role == Role.Lead, acting.Cancel);
        if (!lead && (coding?.CoderId ?? memo!.AuthorId) is { } author && author != acting.Me)
        {
            Acting.Refuse("not-yours", "Somebody else coded this.", "Ask them, or the study’s lead.");
        }

        return (coding, memo, chain.NewestOf(chain[on]!.Source)!.Id);
    }
}
