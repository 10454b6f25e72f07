using System.Collections;
using System.Runtime.InteropServices;

namespace Fieldthread.Core.Register;

/// <summary>Memberships, arranged once by member and group, so that a question about two days is one sweep over arrays.</summary>
/// <remarks>It lists the memberships in the order in which they were given; those that hold no day are listed, and left out of flows.</remarks>
public sealed class Memberships : IReadOnlyList<Membership>
{
    private readonly IReadOnlyList<Membership> given;
    private readonly Guid[] members;
    private readonly int[] begins;
    private readonly Guid[] groups;
    private readonly (int Group, int From, int End)[] spells;

    /// <summary>Arranges them.</summary>
    /// <param name="memberships">Who belonged to whom, in any order; the same may be said twice.</param>
    public Memberships(IEnumerable<Membership> memberships)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        given = memberships as IReadOnlyList<Membership> ?? [.. memberships];
        var held = given.Where(m => !m.When.IsEmpty).ToList();
        groups = [.. held.Select(m => m.Group).Distinct().Order()];
        var numbers = groups.Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i);
        held.Sort((a, b) => a.Member.CompareTo(b.Member));
        spells = new (int, int, int)[held.Count];
        var (who, from) = (new List<Guid>(), new List<int>());
        for (var i = 0; i < held.Count; i++)
        {
            if (i == 0 || held[i].Member != held[i - 1].Member)
            {
                who.Add(held[i].Member);
                from.Add(i);
            }

            spells[i] = (numbers[held[i].Group], held[i].When.From ?? int.MinValue, held[i].When.End ?? int.MaxValue);
        }

        (members, begins) = ([.. who], [.. from, held.Count]);
    }

    /// <inheritdoc/>
    public int Count => given.Count;

    /// <inheritdoc/>
    public Membership this[int index] => given[index];

    /// <inheritdoc/>
    public IEnumerator<Membership> GetEnumerator() => given.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Counts which groups of one day make up those of another.</summary>
    /// <param name="first">First day, as a day number of the common era.</param>
    /// <param name="second">Second day; it may be the earlier.</param>
    /// <param name="weight">What a member weighs; null for one without a figure. Nothing is weighed where this is null.</param>
    /// <exception cref="OverflowException">A sum of weights has more digits than can be held exactly (28).</exception>
    internal MembershipFlows Between(int first, int second, Func<Guid, decimal?>? weight)
    {
        const int None = -1;
        var (pairs, countsBefore, countsAfter) = (new Dictionary<(int From, int To), (int Members, decimal Weight, int Without)>(), new int[groups.Length], new int[groups.Length]);
        var (was, becomes, all, stayed) = (new List<int>(), new List<int>(), 0, 0);
        for (var member = 0; member < members.Length; member++)
        {
            was.Clear();
            becomes.Clear();
            for (var i = begins[member]; i < begins[member + 1]; i++)
            {
                Note(was, spells[i], first);
                Note(becomes, spells[i], second);
            }

            if (was.Count + becomes.Count == 0)
            {
                continue;
            }

            all++;
            stayed += was.Count == becomes.Count && was.TrueForAll(becomes.Contains) ? 1 : 0;
            was.ForEach(g => countsBefore[g]++);
            becomes.ForEach(g => countsAfter[g]++);
            var weighs = weight?.Invoke(members[member]);
            for (var i = 0; i < Math.Max(1, was.Count); i++)
            {
                for (var j = 0; j < Math.Max(1, becomes.Count); j++)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, (was.Count == 0 ? None : was[i], becomes.Count == 0 ? None : becomes[j]), out _);
                    sum = (sum.Members + 1, weight is null ? 0 : Exact.Add(sum.Weight, weighs ?? 0), sum.Without + (weight is not null && weighs is null ? 1 : 0));
                }
            }
        }

        Guid? Group(int number) => number == None ? null : groups[number];
        Dictionary<Guid, int> Counts(int[] counts) => groups.Select((g, i) => (g, i)).Where(g => counts[g.i] > 0).ToDictionary(g => g.g, g => counts[g.i]);

        // Groups are numbered in their order, so the pairs of numbers sort as the flows do.
        return new([.. pairs.OrderBy(p => p.Key).Select(p => new Flow(Group(p.Key.From), Group(p.Key.To), p.Value.Members, p.Value.Weight, p.Value.Without))], Counts(countsBefore), Counts(countsAfter), all, stayed);
    }

    private static void Note(List<int> groupsThen, (int Group, int From, int End) spell, int day)
    {
        if (spell.From <= day && (day < spell.End || spell.End == int.MaxValue) && !groupsThen.Contains(spell.Group))
        {
            groupsThen.Add(spell.Group);
        }
    }
}
