using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>How many pieces of evidence each site gives for and against each claim.</summary>
[Question("evidence-map", Permission.ReadMaterial)]
public sealed record EvidenceMapOf : Question<EvidenceTable>
{
    /// <inheritdoc/>
    public override async Task<EvidenceTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await Facts.OfAsync(asking);
        var sites = facts.Study.Sites.Order(NaturalOrder.Instance).ToList();
        var quotations = (await new QuotationList().AskAsync(asking)).ToDictionary(q => q.Id, q => q.Site);
        var statistics = await asking.Context.All<Statistic>().ToDictionaryAsync(s => s.Id, s => Json.Read<StatisticDefinition>(s.Definition), asking.Cancel);
        var evidence = (await asking.Context.All<ClaimEvidence>().ToListAsync(asking.Cancel)).Where(e => e.QuotationId is not { } q || quotations.ContainsKey(q))
            .ToLookup(e => e.ClaimId, e => (e.Side, Site: e.QuotationId is { } q ? quotations[q] : statistics[e.StatisticId!.Value].Sites is [var one] ? one : null));
        var claims = (await asking.Context.All<Claim>().ToListAsync(asking.Cancel)).OrderBy(c => c.Key, NaturalOrder.Instance);
        return new EvidenceTable(sites, [.. claims.Select(claim =>
        {
            var bySite = evidence[claim.Id].ToLookup(e => e.Site ?? "", e => e.Side, StringComparer.Ordinal);
            return new EvidenceRow(claim.Key, claim.Statement, [.. sites.Select(s => new Tally(bySite[s].Count(e => e == Side.For), bySite[s].Count(e => e == Side.Against)))], evidence[claim.Id].Count(e => e.Site is null));
        })]);
    }
}

/// <summary>Claims by sites.</summary>
/// <param name="Sites">Names of the sites.</param>
/// <param name="Claims">A row a claim.</param>
public sealed record EvidenceTable(IReadOnlyList<string> Sites, IReadOnlyList<EvidenceRow> Claims);

/// <summary>A claim’s row.</summary>
/// <param name="Key">Key of the claim.</param>
/// <param name="Statement">The claim.</param>
/// <param name="Sites">By site.</param>
/// <param name="Elsewhere">Pieces that belong to no one site, as numbers over all of them do.</param>
public sealed record EvidenceRow(string Key, string Statement, IReadOnlyList<Tally> Sites, int Elsewhere);

/// <summary>Pieces of evidence.</summary>
/// <param name="For">For the claim.</param>
/// <param name="Against">Against it.</param>
public readonly record struct Tally(int For, int Against);
