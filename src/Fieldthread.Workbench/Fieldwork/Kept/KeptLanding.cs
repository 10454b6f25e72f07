using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>Rows that an import made, by the ids of the file.</summary>
internal sealed record LandedIds(
    IReadOnlyDictionary<string, Guid> People, IReadOnlyDictionary<string, Guid> Codes, IReadOnlyDictionary<string, Guid> Sources, IReadOnlyDictionary<string, Guid> Sites,
    IReadOnlyDictionary<string, Guid> Memos, IReadOnlyDictionary<string, Guid> Selections);

/// <summary>Keeps what of a project has no other home. References to what the study took in are spelt with our ids, so that they stay true whatever becomes of it.</summary>
internal sealed class KeptLanding(Acting acting, QdaProject project, Guid import, LandedIds ids, LandsBeside? beside = null)
{
    private readonly List<KeptPiece> pieces = [];
    private readonly List<KeptFile> files = [];
    private readonly KeptSpelling spelling = new(ids);

    public async Task LandAsync(Guid study, IReadOnlyDictionary<string, SourceSaid> sources, IReadOnlyCollection<string> loose)
    {
        var whole = new ProjectSaid(project.Description, StampSaid.Of(project.Stamp, ids.People));
        if (whole != new ProjectSaid(null, new StampSaid(null, null, null, null)))
        {
            Add(KeptParts.Project, "study_details", study, "", project.Name, Json.Write(whole));
        }

        foreach (var user in project.Users.Where(u => u.ShortName is not null && beside?.Ids.People.ContainsKey(u.ForeignId) != true))
        {
            Add(KeptParts.User, "people", ids.People[user.ForeignId], user.ForeignId, "", Json.Write(user.ShortName));
        }

        foreach (var variable in project.Variables.Where(v => beside?.Variables.Contains(v.ForeignId) != true))
        {
            Add(KeptParts.Variable, "imports", import, variable.ForeignId, variable.Name, Json.Write(new VariableSaid(variable.ForeignId, variable.Name, variable.Kind.ToString(), variable.Description)));
        }

        foreach (var source in project.Sources)
        {
            if (sources[source.ForeignId] is { IsNothing: false } said)
            {
                Add(KeptParts.Source, "sources", ids.Sources[source.ForeignId], source.ForeignId, "", Json.Write(said));
            }

            if (source.Formatted is { } formatted)
            {
                await FilesAsync(Add(KeptParts.Formatted, "sources", ids.Sources[source.ForeignId], source.ForeignId, source.Name, ""), [formatted]);
            }

            await acting.AddManyAsync(source.Values.Select(v => new SourceValue
            {
                SourceId = ids.Sources[source.ForeignId],
                Name = project.Variables.FirstOrDefault(x => x.ForeignId == v.VariableForeignId)?.Name ?? v.VariableForeignId,
                Kind = v.Kind.ToString(),
                Value = v.Text ?? "",
                ForeignId = v.VariableForeignId,
            }).ToList());
        }

        foreach (var one in project.Cases)
        {
            var said = new CaseSaid(
                one.Name is not { Length: > 0 }, [.. one.CodeForeignIds.Select(c => ids.Codes[c])], [.. one.SelectionForeignIds.Where(ids.Selections.ContainsKey).Select(s => ids.Selections[s])],
                [.. one.SourceForeignIds.Where(s => !ids.Sources.ContainsKey(s))], [.. one.SelectionForeignIds.Where(s => !ids.Selections.ContainsKey(s))]);
            if (said.IsNameless || said.Codes.Count + said.Selections.Count + said.KeptSources.Count + said.KeptSelections.Count > 0)
            {
                Add(KeptParts.Case, "sites", ids.Sites[one.ForeignId], one.ForeignId, "", Json.Write(said));
            }
        }

        foreach (var note in project.Notes.Where(n => ids.Memos.ContainsKey(n.ForeignId) && beside?.Ids.Memos.ContainsKey(n.ForeignId) != true))
        {
            var said = new NoteSaid(note.Description, StampSaid.Of(note.Stamp, ids.People), note.Rest is { } rest ? Ours(rest) : null, loose.Contains(note.ForeignId));
            if (said.IsLoose || said.Description is not null || said.Rest is not null || said.Stamp.ChangedAt is not null || said.Stamp.ChangedBy is not null)
            {
                await FilesAsync(Add(KeptParts.Note, "memos", ids.Memos[note.ForeignId], note.ForeignId, "", Json.Write(said)), note.Files);
            }
        }

        foreach (var kept in project.Kept)
        {
            var (kind, target) = kept.TextForeignId is { } text ? ("sources", ids.Sources[text]) : ("imports", import);
            await FilesAsync(Add(kept.Element, kind, target, kept.ForeignId, kept.Name, Ours(kept.Xml)), kept.Files);
        }

        foreach (var id in (beside?.Marked ?? []).Select(m => m.Source.ForeignId).Distinct().Where(id => sources[id].Selections.Count > 0))
        {
            await SayMoreAsync(ids.Sources[id], id, sources[id].Selections);
        }

        await acting.AddManyAsync(pieces);
        await acting.AddManyAsync(files);
    }

