using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>A kept list of bodies.</summary>
/// <param name="Import">The import that brought it.</param>
/// <param name="Row">Its row; empty for what came in before lists were kept.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="List">What it says.</param>
internal sealed record KeptBodyList(Guid Import, Guid? Row, long Act, BodyList List);

/// <summary>The lists of bodies of a study in memory.</summary>
internal static class BodyLists
{
    private static readonly Type[] Kinds = [typeof(KeptBodies), typeof(BodyImport), typeof(RegisterPreference)];

    public static Task<List<KeptBodyList>> OfAsync(Asking asking) => asking.Cache.UnlessChangedAsync("body lists", asking, Kinds, () => ReadAsync(asking.Context, asking.Cancel));

    /// <summary>Reads the lists in the order in which they came in. Bodies from before lists were kept are one list, of the day on which the last of them came in.</summary>
    public static async Task<List<KeptBodyList>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var rows = (await context.All<KeptBodies>().AsNoTracking().ToListAsync(cancel)).OrderBy(r => r.Id).ToList();
        if (rows.Count == 0)
        {
            return await BeforeAsync(context, cancel) is { } before ? [before] : [];
        }

        var places = await VintageIndex.PlacesAsync(context, cancel);
        return
        [
            .. rows.Select((r, i) =>
            {
                var (data, source) = BodyContent.Read(r.Content);
                return new KeptBodyList(r.ImportId, r.Id, r.RecordedIn, new BodyList(r.KnownDay, i, data, r.KnownDate) { Source = source, Preferred = VintageIndex.Preferred(places, source) });
            }),
        ];
    }

    /// <summary>The lists that were known by the last day of a date.</summary>
    /// <exception cref="RefusedException">There is none so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    public static IReadOnlyList<KeptBodyList> Chosen(IReadOnlyList<KeptBodyList> all, string? knownOn)
    {
        if (Studies.Dates.Read(knownOn) is not { } date)
        {
            return all;
        }

        var then = all.Where(k => k.List.Known <= date.Last.DayNumber).ToList();
        if (then.Count == 0)
        {
            Asking.Refuse("no-vintage", $"No list of bodies was known by {date}.", all.Count == 0 ? "Bring one in first, with the day on which it was known." : $"The first is of {all.MinBy(k => k.List.Known)!.List.Date}.");
        }

        return then;
    }

    private static async Task<KeptBodyList?> BeforeAsync(StudyContext context, CancellationToken cancel)
    {
        if ((await context.All<BodyImport>().Select(i => new { i.Id, i.RecordedIn }).ToListAsync(cancel)).MaxBy(i => i.RecordedIn) is not { } last)
        {
            return null;
        }

        var at = await context.Set<ActEntry>().AsNoTracking().Where(e => e.StudyId == context.Study && e.Seq == last.RecordedIn).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancel);
        var day = DateOnly.FromDateTime((at ?? DateTimeOffset.UnixEpoch).UtcDateTime);
        var organisations = await context.All<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        var bodies = await context.All<Body>().AsNoTracking().ToDictionaryAsync(b => b.Id, cancel);
        var posts = await context.All<BodyPost>().AsNoTracking().ToDictionaryAsync(p => p.Id, cancel);
        var persons = await context.All<RegisterPerson>().AsNoTracking().ToDictionaryAsync(p => p.Id, cancel);
        var holdings = await context.All<PostHolding>().AsNoTracking().ToListAsync(cancel);
        static WrittenPeriod When(IDated row) => new(Studies.Dates.Kept(row.FromDate), Studies.Dates.Kept(row.LastDate));
        var data = new BodyData(
            [.. bodies.Values.OrderBy(b => b.Id).Select(b => new GivenBody(b.Key, organisations[b.OrganisationId], b.Kind, b.Name, b.ParentId is { } above ? bodies[above].Key : "", When(b), b.Source, ""))],
            [.. posts.Values.OrderBy(p => p.Id).Select(p => new GivenPost(p.Key, bodies[p.BodyId].Key, p.Title, p.Voting, p.Sole, When(p), ""))],
            [.. holdings.OrderBy(h => h.Id).Select(h => new GivenHolding(posts[h.PostId].Key, persons[h.PersonId].Key, When(h), h.Source, ""))],
            [.. persons.Values.OrderBy(p => p.Id).Select(p => new GivenPerson(p.Key, "", p.PublicOffice, ""))],
            []);
        return new KeptBodyList(last.Id, null, last.RecordedIn, new BodyList(day.DayNumber, 0, data, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }
}
