using System.Xml.Linq;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Kept;

/// <summary>What imports kept, on its way out again.</summary>
internal sealed class KeptOut
{
    private readonly Asking asking;
    private readonly bool withFiles;
    private readonly List<KeptPiece> pieces;
    private readonly ILookup<Guid, KeptFile> files;
    private readonly Dictionary<Guid, Guid> merged;
    private int left;

    private KeptOut(Asking asking, bool withFiles, List<KeptPiece> pieces, ILookup<Guid, KeptFile> files, Dictionary<Guid, Guid> merged) =>
        (this.asking, this.withFiles, this.pieces, this.files, this.merged) = (asking, withFiles, pieces, files, merged);

    /// <summary>The pieces that the asker may see whole. Under blind coding, or on a cut narrowed to sites, what cannot be divided stays behind.</summary>
    public static async Task<KeptOut> OfAsync(Asking asking, bool withFiles)
    {
        var context = asking.Context;
        var isPart = context.BlindTo is not null || context.OnlySites.Count > 0;
        var all = (await context.All<KeptPiece>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(p => p.ImportId).ThenBy(p => p.Ordinal).ToList();
        var seen = all.Where(p => !isPart || KeptParts.IsOfRow(p.Part)).ToList();
        var their = withFiles ? (await context.All<KeptFile>().AsNoTracking().ToListAsync(asking.Cancel)).ToLookup(f => f.PieceId) : Array.Empty<KeptFile>().ToLookup(f => f.PieceId);
        var went = (await context.All<CodeChange>().Where(c => c.Deed == CodeDeed.Merged && c.OtherId != null).OrderBy(c => c.RecordedIn).Select(c => new { c.CodeId, c.OtherId }).ToListAsync(asking.Cancel))
            .GroupBy(c => c.CodeId).ToDictionary(g => g.Key, g => g.Last().OtherId!.Value);
        return new KeptOut(asking, withFiles, seen, their, went) { left = all.Count - seen.Count };
    }

    /// <summary>How many pieces or references stayed behind, in words; null for none.</summary>
    public string? LeftInWords => left == 0 ? null : $"{left.ToString(System.Globalization.CultureInfo.InvariantCulture)} {(left == 1 ? "thing that came with an imported project does" : "things that came with imported projects do")} not go out: hidden from the one who asks, on words that are withheld, or about a code, text or memo that is no longer there.";

    /// <summary>What was said of the project; of the first, where several came.</summary>
    public ProjectSaid? Project => pieces.Where(p => p.Part == KeptParts.Project).Select(KeptWords.Read<ProjectSaid>).FirstOrDefault(p => p is not null);

    public Dictionary<Guid, string> ShortNames => Said<string>(KeptParts.User);

    public Dictionary<Guid, SourceSaid> Sources => Said<SourceSaid>(KeptParts.Source);

    public Dictionary<Guid, CaseSaid> Cases => Said<CaseSaid>(KeptParts.Case);

    public Dictionary<Guid, (NoteSaid Said, KeptPiece Piece)> Notes => pieces.Where(p => p.Part == KeptParts.Note).Select(p => (Said: KeptWords.Read<NoteSaid>(p), Piece: p)).Where(p => p.Said is not null).GroupBy(p => p.Piece.TargetId).ToDictionary(g => g.Key, g => (g.First().Said!, g.First().Piece));

    public IEnumerable<VariableSaid> Variables => pieces.Where(p => p.Part == KeptParts.Variable).Select(p => KeptWords.Read<VariableSaid>(p)).OfType<VariableSaid>();

    /// <summary>The formatted copies, by source.</summary>
    public async Task<Dictionary<Guid, QdaFile>> FormattedAsync()
    {
        var found = new Dictionary<Guid, QdaFile>();
        foreach (var piece in pieces.Where(p => p.Part == KeptParts.Formatted))
        {
            if ((await FilesAsync(piece)).Count > 0)
            {
                found[piece.TargetId] = (await FilesAsync(piece))[0];
            }
        }

        return found;
    }

    /// <summary>Pictures, recordings, links, sets and graphs, their references spelt as the things go out.</summary>
    public async Task<IReadOnlyList<QdaKept>> PiecesAsync(IReadOnlyDictionary<Guid, string> outgoing, IReadOnlyCollection<Guid> shownSources, bool hidesOriginals, Func<Guid, bool> withheld, Func<Guid, bool> unheard, OutgoingIds ids)
    {
        var kept = new List<QdaKept>();
        foreach (var import in pieces.Where(p => !KeptParts.IsOfRow(p.Part)).GroupBy(p => p.ImportId))
        {
            var own = OwnIds(import, ids);
            foreach (var piece in import.OrderBy(p => p.Ordinal))
            {
                var isRecording = QdaKept.SourceElements.Contains(piece.Part, StringComparer.Ordinal);
                var ofText = piece.TargetKind == "sources";
                if (KeptMedia.Read(piece.Said) is null || (isRecording && (hidesOriginals || (ofText && (!shownSources.Contains(piece.TargetId) || withheld(piece.TargetId) || (piece.Part is "AudioSource" or "VideoSource" && unheard(piece.TargetId)))))))
                {
                    left++;
                    continue;
                }

                var xml = Spelt(piece.Said, outgoing, own);
                kept.Add(new QdaKept(piece.Part, piece.ForeignId, piece.Name, xml) { Files = await FilesAsync(piece) });
            }
        }

        return kept;
    }

    /// <summary>The rest of a note with the spellings of the way out.</summary>
    public string Spelt(string said, IReadOnlyDictionary<Guid, string> outgoing, IReadOnlyDictionary<string, string>? own = null)
    {
        var spelt = RefiKept.Spelt(said, (_, written) => Out(written, outgoing, own), out var gone);
        left += gone;
        return spelt;
    }

    /// <summary>A reference of a case to a kept source or selection.</summary>
    public string? OutOwn(string written, Guid site, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>> own) =>
        pieces.Find(p => p.Part == KeptParts.Case && p.TargetId == site) is { } piece && own.TryGetValue(piece.ImportId, out var map) ? map.GetValueOrDefault(Plain(written)) : null;

    /// <summary>Ids that stand inside the kept pieces, by import; where two imports brought the same, the second gets others, the same every time.</summary>
    public Dictionary<Guid, IReadOnlyDictionary<string, string>> OwnIds(OutgoingIds ids) =>
        pieces.Where(p => !KeptParts.IsOfRow(p.Part)).GroupBy(p => p.ImportId).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, string>)OwnIds(g, ids));

    private readonly Dictionary<Guid, Dictionary<string, string>> ownIds = [];

    private Dictionary<string, string> OwnIds(IGrouping<Guid, KeptPiece> import, OutgoingIds ids)
    {
        if (ownIds.TryGetValue(import.Key, out var known))
        {
            return known;
        }

        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in import.Select(p => KeptMedia.Read(p.Said)).OfType<XElement>().SelectMany(e => e.DescendantsAndSelf().Attributes("guid")).Select(a => a.Value.Trim()))
        {
            if (!own.ContainsKey(Plain(id)))
            {
                own[Plain(id)] = ids.Of(id, Derived(import.Key, id));
            }
        }

        return ownIds[import.Key] = own;
    }

    private string? Out(string written, IReadOnlyDictionary<Guid, string> outgoing, IReadOnlyDictionary<string, string>? own)
    {
        if (own is not null && own.TryGetValue(Plain(written), out var mine))
        {
            return mine;
        }

        if (!Guid.TryParseExact(written, "D", out var id))
        {
            return own is null ? written : null;
        }

        for (var step = 0; step < 100 && merged.TryGetValue(id, out var into) && !outgoing.ContainsKey(id); step++)
        {
            id = into;
        }

        return outgoing.TryGetValue(id, out var found) ? found : own is null ? written : null;
    }

    private async Task<IReadOnlyList<QdaFile>> FilesAsync(KeptPiece piece)
    {
        var read = new List<QdaFile>();
        foreach (var file in withFiles ? files[piece.Id].OrderBy(f => f.Id) : Enumerable.Empty<KeptFile>())
        {
            if (file.BlobId is { } blob)
            {
                read.AddRange((await asking.Context.ReadAsync("SELECT bytes FROM blobs WHERE study_id = @study AND id = @id", row => (byte[])row.GetValue(0), asking.Cancel, ("study", asking.Context.Study), ("id", blob))).Select(bytes => new QdaFile(file.Path, bytes)));
            }
        }

        return read;
    }

    /// <summary>The notes' files.</summary>
    public Task<IReadOnlyList<QdaFile>> FilesOfAsync(KeptPiece piece) => FilesAsync(piece);

    private Dictionary<Guid, T> Said<T>(string part)
        where T : class =>
        pieces.Where(p => p.Part == part).Select(p => (p.TargetId, Said: KeptWords.Read<T>(p))).Where(p => p.Said is not null).GroupBy(p => p.TargetId).ToDictionary(g => g.Key, g => g.First().Said!);

    private static string Plain(string written) => written.Trim('{', '}');

    /// <summary>An id for something without a row, the same every time.</summary>
    public static Guid Derived(Guid import, string id)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{import:D} {id}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
