using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>Which codings came of a rule; read only where it is asked, for most came by hand.</summary>
internal static class OriginsOfCodings
{
    /// <summary>By the place of a coding, how it came; those by hand are not there.</summary>
    public static async Task<IReadOnlyDictionary<CodedPlace, CodingOrigin>> ReadAsync(Asking asking, Facts facts)
    {
        var codes = facts.Codes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var coders = facts.Coders.Select((id, i) => (id, i)).ToDictionary(c => c.id, c => c.i);
        var rows = await asking.Context.All<AutoCoding>().Join(asking.Context.All<Coding>(), a => a.CodingId, c => c.Id, (a, c) => new { c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId, Confirmed = a.ConfirmedAt != null }).ToListAsync(asking.Cancel);
        return rows.Where(r => facts.SourceOfRevision.ContainsKey(r.RevisionId)).GroupBy(r => new CodedPlace(facts.SourceOfRevision[r.RevisionId], r.Start, r.End, codes[r.CodeId], coders[r.CoderId]))
            .ToDictionary(g => g.Key, g => g.Any(r => r.Confirmed) ? CodingOrigin.Confirmed : CodingOrigin.Proposed);
    }

    /// <summary>By the id of a coding, how it came, as the view knows it; those by hand are not there.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="codings">Of which codings; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Dictionary<Guid, CodingOrigin>> ByIdAsync(StudyContext context, IQueryable<Coding>? codings, CancellationToken cancel)
    {
        var rows = codings is null ? context.All<AutoCoding>() : context.All<AutoCoding>().Where(a => codings.Any(c => c.Id == a.CodingId));
        var all = await rows.Select(a => new { a.CodingId, Confirmed = a.ConfirmedAt != null }).ToListAsync(cancel);
        return all.GroupBy(a => a.CodingId).ToDictionary(g => g.Key, g => g.Any(a => a.Confirmed) ? CodingOrigin.Confirmed : CodingOrigin.Proposed);
    }
}
