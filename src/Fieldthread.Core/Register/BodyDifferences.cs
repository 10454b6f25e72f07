namespace Fieldthread.Core.Register;

/// <summary>What of bodies was known otherwise on one day than on another.</summary>
/// <param name="Thing">A body, a post, a holding or a person.</param>
/// <param name="Key">Its id in the files; of a holding post and person.</param>
/// <param name="Body">Id of the body that it belongs to; empty of a person.</param>
/// <param name="What">Of what: “body” where it is new or gone, else “kind”, “time”.</param>
/// <param name="Before">What was known before; empty where it was not there.</param>
/// <param name="After">What was known after; empty where it is not there.</param>
public sealed record BodyDifference(string Thing, string Key, string Body, string What, string Before, string After);

/// <summary>Compares bodies as known on two days. No name of a person is compared, for none is kept in a list.</summary>
public static class BodyDifferences
{
    /// <summary>The differences, by kind and id.</summary>
    /// <param name="before">What was known before.</param>
    /// <param name="after">What was known after.</param>
    public static IReadOnlyList<BodyDifference> Of(MergedBodies before, MergedBodies after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        string BodyOf(string post) => after.Posts.TryGetValue(post, out var p) || before.Posts.TryGetValue(post, out p) ? p.Value.Body : "";
        return
        [
            .. Differ("body", before.Bodies, after.Bodies, b => b.Id, b => b.Id, b => [("organisation", b.Organisation), ("kind", b.Kind), ("name", b.Name), ("under", b.Parent), ("time", b.When.InWords), ("source", b.Source)]),
            .. Differ("post", before.Posts, after.Posts, p => p.Id, p => p.Body, p => [("body", p.Body), ("title", p.Title), ("vote", Said(p.Voting)), ("held", p.Sole ? "by one person at a time" : "by several"), ("time", p.When.InWords)]),
            .. Differ("holding", before.Holdings, after.Holdings, h => $"{h.Post}, person {h.Person}", h => BodyOf(h.Post), h => [("time", h.When.InWords), ("source", h.Source)]),
            .. Differ("person", before.Persons, after.Persons, p => p.Id, _ => "", p => [("public office", p.PublicOffice ? "yes" : "no")]),
        ];
    }

    private static IEnumerable<BodyDifference> Differ<TKey, T>(
        string thing, IReadOnlyDictionary<TKey, SaidBy<T>> before, IReadOnlyDictionary<TKey, SaidBy<T>> after, Func<T, string> key, Func<T, string> body, Func<T, (string What, string Value)[]> cells)
        where TKey : notnull
        where T : class
    {
        var found = new List<BodyDifference>();
        foreach (var id in before.Keys.Union(after.Keys))
        {
            var (was, becomes) = (before.TryGetValue(id, out var b) ? b.Value : null, after.TryGetValue(id, out var a) ? a.Value : null);
            if (was is null || becomes is null)
            {
                var one = (becomes ?? was)!;
                var told = string.Join("; ", cells(one).Where(c => c.Value.Length > 0).Select(c => $"{c.What} {c.Value}"));
                found.Add(new BodyDifference(thing, key(one), body(one), thing, was is null ? "" : told, becomes is null ? "" : told));
            }
            else
            {
                found.AddRange(cells(was).Zip(cells(becomes)).Where(c => c.First.Value != c.Second.Value).Select(c => new BodyDifference(thing, key(becomes), body(becomes), c.First.What, c.First.Value, c.Second.Value)));
            }
        }

        return found.OrderBy(d => d.Key, Basics.NaturalOrder.Instance);
    }

    private static string Said(Voting voting) => voting switch { Voting.Yes => "yes", Voting.No => "no", _ => "not said" };
}
