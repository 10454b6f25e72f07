using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns read bodies into rows. The import is kept as a list of its own; what it changes in what all lists together say is changed in the register, and the former stays in history.</summary>
internal sealed class BodyLanding(Acting acting, BodyData given)
{
    private const string Nothing = "Nothing was imported. Correct the file, or leave the line out.";
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private Dictionary<string, Body> bodies = [];
    private Dictionary<string, BodyPost> posts = [];
    private Dictionary<string, RegisterPerson> persons = [];
    private int met;
    private int changed;
    private int later;

    public async Task<BodiesImported> LandAsync(string files, PartialDate known, string source)
    {
        var organisations = await OrganisationsAsync();
        var kept = await WithEarlierAsync();
        var keys = organisations.ToDictionary(o => o.Value, o => o.Key);
        var data = given with { Bodies = await ByKeyAsync(organisations, keys) };
        var list = new BodyList(known.Last.DayNumber, kept.Count, data, known.ToString()) { Source = source, Preferred = VintageIndex.Preferred(await VintageIndex.PlacesAsync(acting.Context, acting.Cancel), source) };
        IReadOnlyList<BodyList> lists = [.. kept.Select(k => k.List), list];
        RefuseFaults(lists, list);
        var merged = MergedBodies.Of(lists);
        var (newBodies, newPosts, newPersons, newHoldings) = (await LandBodiesAsync(merged, list, organisations, keys), await LandPostsAsync(merged, list), await LandPersonsAsync(merged, list), await LandHoldingsAsync(merged, list));
        IReadOnlyList<Remark> all = [.. data.Remarks, .. remarks.ToList()];
        var import = acting.Add(new BodyImport { FileName = files, Remarks = Json.Write(all) });
        var content = BodyContent.Write(data, source);

        // The same again on the same day says nothing new, unless another list of that day came between.
        if (kept.Where(k => k.List.Known == list.Known).MaxBy(k => k.List.Order) is not { } same || !BodyContent.Write(same.List.Data, same.List.Source).AsSpan().SequenceEqual(content))
        {
            acting.Add(new KeptBodies { ImportId = import.Id, PreviousId = kept.Count > 0 ? kept[^1].Row : null, KnownDate = list.Date, KnownDay = list.Known, Content = content });
        }

        return new BodiesImported(import.Id, newBodies, newPosts, newHoldings, newPersons, met, changed, all.Count(r => r.Weight != RemarkWeight.Note), list.Date, later);
    }

    /// <summary>Makes the rows anew of the lists that there are, after the study went by other sources.</summary>
    /// <returns>What stands otherwise now.</returns>
    /// <exception cref="RefusedException">The bodies could not stand so: <c>bodies</c>.</exception>
    public static async Task<IReadOnlyList<BodyDifference>> LandAgainAsync(Acting acting, Func<string, int> preferred)
    {
        var before = (await BodyLists.ReadAsync(acting.Context, acting.Cancel)).ConvertAll(k => k.List);
        var after = before.ConvertAll(l => l with { Preferred = preferred(l.Source) });
        foreach (var day in after.Select(l => l.Known).Distinct().Order())
        {
            var then = after.FindAll(l => l.Known <= day);
            if (MergedBodies.Of(then).Fault(whole: then.Count == after.Count) is { } fault)
            {
                Acting.Refuse("bodies", $"Going by these sources, the bodies could not stand{(then.Count < after.Count ? $" as known on {then.Max(BodyList.ByKnown)!.Date}" : "")}: {fault.Message}", "Correct the lists of bodies, or go by other sources. Nothing was changed.");
            }
        }

        var (was, merged) = (MergedBodies.Of(before), MergedBodies.Of(after));
        var otherwise = BodyDifferences.Of(was, merged);
        if (otherwise.Count > 0)
        {
            var (landing, nothing) = (new BodyLanding(acting, BodyData.None), new BodyList(0, -1, BodyData.None));
            var organisations = await landing.OrganisationsAsync();
            await landing.LandBodiesAsync(merged, nothing, organisations, organisations.ToDictionary(o => o.Value, o => o.Key));
            await landing.LandPostsAsync(merged, nothing);
            await landing.LandPersonsAsync(merged, nothing);
            await landing.LandHoldingsAsync(merged, nothing);
        }

        return otherwise;
    }

