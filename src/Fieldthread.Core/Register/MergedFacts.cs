using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Names and codes, as several lists together say.</summary>
internal static class MergedFacts
{
    /// <summary>Names. One that a list gives without dates is dated by the lists on which it was seen, where another took its place.</summary>
    public static IReadOnlyList<GivenName> Names(IReadOnlyList<Vintage> all)
    {
        var names = new Dictionary<(string Organisation, string Name, PartialDate? From), GivenName>();
        foreach (var vintage in all)
        {
            foreach (var given in vintage.Data.Names.Where(n => n.When.From is not null || n.When.Last is not null))
            {
                names[(given.Organisation, given.Name, given.When.From)] = given;
            }
        }

        // Of a name with dates nothing is learned by seeing it on a list without any.
        var dated = names.Keys.Select(n => (n.Organisation, n.Name)).ToHashSet();
        foreach (var source in all.GroupBy(v => v.Source, StringComparer.Ordinal))
        {
            var seen = new Dictionary<string, List<(string Name, PartialDate First, PartialDate Last)>>(StringComparer.Ordinal);
            foreach (var vintage in source)
            {
                var day = Vintage.Written(vintage.Known);
                foreach (var given in vintage.Data.Names.Where(n => n.When.From is null && n.When.Last is null))
                {
                    if (!seen.TryGetValue(given.Organisation, out var runs))
                    {
                        seen.Add(given.Organisation, runs = []);
                    }

                    if (runs.Count > 0 && runs[^1].Name == given.Name)
                    {
                        runs[^1] = runs[^1] with { Last = day };
                    }
                    else
                    {
                        runs.Add((given.Name, day, day));
                    }
                }
            }

            foreach (var (organisation, runs) in seen)
            {
                for (var i = 0; i < runs.Count; i++)
                {
                    if (dated.Contains((organisation, runs[i].Name)))
                    {
                        continue;
                    }

                    PartialDate? from = i == 0 ? null : runs[i].First;
                    names.TryAdd((organisation, runs[i].Name, from), new GivenName(organisation, runs[i].Name, new(from, i == runs.Count - 1 ? null : runs[i].Last)));
                }
            }
        }

        return [.. names.OrderBy(n => n.Key.Organisation, StringComparer.Ordinal).ThenBy(n => n.Key.From).ThenBy(n => n.Key.Name, StringComparer.Ordinal).Select(n => n.Value)];
    }

    /// <summary>Codes. One that lasts as long as its organisation in the list that gives it lasts as long as that does.</summary>
    public static IReadOnlyList<GivenCode> Codes(IReadOnlyList<Vintage> all, MergedLives lives)
    {
        var (codes, lifelong) = (new Dictionary<(string, string, string, PartialDate?), GivenCode>(), new HashSet<(string Organisation, string Scheme, string Code)>());
        foreach (var vintage in all)
        {
            var when = vintage.Data.Organisations.ToDictionary(o => o.Id, o => o.When, StringComparer.Ordinal);
            foreach (var given in vintage.Data.Codes)
            {
                if (when.TryGetValue(given.Organisation, out var life) && life == given.When)
                {
                    lifelong.Add((given.Organisation, given.Scheme, given.Code));
                }
                else
                {
                    codes[(given.Organisation, given.Scheme, given.Code, given.When.From)] = given;
                }
            }
        }

        // A source that gives the code its own dates knows better than one that only has it.
        var dated = codes.Values.Select(c => (c.Organisation, c.Scheme, c.Code)).ToHashSet();
        return
        [
            .. codes.Values.Concat(lifelong.Where(c => !dated.Contains(c)).Select(c => new GivenCode(c.Organisation, c.Scheme, c.Code, lives.Of(c.Organisation))))
                .OrderBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Scheme, StringComparer.Ordinal).ThenBy(c => c.Code, StringComparer.Ordinal).ThenBy(c => c.When.From),
        ];
    }
}

