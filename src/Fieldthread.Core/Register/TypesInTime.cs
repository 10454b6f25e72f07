using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Of what type an organisation was over a time.</summary>
/// <param name="When">The time; both ends may be open.</param>
/// <param name="Type">The type; empty where none is told.</param>
public readonly record struct TypeStretch(Period When, string Type);

/// <summary>Of what type each organisation was on each day: what the attribute “type” tells for the day, and where it tells nothing, the word that the organisation is listed under.</summary>
/// <remarks>Where several times hold a day the one that began last counts, as with names. Organisations without dated types cost nothing.</remarks>
/// <typeparam name="TId">By what organisations are known.</typeparam>
public sealed class TypesInTime<TId>
    where TId : notnull
{
    private readonly Dictionary<TId, List<TypeStretch>> dated;
    private readonly Func<TId, string> listed;

    /// <summary>Takes what is told.</summary>
    /// <param name="listed">The word that an organisation is listed under; empty for none.</param>
    /// <param name="told">Dated types.</param>
    public TypesInTime(Func<TId, string> listed, IEnumerable<(TId Organisation, string Type, Period When)> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        this.listed = listed;
        dated = told.Where(t => !t.When.IsEmpty && t.Type.Length > 0).GroupBy(t => t.Organisation).ToDictionary(g => g.Key, g => Stretches(listed(g.Key), [.. g.Select(t => new TypeStretch(t.When, t.Type))]));
    }

    /// <summary>True where any type is dated at all.</summary>
    public bool AnyDated => dated.Count > 0;

    /// <summary>Organisations with dated types.</summary>
    public IEnumerable<TId> Dated => dated.Keys;

    /// <summary>The type on a day; empty where none is told.</summary>
    public string On(TId organisation, int day) => dated.TryGetValue(organisation, out var all) ? all.Find(s => s.When.Holds(day)).Type : listed(organisation);

    /// <summary>The types over a period, in the order of time: stretches that fill it, no two beside each other alike.</summary>
    public IEnumerable<TypeStretch> Over(TId organisation, Period within) => dated.TryGetValue(organisation, out var all)
        ? all.Where(s => s.When.Overlaps(within)).Select(s => s with { When = TypeRules.Shared(s.When, within) })
        : within.IsEmpty ? [] : [new(within, listed(organisation))];

    /// <summary>All types that an organisation is told to have had over a period.</summary>
    public IEnumerable<string> Ever(TId organisation, Period within) => Over(organisation, within).Select(s => s.Type).Distinct(StringComparer.Ordinal);

    private static List<TypeStretch> Stretches(string otherwise, List<TypeStretch> told)
    {
        int?[] bounds = [null, .. told.SelectMany(t => new[] { t.When.From, t.When.End }).Where(d => d is not null).Distinct().Order()];
        var found = new List<TypeStretch>();
        for (var i = 0; i < bounds.Length; i++)
        {
            var piece = new Period(bounds[i], i + 1 < bounds.Length ? bounds[i + 1] : null);
            var there = told.FindAll(t => t.When.Overlaps(piece));
            var type = there.Count == 0 ? otherwise : there.OrderBy(t => t.When.From ?? int.MinValue).ThenBy(t => t.Type, StringComparer.Ordinal).Last().Type;
            if (found.Count > 0 && found[^1].Type == type)
            {
                found[^1] = found[^1] with { When = new(found[^1].When.From, piece.End) };
            }
            else
            {
                found.Add(new(piece, type));
            }
        }

        return found;
    }
}

/// <summary>Makes <see cref="TypesInTime{TId}"/> of what lists give.</summary>
public static class TypesInTime
{
    /// <summary>The types of a register’s organisations, by their ids in it.</summary>
    public static TypesInTime<string> Of(RegisterData register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return Of(register.Organisations, register.Facts);
    }

    /// <summary>The types of organisations as lists give them.</summary>
    /// <param name="organisations">The organisations; of one that is not among them no word is told.</param>
    /// <param name="facts">Facts of them; only the attribute “type” in force counts.</param>
    public static TypesInTime<string> Of(IEnumerable<GivenOrganisation> organisations, IEnumerable<GivenFact> facts)
    {
        var listed = organisations.ToDictionary(o => o.Id, o => o.Type, StringComparer.Ordinal);
        return new(id => listed.GetValueOrDefault(id, ""), facts.Where(f => f.IsType).Select(f => (f.Organisation, f.Value, f.When.Period)));
    }
}
