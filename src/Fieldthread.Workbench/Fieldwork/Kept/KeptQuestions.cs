using System.Xml.Linq;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>What was kept from imported projects as it was written: pictures, documents and recordings with their selections, links, sets, graphs. Each goes out again with the project.</summary>
[Question("kept-things", Permission.ReadMaterial)]
public sealed record KeptThings : Question<IReadOnlyList<KeptLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<KeptLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var seen = await KeptSeen.OfAsync(asking);
        return [.. seen.Pieces.Select(seen.Line)];
    }
}

/// <summary>Something kept.</summary>
/// <param name="Id">Which.</param>
/// <param name="Import">File that brought it.</param>
/// <param name="Kind">What it is, in words: “picture”.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Source">The text that it belongs to, as a recording to its transcript; null for none.</param>
/// <param name="Files">Files that are kept with it.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Selections">Regions, stretches of time or passages marked in it.</param>
/// <param name="Codings">Codings of it and of those.</param>
/// <param name="Members">What a set holds, a graph shows, a link joins.</param>
public sealed record KeptLine(Guid Id, string Import, string Kind, string Name, string? Source, int Files, long Bytes, int Selections, int Codings, int Members);

/// <summary>Something kept, with its files, its selections with their codes, and its members.</summary>
/// <param name="Piece">Which.</param>
[Question("kept-thing", Permission.ReadMaterial)]
[Refuses("unknown", "nothing of the kind was kept, or the asker does not see it")]
public sealed record KeptThing(Guid Piece) : Question<KeptWhole>
{
    /// <inheritdoc/>
    public override async Task<KeptWhole> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var seen = await KeptSeen.OfAsync(asking);
        var piece = seen.Find(Piece);
        var element = KeptMedia.Read(piece.Said);
        var names = await KeptNames.OfAsync(asking, seen);
        return new KeptWhole(
            seen.Line(piece), element is null && piece.Part != KeptParts.Formatted, element is null ? null : Child(element, "Description"),
            [.. seen.Files[piece.Id].Select(f => new KeptFileLine(f.Id, f.Path[(f.Path.LastIndexOfAny(['/', '\\']) + 1)..], f.Length))],
            [.. (element?.Descendants() ?? []).Where(KeptSeen.IsSelection).Select(s => new KeptSelection(KeptMedia.PlaceOf(s), s.Attribute("name")?.Value ?? "", Words(s), [.. s.Elements().Where(e => e.Name.LocalName == "Coding").Select(c => names.Of(c.Elements().FirstOrDefault(e => e.Name.LocalName == "CodeRef"), "targetGUID"))], names.Of(s, "creatingUser")))],
            [.. (element?.Elements() ?? []).Where(e => e.Name.LocalName == "Coding").Select(c => names.Of(c.Elements().FirstOrDefault(e => e.Name.LocalName == "CodeRef"), "targetGUID"))],
            element is null ? [] : Members(element, names));
    }

    private static List<KeptMember> Members(XElement element, KeptNames names)
    {
        var points = element.Elements().Where(e => e.Name.LocalName == "Vertex").GroupBy(v => v.Attribute("guid")?.Value ?? "").ToDictionary(g => g.Key, g => g.First().Attribute("name")?.Value ?? names.Of(g.First(), "representedGUID"));
        string Point(XElement edge, string end) => points.GetValueOrDefault(edge.Attribute(end)?.Value ?? "") ?? "?";
        return element.Name.LocalName switch
        {
            "Link" => [new("from", names.Of(element, "originGUID")), new("to", names.Of(element, "targetGUID"))],
            "Set" => [.. element.Elements().Where(e => e.Name.LocalName.StartsWith("Member", StringComparison.Ordinal)).Select(e => new KeptMember(e.Name.LocalName[6..].ToLowerInvariant(), names.Of(e, "targetGUID")))],
            "Graph" => [.. points.Values.Select(p => new KeptMember("point", p)), .. element.Elements().Where(e => e.Name.LocalName == "Edge").Select(e => new KeptMember("line", $"{Point(e, "sourceVertex")} – {Point(e, "targetVertex")}{(e.Attribute("name")?.Value is { Length: > 0 } called ? ": " + called : "")}"))],
            _ => [],
        };
    }

    private static string Words(XElement selection) => Child(selection, "Description")
        ?? selection.Descendants().FirstOrDefault(e => e.Name.LocalName == "PlainTextContent")?.Value ?? "";

    private static string? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
}