    /// <summary>The lists that there are; what came in before lists were kept becomes one now.</summary>
    private async Task<List<KeptBodyList>> WithEarlierAsync()
    {
        var kept = await BodyLists.ReadAsync(acting.Context, acting.Cancel);
        if (kept is [{ Row: null } before])
        {
            var row = acting.Add(new KeptBodies { ImportId = before.Import, KnownDate = before.List.Date, KnownDay = before.List.Known, Content = BodyContent.Write(before.List.Data) });
            kept = [before with { Row = row.Id }];
            remarks.Add(RemarkWeight.Note, "bodies", $"The bodies that came in before lists were kept count as known on {before.List.Date}, the day on which the last of them came in.");
        }

        return kept;
    }

    /// <summary>Refuses what cannot be in what all lists say, and in what was known on any day from this list on.</summary>
    private static void RefuseFaults(IReadOnlyList<BodyList> lists, BodyList list)
    {
        var places = list.Data.Bodies.ToLookup(b => b.Id, b => b.Place);
        var ofPosts = list.Data.Posts.ToLookup(p => p.Id, p => p.Place);
        var ofHoldings = list.Data.Holdings.ToLookup(h => (h.Post, h.Person), h => h.Place);
        void Refuse(BodyFault? fault, string then)
        {
            if (fault is not null)
            {
                var place = fault.Body is { } body ? places[body].FirstOrDefault() ?? $"body {body}" : fault.Person is { } person ? ofHoldings[(fault.Post!, person)].FirstOrDefault() ?? "holdings.csv" : ofPosts[fault.Post!].FirstOrDefault() ?? $"post {fault.Post}";
                throw Refused(fault.Code, place, then + fault.Message);
            }
        }

        Refuse(MergedBodies.Of(lists).Fault(whole: true), "");
        foreach (var day in lists.Where(l => l.Known >= list.Known).Select(l => l.Known).Distinct())
        {
            var then = lists.Where(l => l.Known <= day).ToList();
            Refuse(then.Count < lists.Count ? MergedBodies.Of(then).Fault(whole: false) : null, $"as known on {then.Max(BodyList.ByKnown)!.Date}, ");
        }
    }

    private async Task<int> LandBodiesAsync(MergedBodies merged, BodyList list, Dictionary<string, Guid> organisations, Dictionary<Guid, string> keys)
    {
        bodies = await acting.Context.Set<Body>().AsTracking().ToDictionaryAsync(b => b.Key, StringComparer.Ordinal, acting.Cancel);
        var names = bodies.Values.ToDictionary(b => b.Id, b => b.Key);
        string Told(Body b) => $"{keys[b.OrganisationId]} {b.Kind} {b.Name} {(b.ParentId is { } p ? names[p] : "")} {b.FromDate} {b.LastDate} {b.Source}";
        foreach (var b in list.Data.Bodies.Where(b => bodies.ContainsKey(b.Id)))
        {
            Meet(b.Place, Told(bodies[b.Id]), $"{b.Organisation} {b.Kind} {b.Name} {b.Parent} {b.When.From} {b.When.Last} {b.Source}", merged.Bodies[b.Id].List == list.Order, $"The body {b.Id}");
        }

        var fresh = Fresh(merged.Bodies.Keys, bodies, key => new Body { Key = key });
        foreach (var b in merged.Bodies.Values.Select(b => b.Value))
        {
            var row = bodies[b.Id];
            (row.OrganisationId, row.Kind, row.Name, row.Source, row.ParentId) = (organisations[b.Organisation], b.Kind, b.Name, b.Source, b.Parent.Length == 0 ? null : bodies[b.Parent].Id);
            row.When(b.When);
        }

        return fresh;
    }