    /// <summary>What a file says of further stretches of a text that stands is kept beside what was said of the others.</summary>
    private async Task SayMoreAsync(Guid source, string foreignId, IReadOnlyList<SelectionSaid> more)
    {
        var piece = await acting.Context.Set<KeptPiece>().AsTracking().FirstOrDefaultAsync(p => p.Part == KeptParts.Source && p.TargetId == source, acting.Cancel);
        if (piece is not null && KeptWords.Read<SourceSaid>(piece) is { } said)
        {
            var further = more.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            piece.Said = Json.Write(said with { Selections = [.. said.Selections.Where(s => !further.Contains(s.Id)), .. more] });
        }
        else
        {
            Add(KeptParts.Source, "sources", source, foreignId, "", Json.Write(new SourceSaid(null, new StampSaid(null, null, null, null), more)));
        }
    }

    private KeptPiece Add(string part, string kind, Guid target, string foreignId, string name, string said)
    {
        var piece = new KeptPiece { ImportId = import, TargetKind = kind, TargetId = target, Part = part, ForeignId = foreignId, Name = name, Ordinal = pieces.Count + 1, Said = said };
        pieces.Add(piece);
        return piece;
    }

    private async Task FilesAsync(KeptPiece piece, IReadOnlyList<QdaFile> given)
    {
        foreach (var file in given)
        {
            var blob = await acting.KeepFileAsync(KeptMedia.TypeOf(file.Bytes.Span, file.Path), file.Bytes);
            files.Add(new KeptFile { PieceId = piece.Id, Path = file.Path, Length = file.Bytes.Length, BlobId = blob });
        }
    }

    private string Ours(string xml) => spelling.Ours(xml);
}

/// <summary>Spells references of kept pieces with our ids.</summary>
internal sealed class KeptSpelling(LandedIds ids)
{
    private readonly Dictionary<string, Guid>[] plain =
    [
        Plain(ids.People), Plain(ids.Codes), Plain(ids.Sources), Plain(ids.Memos), Plain(ids.Selections), Plain(ids.Sites),
    ];

    public string Ours(string xml) => RefiKept.Spelt(
        xml,
        (target, written) => (target switch
        {
            RefiTarget.User => Find(written, 0),
            RefiTarget.Code => Find(written, 1),
            RefiTarget.Source => Find(written, 2),
            RefiTarget.Note => Find(written, 3),
            RefiTarget.Selection => Find(written, 4),
            RefiTarget.Anything => Find(written, 1, 2, 3, 4, 5, 0),
            _ => null,
        }) ?? written,
        out _);

    private string? Find(string written, params int[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (plain[kind].TryGetValue(written.Trim('{', '}'), out var id))
            {
                return id.ToString("D");
            }
        }

        return null;
    }

    private static Dictionary<string, Guid> Plain(IReadOnlyDictionary<string, Guid> given)
    {
        var bare = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var (written, id) in given)
        {
            bare.TryAdd(written.Trim('{', '}'), id);
        }

        return bare;
    }
}
