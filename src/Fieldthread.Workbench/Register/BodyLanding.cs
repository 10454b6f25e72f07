using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns read bodies into rows. What was there by its id takes the values of the file, and its former ones stay in history.</summary>
internal sealed class BodyLanding(Acting acting, BodyData data)
{
    private const string Nothing = "Nothing was imported. Correct the file, or leave the line out.";
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private Dictionary<string, Body> bodies = [];
    private Dictionary<string, BodyPost> posts = [];
    private Dictionary<string, RegisterPerson> persons = [];
    private int met;
    private int changed;

    public async Task<BodiesImported> LandAsync(string files)
    {
        bodies = await acting.Context.Set<Body>().AsTracking().ToDictionaryAsync(b => b.Key, StringComparer.Ordinal, acting.Cancel);
        posts = await acting.Context.Set<BodyPost>().AsTracking().ToDictionaryAsync(p => p.Key, StringComparer.Ordinal, acting.Cancel);
        persons = await acting.Context.Set<RegisterPerson>().AsTracking().ToDictionaryAsync(p => p.Key, StringComparer.Ordinal, acting.Cancel);
        var (newBodies, newPosts) = (await LandBodiesAsync(), LandPosts());
        var newPersons = LandPersons();
        var newHoldings = await LandHoldingsAsync();
        IReadOnlyList<Remark> all = [.. data.Remarks, .. remarks.ToList()];
        var import = acting.Add(new BodyImport { FileName = files, Remarks = Json.Write(all) });
        return new BodiesImported(import.Id, newBodies, newPosts, newHoldings, newPersons, met, changed, all.Count(r => r.Weight != RemarkWeight.Note));
    }

    private async Task<int> LandBodiesAsync()
    {
        var organisations = await OrganisationsAsync();
        var fresh = 0;
        foreach (var given in data.Bodies)
        {
            var organisation = organisations[given.Organisation].ToList() switch
            {
                [var only] => only,
                [] => throw Refused("unknown", given.Place, $"the register has no organisation “{given.Organisation}”."),
                var several => throw Refused("ambiguous", given.Place, $"{several.Count} organisations bear the code “{given.Organisation}”."),
            };
            if (!bodies.TryGetValue(given.Id, out var row))
            {
                bodies.Add(given.Id, row = acting.Add(new Body { Key = given.Id }));
                fresh++;
            }
            else
            {
                Meet(given.Place, $"{row.OrganisationId} {row.Kind} {row.Name} {row.FromDate} {row.LastDate} {row.Source}", $"{organisation} {given.Kind} {given.Name} {given.When.From} {given.When.Last} {given.Source}", $"The body {given.Id}");
            }

            (row.OrganisationId, row.Kind, row.Name, row.Source) = (organisation, given.Kind, given.Name, given.Source);
            row.When(given.When);
        }

        foreach (var given in data.Bodies)
        {
            Stand(given);
        }

        return fresh;
    }

    /// <summary>Puts a body under the one above it.</summary>
    private void Stand(GivenBody given)
    {
        var row = bodies[given.Id];
        var above = given.Parent.Length == 0 ? null : bodies.GetValueOrDefault(given.Parent) ?? throw Refused("unknown", given.Place, $"there is no body “{given.Parent}” for it to stand under.");
        if (above is not null && above.OrganisationId != row.OrganisationId)
        {
            throw Refused("other-organisation", given.Place, $"“{given.Id}” would stand under “{given.Parent}”, a body of another organisation.");
        }

        row.ParentId = above?.Id;
        var (byId, path) = (bodies.Values.ToDictionary(b => b.Id), new List<string> { given.Id });
        for (var at = above; at is not null; at = at.ParentId is { } next ? byId.GetValueOrDefault(next) : null)
        {
            path.Add(at.Key);
            if (at.Key == given.Id)
            {
                throw Refused("cyclic", given.Place, $"the body would stand under itself: {string.Join(" → ", path)}.");
            }

            if (path.Count > byId.Count + 1)
            {
                break;
            }
        }
    }

    private int LandPosts()
    {
        var fresh = 0;
        foreach (var given in data.Posts)
        {
            var body = bodies.GetValueOrDefault(given.Body) ?? throw Refused("unknown", given.Place, $"there is no body “{given.Body}” for the post “{given.Id}”.");
            if (!posts.TryGetValue(given.Id, out var row))
            {
                posts.Add(given.Id, row = acting.Add(new BodyPost { Key = given.Id }));
                fresh++;
            }
            else
            {
                Meet(given.Place, $"{row.BodyId} {row.Title} {row.Voting} {row.Sole} {row.FromDate} {row.LastDate}", $"{body.Id} {given.Title} {given.Voting} {given.Sole} {given.When.From} {given.When.Last}", $"The post {given.Id}");
            }

            (row.BodyId, row.Title, row.Voting, row.Sole) = (body.Id, given.Title, given.Voting, given.Sole);
            row.When(given.When);
        }

        return fresh;
    }

