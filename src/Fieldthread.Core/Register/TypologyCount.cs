namespace Fieldthread.Core.Register;

/// <summary>A judgement that holds on a day.</summary>
/// <param name="Organisation">Of which organisation.</param>
/// <param name="Type">Of what type it is judged to be.</param>
/// <param name="Analyst">Who judges so.</param>
public readonly record struct JudgedType(Guid Organisation, string Type, string Analyst);

/// <summary>How many organisations are of a type on a day.</summary>
/// <param name="Type">The type.</param>
/// <param name="Agreed">Of how many all who judge say so.</param>
/// <param name="Disputed">Of how many one says so and another says otherwise.</param>
public readonly record struct TypeCount(string Type, int Agreed, int Disputed);

/// <summary>The organisations of a typology on a day. Analysts who differ are both kept, and the organisation counts as disputed under each of their types.</summary>
/// <param name="Counts">The types, those with most agreed first.</param>
/// <param name="Judged">How many organisations anybody has judged.</param>
/// <param name="ByTwo">How many of them two or more have judged.</param>
/// <param name="Alike">Of how many of these all say the same: k of n, with n = <paramref name="ByTwo"/>.</param>
public sealed record TypologyCount(IReadOnlyList<TypeCount> Counts, int Judged, int ByTwo, int Alike)
{
    /// <summary>Counts.</summary>
    /// <param name="judgements">Judgements that hold on the day, in any order; types and analysts are told apart without regard to case.</param>
    public static TypologyCount Of(IEnumerable<JudgedType> judgements)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        var judged = judgements.GroupBy(j => j.Organisation).Select(o => (
            Types: o.Select(j => j.Type).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), Analysts: o.Select(j => j.Analyst).Distinct(StringComparer.OrdinalIgnoreCase).Count())).ToList();
        var counts = judged.SelectMany(o => o.Types.Select(t => (Type: t, Agreed: o.Types.Count == 1))).GroupBy(t => t.Type, StringComparer.OrdinalIgnoreCase)
            .Select(t => new TypeCount(t.First().Type, t.Count(x => x.Agreed), t.Count(x => !x.Agreed))).OrderByDescending(t => t.Agreed).ThenBy(t => t.Type, StringComparer.OrdinalIgnoreCase);
        return new([.. counts], judged.Count, judged.Count(o => o.Analysts > 1), judged.Count(o => o.Analysts > 1 && o.Types.Count == 1));
    }
}
