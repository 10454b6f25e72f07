namespace Fieldthread.Core.Register;

/// <summary>What two sources say differently of a body, a post or a holding. A list that another of its own source replaces is no conflict, nor is the document that either quotes.</summary>
public static class BodyConflicts
{
    /// <summary>The conflicts, by organisation and thing.</summary>
    /// <param name="lists">Lists of bodies; those that name no source speak for one.</param>
    public static IReadOnlyList<Conflict> Of(IReadOnlyList<BodyList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var (stands, sources) = (MergedBodies.Of(lists), lists.GroupBy(l => l.Source, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Named: Named(g.Key), Says: MergedBodies.Of(g))).ToList());
        var otherwise = sources.ConvertAll(s => BodyDifferences.Of(stands, s.Says).Select(d => (d.Thing, d.Key, d.What)).ToHashSet());
        var found = new List<Conflict>();
        for (var i = 0; i < sources.Count; i++)
        {
            for (var j = i + 1; j < sources.Count; j++)
            {
                foreach (var d in BodyDifferences.Of(sources[i].Says, sources[j].Says).Where(d => d.What != d.Thing && d.What != "source" && d.Body.Length > 0))
                {
                    var now = !otherwise[i].Contains((d.Thing, d.Key, d.What)) ? d.Before : !otherwise[j].Contains((d.Thing, d.Key, d.What)) ? d.After : "";
                    found.Add(new Conflict(ConflictKind.Disagrees, Organisation(stands, d.Body), $"{d.Thing} {d.Key}, {d.What}", $"{sources[i].Named}: {d.Before}", $"{sources[j].Named}: {d.After}", now));
                }
            }
        }

        return [.. found.OrderBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.What, StringComparer.Ordinal)];
    }

    private static string Named(string source) => source.Length > 0 ? source : "lists without a source";

    private static string Organisation(MergedBodies stands, string body) => stands.Bodies.TryGetValue(body, out var b) ? b.Value.Organisation : "";
}
