namespace Fieldthread.Core.Register;

/// <summary>A body that was there on a day.</summary>
/// <param name="Id">Which.</param>
/// <param name="Parent">The body that it stood under; null, or one that was not there, where it stood at the top.</param>
/// <param name="Kind">What kind.</param>
public readonly record struct BodyThen(Guid Id, Guid? Parent, string Kind);

/// <summary>A post that was there on a day.</summary>
/// <param name="Id">Which.</param>
/// <param name="Body">In which body; one that was not there is passed over.</param>
/// <param name="Voting">Whether its holder votes.</param>
public readonly record struct PostThen(Guid Id, Guid Body, Voting Voting);

/// <summary>A person in a post on a day.</summary>
/// <param name="Post">Which post; one that was not there is passed over.</param>
/// <param name="Person">Who.</param>
public readonly record struct HolderThen(Guid Post, Guid Person);

/// <summary>Two bodies and the persons that sat in both.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Shared">Persons in both.</param>
/// <param name="Either">Persons in at least one of the two.</param>
public readonly record struct BodyPair(Guid One, Guid Other, int Shared, int Either);

/// <summary>Who votes in the bodies of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Bodies">How many bodies of it.</param>
/// <param name="Votes">Posts with a vote.</param>
/// <param name="Attends">Posts without.</param>
/// <param name="NotSaid">Posts of which it is not said.</param>
public readonly record struct VotingOfKind(string Kind, int Bodies, int Votes, int Attends, int NotSaid);

/// <summary>The structure of one organisation on a day, in counts (docs/methods/structure.md).</summary>
public sealed class Structure
{
    private Structure(Dictionary<Guid, int> depths, IReadOnlyList<PostThen> posts, IReadOnlySet<Guid> held, IReadOnlyDictionary<Guid, HashSet<Guid>> seats, IReadOnlyList<BodyPair> pairs, IReadOnlyList<VotingOfKind> voting)
    {
        (Depths, Pairs, Voting) = (depths, pairs, voting);
        (Bodies, Layers) = (depths.Count, depths.Count == 0 ? 0 : depths.Values.Max() + 1);
        DepthSum = depths.Values.Sum();
        (Posts, Vacant) = (posts.Count, posts.Count(p => !held.Contains(p.Id)));
        (Persons, Overlapping) = (seats.Count, seats.Values.Count(s => s.Count > 1));
    }

    /// <summary>How many bodies there were.</summary>
    public int Bodies { get; }

    /// <summary>How many bodies stand on the longest chain from the top to the bottom; 0 without a body.</summary>
    public int Layers { get; }

    /// <summary>Bodies above each body, added up; over <see cref="Bodies"/> it is the mean depth.</summary>
    public int DepthSum { get; }

    /// <summary>How many bodies stand above each on average; null without a body.</summary>
    public double? Depth => Bodies == 0 ? null : (double)DepthSum / Bodies;

    /// <summary>How many posts the bodies had.</summary>
    public int Posts { get; }

    /// <summary>How many of them nobody held.</summary>
    public int Vacant { get; }

    /// <summary>Persons in any post, each once.</summary>
    public int Persons { get; }

    /// <summary>Of those, how many sat in two bodies or more.</summary>
    public int Overlapping { get; }

    /// <summary>Bodies above each body.</summary>
    public IReadOnlyDictionary<Guid, int> Depths { get; }

    /// <summary>Pairs of bodies that share a person, in a fixed order.</summary>
    public IReadOnlyList<BodyPair> Pairs { get; }

    /// <summary>Who votes, by kind of body.</summary>
    public IReadOnlyList<VotingOfKind> Voting { get; }

    /// <summary>Measures a structure.</summary>
    /// <param name="bodies">Bodies of the day, each once.</param>
    /// <param name="posts">Posts of the day.</param>
    /// <param name="holders">Who held them on the day.</param>
    /// <exception cref="ArgumentException">A body stands under itself.</exception>
    public static Structure Of(IReadOnlyList<BodyThen> bodies, IEnumerable<PostThen> posts, IEnumerable<HolderThen> holders)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        var depths = DepthsOf(bodies);
        var there = posts.Where(p => depths.ContainsKey(p.Body)).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        var (seats, held, sits) = (new Dictionary<Guid, HashSet<Guid>>(), new HashSet<Guid>(), new Dictionary<Guid, HashSet<Guid>>());
        foreach (var holder in holders.Where(h => there.ContainsKey(h.Post)))
        {
            var body = there[holder.Post].Body;
            held.Add(holder.Post);
            Put(seats, holder.Person, body);
            Put(sits, body, holder.Person);
        }

        var order = sits.Keys.Order().ToList();
        var pairs = order.SelectMany((one, i) => order.Skip(i + 1).Select(other => new BodyPair(one, other, sits[one].Count(sits[other].Contains), sits[one].Union(sits[other]).Count()))).Where(p => p.Shared > 0);
        var kinds = bodies.GroupBy(b => b.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var ids = g.Select(b => b.Id).ToHashSet();
            int Count(Voting voting) => there.Values.Count(p => ids.Contains(p.Body) && p.Voting == voting);
            return new VotingOfKind(g.Key, ids.Count, Count(Register.Voting.Yes), Count(Register.Voting.No), Count(Register.Voting.NotSaid));
        });
        return new Structure(depths, [.. there.Values], held, seats, [.. pairs], [.. kinds]);
    }

    private static Dictionary<Guid, int> DepthsOf(IReadOnlyList<BodyThen> bodies)
    {
        var parents = bodies.ToDictionary(b => b.Id, b => b.Parent);
        var depths = new Dictionary<Guid, int>();
        foreach (var body in bodies)
        {
            var path = new List<Guid>();
            Guid? at = body.Id;
            while (at is { } id && parents.ContainsKey(id) && !depths.ContainsKey(id))
            {
                if (path.Contains(id))
                {
                    throw new ArgumentException("A body stands under itself.", nameof(bodies));
                }

                path.Add(id);
                at = parents[id];
            }

            var above = at is { } known && depths.TryGetValue(known, out var depth) ? depth + 1 : 0;
            for (var i = path.Count - 1; i >= 0; i--)
            {
                depths[path[i]] = above++;
            }
        }

        return depths;
    }

    private static void Put(Dictionary<Guid, HashSet<Guid>> of, Guid key, Guid value)
    {
        if (!of.TryGetValue(key, out var set))
        {
            of.Add(key, set = []);
        }

        set.Add(value);
    }
}
