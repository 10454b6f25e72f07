using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Takes statements on types beside those that stand, or refuses them.</summary>
internal sealed class TypeStating(Acting acting, IReadOnlyList<StatedType> standing, HashSet<string> types)
{
    private readonly List<TypeStatement> all = [.. standing.Select(s => s.Given)];

    public static async Task<TypeStating> OfAsync(Acting acting) => new(
        acting, (await acting.Context.Set<StatedType>().AsNoTracking().ToListAsync(acting.Cancel)).OrderBy(s => s.Id).ToList(),
        (await acting.Context.Set<Organisation>().Select(o => o.Type).Distinct().ToListAsync(acting.Cancel))
            .Concat(await acting.Context.Set<FurtherFact>().Where(f => f.Thing == FactOf.Attribute && f.Track == Track.InForce && f.About == GivenFact.TypeThen).Select(f => f.Value).Distinct().ToListAsync(acting.Cancel))
            .Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal));

    /// <summary>True where the very same is stated already.</summary>
    public bool Has(TypeStatement statement) => all.Contains(statement);

    /// <summary>Writes a statement.</summary>
    /// <param name="place">Where it stands, for a refusal; empty for a form.</param>
    /// <param name="statement">What is stated.</param>
    /// <param name="reason">Why.</param>
    /// <param name="source">Who says so.</param>
    /// <exception cref="RefusedException">The register has no such type: <c>unknown-type</c>; it cannot stand beside another: <c>same</c>, <c>overlap</c>, <c>cyclic</c>.</exception>
    public StatedType State(string place, TypeStatement statement, string reason, string source)
    {
        var at = place.Length > 0 ? place + ": " : "";
        foreach (var type in new[] { statement.Type }.Concat(statement.Says == TypeSays.Member ? [statement.Value] : []).Where(t => !types.Contains(t)))
        {
            Acting.Refuse("unknown-type", $"{at}The register has no organisation of the type “{type}”.", types.Count == 0 ? "Bring in a register first." : $"There are the types {string.Join(", ", types.Order(StringComparer.Ordinal))}.");
        }

        all.Add(statement);
        if (TypeRules.Fault(all) is { } fault)
        {
            Acting.Refuse(fault.Code, at + fault.Message, fault.Code == "cyclic" ? "Withdraw one of the statements that make the circle." : "Withdraw the other first, or correct when one of them ends or begins.");
        }

        return acting.Add(new StatedType { TypeName = statement.Type, Says = statement.Says, Value = statement.Value, Within = statement.Within, Reason = reason, Source = source }.When(statement.When));
    }
}