    private async Task<int> LandPostsAsync(MergedBodies merged, BodyList list)
    {
        posts = await acting.Context.Set<BodyPost>().AsTracking().ToDictionaryAsync(p => p.Key, StringComparer.Ordinal, acting.Cancel);
        var names = bodies.Values.ToDictionary(b => b.Id, b => b.Key);
        foreach (var p in list.Data.Posts.Where(p => posts.ContainsKey(p.Id)))
        {
            var row = posts[p.Id];
            Meet(p.Place, $"{names[row.BodyId]} {row.Title} {row.Voting} {row.Sole} {row.FromDate} {row.LastDate}", $"{p.Body} {p.Title} {p.Voting} {p.Sole} {p.When.From} {p.When.Last}", merged.Posts[p.Id].List == list.Order, $"The post {p.Id}");
        }

        var fresh = Fresh(merged.Posts.Keys, posts, key => new BodyPost { Key = key });
        foreach (var p in merged.Posts.Values.Select(p => p.Value))
        {
            (posts[p.Id].BodyId, posts[p.Id].Title, posts[p.Id].Voting, posts[p.Id].Sole) = (bodies[p.Body].Id, p.Title, p.Voting, p.Sole);
            posts[p.Id].When(p.When);
        }

        return fresh;
    }

    /// <summary>Persons. A list keeps no name, so a name is taken from the file alone, and only where no list that was known later speaks of the person.</summary>
    private async Task<int> LandPersonsAsync(MergedBodies merged, BodyList list)
    {
        persons = await acting.Context.Set<RegisterPerson>().AsTracking().ToDictionaryAsync(p => p.Key, StringComparer.Ordinal, acting.Cancel);
        var there = persons.Keys.ToHashSet(StringComparer.Ordinal);
        var fresh = Fresh(merged.Persons.Keys, persons, key => new RegisterPerson { Key = key });
        foreach (var p in list.Data.Persons)
        {
            var (row, stands) = (persons[p.Id], merged.Persons[p.Id].List == list.Order);
            if (there.Contains(p.Id))
            {
                Meet(p.Place, $"{row.PublicOffice} {(stands ? row.Name : "")}", $"{p.PublicOffice} {(stands ? p.Name : "")}", stands, $"Person {p.Id}");
            }

            if (!stands)
            {
                if (p.Name.Length > 0 && p.Name != row.Name)
                {
                    remarks.Add(RemarkWeight.NotTaken, p.Place, $"The name of person {p.Id} was not kept: a list that was known later speaks of the person, and stands.");
                }

                continue;
            }

            if (row.Name.Length > 0 && p.Name.Length == 0)
            {
                remarks.Add(RemarkWeight.Guessed, p.Place, $"Person {p.Id} had a name, which is shown no more. It stays in history until it is erased: do erase-person.");
            }

            (row.PublicOffice, row.Name) = (p.PublicOffice, p.Name);
        }

        var told = merged.Persons.Keys.Except(list.Data.Persons.Select(p => p.Id), StringComparer.Ordinal).Count(p => !there.Contains(p));
        if (told > 0)
        {
            remarks.Add(RemarkWeight.Note, "holdings.csv", $"{told:N0} of the persons stand in no persons.csv. They are known by their ids alone.");
        }

        return fresh;
    }

