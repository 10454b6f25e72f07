using System.Text.Json;
using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <content>Change events, and the reforms on which they hang.</content>
public static partial class RegisterJsonLd
{
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
}
