using System.Globalization;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>An attribute of an organisation, or the time over which something held of it on a track of its own.</summary>
[Table("organisation_facts", "further fact of an organisation")]
public sealed class FurtherFact : Evidence, IDated
{
    /// <summary>Which organisation.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid OrganisationId { get; set; }

    /// <summary>Of what it tells.</summary>
    public FactOf Thing { get; set; }

    /// <summary>The attribute, the scheme of the code, the relation; empty for a life and a name.</summary>
    public string About { get; set; } = "";

    /// <summary>What the attribute was, the name, the code; empty for a life and a relation.</summary>
    public string Value { get; set; } = "";

    /// <summary>The other organisation of a relation; null for anything else.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid? OtherId { get; set; }

    /// <summary>On which track.</summary>
    public Track Track { get; set; }

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>True where it tells of what type the organisation was, in force.</summary>
    internal bool IsType => Thing == FactOf.Attribute && Track == Track.InForce && About == GivenFact.TypeThen;

    /// <summary>A row of what is given.</summary>
    /// <param name="given">What is given.</param>
    /// <param name="id">Finds an organisation by its key.</param>
    internal static FurtherFact Of(GivenFact given, Func<string, Guid> id) => new FurtherFact
    {
        OrganisationId = id(given.Organisation), Thing = given.Thing, About = given.About, Value = given.Thing == FactOf.Relation ? "" : given.Value, OtherId = given.Thing == FactOf.Relation ? id(given.Value) : null, Track = given.Track,
    }.When(given.When);

    /// <summary>The row as a file would give it.</summary>
    /// <param name="key">Finds the key of an organisation.</param>
    internal GivenFact Given(Func<Guid, string> key) => new(key(OrganisationId), Thing, About, OtherId is { } other ? key(other) : Value, Track, new(EventRows.Date(FromDate), EventRows.Date(LastDate)));
}

/// <summary>The terms of a relation over a time.</summary>
[Table("relation_terms", "terms of a relation")]
public sealed class RelationTerm : Evidence, IDated
{
    /// <summary>The one that is spoken of.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid SubjectId { get; set; }

    /// <summary>The relation, read from the subject.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The other.</summary>
    [RefersTo(typeof(Organisation))]
    public Guid ObjectId { get; set; }

    /// <summary>The terms, as <see cref="TermsRows"/> writes them.</summary>
    public string Terms { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>A row of what is given.</summary>
    /// <param name="given">What is given.</param>
    /// <param name="id">Finds an organisation by its key.</param>
    internal static RelationTerm Of(GivenTerms given, Func<string, Guid> id) =>
        new RelationTerm { SubjectId = id(given.Subject), Kind = given.Kind, ObjectId = id(given.Object), Terms = TermsRows.Text(given.Terms) }.When(given.When);

    /// <summary>The row as a file would give it.</summary>
    /// <param name="key">Finds the key of an organisation.</param>
    internal GivenTerms Given(Func<Guid, string> key) => new(key(SubjectId), Kind, key(ObjectId), TermsRows.Read(Terms), new(EventRows.Date(FromDate), EventRows.Date(LastDate)));
}

/// <summary>Terms as one text: a JSON list of weight, basis, direction, form, sanction and remit.</summary>
internal static class TermsRows
{
    public static string Text(RelationTerms terms) => Json.Write(new[] { terms.Weight is { } w ? RelationTerms.Written(w) : "", terms.Basis, AccountDirections.Word(terms.Direction), terms.Form, terms.Sanction, terms.Remit });

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text is none that was written so.</exception>
    public static RelationTerms Read(string text) =>
        Json.Read<string[]>(text) is [var weight, var basis, var direction, var form, var sanction, var remit] && AccountDirections.TryParse(direction, out var way)
            ? new RelationTerms(weight.Length > 0 ? decimal.Parse(weight, CultureInfo.InvariantCulture) : null, basis, way, form, sanction, remit)
            : throw new InvalidDataException($"damaged terms of a relation: {text}");
}
