using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Minutes;

/// <summary>Minutes of the analysis meetings, newest first, with their decisions.</summary>
[Question("minutes", Permission.ReadMaterial)]
public sealed record MinutesList : Question<IReadOnlyList<MinutesLine>>
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<MinutesLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return MinutesRead.OfAsync(asking);
    }
}

/// <summary>The minutes of one meeting.</summary>
/// <param name="Minutes">Which minutes.</param>
[Question("minutes-of-meeting", Permission.ReadMaterial)]
[Refuses("unknown", "there are no such minutes")]
public sealed record MinutesOf(Guid Minutes) : Question<MinutesLine>
{
    /// <inheritdoc/>
    public override async Task<MinutesLine> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return (await MinutesRead.OfAsync(asking)).FirstOrDefault(m => m.Id == Minutes)
            ?? throw new RefusedException(new Refusal("unknown", "There are no such minutes in this study.", "They may have been taken away; look in the list of minutes."));
    }
}

/// <summary>Decisions of the analysis meetings, newest first: those that touch one thing, or all.</summary>
/// <param name="On">What they touch, as <c>codes:ID</c>; empty for all.</param>
[Question("decisions", Permission.ReadMaterial)]
[Refuses("bad-place", "decisions do not touch such a thing")]
[Refuses("unknown", "what they are to touch is not there")]
public sealed record DecisionList(string On = "") : Question<IReadOnlyList<DecisionLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<DecisionLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var only = On.Length == 0 ? (Guid?)null : (await MemoPlaces.FindAsync(asking.Context, On, asking.Cancel)).Thing.Id;
        return [.. (await MinutesRead.OfAsync(asking)).SelectMany(m => m.Decisions).Where(d => only is null || d.Touches.Any(t => t.Thing == only))];
    }
}

/// <summary>Minutes.</summary>
/// <param name="Id">The minutes.</param>
/// <param name="Date">Partial date of the meeting.</param>
/// <param name="Title">What it was.</param>
/// <param name="Discussed">What was discussed.</param>
/// <param name="Present">People of the study who were there, by name.</param>
/// <param name="PresentIds">Their ids, in the same order.</param>
/// <param name="Others">Who else was there.</param>
/// <param name="WrittenBy">Who wrote them, or null.</param>
/// <param name="WrittenAt">When they were last written, UTC.</param>
/// <param name="Decisions">What was decided, in order.</param>
public sealed record MinutesLine(Guid Id, string Date, string Title, string Discussed, IReadOnlyList<string> Present, IReadOnlyList<Guid> PresentIds, string Others, string? WrittenBy, DateTimeOffset WrittenAt, IReadOnlyList<DecisionLine> Decisions);

/// <summary>A decision.</summary>
/// <param name="Id">The decision.</param>
/// <param name="Minutes">Its minutes.</param>
/// <param name="Date">Partial date of the meeting.</param>
/// <param name="Meeting">What the meeting was.</param>
/// <param name="Ordinal">From 1, within the meeting.</param>
/// <param name="Words">What was decided.</param>
/// <param name="Touches">What it touches.</param>
public sealed record DecisionLine(Guid Id, Guid Minutes, string Date, string Meeting, int Ordinal, string Words, IReadOnlyList<TouchedLine> Touches);

/// <summary>Something that a decision touches.</summary>
/// <param name="Link">The link.</param>
/// <param name="Kind">What it is: “code”.</param>
/// <param name="Thing">Which row.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Page">Page of the study that shows it.</param>
public sealed record TouchedLine(Guid Link, string Kind, Guid Thing, string Name, string Page);

/// <summary>Reads minutes with the names of what their decisions touch, as far as the asker sees it.</summary>
internal static class MinutesRead
{
    public static async Task<IReadOnlyList<MinutesLine>> OfAsync(Asking asking)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var people = await context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var present = (await context.All<MinutesPresent>().AsNoTracking().ToListAsync(cancel)).Where(p => people.ContainsKey(p.PersonId)).ToLookup(p => p.MinutesId, p => p.PersonId);
        var decisions = (await context.All<Decision>().AsNoTracking().ToListAsync(cancel)).ToLookup(d => d.MinutesId);
        var links = (await context.All<DecisionLink>().AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.DecisionId);
        var things = new Dictionary<Guid, (IMemoPlace Place, MemoThing Thing)>();
        foreach (var place in MemoPlaces.All)
        {
            var wanted = links.SelectMany(l => l).Where(l => l.TargetKind == place.Kind).Select(l => l.TargetId).ToHashSet();
            foreach (var thing in wanted.Count == 0 ? [] : await place.ReadAsync(context, wanted, cancel))
            {
                things[thing.Id] = (place, thing);
            }
        }

        return [.. (await context.All<MeetingMinutes>().AsNoTracking().ToListAsync(cancel)).OrderByDescending(m => m.Date, StringComparer.Ordinal).ThenByDescending(m => m.Id).Select(m =>
        {
            var who = present[m.Id].OrderBy(p => people[p], Core.Basics.NaturalOrder.Instance).ToList();
            return new MinutesLine(
                m.Id, m.Date, m.Title, m.Discussed, [.. who.Select(p => people[p])], who, m.Others, m.WrittenById is { } by ? people.GetValueOrDefault(by) : null, m.WrittenAt,
                [.. decisions[m.Id].OrderBy(d => d.Ordinal).ThenBy(d => d.Id).Select(d => new DecisionLine(
                    d.Id, m.Id, m.Date, m.Title, d.Ordinal, d.Words,
                    [.. links[d.Id].Where(l => things.ContainsKey(l.TargetId)).Select(l => new TouchedLine(l.Id, things[l.TargetId].Place.InWords, l.TargetId, things[l.TargetId].Thing.Name, things[l.TargetId].Thing.Page)).OrderBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Name, Core.Basics.NaturalOrder.Instance)]))]);
        })];
    }
}