/// <summary>Something kept, whole.</summary>
/// <param name="Line">What the list says of it.</param>
/// <param name="IsErased">True where its words were erased.</param>
/// <param name="Description">What the file says of it; null for nothing.</param>
/// <param name="Files">Its files.</param>
/// <param name="Selections">What is marked in it, in the order of the file.</param>
/// <param name="Codes">Codes upon it as a whole.</param>
/// <param name="Members">What a set holds, a graph shows, a link joins.</param>
public sealed record KeptWhole(KeptLine Line, bool IsErased, string? Description, IReadOnlyList<KeptFileLine> Files, IReadOnlyList<KeptSelection> Selections, IReadOnlyList<string> Codes, IReadOnlyList<KeptMember> Members);

/// <summary>A file kept.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">Bytes.</param>
public sealed record KeptFileLine(Guid Id, string Name, long Length);

/// <summary>A region, stretch of time or passage marked in something kept.</summary>
/// <param name="Place">Where, in words.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Words">What is said of it, or what it holds; may be empty.</param>
/// <param name="Codes">Paths of its codes.</param>
/// <param name="Coder">Who marked it; empty where the file does not say.</param>
public sealed record KeptSelection(string Place, string Name, string Words, IReadOnlyList<string> Codes, string Coder);

/// <summary>A member of a set, an end of a link, a point or a line of a graph.</summary>
/// <param name="Kind">What it is there.</param>
/// <param name="Name">What it is called.</param>
public sealed record KeptMember(string Kind, string Name);

/// <summary>A file that was kept.</summary>
/// <param name="File">Which.</param>
[Question("kept-file", Permission.ReadMaterial)]
[Refuses("unknown", "no such file was kept, it was erased, or the asker does not see it")]
public sealed record KeptFileBytes(Guid File) : Question<KeptBytes>
{
    /// <inheritdoc/>
    public override async Task<KeptBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var seen = await KeptSeen.OfAsync(asking);
        var file = seen.Files.SelectMany(g => g).FirstOrDefault(f => f.Id == File);
        var bytes = file is null || !seen.Pieces.Any(p => p.Id == file.PieceId) ? [] : await asking.Context.ReadAsync("SELECT media_type, bytes FROM blobs WHERE study_id = @study AND id = @id", row => new KeptBytes(row.GetString(0), Path.GetFileName(file.Path), (byte[])row.GetValue(1)), asking.Cancel, ("study", asking.Context.Study), ("id", file.BlobId));
        if (bytes.Count == 0)
        {
            Asking.Refuse("unknown", "There is no such file any more.", "See what is kept, under Fieldwork → Coded projects.");
        }

        return bytes[0];
    }
}

/// <summary>A file.</summary>
/// <param name="MediaType">Its kind, by its first bytes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record KeptBytes(string MediaType, string Name, byte[] Bytes);

/// <summary>The pieces that the asker may see. What cannot be divided is nobody's under blind coding or on a cut narrowed to sites; recordings and copies are originals.</summary>
internal sealed class KeptSeen
{
    private readonly Dictionary<Guid, string> imports;
    private readonly Dictionary<Guid, string> sources;

    private KeptSeen(List<KeptPiece> pieces, ILookup<Guid, KeptFile> files, Dictionary<Guid, string> imports, Dictionary<Guid, string> sources) => (Pieces, Files, this.imports, this.sources) = (pieces, files, imports, sources);

    public List<KeptPiece> Pieces { get; }

    public ILookup<Guid, KeptFile> Files { get; }

    public static bool IsSelection(XElement element) => element.Name.LocalName.EndsWith("Selection", StringComparison.Ordinal);

