using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Events of several lists, and those that pairs of a list of successions make.</summary>
internal static class MergedEvents
{
    public static IReadOnlyList<GivenEvent> Of(IReadOnlyList<Vintage> all, MergedLives lives, List<Conflict> conflicts)
    {
        var (said, details) = (new Dictionary<string, GivenEvent>(StringComparer.Ordinal), new MergedDetails(conflicts));
        foreach (var (change, vintage) in all.SelectMany(v => v.Data.Events.Select(e => (e, v))))
        {
            said[change.Id] = details.Event(change, vintage);
        }

        var told = said.Values.SelectMany(Pairs).ToLookup(p => (p.Before, p.After), p => p.Event);
        var pairs = new Dictionary<(string Before, string After), (PartialDate Date, Vintage By)>();
        foreach (var (pair, vintage) in all.SelectMany(v => v.Data.Successions.Select(s => (s, v))))
        {
            var of = (pair.Before, pair.After);
            if (pairs.TryGetValue(of, out var earlier) && earlier.Date != pair.Date)
            {
                conflicts.Add(new Conflict(
                    earlier.By.Source == vintage.Source ? ConflictKind.Backdated : ConflictKind.Disagrees, pair.Before, "succeeded by " + pair.After,
                    $"{earlier.By.Source} {earlier.By.Date}: {earlier.Date}", $"{vintage.Source} {vintage.Date}: {pair.Date}", pair.Date.ToString()));
            }

            pairs[of] = (pair.Date, vintage);
        }

        foreach (var (of, (date, by)) in pairs.ToList())
        {
            if (told[of].FirstOrDefault() is { } already)
            {
                pairs.Remove(of);
                if (already.Date.First != date.First)
                {
                    conflicts.Add(new Conflict(ConflictKind.Disagrees, of.Before, "succeeded by " + of.After, $"event {already.Id}: {already.Date}", $"{by.Source} {by.Date}: {date}", already.Date.ToString()));
                }
            }
        }

        return [.. said.Values.Concat(Made(pairs.Select(p => new GivenSuccession(p.Key.Before, p.Key.After, p.Value.Date)), lives)).OrderBy(e => e.Date.First).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>A chain of successions that comes back to where it began on one day; null where there is none.</summary>
    public static IReadOnlyList<string>? Circle(IEnumerable<GivenSuccession> successions)
    {
        foreach (var day in successions.GroupBy(s => s.Date))
        {
            var next = day.ToLookup(s => s.Before, s => s.After, StringComparer.Ordinal);
            var done = new HashSet<string>(StringComparer.Ordinal);
            foreach (var start in day.Select(s => s.Before).Distinct(StringComparer.Ordinal))
            {
                if (Walk(start, next, done) is { } circle)
                {
                    return circle;
                }
            }
        }

        return null;
    }

    private static List<string>? Walk(string start, ILookup<string, string> next, HashSet<string> done)
    {
        // Without recursion: a chain in a damaged file may be as long as the file.
        var (path, on) = (new List<(string Id, IEnumerator<string> Steps)>(), new HashSet<string>(StringComparer.Ordinal));
        void Enter(string id)
        {
            on.Add(id);
            path.Add((id, next[id].GetEnumerator()));
        }

        if (!done.Contains(start))
        {
            Enter(start);
        }

        while (path.Count > 0)
        {
            var (id, rest) = path[^1];
            if (!rest.MoveNext())
            {
                done.Add(id);
                on.Remove(id);
                path.RemoveAt(path.Count - 1);
            }
            else if (on.Contains(rest.Current))
            {
                return [.. path.Select(p => p.Id).SkipWhile(p => p != rest.Current), rest.Current];
            }
            else if (!done.Contains(rest.Current))
            {
                Enter(rest.Current);
            }
        }

        return null;
    }

    private static IEnumerable<(string Before, string After, GivenEvent Event)> Pairs(GivenEvent change) =>
        from b in change.Parts.Where(p => p.Role is PartRole.Before or PartRole.Continues)
        from a in change.Parts.Where(p => p.Role is PartRole.After or PartRole.Continues)
        where b.Organisation != a.Organisation
        select (b.Organisation, a.Organisation, change);

    private static IEnumerable<GivenEvent> Made(IEnumerable<GivenSuccession> pairs, MergedLives lives)
    {
        var all = pairs.OrderBy(p => p.Before, StringComparer.Ordinal).ThenBy(p => p.After, StringComparer.Ordinal).ToList();
        var into = all.ToLookup(p => (p.After, p.Date));
        var outOf = all.ToLookup(p => (p.Before, p.Date));
        GivenPart Earlier(string id, PartialDate date) => new(id, lives.GoesOn(id, date.First.DayNumber) ? PartRole.Continues : PartRole.Before, "");
        bool Alone(GivenSuccession p) => into[(p.After, p.Date)].Count() == 1 && !lives.ThereBefore(p.After, p.Date.First.DayNumber);
        foreach (var (key, several) in into.Select(g => (g.Key, g.ToList())))
        {
            if (!Alone(several[0]))
            {
                // Several into one, or into one that was there: it goes on. All of it is one event.
                var absorbs = lives.ThereBefore(key.After, key.Date.First.DayNumber);
                yield return new GivenEvent(
                    $"{MadeOfSuccessions.Prefix}{key.Date} {key.After}", key.Date, absorbs ? ChangeKind.Absorbed : ChangeKind.Merged,
                    [.. several.Select(s => Earlier(s.Before, key.Date)), new GivenPart(key.After, absorbs ? PartRole.Continues : PartRole.After, "")]);
            }
        }

        foreach (var (key, several) in outOf.Select(g => (g.Key, g.Where(Alone).ToList())))
        {
            if (several.Count > 0)
            {
                yield return new GivenEvent(
                    $"{MadeOfSuccessions.Prefix}{key.Date} from {key.Before}", key.Date, several.Count > 1 ? ChangeKind.Split : lives.GoesOn(key.Before, key.Date.First.DayNumber) ? ChangeKind.Founded : ChangeKind.Renamed,
                    [Earlier(key.Before, key.Date), .. several.Select(s => new GivenPart(s.After, PartRole.After, ""))]);
            }
        }
    }
}

/// <summary>Events that are made of lists of successions, which name none: their ids say so.</summary>
public static class MadeOfSuccessions
{
    internal const string Prefix = "succession ";

    /// <summary>True for the id of such an event.</summary>
    public static bool Is(string id) => id?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
