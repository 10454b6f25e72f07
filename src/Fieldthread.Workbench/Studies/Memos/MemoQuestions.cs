using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>Memos, newest first, page by page.</summary>
/// <param name="On">Only those on this or linked to it, as <c>codes:ID</c>; empty for all.</param>
/// <param name="Kind">Only those on this kind of thing, as <c>codes</c>; empty for all.</param>
/// <param name="Author">Only those of this person, by name; empty for everybody’s.</param>
/// <param name="Words">Only those whose title or words hold this, whatever the capitals; empty for all.</param>
/// <param name="After">Key of the last memo of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 500.</param>
[Question("memos", Permission.ReadMaterial)]
[Refuses("bad-place", "memos are not written on such a thing")]
[Refuses("unknown", "what they are to be on is not there")]
public sealed record MemoList(string On = "", string Kind = "", string Author = "", string Words = "", string? After = null, int Take = 50) : Question<MemosFound>
{
    /// <inheritdoc/>
    public override async Task<MemosFound> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var found = await MemosRead.OfAsync(asking, On, Kind, Author, Words);
        var from = int.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, found.Count - 1) + 1 : 0;
        var page = found.Skip(from).Take(Math.Clamp(Take, 1, 500)).ToList();
        return new MemosFound(found.Count, page, from + page.Count < found.Count ? (from + page.Count - 1).ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>All memos that <see cref="MemoList"/> finds, for files.</summary>
/// <param name="On">As there.</param>
/// <param name="Kind">As there.</param>
/// <param name="Author">As there.</param>
/// <param name="Words">As there.</param>
[Question("memo-rows", Permission.ReadMaterial)]
[Refuses("bad-place", "memos are not written on such a thing")]
[Refuses("unknown", "what they are to be on is not there")]
public sealed record MemoRows(string On = "", string Kind = "", string Author = "", string Words = "") : Question<IReadOnlyList<MemoLine>>
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<MemoLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return MemosRead.OfAsync(asking, On, Kind, Author, Words);
    }
}

/// <summary>Everything on which a memo can be written or to which one can be linked, where it can be listed.</summary>
[Question("memo-things", Permission.ReadMaterial)]
public sealed record MemoThings : Question<IReadOnlyList<MemoKind>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<MemoKind>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var kinds = new List<MemoKind>();
        foreach (var place in MemoPlaces.All.Where(p => p.CanBeListed))
        {
            kinds.Add(new MemoKind(place.Kind, place.InWords, [.. (await place.ReadAsync(asking.Context, null, asking.Cancel)).OrderBy(t => t.Name, Core.Basics.NaturalOrder.Instance)]));
        }

        return kinds;
    }
}

/// <summary>What a memo is to be written on, and the kinds of things that there are.</summary>
/// <param name="On">As <c>codes:ID</c>; empty for the study.</param>
/// <param name="Start">First UTF-16 code unit of a stretch of a text.</param>
/// <param name="End">One past its last.</param>
[Question("memo-place", Permission.ReadMaterial)]
[Refuses("bad-place", "memos are not written on such a thing")]
[Refuses("unknown", "it is not there")]
public sealed record MemoPlaceAsked(string On = "", int? Start = null, int? End = null) : Question<MemoPlaceFound>
{
    /// <inheritdoc/>
    public override async Task<MemoPlaceFound> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (place, thing) = await MemoPlaces.FindAsync(asking.Context, On, asking.Cancel);
        return new MemoPlaceFound(place.InWords, thing.Name, thing.Page, Start is { } from && End is { } to ? await place.WordsAsync(asking, thing.Id, from, to) : null, [.. MemoPlaces.All.Select(p => new MemoKindName(p.Kind, p.InWords))]);
    }
}

/// <summary>What a memo is to be written on.</summary>
/// <param name="InWords">What kind: “code”.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Page">Page of the study that shows it.</param>
/// <param name="Words">Words of the stretch; null for none.</param>
/// <param name="Kinds">All kinds of things on which memos are written.</param>
public sealed record MemoPlaceFound(string InWords, string Name, string Page, string? Words, IReadOnlyList<MemoKindName> Kinds);

/// <summary>A kind of thing on which memos are written.</summary>
/// <param name="Kind">Table of the rows: “codes”.</param>
/// <param name="InWords">What a person calls one: “code”.</param>
public sealed record MemoKindName(string Kind, string InWords);

/// <summary>A kind of thing with all its things.</summary>
/// <param name="Kind">Table of the rows: “codes”.</param>
/// <param name="InWords">What a person calls one: “code”.</param>
/// <param name="Things">All of them, by name.</param>
public sealed record MemoKind(string Kind, string InWords, IReadOnlyList<MemoThing> Things);