    public static async Task<KeptSeen> OfAsync(Asking asking)
    {
        var context = asking.Context;
        var isPart = context.BlindTo is not null || context.OnlySites.Count > 0;
        var hides = (await Originals.OfAsync(asking)).HidesAny;
        var pieces = (await context.All<KeptPiece>().AsNoTracking().ToListAsync(asking.Cancel))
            .Where(p => !isPart && (p.Part == KeptParts.Formatted || !KeptParts.IsOfRow(p.Part)) && !(hides && (p.Part == KeptParts.Formatted || Core.Fieldwork.Exchange.QdaKept.SourceElements.Contains(p.Part, StringComparer.Ordinal))))
            .OrderBy(p => p.ImportId).ThenBy(p => p.Ordinal).ToList();
        return new KeptSeen(
            pieces, (await context.All<KeptFile>().AsNoTracking().OrderBy(f => f.Id).ToListAsync(asking.Cancel)).ToLookup(f => f.PieceId),
            await context.All<Import>().ToDictionaryAsync(i => i.Id, i => i.FileName, asking.Cancel), await context.All<Source>().ToDictionaryAsync(s => s.Id, s => s.Name, asking.Cancel));
    }

    public KeptPiece Find(Guid id)
    {
        if (Pieces.Find(p => p.Id == id) is not { } piece)
        {
            throw new RefusedException(new Refusal("unknown", "Nothing of the kind was kept, or you do not see it.", "See what is kept, under Fieldwork → Coded projects."));
        }

        return piece;
    }

    public KeptLine Line(KeptPiece piece)
    {
        var element = KeptMedia.Read(piece.Said);
        var inside = element?.Descendants().ToList() ?? [];
        return new KeptLine(
            piece.Id, imports.GetValueOrDefault(piece.ImportId) ?? "", KeptMedia.KindOf(piece.Part), piece.Name, piece.TargetKind == "sources" ? sources.GetValueOrDefault(piece.TargetId) : null, Files[piece.Id].Count(), Files[piece.Id].Sum(f => f.Length),
            inside.Count(IsSelection), inside.Count(e => e.Name.LocalName == "Coding"), piece.Part == "Link" ? 2 : inside.Count(e => e.Name.LocalName.StartsWith("Member", StringComparison.Ordinal) || e.Name.LocalName is "Vertex" or "Edge"));
    }
}

/// <summary>What the things that kept elements refer to are called.</summary>
internal sealed class KeptNames(Dictionary<string, string> names)
{
    public static async Task<KeptNames> OfAsync(Asking asking, KeptSeen seen)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in seen.Pieces)
        {
            foreach (var element in KeptMedia.Read(piece.Said)?.DescendantsAndSelf() ?? [])
            {
                if (element.Attribute("guid")?.Value is { } id && element.Attribute("name")?.Value is { Length: > 0 } called)
                {
                    names.TryAdd(id.Trim('{', '}'), called);
                }
            }
        }

        var context = asking.Context;
        (await new CodebookTree().AskAsync(asking)).ToList().ForEach(c => names[c.Id.ToString("D")] = c.Path);
        (await context.All<Source>().Select(s => new { s.Id, s.Name }).ToListAsync(asking.Cancel)).ForEach(s => names[s.Id.ToString("D")] = s.Name);
        (await context.All<Site>().Select(s => new { s.Id, s.Name }).ToListAsync(asking.Cancel)).ForEach(s => names[s.Id.ToString("D")] = s.Name);
        (await context.All<Person>().Select(s => new { s.Id, s.Name }).ToListAsync(asking.Cancel)).ForEach(s => names[s.Id.ToString("D")] = s.Name);
        (await context.All<Memo>().Select(s => new { s.Id, s.Title }).ToListAsync(asking.Cancel)).ForEach(s => names[s.Id.ToString("D")] = s.Title ?? "a memo");
        return new KeptNames(names);
    }

    /// <summary>The name of what an attribute refers to; an empty text where there is none, “no longer there” where it leads nowhere.</summary>
    public string Of(XElement? element, string attribute) => element?.Attribute(attribute)?.Value.Trim() is not { Length: > 0 } written ? "" : names.GetValueOrDefault(written.Trim('{', '}')) ?? "something that is no longer there";
}
