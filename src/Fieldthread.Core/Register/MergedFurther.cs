using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Attributes, times on tracks and terms of relations, as several lists together say.</summary>
internal static class MergedFurther
{
    /// <summary>Attributes and times on tracks. An attribute that a list gives without dates is dated by the lists on which it was seen. Where two sources give an attribute otherwise over the same time, the preferred one stands, and both where none is preferred.</summary>
    public static IReadOnlyList<GivenFact> Facts(IReadOnlyList<Vintage> all, List<Conflict> conflicts)
    {
        if (all.All(v => v.Data.Facts.Count == 0))
        {
            return [];
        }

        var standing = Dated(all, conflicts, v => v.Data.Facts, f => f.Key, f => f.When, f => (f.Organisation, f.What));
        foreach (var (fact, by) in SeenFacts(all, standing.Select(s => s.Fact.Key).ToHashSet()))
        {
            standing.Add((fact, by));
        }

        return
        [
            .. Agreed(standing, conflicts).OrderBy(f => f.Organisation, StringComparer.Ordinal).ThenBy(f => f.Thing).ThenBy(f => f.About, StringComparer.Ordinal).ThenBy(f => f.Track).ThenBy(f => f.When.From).ThenBy(f => f.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Terms of relations. Other terms of a relation take nothing from those that stand: both hold.</summary>
    public static IReadOnlyList<GivenTerms> Terms(IReadOnlyList<Vintage> all, List<Conflict> conflicts) =>
    [
        .. Dated(all, conflicts, v => v.Data.Terms, t => t.Key, t => t.When, t => (t.Subject, $"terms: {Membership.Plain(t.Kind)} {t.Object}")).Select(t => t.Fact)
            .OrderBy(t => t.Subject, StringComparer.Ordinal).ThenBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Object, StringComparer.Ordinal).ThenBy(t => t.When.From).ThenBy(t => t.Terms.InWords, StringComparer.Ordinal),
    ];

    /// <summary>The same fact with the same beginning is one; the list that stands later says when it ended.</summary>
    private static List<(T Fact, Vintage By)> Dated<T, TKey>(IReadOnlyList<Vintage> all, List<Conflict> conflicts, Func<Vintage, IReadOnlyList<T>> of, Func<T, TKey> key, Func<T, WrittenPeriod> when, Func<T, (string Organisation, string What)> words)
        where TKey : notnull
    {
        var merged = new Dictionary<(TKey, PartialDate?), (T Fact, Vintage By)>();
        foreach (var (fact, by) in all.SelectMany(v => of(v).Select(f => (f, v))).Where(x => !IsUndatedAttribute(x.f)))
        {
            var at = (key(fact), when(fact).From);
            if (merged.TryGetValue(at, out var other) && when(other.Fact).Last != when(fact).Last)
            {
                // A list that has it open says nothing of an end that came after it.
                var stands = when(fact).Last is null && other.By.Known > by.Known && when(other.Fact).Last?.Last.DayNumber > by.Known ? other : (fact, by);
                if (other.By.Source != by.Source)
                {
                    conflicts.Add(new Conflict(
                        ConflictKind.Disagrees, words(fact).Organisation, words(fact).What, $"{other.By.Source} {other.By.Date}: {when(other.Fact).InWords}", $"{by.Source} {by.Date}: {when(fact).InWords}", when(stands.Item1).InWords));
                }

                merged[at] = stands;
            }
            else
            {
                merged[at] = (fact, by);
            }
        }

        return [.. merged.Values];
    }

    private static bool IsUndatedAttribute<T>(T fact) => fact is GivenFact { Thing: FactOf.Attribute, When: { From: null, Last: null } };

    /// <summary>Attributes without dates: of each source, one that the next list gives otherwise lasted to the list before it.</summary>
    private static List<(GivenFact Fact, Vintage By)> SeenFacts(IReadOnlyList<Vintage> all, HashSet<(string, FactOf, string, string, Track)> dated)
    {
        var found = new Dictionary<((string, FactOf, string, string, Track), PartialDate?), (GivenFact, Vintage)>();
        foreach (var source in all.GroupBy(v => v.Source, StringComparer.Ordinal))
        {
            var runs = new Dictionary<(string, string, Track), (List<(GivenFact Fact, Vintage First, Vintage Last)> Seen, Vintage Told)>();
            foreach (var list in source)
            {
                foreach (var of in list.Data.Facts.Where(IsUndatedAttribute).GroupBy(f => (f.Organisation, f.About, f.Track)))
                {
                    var (seen, told) = runs.GetValueOrDefault(of.Key, ([], list));
                    runs[of.Key] = (seen, list);
                    foreach (var fact in of)
                    {
                        // It goes on where the list before that told of it said the same; several values at once go on side by side.
                        var at = seen.FindLastIndex(r => r.Fact.Value == fact.Value && (r.Last == told || r.Last == list));
                        if (at >= 0)
                        {
                            seen[at] = seen[at] with { Last = list };
                        }
                        else
                        {
                            seen.Add((fact, list, list));
                        }
                    }
                }
            }

            foreach (var seen in runs.Values.Select(r => r.Seen))
            {
                var (first, last) = (seen.Min(r => r.First.Known), seen.Max(r => r.Last.Known));
                foreach (var run in seen.Where(r => !dated.Contains(r.Fact.Key)))
                {
                    PartialDate? from = run.First.Known == first ? null : Vintage.Written(run.First.Known);
                    found.TryAdd((run.Fact.Key, from), (run.Fact with { When = new(from, run.Last.Known == last ? null : Vintage.Written(run.Last.Known)) }, run.Last));
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>Attributes of which two sources say different things over the same time.</summary>
    private static IEnumerable<GivenFact> Agreed(List<(GivenFact Fact, Vintage By)> standing, List<Conflict> conflicts)
    {
        foreach (var of in standing.GroupBy(s => (s.Fact.Organisation, s.Fact.Thing, s.Fact.About, s.Fact.Track)))
        {
            var facts = of.OrderBy(f => f.By, Vintage.ByStanding).ToList();
            if (of.Key.Thing != FactOf.Attribute || of.Key.About == GivenFact.AsTold || facts.Count == 1)
            {
                foreach (var (fact, _) in facts)
                {
                    yield return fact;
                }

                continue;
            }

            for (var i = 0; i < facts.Count; i++)
            {
                var (fact, by) = facts[i];
                IReadOnlyList<WrittenPeriod> left = [fact.When];
                foreach (var (other, better) in facts.Skip(i + 1).Where(o => o.By.Source != by.Source && o.Fact.Value != fact.Value && o.Fact.When.Period.Overlaps(fact.When.Period)))
                {
                    var yields = better.Preferred > by.Preferred;
                    conflicts.Add(new Conflict(ConflictKind.Disagrees, fact.Organisation, fact.What, $"{by.Source} {by.Date}: {fact.InWords}", $"{better.Source} {better.Date}: {other.InWords}", yields ? other.InWords : "both"));
                    left = yields ? [.. left.SelectMany(l => Tracks.Without(l, other.When))] : left;
                }

                foreach (var when in left)
                {
                    yield return fact with { When = when };
                }
            }
        }
    }
}