/// <summary>Memos that were found.</summary>
/// <param name="Total">How many in all.</param>
/// <param name="Memos">This page.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
public sealed record MemosFound(int Total, IReadOnlyList<MemoLine> Memos, string? Next);

/// <summary>A memo.</summary>
/// <param name="Id">The memo.</param>
/// <param name="Title">Its title; empty for none.</param>
/// <param name="Words">What it says.</param>
/// <param name="Author">Who wrote it, or null where nobody knows.</param>
/// <param name="IsMine">True where the asker wrote it.</param>
/// <param name="WrittenAt">When it was last written, UTC; null where the file that brought it did not say.</param>
/// <param name="Kind">What it is on: “code”.</param>
/// <param name="On">What that is called.</param>
/// <param name="Page">Page of the study that shows it.</param>
/// <param name="Links">What it is linked to beside that.</param>
public sealed record MemoLine(Guid Id, string Title, string Words, string? Author, bool IsMine, DateTimeOffset? WrittenAt, string Kind, string On, string Page, IReadOnlyList<MemoLinkLine> Links)
{
    /// <summary>What it is on, in words: “the code Trust”; “the study”.</summary>
    public string Where => Kind == "study" ? On : $"the {Kind} {On}";
}

/// <summary>A link of a memo.</summary>
/// <param name="Id">The link.</param>
/// <param name="Kind">What it leads to: “claim”.</param>
/// <param name="Name">What that is called.</param>
/// <param name="Page">Page of the study that shows it.</param>
public sealed record MemoLinkLine(Guid Id, string Kind, string Name, string Page);

/// <summary>Reads memos with the names of what they are on.</summary>
internal static class MemosRead
{
    public static async Task<IReadOnlyList<MemoLine>> OfAsync(Asking asking, string on, string kind, string author, string words)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var links = (await context.All<MemoLink>().AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.MemoId);
        var memos = (await context.All<Memo>().AsNoTracking().ToListAsync(cancel))
            .Where(m => kind.Length == 0 || m.TargetKind == kind)
            .Where(m => author.Length == 0 || (m.AuthorId is { } by && people.GetValueOrDefault(by) == author))
            .Where(m => words.Length == 0 || m.Words.Contains(words, StringComparison.OrdinalIgnoreCase) || m.Title?.Contains(words, StringComparison.OrdinalIgnoreCase) == true).ToList();
        if (on.Length > 0)
        {
            var (place, thing) = await MemoPlaces.FindAsync(context, on, cancel);
            memos.RemoveAll(m => !(m.TargetId == thing.Id || (place.Kind == MemosOnStudy.Table && m.TargetKind == place.Kind)) && !links[m.Id].Any(l => l.TargetId == thing.Id));
        }

        var things = new Dictionary<Guid, (IMemoPlace Place, MemoThing Thing)>();
        var wanted = memos.Select(m => (m.TargetKind, m.TargetId)).Concat(memos.SelectMany(m => links[m.Id]).Select(l => (l.TargetKind, l.TargetId))).ToLookup(t => t.TargetKind, t => t.TargetId);
        foreach (var place in MemoPlaces.All.Where(p => wanted.Contains(p.Kind)))
        {
            foreach (var thing in await place.ReadAsync(context, wanted[place.Kind].ToHashSet(), cancel))
            {
                things[thing.Id] = (place, thing);
            }
        }

        // What a memo is on may lie outside the view, as somebody else’s coding does under blind coding; then it is not shown.
        return [.. memos.Where(m => things.ContainsKey(m.TargetId)).OrderByDescending(m => m.WrittenAt ?? DateTimeOffset.MinValue).ThenByDescending(m => m.Id).Select(m =>
        {
            var (place, thing) = things[m.TargetId];
            return new MemoLine(
                m.Id, m.Title ?? "", m.Words, m.AuthorId is { } by ? people.GetValueOrDefault(by) : null, asking.Me is not null && m.AuthorId == asking.Me, m.WrittenAt, place.InWords, thing.Name,
                m.Start is { } start ? $"{thing.Page}?select={start}-{m.End}#at{start}" : thing.Page,
                [.. links[m.Id].Where(l => things.ContainsKey(l.TargetId)).Select(l => new MemoLinkLine(l.Id, things[l.TargetId].Place.InWords, things[l.TargetId].Thing.Name, things[l.TargetId].Thing.Page)).OrderBy(l => l.Kind, StringComparer.Ordinal).ThenBy(l => l.Name, Core.Basics.NaturalOrder.Instance)]);
        })];
    }
}
