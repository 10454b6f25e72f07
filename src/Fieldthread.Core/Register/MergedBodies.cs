using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What several lists of bodies say together. Of each body, post and holding the list whose source the study goes by first stands, then the one that was known last, whichever came in first; a list that is silent of one takes nothing away.</summary>
public sealed class MergedBodies
{
    private MergedBodies()
    {
    }

    /// <summary>Bodies by their ids.</summary>
    public IReadOnlyDictionary<string, SaidBy<GivenBody>> Bodies => bodies;

    /// <summary>Posts by their ids.</summary>
    public IReadOnlyDictionary<string, SaidBy<GivenPost>> Posts => posts;

    /// <summary>Holdings by post, person and start.</summary>
    public IReadOnlyDictionary<HoldingKey, SaidBy<GivenHolding>> Holdings => holdings;

    /// <summary>Persons by their ids, those included that only a holding names.</summary>
    public IReadOnlyDictionary<string, SaidBy<GivenPerson>> Persons => persons;

    private readonly Dictionary<string, SaidBy<GivenBody>> bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SaidBy<GivenPost>> posts = new(StringComparer.Ordinal);
    private readonly Dictionary<HoldingKey, SaidBy<GivenHolding>> holdings = [];
    private readonly Dictionary<string, SaidBy<GivenPerson>> persons = new(StringComparer.Ordinal);

    /// <summary>Merges lists. The answer does not depend on the order in which they are given.</summary>
    public static MergedBodies Of(IEnumerable<BodyList> lists)
    {
        var (merged, all) = (new MergedBodies(), lists.ToList());
        foreach (var list in all.Order(BodyList.ByStanding))
        {
            foreach (var body in list.Data.Bodies)
            {
                merged.bodies[body.Id] = new(body, list.Order);
            }

            foreach (var post in list.Data.Posts)
            {
                merged.posts[post.Id] = new(post, list.Order);
            }

            foreach (var holding in list.Data.Holdings)
            {
                merged.holdings[HoldingKey.Of(holding)] = new(holding, list.Order);
            }
        }

        // Who may be named is no matter of whom the study goes by: what was known last says it.
        foreach (var list in all.Order(BodyList.ByKnown))
        {
            foreach (var person in list.Data.Persons)
            {
                merged.persons[person.Id] = new(person, list.Order);
            }

            foreach (var holding in list.Data.Holdings)
            {
                merged.persons.TryAdd(holding.Person, new(new GivenPerson(holding.Person, "", false, ""), list.Order));
            }
        }

        return merged;
    }

    /// <summary>Why it cannot be so; null where it can.</summary>
    /// <param name="whole">True where every body and post that is named must be there; on an earlier day a list may name what was told later only.</param>
    public BodyFault? Fault(bool whole) => (whole ? bodies.Values.Select(b => Unknown(b.Value)).Concat(posts.Values.Select(p => Unknown(p.Value))).Concat(holdings.Values.Select(h => Unknown(h.Value))) : [])
        .Concat(bodies.Values.Select(b => Elsewhere(b.Value))).Concat(bodies.Values.Select(b => Circle(b.Value))).Append(TwoHolders()).FirstOrDefault(f => f is not null);

    private BodyFault? Unknown(GivenBody body) => body.Parent.Length == 0 || bodies.ContainsKey(body.Parent) ? null : new("unknown", body.Id, null, null, $"there is no body “{body.Parent}” for it to stand under.");

    private BodyFault? Unknown(GivenPost post) => bodies.ContainsKey(post.Body) ? null : new("unknown", null, post.Id, null, $"there is no body “{post.Body}” for the post “{post.Id}”.");

    private BodyFault? Unknown(GivenHolding holding) => posts.ContainsKey(holding.Post) ? null : new("unknown", null, holding.Post, holding.Person, $"there is no post “{holding.Post}”.");

    private BodyFault? Elsewhere(GivenBody body) => Above(body) is { } above && above.Organisation != body.Organisation
        ? new("other-organisation", body.Id, null, null, $"“{body.Id}” would stand under “{body.Parent}”, a body of another organisation.") : null;

    private BodyFault? Circle(GivenBody body)
    {
        var path = new List<string> { body.Id };
        for (var at = Above(body); at is not null && path.Count <= bodies.Count; at = Above(at))
        {
            path.Add(at.Id);
            if (at.Id == body.Id)
            {
                return new("cyclic", body.Id, null, null, $"the body would stand under itself: {string.Join(" → ", path)}.");
            }
        }

        return null;
    }

    private GivenBody? Above(GivenBody body) => body.Parent.Length > 0 && bodies.TryGetValue(body.Parent, out var above) ? above.Value : null;

    private BodyFault? TwoHolders()
    {
        foreach (var post in holdings.Values.Select(h => h.Value).Where(h => posts.TryGetValue(h.Post, out var p) && p.Value.Sole).GroupBy(h => h.Post, StringComparer.Ordinal))
        {
            GivenHolding? last = null;
            foreach (var holding in post.OrderBy(h => h.When.Period.From ?? int.MinValue).ThenBy(h => h.Person, StringComparer.Ordinal))
            {
                if (last is not null && last.Person != holding.Person && last.When.Period.Overlaps(holding.When.Period))
                {
                    return new("two-holders", null, post.Key, holding.Person, $"persons {last.Person} and {holding.Person} would hold the post “{post.Key}” at once, which one person holds at a time.");
                }

                last = last is null || (holding.When.Period.End ?? int.MaxValue) >= (last.When.Period.End ?? int.MaxValue) ? holding : last;
            }
        }

        return null;
    }
}
