using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Attributes and terms of relations, as files.</summary>
public static class FurtherTables
{
    /// <summary>Every table of attributes and terms.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RegisterAttributes, AttributeTable>("register-attributes", "Attributes of organisations as at a date", Attributes),
        TableExport.Of<RegisterTerms, TermsTable>("register-terms", "On what terms organisations stood in relations: weights, accounts, remits", Terms),
    ];

    /// <summary>Attributes, organisation by organisation.</summary>
    public static PlainTable Attributes(AttributeTable table) => PlainTable.Of(
        "attributes", table.Lines, ("at", _ => table.At), ("organisation", l => l.Organisation.Key), ("code", l => l.Organisation.Code), ("name", l => l.Organisation.Name), ("type", l => l.Organisation.Type), ("attribute", l => l.Attribute), ("value", l => l.Value),
        ("track", l => Tracks.Word(l.Track)), ("from", l => l.From), ("to", l => l.To));

    /// <summary>How many organisations had which value.</summary>
    public static PlainTable Counts(AttributeTable table) => PlainTable.Of(
        "attribute-counts", table.Counts, ("at", _ => table.At), ("attribute", c => c.Attribute), ("value", c => c.Value ?? "not told"), ("organisations", c => c.Organisations), ("of", _ => table.Organisations));

    /// <summary>Terms.</summary>
    public static PlainTable Terms(TermsTable table) => PlainTable.Of(
        "terms", table.Lines, ("at", _ => table.At), ("subject", l => l.SubjectKey), ("subject name", l => l.SubjectName), ("relation", l => l.Relation), ("object", l => l.ObjectKey), ("object name", l => l.ObjectName),
        ("weight", l => l.Weight is { } w ? RelationTerms.Written(w) : null), ("basis", l => l.Basis), ("share", l => l.Share), ("direction", l => AccountDirections.Word(l.Direction)), ("form", l => l.Form), ("sanction", l => l.Sanction),
        ("remit", l => l.Remit), ("from", l => l.From), ("to", l => l.To), ("act", l => l.Act), ("id", l => l.Row.ToString()));
}
