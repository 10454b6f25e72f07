using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What one register says otherwise than another: of two lists, or of the register before and after an import.</summary>
/// <param name="Organisations">Organisations that are only in one of the two, or that differ in type or time.</param>
/// <param name="Names">Names that differ.</param>
/// <param name="Codes">Codes that differ.</param>
/// <param name="Relations">Relations that differ.</param>
/// <param name="Events">Events that differ.</param>
public sealed record VintageDiff(
    IReadOnlyList<Pair<GivenOrganisation>> Organisations, IReadOnlyList<Pair<GivenName>> Names, IReadOnlyList<Pair<GivenCode>> Codes,
    IReadOnlyList<Pair<GivenRelation>> Relations, IReadOnlyList<Pair<GivenEvent>> Events)
{
    /// <summary>Reforms and events of the context that differ.</summary>
    public IReadOnlyList<Pair<GivenReform>> Reforms { get; init; } = [];

    /// <summary>Attributes and times on tracks that differ.</summary>
    public IReadOnlyList<Pair<GivenFact>> Further { get; init; } = [];

    /// <summary>Terms of relations that differ.</summary>
    public IReadOnlyList<Pair<GivenTerms>> Terms { get; init; } = [];

    /// <summary>Compares.</summary>
    /// <param name="before">The earlier.</param>
    /// <param name="after">The later.</param>
    public static VintageDiff Of(RegisterData before, RegisterData after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(
            Pairs(before.Organisations, after.Organisations, o => o.Id, (a, b) => a.Type == b.Type && a.When == b.When),
            Facts(before.Names, after.Names, n => (n.Organisation, n.Name), n => n.When),
            Facts(before.Codes, after.Codes, c => (c.Organisation, c.Scheme, c.Code), c => c.When),
            Facts(before.Relations, after.Relations, r => (r.Subject, Membership.Plain(r.Kind), r.Object), r => r.When),
            Pairs(before.Events, after.Events, e => e.Id, EventInWords.Same))
        {
            Reforms = Pairs(before.Reforms, after.Reforms, r => r.Id, (a, b) => a == b),
            Further = Facts(before.Facts, after.Facts, f => f.Key, f => f.When),
            Terms = Facts(before.Terms, after.Terms, t => t.Key, t => t.When),
        };
    }

    private static IReadOnlyList<Pair<T>> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key, Func<T, T, bool> same)
        where T : class
    {
        var (was, now) = (before.ToDictionary(key, StringComparer.Ordinal), after.ToDictionary(key, StringComparer.Ordinal));
        return
        [
            .. before.Where(b => !now.ContainsKey(key(b))).Select(b => new Pair<T>(b, null)),
            .. after.Where(a => !was.TryGetValue(key(a), out var b) || !same(b, a)).Select(a => new Pair<T>(was.GetValueOrDefault(key(a)), a)),
        ];
    }

    /// <summary>Dated facts: the same fact with the same start is one; what is left over of one fact on either side is paired in order.</summary>
    private static IReadOnlyList<Pair<T>> Facts<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, TKey> key, Func<T, WrittenPeriod> when)
        where T : class
        where TKey : notnull
    {
        var (was, pairs) = (before.ToLookup(key), new List<Pair<T>>());
        var now = after.ToLookup(key);
        foreach (var group in was.Where(g => !now.Contains(g.Key)))
        {
            pairs.AddRange(group.Select(b => new Pair<T>(b, null)));
        }

        foreach (var group in now)
        {
            var (left, right) = (was[group.Key].ToList(), group.ToList());
            for (var i = right.Count - 1; i >= 0; i--)
            {
                if (left.FindIndex(b => when(b).From == when(right[i]).From) is >= 0 and var at)
                {
                    if (when(left[at]) != when(right[i]))
                    {
                        pairs.Add(new Pair<T>(left[at], right[i]));
                    }

                    left.RemoveAt(at);
                    right.RemoveAt(i);
                }
            }

            for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                pairs.Add(new Pair<T>(i < left.Count ? left[i] : null, i < right.Count ? right[i] : null));
            }
        }

        return pairs;
    }
}

/// <summary>One thing as the earlier register has it and as the later does.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Before">In the earlier; null where it is not in it.</param>
/// <param name="After">In the later; null where it is not in it.</param>
public sealed record Pair<T>(T? Before, T? After)
    where T : class;
