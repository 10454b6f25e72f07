using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What a statement says of a type of organisations.</summary>
public enum TypeSays
{
    /// <summary>What organisations of the type are called over a time: a pathfinder consortium, then a shadow group.</summary>
    Label,

    /// <summary>Of which type their members are.</summary>
    Member,

    /// <summary>Which post leads them.</summary>
    Lead,

    /// <summary>Whether a member may be in one of them at a time: yes or no.</summary>
    Sole,
}

/// <summary>A statement on a type of organisations, over a time.</summary>
/// <param name="Type">The type, in the words of the register.</param>
/// <param name="Says">What is said of it.</param>
/// <param name="Value">The label, the type of members, the title of the post, or yes or no.</param>
/// <param name="Within">Of a post, in which kind of body; empty for any, and for all else.</param>
/// <param name="When">Over what time it is so.</param>
public sealed record TypeStatement(string Type, TypeSays Says, string Value, string Within, WrittenPeriod When)
{
    /// <summary>The value that says yes.</summary>
    public const string Yes = "yes";

    /// <summary>It in words: “group is called “shadow group”, 2012-04 to 2013-03”.</summary>
    public string InWords => Says switch
    {
        TypeSays.Label => $"{Type} is called “{Value}”",
        TypeSays.Member => $"{Type} has members of the type {Value}",
        TypeSays.Lead => $"{Type} is led by the post {Value}{(Within.Length > 0 ? $" in the {Within}" : "")}",
        _ => $"{Type} has its members {(Value == Yes ? "to itself" : "beside others")}",
    } + (When == default ? "" : $", {When.InWords}");
}

/// <summary>Why statements on types cannot stand together.</summary>
/// <param name="Code">Kind of the refusal.</param>
/// <param name="At">The statement, by its place among those given.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record TypeFault(string Code, int At, string Message);

/// <summary>The rules of types: what each is called on a day, who its members and leads are, and whether it has its members to itself.</summary>
/// <remarks>A type of which nothing is stated has no rule and is called by its word. A rule that is dated holds over its time only.</remarks>
public sealed class TypeRules
{
    private readonly Dictionary<string, List<TypeStatement>> of;

    /// <summary>Takes statements.</summary>
    public TypeRules(IEnumerable<TypeStatement> statements) =>
        of = statements.GroupBy(s => s.Type, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(s => s.When.Period.From ?? int.MinValue).ToList(), StringComparer.Ordinal);

    /// <summary>No rule.</summary>
    public static TypeRules None { get; } = new([]);

    /// <summary>Types of which something is stated.</summary>
    public IEnumerable<string> Types => of.Keys;

    /// <summary>What is stated of a type, by its beginning.</summary>
    public IEnumerable<TypeStatement> Of(string type, TypeSays says) => of.TryGetValue(type, out var all) ? all.Where(s => s.Says == says) : [];

    /// <summary>What organisations of a type are called on a day; the type’s own word where no label holds then.</summary>
    public string NameOn(string type, int day) => Of(type, TypeSays.Label).LastOrDefault(s => s.When.Period.Holds(day))?.Value ?? type;

    /// <summary>Of which types members may be at some time of a period; empty where nothing is stated for any of it.</summary>
    public IReadOnlyList<string> MembersIn(string type, Period period) => [.. Of(type, TypeSays.Member).Where(s => s.When.Period.Overlaps(period)).Select(s => s.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Which posts lead organisations of a type on a day.</summary>
    public IEnumerable<TypeStatement> LeadsOn(string type, int day) => Of(type, TypeSays.Lead).Where(s => s.When.Period.Holds(day));

    /// <summary>Whether nobody may be a member of both over a period: of one type, as it is stated; of two types that both have a rule, each has its members for itself. Null where nothing is stated, so that the list decides.</summary>
    /// <param name="one">Type of the one group.</param>
    /// <param name="other">Type of the other.</param>
    /// <param name="both">The time over which somebody would be a member of both.</param>
    public bool? Excludes(string one, string other, Period both)
    {
        var rules = Of(one, TypeSays.Sole).Where(s => s.When.Period.Overlaps(both)).ToList();
        return rules.Count == 0 ? null : one == other ? rules.Exists(s => s.Value == TypeStatement.Yes) : Of(other, TypeSays.Sole).Any(s => s.When.Period.Overlaps(both)) ? false : null;
    }

    /// <summary>The same of two groups whose types may change over the period: true where it is so for any part of it, null where for any other part nothing is stated.</summary>
    /// <param name="types">Of what type groups were.</param>
    /// <param name="one">The one group.</param>
    /// <param name="other">The other.</param>
    /// <param name="both">The time over which somebody would be a member of both.</param>
    /// <typeparam name="TId">By what groups are known.</typeparam>
    public bool? Excludes<TId>(TypesInTime<TId> types, TId one, TId other, Period both)
        where TId : notnull
    {
        ArgumentNullException.ThrowIfNull(types);
        if (of.Count == 0)
        {
            return null;
        }

        var ruled = types.Over(one, both).SelectMany(a => types.Over(other, a.When).Select(b => Excludes(a.Type, b.Type, b.When))).ToList();
        return ruled.Contains(true) ? true : ruled.Count == 0 || ruled.Contains(null) ? null : false;
    }

    /// <summary>The time that two periods share.</summary>
    public static Period Shared(Period one, Period other) => new(
        one.From is { } a && other.From is { } b ? Math.Max(a, b) : one.From ?? other.From, one.End is { } c && other.End is { } d ? Math.Min(c, d) : one.End ?? other.End);

    /// <summary>Why the statements cannot stand together, the first fault; null where they can: a label or a rule twice at once, or types that are members of themselves.</summary>
    public static TypeFault? Fault(IReadOnlyList<TypeStatement> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (s, before) = (all[i], all[j]);
                if (s.Type != before.Type || s.Says != before.Says || !s.When.Period.Overlaps(before.When.Period))
                {
                    continue;
                }

                if (s.Value == before.Value && s.Within == before.Within)
                {
                    return new("same", i, $"It is stated already that {before.InWords}.");
                }

                if (s.Says is TypeSays.Label or TypeSays.Sole)
                {
                    return new("overlap", i, $"It cannot be that {s.InWords} while {before.InWords}.");
                }
            }
        }

        var members = all.Where(s => s.Says == TypeSays.Member).ToLookup(s => s.Type, s => s.Value, StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Says == TypeSays.Member && Path(members, all[i].Value, all[i].Type) is { } path)
            {
                return new("cyclic", i, $"A type would be made of itself: {string.Join(" → ", path.Prepend(all[i].Type))}.");
            }
        }

        return null;
    }

    /// <summary>The way from a type down through its members to another; null where there is none.</summary>
    private static List<string>? Path(ILookup<string, string> members, string from, string to)
    {
        var (came, open) = (new Dictionary<string, string?>(StringComparer.Ordinal) { [from] = null }, new Queue<string>([from]));
        while (open.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<string>();
                for (string? step = at; step is not null; step = came[step])
                {
                    path.Insert(0, step);
                }

                return path;
            }

            foreach (var next in members[at].Where(m => came.TryAdd(m, at)))
            {
                open.Enqueue(next);
            }
        }

        return null;
    }
}
