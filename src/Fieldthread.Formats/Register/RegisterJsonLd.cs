using System.Text.Encodings.Web;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <summary>
/// Writes a register as JSON-LD in the vocabularies of the W3C: organisations, memberships and change events by the Organization Ontology (2014) and PROV-O (2013), dated
/// names by SKOS-XL, dated codes by ADMS, attributes, times on tracks and terms as property values of schema.org, periods by OWL-Time with dates known to the year, month or day. A relation that makes no member is a membership
/// with a role; a type of which something is stated is a concept of SKOS. Who goes on through an event stands both among its originals and among its results.
/// </summary>
public static partial class RegisterJsonLd
{
    private static readonly (string Prefix, string Is)[] Context =
    [
        ("org", "http://www.w3.org/ns/org#"), ("prov", "http://www.w3.org/ns/prov#"), ("skos", "http://www.w3.org/2004/02/skos/core#"), ("skosxl", "http://www.w3.org/2008/05/skos-xl#"), ("adms", "http://www.w3.org/ns/adms#"),
        ("dcterms", "http://purl.org/dc/terms/"), ("time", "http://www.w3.org/2006/time#"), ("schema", "https://schema.org/"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    /// <summary>Writes a register.</summary>
    /// <param name="register">What it says.</param>
    /// <param name="ids">The id of each organisation by its key.</param>
    /// <param name="title">What it is called: the study, and by which lists.</param>
    /// <param name="to">Where to.</param>
    /// <param name="types">What is stated of types; null for nothing.</param>
    public static void Write(RegisterData register, IReadOnlyDictionary<string, Guid> ids, string title, Stream to, IReadOnlyList<TypeStatement>? types = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(ids);
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("@context");
        foreach (var (prefix, is_) in Context)
        {
            json.WriteString(prefix, is_);
        }

        json.WriteEndObject();
        json.WriteString("dcterms:title", title);
        json.WriteStartArray("@graph");
        var (names, codes) = (register.Names.ToLookup(n => n.Organisation, StringComparer.Ordinal), register.Codes.ToLookup(c => c.Organisation, StringComparer.Ordinal));
        var (facts, terms) = (register.Facts.ToLookup(f => f.Organisation, StringComparer.Ordinal), register.Terms.ToLookup(t => (t.Subject, Membership.Plain(t.Kind), t.Object)));
        foreach (var o in register.Organisations)
        {
            Organisation(json, o, ids[o.Id], names[o.Id], codes[o.Id], facts[o.Id]);
        }

        foreach (var r in register.Relations)
        {
            json.WriteStartObject();
            json.WriteString("@type", "org:Membership");
            Refer(json, "org:member", ids[r.Subject]);
            Refer(json, "org:organization", ids[r.Object]);
            json.WriteStartObject("org:role");
            json.WriteString("@type", "org:Role");
            json.WriteString("skos:prefLabel", r.Kind);
            json.WriteEndObject();
            During(json, "org:memberDuring", r.When);
            Properties(json, terms[(r.Subject, Membership.Plain(r.Kind), r.Object)].Where(t => t.When.Period.Overlaps(r.When.Period)).Select(t => ("terms", t.Terms.InWords, t.When)));
            json.WriteEndObject();
        }

        var reforms = register.Reforms.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (var e in register.Events)
        {
            Event(json, e, ids, reforms);
        }

        foreach (var r in register.Reforms)
        {
            Reform(json, r);
        }

        foreach (var type in (types ?? []).GroupBy(t => t.Type, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Type(json, type.Key, [.. type]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A type as a concept: what its organisations were called over a time as labels, its rules as properties.</summary>
    private static void Type(Utf8JsonWriter json, string type, IReadOnlyList<TypeStatement> stated)
    {
        json.WriteStartObject();
        json.WriteString("@id", "urn:x-type:" + Uri.EscapeDataString(type));
        json.WriteString("@type", "skos:Concept");
        json.WriteString("skos:notation", type);
        Labels(json, stated.Where(s => s.Says == TypeSays.Label).Select(s => (s.Value, s.When)));
        Properties(json, stated.Where(s => s.Says != TypeSays.Label).Select(s => (s.Says switch { TypeSays.Member => "has members of the type", TypeSays.Lead => $"is led by the post{(s.Within.Length > 0 ? $" in the {s.Within}" : "")}", _ => "has its members to itself" }, s.Value, s.When)));
        json.WriteEndObject();
    }

    private static void Labels(Utf8JsonWriter json, IEnumerable<(string Name, WrittenPeriod When)> labels)
    {
        json.WriteStartArray("skosxl:altLabel");
        foreach (var (name, when) in labels)
        {
            json.WriteStartObject();
            json.WriteString("@type", "skosxl:Label");
            json.WriteString("skosxl:literalForm", name);
            During(json, "dcterms:temporal", when);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Organisation(Utf8JsonWriter json, GivenOrganisation o, Guid id, IEnumerable<GivenName> names, IEnumerable<GivenCode> codes, IEnumerable<GivenFact> facts)
    {
        json.WriteStartObject();
        json.WriteString("@id", Urn(id));
        json.WriteString("@type", "org:Organization");
        json.WriteString("dcterms:identifier", o.Id);
        if (o.Type.Length > 0)
        {
            json.WriteString("dcterms:type", o.Type);
        }

        Date(json, "schema:foundingDate", o.When.From);
        Date(json, "schema:dissolutionDate", o.When.Last);
        Labels(json, names.Select(n => (n.Name, n.When)));
        json.WriteStartArray("adms:identifier");
        foreach (var c in codes)
        {
            json.WriteStartObject();
            json.WriteString("@type", "adms:Identifier");
            json.WriteString("skos:notation", c.Code);
            if (c.Scheme.Length > 0)
            {
                json.WriteString("adms:schemaAgency", c.Scheme);
            }

            During(json, "dcterms:temporal", c.When);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Properties(json, facts.Select(f => (f.What, f.Value, f.When)));
        json.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter json, IEnumerable<(string What, string Value, WrittenPeriod When)> properties)
    {
        var all = properties.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray("schema:additionalProperty");
        foreach (var (what, value, when) in all)
        {
            json.WriteStartObject();
            json.WriteString("@type", "schema:PropertyValue");
            json.WriteString("schema:name", what);
            json.WriteString("schema:value", value.Length > 0 ? value : "yes");
            During(json, "dcterms:temporal", when);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Urn(GivenReform reform) => "urn:x-reform:" + Uri.EscapeDataString(reform.Id);

    private static void Refer(Utf8JsonWriter json, string property, Guid id)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", Urn(id));
        json.WriteEndObject();
    }

    private static void Refer(Utf8JsonWriter json, string property, IEnumerable<Guid> ids)
    {
        var all = ids.Distinct().ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray(property);
        foreach (var id in all)
        {
            json.WriteStartObject();
            json.WriteString("@id", Urn(id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void During(Utf8JsonWriter json, string property, WrittenPeriod when)
    {
        if (when == default)
        {
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("@type", "time:Interval");
        Instant(json, "time:hasBeginning", when.From);
        Instant(json, "time:hasEnd", when.Last);
        json.WriteEndObject();
    }

    private static void Instant(Utf8JsonWriter json, string property, PartialDate? date)
    {
        if (date is not { } day)
        {
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("@type", "time:Instant");
        Date(json, day.Day is not null ? "time:inXSDDate" : day.Month is not null ? "time:inXSDgYearMonth" : "time:inXSDgYear", day);
        json.WriteEndObject();
    }

    private static void Date(Utf8JsonWriter json, string property, PartialDate? date)
    {
        if (date is not { } day)
        {
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("@type", day.Day is not null ? "xsd:date" : day.Month is not null ? "xsd:gYearMonth" : "xsd:gYear");
        json.WriteString("@value", day.ToString());
        json.WriteEndObject();
    }

    private static string Urn(Guid id) => $"urn:uuid:{id}";
}
