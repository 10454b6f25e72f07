using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The tables of the codebook, as files.</summary>
public static class CodebookTables
{
    /// <summary>Every table of it.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<CodebookTree, IReadOnlyList<CodeLine>>("codebook", "The codebook with counts", Codebook),
        TableExport.Of<CodeHistory, CodeLife>("code-history", "What was done to a code", History),
        TableExport.Of<CodebookCompared, CodebookDifferences>("codebook-differences", "The codebook at two moments", Differences),
    ];

    /// <summary>The codebook, a row a code.</summary>
    public static PlainTable Codebook(IReadOnlyList<CodeLine> list) => PlainTable.Of(
        "codebook", list, ("code", c => c.Path), ("definition", c => c.Definition), ("include when", c => c.IncludeWhen), ("exclude when", c => c.ExcludeWhen), ("example", c => c.ExampleInWords), ("status", c => CodeState.InWords(c.Standing)),
        ("instead", c => c.Instead), ("colour", c => c.Colour), ("usable", c => c.IsCodable ? "yes" : "no"), ("codings", c => c.Codings), ("sources", c => c.Sources));

    /// <summary>The history of a code, a row for each thing that was done.</summary>
    public static PlainTable History(CodeLife life) => PlainTable.Of(
        "code-history", life.Events, ("act", e => e.Act), ("when", e => e.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("who", e => e.Who), ("what", e => e.What), ("other code", e => e.OtherName), ("codings", e => e.Codings),
        ("reason", e => e.Reason), ("made from", e => e.Evidence?.Words), ("in source", e => e.Evidence?.SourceName), ("changed", e => string.Join("; ", e.Fields.Select(f => $"{f.Field}: {f.Before} → {f.After}"))), ("undone in act", e => e.UndoneIn));

    /// <summary>The differences, a row a code.</summary>
    public static PlainTable Differences(CodebookDifferences found) => PlainTable.Of(
        "codebook-differences", found.Lines, ("code", l => l.After ?? l.Before), ("what", l => string.Join(", ", l.What)), ("path before", l => l.Before), ("path after", l => l.After), ("others", l => string.Join("; ", l.Others)),
        ("changed", l => string.Join("; ", l.Fields.Select(f => $"{f.Field}: {f.Before} → {f.After}"))), ("reasons", l => string.Join("; ", l.Reasons)),
        ("codings before", l => l.CodingsBefore), ("gained", l => l.Gained), ("lost", l => l.Lost), ("codings after", l => l.CodingsAfter));
}
