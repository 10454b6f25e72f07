using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <summary>The tables of organisations and their facts, with a column for tracks and tables of attributes and terms only where a register has any: one that has none goes out as it always did.</summary>
internal static class FurtherTables
{
    public static void Write(RegisterData register, Action<PlainTable> add)
    {
        var of = register.Facts.ToLookup(f => f.Thing);
        add(PlainTable.Of("organisations", register.Organisations, ("id", o => o.Id), ("type", o => o.Type), ("opened", o => o.When.From?.ToString()), ("closed", o => o.When.Last?.ToString())));
        add(Facts("names", [.. register.Names.Select(n => new GivenFact(n.Organisation, FactOf.Name, "", n.Name, Track.InForce, n.When)), .. of[FactOf.Name]], ("organisation", f => f.Organisation), ("name", f => f.Value)));
        add(Facts("codes", [.. register.Codes.Select(c => new GivenFact(c.Organisation, FactOf.Code, c.Scheme, c.Code, Track.InForce, c.When)), .. of[FactOf.Code]], ("organisation", f => f.Organisation), ("scheme", f => f.About), ("code", f => f.Value)));
        add(Facts("relations", [.. register.Relations.Select(r => new GivenFact(r.Subject, FactOf.Relation, r.Kind, r.Object, Track.InForce, r.When)), .. of[FactOf.Relation]], ("subject", f => f.Organisation), ("relation", f => f.About), ("object", f => f.Value)));
        GivenFact[] further = [.. of[FactOf.Attribute], .. of[FactOf.Life]];
        if (further.Length > 0)
        {
            add(Facts("attributes", further, ("organisation", f => f.Organisation), ("attribute", f => f.About), ("value", f => f.Value)));
        }

        if (register.Terms.Count > 0)
        {
            add(Terms(register.Terms));
        }
    }

    private static PlainTable Facts(string name, IReadOnlyList<GivenFact> facts, params (string, Func<GivenFact, object?>)[] columns)
    {
        columns = [.. columns, ("from", f => f.When.From?.ToString()), ("to", f => f.When.Last?.ToString())];
        return PlainTable.Of(name, facts, facts.Any(f => f.Track != Track.InForce) ? [.. columns, ("track", f => Tracks.Word(f.Track))] : columns);
    }

    private static PlainTable Terms(IReadOnlyList<GivenTerms> terms) => PlainTable.Of(
        "terms", terms, ("subject", t => t.Subject), ("relation", t => t.Kind), ("object", t => t.Object), ("from", t => t.When.From?.ToString()), ("to", t => t.When.Last?.ToString()),
        ("weight", t => t.Terms.Weight is { } w ? RelationTerms.Written(w) : null), ("basis", t => t.Terms.Basis), ("direction", t => AccountDirections.Word(t.Terms.Direction)), ("form", t => t.Terms.Form), ("sanction", t => t.Terms.Sanction),
        ("remit", t => t.Terms.Remit));
}