/// <summary>Relations, as several lists together say.</summary>
internal static class MergedRelations
{
    public static IReadOnlyList<GivenRelation> Of(IReadOnlyList<Vintage> all, List<Conflict> conflicts)
    {
        var (merged, by) = (new Dictionary<(string, string, string, PartialDate?), GivenRelation>(), new Dictionary<(string, string, string, PartialDate?), Vintage>());
        foreach (var source in all.GroupBy(v => v.Source, StringComparer.Ordinal).Select(s => s.ToList()).OrderBy(s => s[^1], Vintage.ByStanding))
        {
            foreach (var relation in source.Count == 1 ? source[0].Data.Relations : Source(source, conflicts))
            {
                var key = Key(relation);
                if (merged.TryGetValue(key, out var other) && other.When.Last != relation.When.Last)
                {
                    // A list that has it open says nothing of an end that came after it.
                    var stands = relation.When.Last is null && by[key].Known > source[^1].Known && other.When.Last?.Last.DayNumber > source[^1].Known ? other : relation;
                    conflicts.Add(new Conflict(
                        ConflictKind.Disagrees, relation.Subject, $"{Membership.Plain(relation.Kind)} {relation.Object}", $"another source: {Ends(other)}", $"{source[^1].Source} {source[^1].Date}: {Ends(relation)}", Ends(stands)));
                    if (stands == other)
                    {
                        continue;
                    }
                }

                (merged[key], by[key]) = (relation, source[^1]);
            }
        }

        return [.. merged.Values.OrderBy(r => r.Subject, StringComparer.Ordinal).ThenBy(r => r.When.From).ThenBy(r => r.Object, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal)];
    }

    private static (string, string, string, PartialDate?) Key(GivenRelation r) => (r.Subject, Membership.Plain(r.Kind), r.Object, r.When.From);

    private static string Ends(GivenRelation r) => r.When.Last is { } last ? "to " + last : "still so";

    /// <summary>The lists of one source: each says anew what holds of the organisations that it speaks of, without repeating what ended before.</summary>
    private static IEnumerable<GivenRelation> Source(List<Vintage> lists, List<Conflict> conflicts)
    {
        var said = new Dictionary<(string, string, string, PartialDate?), (GivenRelation Relation, int List)>();
        for (var i = 0; i < lists.Count; i++)
        {
            foreach (var relation in lists[i].Data.Relations)
            {
                said[Key(relation)] = (relation, i);
            }
        }

        var bySubject = said.Values.ToLookup(s => s.Relation.Subject, StringComparer.Ordinal);
        var speaks = lists.ConvertAll(l => l.Data.Organisations.ToDictionary(o => o.Id, StringComparer.Ordinal));
        foreach (var (relation, list) in said.Values)
        {
            var (last, of) = (relation.When.Last, relation.Subject);
            var silent = Enumerable.Range(list + 1, lists.Count - list - 1).Where(i => lists[i].Whole && speaks[i].ContainsKey(of)).Select(i => (int?)i).FirstOrDefault();
            if (last is not null || silent is not { } later)
            {
                yield return relation;
                continue;
            }

            // It was open, and a later list that speaks of the member does not say it again: it ended where the next began, or with the member.
            var others = bySubject[of].Where(o => o.List > list && Membership.Plain(o.Relation.Kind) == Membership.Plain(relation.Kind)).Select(o => o.Relation).ToList();
            var next = others.Where(o => o.When.From > relation.When.From || relation.When.From is null).OrderBy(o => o.When.From).FirstOrDefault();
            var closed = speaks[later][of].When.Last;
            if (next?.When.From is { } began && began.First.DayNumber > 0)
            {
                yield return relation with { When = new(relation.When.From, Vintage.Written(began.First.DayNumber - 1)) };
            }
            else if (others.Count > 0)
            {
                conflicts.Add(new Conflict(
                    ConflictKind.Retracted, of, $"{Membership.Plain(relation.Kind)} {relation.Object}", $"{lists[list].Source} {lists[list].Date}: from {relation.When.From?.ToString() ?? "an unknown date"}",
                    $"{lists[later].Source} {lists[later].Date}: {Membership.Plain(others[0].Kind)} {others[0].Object} from {others[0].When.From?.ToString() ?? "an unknown date"}", "the later"));
            }
            else
            {
                conflicts.Add(new Conflict(
                    ConflictKind.Retracted, of, $"{Membership.Plain(relation.Kind)} {relation.Object}", $"{lists[list].Source} {lists[list].Date}: still so", $"{lists[later].Source} {lists[later].Date}: not in the list", closed is null ? "still so" : "to " + closed));
                yield return closed is null ? relation : relation with { When = new(relation.When.From, closed) };
            }
        }
    }
}
