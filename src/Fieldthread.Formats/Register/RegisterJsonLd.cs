using System.Text.Encodings.Web;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <summary>
/// Writes a register as JSON-LD in the vocabularies of the W3C: organisations, memberships and change events by the Organization Ontology (2014) and PROV-O (2013), dated
/// names by SKOS-XL, dated codes by ADMS, periods by OWL-Time with dates known to the year, month or day. A relation that makes no member is a membership
/// with a role. Who goes on through an event stands both among its originals and among its results.
/// </summary>
public static class RegisterJsonLd
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
    public static void Write(RegisterData register, IReadOnlyDictionary<string, Guid> ids, string title, Stream to)
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
        foreach (var o in register.Organisations)
        {
            Organisation(json, o, ids[o.Id], names[o.Id], codes[o.Id]);
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

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Organisation(Utf8JsonWriter json, GivenOrganisation o, Guid id, IEnumerable<GivenName> names, IEnumerable<GivenCode> codes)
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
        json.WriteStartArray("skosxl:altLabel");
        foreach (var n in names)
        {
            json.WriteStartObject();
            json.WriteString("@type", "skosxl:Label");
            json.WriteString("skosxl:literalForm", n.Name);
            During(json, "dcterms:temporal", n.When);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, GivenEvent e, IReadOnlyDictionary<string, Guid> ids, Dictionary<string, GivenReform> reforms)
    {
        json.WriteStartObject();
        json.WriteStartArray("@type");
        json.WriteStringValue("org:ChangeEvent");
        json.WriteStringValue("prov:Activity");
        json.WriteEndArray();
        json.WriteString("dcterms:identifier", e.Id);
        json.WriteString("dcterms:type", e.Kind.ToString().ToLowerInvariant());
        Date(json, "prov:startedAtTime", e.Date);
        Refer(json, "org:originalOrganization", e.Parts.Where(p => p.Role is PartRole.Before or PartRole.Continues or PartRole.From).Select(p => ids[p.Organisation]));
        Refer(json, "org:resultingOrganization", e.Parts.Where(p => p.Role is PartRole.After or PartRole.Continues or PartRole.To).Select(p => ids[p.Organisation]));
        Refer(json, "prov:used", e.Parts.Where(p => p.Role is PartRole.Moved).Select(p => ids[p.Organisation]));
        var notes = e.Parts.Where(p => p.Note.Length > 0).Select(p => p.Note).Distinct().ToList();
        if (notes.Count > 0)
        {
            json.WriteString("skos:note", string.Join("; ", notes));
        }

        Details(json, e, ids, reforms);
        json.WriteEndObject();
    }

    private static void Details(Utf8JsonWriter json, GivenEvent e, IReadOnlyDictionary<string, Guid> ids, Dictionary<string, GivenReform> reforms)
    {
        var d = e.Details;
        Date(json, "dcterms:dateAccepted", d.Legal);
        Date(json, "dcterms:available", d.Operational);
        foreach (var (property, text) in new[] { ("dcterms:description", d.Cause), ("dcterms:source", d.Evidence) }.Where(t => t.Item2.Length > 0))
        {
            json.WriteString(property, text);
        }

        if (d.Initiator.Length > 0)
        {
            json.WriteStartObject("prov:wasStartedBy");
            json.WriteString("@type", "prov:Agent");
            json.WriteString("skos:prefLabel", d.Initiator);
            json.WriteEndObject();
        }

        if (d.Pressure.Length > 0)
        {
            json.WriteStartObject("prov:wasInfluencedBy");
            json.WriteString("@type", "prov:Influence");
            json.WriteString("dcterms:description", d.Pressure);
            json.WriteEndObject();
        }

        if (reforms.TryGetValue(d.Reform, out var reform))
        {
            json.WriteStartObject("prov:wasInformedBy");
            json.WriteString("@id", Urn(reform));
            json.WriteEndObject();
        }

        var told = e.Parts.Where(p => p.Details != PartDetails.None).ToList();
        if (told.Count > 0)
        {
            json.WriteStartArray("prov:qualifiedAssociation");
            foreach (var part in told)
            {
                json.WriteStartObject();
                json.WriteString("@type", "prov:Association");
                Refer(json, "prov:agent", ids[part.Organisation]);
                json.WriteString("dcterms:description", EventWords.Of(part.Details));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void Reform(Utf8JsonWriter json, GivenReform r)
    {
        json.WriteStartObject();
        json.WriteString("@id", Urn(r));
        json.WriteString("@type", "prov:Activity");
        json.WriteString("dcterms:identifier", r.Id);
        json.WriteString("dcterms:type", r.Kind.ToString().ToLowerInvariant());
        json.WriteString("dcterms:title", r.Name.Length > 0 ? r.Name : r.Id);
        Date(json, "dcterms:issued", r.Announced);
        Date(json, "dcterms:dateAccepted", r.Enacted);
        Date(json, "prov:startedAtTime", r.Effective);
        if (r.Note.Length > 0)
        {
            json.WriteString("skos:note", r.Note);
        }

        json.WriteEndObject();
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
