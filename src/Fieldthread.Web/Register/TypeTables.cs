using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Types of organisations, what is stated of them, and what the register has otherwise, as files.</summary>
public static class TypeTables
{
    /// <summary>Every table of types.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RegisterTypes, TypesAnswer>("register-types", "Types of organisations on a day", Types),
        TableExport.Of<RegisterTypes, TypesAnswer>("type-statements", "What the study states of types of organisations", Statements),
        TableExport.Of<RegisterTypes, TypesAnswer>("type-times", "Organisations that were of several types", Times),
        TableExport.Of<TypeTroubles, ConflictAnswer>("type-troubles", "What the register has otherwise than the rules of types", Troubles),
    ];

    /// <summary>Types, one a row.</summary>
    public static PlainTable Types(TypesAnswer answer) => PlainTable.Of(
        "types", answer.Types, ("at", _ => answer.At), ("type", t => t.Type), ("called", t => t.Name), ("organisations", t => t.Live), ("of all times", t => t.All), ("members", t => string.Join("; ", t.Members)), ("led by", t => string.Join("; ", t.Leads)),
        ("sole", t => t.Sole is { } sole ? sole ? "yes" : "no" : ""));

    /// <summary>Statements, in the columns in which they can be brought in again.</summary>
    public static PlainTable Statements(TypesAnswer answer) => PlainTable.Of(
        "type-statements", answer.Statements, ("type", s => s.Type), ("says", s => s.Says.ToString().ToLowerInvariant()), ("value", s => s.Value), ("from", s => s.From), ("to", s => s.To), ("in", s => s.Within), ("reason", s => s.Reason), ("source", s => s.Source),
        ("act", s => s.Act), ("id", s => s.Id));

    /// <summary>Types through time, one a row.</summary>
    public static PlainTable Times(TypesAnswer answer) => PlainTable.Of(
        "type-times", answer.Changed, ("organisation", t => t.Key), ("name", t => t.Name), ("type", t => t.Type), ("from", t => t.From), ("to", t => t.To));

    /// <summary>Troubles, one a row.</summary>
    public static PlainTable Troubles(ConflictAnswer answer) => PlainTable.Of(
        "type-troubles", answer.Lines, ("at", _ => answer.At), ("organisation", l => l.Key), ("name", l => l.Name), ("trouble", l => ConflictWords.Of(l.Kind)), ("the register", l => l.One), ("beside it", l => l.Other));
}
