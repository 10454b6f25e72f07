using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Kept;

namespace Fieldthread.Web.Fieldwork;

/// <summary>What was kept from imported projects, as files.</summary>
public static class KeptTables
{
    /// <summary>Every table of it.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<KeptThings, IReadOnlyList<KeptLine>>("kept-things", "Pictures, recordings, links, sets and graphs that came with coded projects", Things),
        TableExport.Of<KeptThing, KeptWhole>("kept-selections", "What is marked in a picture, document or recording, with its codes", Selections),
    ];

    /// <summary>A thing a row.</summary>
    public static PlainTable Things(IReadOnlyList<KeptLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return PlainTable.Of(
            "kept-things", lines, ("name", l => l.Name), ("kind", l => l.Kind), ("of the text", l => l.Source), ("files", l => l.Files), ("bytes", l => l.Bytes), ("selections", l => l.Selections), ("codings", l => l.Codings), ("members", l => l.Members),
            ("came with", l => l.Import), ("id", l => l.Id.ToString()));
    }

    /// <summary>A selection a row.</summary>
    public static PlainTable Selections(KeptWhole whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return PlainTable.Of("kept-selections", whole.Selections, ("in", _ => whole.Line.Name), ("where", s => s.Place), ("name", s => s.Name), ("words", s => s.Words), ("codes", s => string.Join("; ", s.Codes)), ("marked by", s => s.Coder));
    }
}
