using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Bodies, posts, holders and persons in memory; read once and again when an act changed them.</summary>
internal sealed class BodyIndex
{
    private static readonly Type[] Kinds = [typeof(Body), typeof(BodyPost), typeof(PostHolding), typeof(RegisterPerson)];

    private readonly ILookup<Guid, Body> ofOrganisation;
    private readonly ILookup<Guid, BodyPost> ofBody;
    private readonly ILookup<Guid, PostHolding> ofPost;

    private BodyIndex(List<Body> bodies, List<BodyPost> posts, List<PostHolding> holdings, List<RegisterPerson> persons)
    {
        (Bodies, Posts) = (bodies.ToDictionary(b => b.Id), posts.ToDictionary(p => p.Id));
        (Persons, Holdings) = (persons.ToDictionary(p => p.Id), holdings);
        ofOrganisation = bodies.OrderBy(b => b.FromDay ?? int.MinValue).ThenBy(b => b.Key, StringComparer.Ordinal).ToLookup(b => b.OrganisationId);
        ofBody = posts.OrderBy(p => p.Key, Core.Basics.NaturalOrder.Instance).ToLookup(p => p.BodyId);
        ofPost = holdings.OrderBy(h => h.FromDay ?? int.MinValue).ThenBy(h => h.Id).ToLookup(h => h.PostId);
    }

    public IReadOnlyDictionary<Guid, Body> Bodies { get; }

    public IReadOnlyDictionary<Guid, BodyPost> Posts { get; }

    public IReadOnlyDictionary<Guid, RegisterPerson> Persons { get; }

    public IReadOnlyList<PostHolding> Holdings { get; }

    /// <summary>Organisations that have, or had, a body.</summary>
    public IEnumerable<Guid> Organisations => ofOrganisation.Select(o => o.Key);

    public static Task<BodyIndex> OfAsync(Asking asking) => asking.Cache.GetAsync(
        "bodies", asking.Context.View, asking.Head, async () => new BodyIndex(
            await asking.Context.All<Body>().AsNoTracking().ToListAsync(asking.Cancel), await asking.Context.All<BodyPost>().AsNoTracking().ToListAsync(asking.Cancel),
            await asking.Context.All<PostHolding>().AsNoTracking().ToListAsync(asking.Cancel), await asking.Context.All<RegisterPerson>().AsNoTracking().ToListAsync(asking.Cancel)),
        async (before, head) => await asking.Context.ChangedSinceAsync(head, Kinds, asking.Cancel) ? null : before);

    /// <summary>The bodies that are asked for: as they stand, or as lists that were known by a day give them. What such a list names and no list of the day describes is passed over.</summary>
    /// <exception cref="RefusedException">No list was known so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    public static async Task<BodyIndex> OfAsync(Asking asking, string? knownOn)
    {
        var all = await BodyLists.OfAsync(asking);
        var (chosen, standing) = (BodyLists.Chosen(all, knownOn), await OfAsync(asking));
        return chosen.Count == all.Count ? standing : await asking.Cache.UnlessChangedAsync(
            $"bodies as known on day {chosen.Max(k => k.List.Known)}", asking, [.. Kinds, typeof(KeptBodies), typeof(Organisation), typeof(RegisterPreference)], async () => Of(chosen, standing, (await RegisterIndex.OfAsync(asking)).Organisations.ToDictionary(o => o.Key, o => o.Id, StringComparer.Ordinal)));
    }

    /// <summary>What lists said, with the ids that everything has in the study. Persons stand as they stand now: who may be named is no matter of what was known then.</summary>
    private static BodyIndex Of(IReadOnlyList<KeptBodyList> lists, BodyIndex standing, Dictionary<string, Guid> organisations)
    {
        var merged = MergedBodies.Of(lists.Select(k => k.List));
        var acts = lists.ToDictionary(k => k.List.Order, k => k.Act);
        var (bodyIds, postIds) = (standing.Bodies.Values.ToDictionary(b => b.Key, b => b.Id, StringComparer.Ordinal), standing.Posts.Values.ToDictionary(p => p.Key, p => p.Id, StringComparer.Ordinal));
        var personIds = standing.Persons.Values.ToDictionary(p => p.Key, p => p.Id, StringComparer.Ordinal);
        var bodies = merged.Bodies.Values.Select(b => new Body
        {
            Id = bodyIds[b.Value.Id], Key = b.Value.Id, OrganisationId = organisations[b.Value.Organisation], Kind = b.Value.Kind, Name = b.Value.Name, Source = b.Value.Source, RecordedIn = acts[b.List],
            ParentId = merged.Bodies.ContainsKey(b.Value.Parent) ? bodyIds[b.Value.Parent] : null,
        }.When(b.Value.When)).ToList();
        var posts = merged.Posts.Values.Where(p => merged.Bodies.ContainsKey(p.Value.Body)).Select(p => new BodyPost
        {
            Id = postIds[p.Value.Id], Key = p.Value.Id, BodyId = bodyIds[p.Value.Body], Title = p.Value.Title, Voting = p.Value.Voting, Sole = p.Value.Sole, RecordedIn = acts[p.List],
        }.When(p.Value.When)).ToList();
        var there = posts.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var holdings = merged.Holdings.Values.Where(h => there.Contains(h.Value.Post)).Select(h => new PostHolding
        {
            Id = Guid.CreateVersion7(), PostId = postIds[h.Value.Post], PersonId = personIds[h.Value.Person], Source = h.Value.Source, RecordedIn = acts[h.List],
        }.When(h.Value.When)).ToList();
        return new BodyIndex(bodies, posts, holdings, [.. merged.Persons.Keys.Select(key => standing.Persons[personIds[key]])]);
    }

    /// <summary>True where the asker’s role may see the names of persons in public office: it reads the material, or keeps participants.</summary>
    public static async Task<bool> NamedAsync(Asking asking) => await asking.MayAsync(Permission.ReadMaterial) || await asking.MayAsync(Permission.KeepParticipants);

    public IEnumerable<Body> Of(Guid organisation, int day) => ofOrganisation[organisation].Where(b => b.Period().Holds(day));

    public IEnumerable<BodyPost> PostsOf(Guid body, int day) => ofBody[body].Where(p => p.Period().Holds(day));

    public IEnumerable<PostHolding> HoldersOf(Guid post, int day) => ofPost[post].Where(h => h.Period().Holds(day));

    /// <summary>The measures of an organisation on a day.</summary>
    public Structure StructureOf(Guid organisation, int day)
    {
        var bodies = Of(organisation, day).ToList();
        var posts = bodies.SelectMany(b => PostsOf(b.Id, day)).ToList();
        return Structure.Of(
            [.. bodies.Select(b => new BodyThen(b.Id, b.ParentId, b.Kind))], posts.Select(p => new PostThen(p.Id, p.BodyId, p.Voting)), posts.SelectMany(p => HoldersOf(p.Id, day)).Select(h => new HolderThen(h.PostId, h.PersonId)));
    }
}
