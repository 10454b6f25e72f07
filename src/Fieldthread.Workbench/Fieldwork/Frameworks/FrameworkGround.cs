using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>A coding that counts in a matrix.</summary>
internal sealed record ChartedCoding(Guid Id, Guid Source, Guid Revision, int Start, int End, Guid Code, Guid Coder, long Act);

/// <summary>Rows, columns and codings of one matrix, read through any view.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Rows">Its rows by name, with what they are.</param>
/// <param name="Paths">Paths of all codes.</param>
internal sealed record FrameworkGround(Framework Matrix, IReadOnlyList<FrameworkColumn> Columns, IReadOnlyList<(Guid Id, string Name, string About)> Rows, IReadOnlyDictionary<Guid, string> Paths)
{
    /// <summary>Codings by row and code of the column, in the order of source and text.</summary>
    public required ILookup<(Guid Row, Guid Code), ChartedCoding> Codings { get; init; }

    public static async Task<FrameworkGround> ReadAsync(StudyContext context, Framework matrix, CancellationToken cancel)
    {
        var columns = await context.All<FrameworkColumn>().Where(c => c.FrameworkId == matrix.Id).OrderBy(c => c.Ordinal).ToListAsync(cancel);
        var codes = FactsReader.InTreeOrder(await context.All<Code>().ToListAsync(cancel));
        var (paths, above) = (new Dictionary<Guid, string>(), codes.ToDictionary(c => c.Id, c => c.ParentId));
        codes.ForEach(c => paths[c.Id] = CodePath.Below(c.ParentId is { } parent ? paths[parent] : null, c.Name));
        var columnsOf = codes.ToDictionary(c => c.Id, c => columns.FindAll(x => x.CodeId == c.Id || (x.Below && Chain(c.Id, above).Contains(x.CodeId))).ConvertAll(x => x.CodeId));

        var encounters = await context.All<Encounter>().ToDictionaryAsync(e => e.Id, cancel);
        var linked = (await context.All<SourceSite>().OrderBy(l => l.Id).ToListAsync(cancel)).ToLookup(l => l.SourceId, l => l.SiteId);
        var sources = (await context.All<Source>().Select(s => new { s.Id, s.Name, s.EncounterId }).ToListAsync(cancel)).ConvertAll(s => (s.Id, s.Name, Met: s.EncounterId is { } e ? encounters.GetValueOrDefault(e) : null));
        var siteOf = sources.ToDictionary(s => s.Id, s => s.Met?.SiteId ?? (linked[s.Id].FirstOrDefault() is var first && first != Guid.Empty ? first : null));
        var counted = sources.Where(s => s.Name.Length > 0 && (matrix.PhaseId is null || s.Met?.PhaseId == matrix.PhaseId)).Select(s => s.Id).ToHashSet();
        var newest = (await context.All<Revision>().Select(r => new { r.Id, r.SourceId, r.Number }).ToListAsync(cancel)).GroupBy(r => r.SourceId).Where(g => counted.Contains(g.Key)).ToDictionary(g => g.MaxBy(r => r.Number)!.Id, g => g.Key);
        var wanted = columnsOf.Where(c => c.Value.Count > 0).Select(c => c.Key).ToList();
        var codings = (await context.All<Coding>().Where(c => wanted.Contains(c.CodeId)).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId, c.RecordedIn }).ToListAsync(cancel))
            .Where(c => newest.ContainsKey(c.RevisionId)).Select(c => new ChartedCoding(c.Id, newest[c.RevisionId], c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId, c.RecordedIn)).ToList();
        var people = matrix.RowsAre == Classified.Participants ? await PeopleAsync(context, sources.ToDictionary(s => s.Id, s => s.Met?.Id), newest, cancel) : null;
        IEnumerable<Guid> RowsOf(ChartedCoding c) => matrix.RowsAre switch { Classified.Sources => [c.Source], Classified.Sites => siteOf[c.Source] is { } at ? [at] : [], _ => people!(c) };

        var ordinal = sources.OrderBy(s => s.Name, NaturalOrder.Instance).Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i);
        var sites = await context.All<Site>().ToListAsync(cancel);
        var phases = await context.All<Studies.Phase>().ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        string Site(Guid? id) => sites.Find(s => s.Id == id)?.Name ?? "";
        List<(Guid Id, string Name, string About, Guid? At)> rows = matrix.RowsAre switch
        {
            Classified.Sites => sites.ConvertAll(s => (s.Id, s.Name, s.About, (Guid?)s.Id)),
            Classified.Sources => sources.FindAll(s => counted.Contains(s.Id)).ConvertAll(s => (s.Id, s.Name, Join(Site(siteOf[s.Id]), s.Met?.PhaseId is { } p ? phases.GetValueOrDefault(p, "") : ""), siteOf[s.Id])),
            _ => (await context.All<Participant>().ToListAsync(cancel)).ConvertAll(p => (p.Id, p.Pseudonym, Join(p.Role, Site(p.SiteId)), p.SiteId)),
        };
        return new FrameworkGround(matrix, columns, [.. rows.Where(r => matrix.SiteId is null || r.At == matrix.SiteId).OrderBy(r => r.Name, NaturalOrder.Instance).ThenBy(r => r.Id).Select(r => (r.Id, r.Name, r.About))], paths)
        {
            Codings = codings.OrderBy(c => ordinal[c.Source]).ThenBy(c => c.Start).ThenBy(c => c.End).ThenBy(c => c.Id).SelectMany(c => RowsOf(c).SelectMany(row => columnsOf[c.Code].Select(code => (row, code, c)))).ToLookup(x => (x.row, x.code), x => x.c),
        };
    }

    private static string Join(params IEnumerable<string> parts) => string.Join(", ", parts.Where(p => p.Length > 0));

    private static IEnumerable<Guid> Chain(Guid code, Dictionary<Guid, Guid?> above)
    {
        for (Guid? at = code; at is { } id; at = above.GetValueOrDefault(id))
        {
            yield return id;
        }
    }

    /// <summary>Whose words a coding stands on: whoever is named before the turns that it touches; all who were heard where no turn of the source names anybody.</summary>
    private static async Task<Func<ChartedCoding, IEnumerable<Guid>>> PeopleAsync(StudyContext context, Dictionary<Guid, Guid?> encounterOf, Dictionary<Guid, Guid> newest, CancellationToken cancel)
    {
        var named = (await context.All<Participant>().Select(p => new { p.Id, p.Pseudonym }).ToListAsync(cancel)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var attended = (await context.All<Attendance>().ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => a.ParticipantId);
        var turns = (await context.All<Passage>().Where(p => p.Speaker != null).Select(p => new { p.RevisionId, p.Start, p.End, p.Speaker }).ToListAsync(cancel))
            .Where(p => newest.ContainsKey(p.RevisionId) && named.ContainsKey(p.Speaker!.Trim())).ToLookup(p => p.RevisionId, p => (p.Start, p.End, Who: named[p.Speaker!.Trim()]));
        return coding => turns[coding.Revision].Any() ? turns[coding.Revision].Where(t => t.Start < coding.End && coding.Start < t.End).Select(t => t.Who).Distinct()
            : encounterOf[coding.Source] is { } met ? attended[met].Distinct() : [];
    }
}