    private async Task<int> LandHoldingsAsync(MergedBodies merged, BodyList list)
    {
        var (ofPost, ofPerson) = (posts.Values.ToDictionary(p => p.Id, p => p.Key), persons.Values.ToDictionary(p => p.Id, p => p.Key));
        var rows = (await acting.Context.Set<PostHolding>().AsTracking().ToListAsync(acting.Cancel)).ToDictionary(h => new HoldingKey(ofPost[h.PostId], ofPerson[h.PersonId], Studies.Dates.Kept(h.FromDate)));
        foreach (var h in list.Data.Holdings)
        {
            var key = HoldingKey.Of(h);
            if (rows.TryGetValue(key, out var row))
            {
                Meet(h.Place, $"{row.LastDate} {row.Source}", $"{h.When.Last} {h.Source}", merged.Holdings[key].List == list.Order, $"That person {h.Person} held {h.Post}");
            }

            var post = posts[h.Post];
            if (!Around(post, bodies.Values.First(b => b.Id == post.BodyId), h.When.Period))
            {
                remarks.Add(RemarkWeight.Guessed, h.Place, $"Person {h.Person} held {h.Post} longer than the post or its body was there. Both stand; a day counts where both say so.");
            }
        }

        var fresh = Fresh(merged.Holdings.Keys, rows, key => new PostHolding { PostId = posts[key.Post].Id, PersonId = persons[key.Person].Id });
        foreach (var (key, h) in merged.Holdings)
        {
            rows[key].Source = h.Value.Source;
            rows[key].When(h.Value.When);
        }

        return fresh;
    }

    /// <summary>Adds the rows that are not there yet, and counts them.</summary>
    private int Fresh<TKey, T>(IEnumerable<TKey> all, Dictionary<TKey, T> rows, Func<TKey, T> row)
        where TKey : notnull
        where T : Evidence
    {
        var missing = all.Where(key => !rows.ContainsKey(key)).ToList();
        missing.ForEach(key => rows.Add(key, acting.Add(row(key))));
        return missing.Count;
    }

    private static bool Around(BodyPost post, Body body, Period holding)
    {
        bool Within(Period outer) => (outer.From is not { } from || holding.From >= from) && (outer.End is not { } end || holding.End <= end);
        return Within(post.Period()) && Within(body.Period());
    }

    /// <summary>Counts a line that is met again, and tells where it is otherwise and which of the two stands.</summary>
    private void Meet(string place, string was, string said, bool stands, string what)
    {
        met++;
        if (was != said && stands)
        {
            changed++;
            remarks.Add(RemarkWeight.Guessed, place, $"{what} stood in the study otherwise. The file’s stands now; the former stays in history.");
        }
        else if (was != said)
        {
            later++;
            remarks.Add(RemarkWeight.Note, place, $"{what} stands otherwise by a list that was known later, or whose source is gone by first. That one stands; the file’s is what was known on its day.");
        }
    }

    private Task<Dictionary<string, Guid>> OrganisationsAsync() => acting.Context.Set<Organisation>().ToDictionaryAsync(o => o.Key, o => o.Id, StringComparer.Ordinal, acting.Cancel);

    /// <summary>The bodies with the keys of their organisations; where no key is written, a code of any time is meant.</summary>
    private async Task<IReadOnlyList<GivenBody>> ByKeyAsync(Dictionary<string, Guid> organisations, Dictionary<Guid, string> keys)
    {
        var asked = given.Bodies.Select(b => b.Organisation).Where(o => !organisations.ContainsKey(o)).ToHashSet(StringComparer.Ordinal);
        var codes = (asked.Count == 0 ? [] : await acting.Context.Set<OrganisationCode>().Select(c => new { c.Code, c.OrganisationId }).ToListAsync(acting.Cancel)).Where(c => asked.Contains(c.Code)).Distinct().ToLookup(c => c.Code, c => keys[c.OrganisationId], StringComparer.Ordinal);
        string Key(GivenBody body) => organisations.ContainsKey(body.Organisation) ? body.Organisation : codes[body.Organisation].ToList() switch
        {
            [var only] => only,
            [] => throw Refused("unknown", body.Place, $"the register has no organisation “{body.Organisation}”."),
            var several => throw Refused("ambiguous", body.Place, $"{several.Count} organisations bear the code “{body.Organisation}”."),
        };
        return [.. given.Bodies.Select(b => b with { Organisation = Key(b) })];
    }

    private static RefusedException Refused(string code, string place, string message) => new(new Refusal(code, $"{place}: {message}", Nothing));
}