    private int LandPersons()
    {
        var fresh = 0;
        foreach (var given in data.Persons)
        {
            if (!persons.TryGetValue(given.Id, out var row))
            {
                persons.Add(given.Id, row = acting.Add(new RegisterPerson { Key = given.Id }));
                fresh++;
            }
            else
            {
                Meet(given.Place, $"{row.PublicOffice} {row.Name}", $"{given.PublicOffice} {given.Name}", $"Person {given.Id}");
                if (row.Name.Length > 0 && given.Name.Length == 0)
                {
                    remarks.Add(RemarkWeight.Guessed, given.Place, $"Person {given.Id} had a name, which is shown no more. It stays in history until it is erased: do erase-person.");
                }
            }

            (row.PublicOffice, row.Name) = (given.PublicOffice, given.Name);
        }

        var unnamed = data.Holdings.Select(h => h.Person).Where(p => !persons.ContainsKey(p)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in unnamed)
        {
            persons.Add(key, acting.Add(new RegisterPerson { Key = key }));
        }

        if (unnamed.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, "holdings.csv", $"{unnamed.Count:N0} of the persons stand in no persons.csv. They are known by their ids alone.");
        }

        return fresh + unnamed.Count;
    }

    private async Task<int> LandHoldingsAsync()
    {
        var standing = await acting.Context.Set<PostHolding>().AsTracking().ToListAsync(acting.Cancel);
        var (rows, fresh) = (standing.ToDictionary(h => (h.PostId, h.PersonId, h.FromDate)), 0);
        foreach (var given in data.Holdings)
        {
            var post = posts.GetValueOrDefault(given.Post) ?? throw Refused("unknown", given.Place, $"there is no post “{given.Post}”.");
            var key = (post.Id, persons[given.Person].Id, given.When.From?.ToString());
            if (!rows.TryGetValue(key, out var row))
            {
                rows.Add(key, row = acting.Add(new PostHolding { PostId = post.Id, PersonId = key.Item2 }));
                fresh++;
            }
            else
            {
                Meet(given.Place, $"{row.LastDate} {row.Source}", $"{given.When.Last} {given.Source}", $"That person {given.Person} held {given.Post}");
            }

            row.Source = given.Source;
            row.When(given.When);
            if (!Around(post, bodies.Values.First(b => b.Id == post.BodyId), given.When.Period))
            {
                remarks.Add(RemarkWeight.Guessed, given.Place, $"Person {given.Person} held {given.Post} longer than the post or its body was there. Both stand; a day counts where both say so.");
            }
        }

        RefuseTwo(rows.Values);
        return fresh;
    }

    private void RefuseTwo(IEnumerable<PostHolding> holdings)
    {
        var (byId, called) = (posts.Values.ToDictionary(p => p.Id), persons.Values.ToDictionary(p => p.Id, p => p.Key));
        var places = data.Holdings.ToLookup(h => (h.Post, h.Person), h => h.Place);
        foreach (var post in holdings.Where(h => byId[h.PostId].Sole).GroupBy(h => h.PostId))
        {
            PostHolding? last = null;
            foreach (var holding in post.OrderBy(h => h.FromDay ?? int.MinValue))
            {
                if (last is not null && last.PersonId != holding.PersonId && last.Period().Overlaps(holding.Period()))
                {
                    throw Refused("two-holders", places[(byId[post.Key].Key, called[holding.PersonId])].FirstOrDefault() ?? "holdings.csv", $"persons {called[last.PersonId]} and {called[holding.PersonId]} would hold the post “{byId[post.Key].Key}” at once, which one person holds at a time.");
                }

                last = last is null || (holding.EndDay ?? int.MaxValue) >= (last.EndDay ?? int.MaxValue) ? holding : last;
            }
        }
    }

    private static bool Around(BodyPost post, Body body, Period holding)
    {
        bool Within(Period outer) => (outer.From is not { } from || holding.From >= from) && (outer.End is not { } end || holding.End <= end);
        return Within(post.Period()) && Within(body.Period());
    }

    private void Meet(string place, string was, string becomes, string what)
    {
        met++;
        if (was != becomes)
        {
            changed++;
            remarks.Add(RemarkWeight.Guessed, place, $"{what} stood in the study otherwise. The file’s stands now; the former stays in history.");
        }
    }

    /// <summary>Organisations by key, and where no key is meant by a code of any time.</summary>
    private async Task<ILookup<string, Guid>> OrganisationsAsync()
    {
        var asked = data.Bodies.Select(b => b.Organisation).ToHashSet(StringComparer.Ordinal);
        var keys = (await acting.Context.Set<Organisation>().Select(o => new { o.Key, o.Id }).ToListAsync(acting.Cancel)).Where(o => asked.Contains(o.Key)).Select(o => (Said: o.Key, o.Id)).ToList();
        asked.ExceptWith(keys.Select(k => k.Said));
        var codes = asked.Count == 0 ? [] : (await acting.Context.Set<OrganisationCode>().Select(c => new { c.Code, c.OrganisationId }).ToListAsync(acting.Cancel)).Where(c => asked.Contains(c.Code)).Select(c => (Said: c.Code, Id: c.OrganisationId)).Distinct();
        return keys.Concat(codes).ToLookup(k => k.Said, k => k.Id, StringComparer.Ordinal);
    }

    private static RefusedException Refused(string code, string place, string message) => new(new Refusal(code, $"{place}: {message}", Nothing));
}
