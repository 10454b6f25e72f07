using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>The claims of the ledger with how much speaks for and against each.</summary>
[Question("claims", Permission.ReadMaterial)]
public sealed record ClaimList : Question<IReadOnlyList<ClaimLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ClaimLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var claims = await asking.Context.All<Claim>().ToListAsync(asking.Cancel);
        var evidence = (await asking.Context.All<ClaimEvidence>().ToListAsync(asking.Cancel)).ToLookup(e => e.ClaimId);
        var verdicts = await VerdictReading.OfAsync(asking);
        return claims.OrderBy(c => c.Key, NaturalOrder.Instance)
            .Select(c => new ClaimLine(c.Key, c.Statement, evidence[c.Id].Count(e => e.Side == Side.For), evidence[c.Id].Count(e => e.Side == Side.Against), verdicts(c.Id))).ToList();
    }
}

/// <summary>A claim in a list.</summary>
/// <param name="Key">Key, as <c>C4</c>.</param>
/// <param name="Statement">The claim.</param>
/// <param name="For">Pieces of evidence for it.</param>
/// <param name="Against">Pieces of evidence against it.</param>
/// <param name="Verdicts">What each phase says of it, in time.</param>
public sealed record ClaimLine(string Key, string Statement, int For, int Against, IReadOnlyList<PhaseVerdict> Verdicts);

/// <summary>A claim with everything that speaks for and against it.</summary>
/// <param name="Key">Key, as <c>C4</c>.</param>
[Question("claim", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such claim")]
public sealed record ClaimOpened(string Key) : Question<ClaimPage>
{
    /// <inheritdoc/>
    public override async Task<ClaimPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var claim = await asking.Context.All<Claim>().FirstOrDefaultAsync(c => c.Key == Key, asking.Cancel);
        if (claim is null)
        {
            Asking.Refuse("unknown", $"There is no claim {Key} in this study.");
        }

        var evidence = await asking.Context.All<ClaimEvidence>().Where(e => e.ClaimId == claim.Id).OrderBy(e => e.Id).ToListAsync(asking.Cancel);
        var quotations = (await new QuotationList().AskAsync(asking)).ToDictionary(q => q.Id);
        var statistics = (await new StatisticList().AskAsync(asking)).ToDictionary(s => s.Key);
        var keys = await asking.Context.All<Statistic>().ToDictionaryAsync(s => s.Id, s => s.Key, asking.Cancel);
        var lines = evidence.Where(e => e.QuotationId is not { } q || quotations.ContainsKey(q)).Select(e => e.QuotationId is { } q
            ? new EvidenceLine(e.Side, e.Note, quotations[q], null, quotations[q].Site, quotations[q].Phase)
            : Line(e, statistics[keys[e.StatisticId!.Value]]));
        return new ClaimPage(claim.Key, claim.Statement, [.. lines], (await VerdictReading.OfAsync(asking))(claim.Id));
    }

    /// <summary>A number belongs to the site or phase to which its definition is narrowed; most belong to no single one.</summary>
    private static EvidenceLine Line(ClaimEvidence evidence, StatisticLine statistic) =>
        new(evidence.Side, evidence.Note, null, statistic, statistic.Definition.Sites is [var site] ? site : null, statistic.Definition.Phases is [var phase] ? phase : null);
}

/// <summary>A claim opened.</summary>
/// <param name="Key">Key.</param>
/// <param name="Statement">The claim.</param>
/// <param name="Evidence">What speaks for and against, in the order in which it was set.</param>
/// <param name="Verdicts">What each phase says of it, in time.</param>
public sealed record ClaimPage(string Key, string Statement, IReadOnlyList<EvidenceLine> Evidence, IReadOnlyList<PhaseVerdict> Verdicts);

/// <summary>One piece of evidence.</summary>
/// <param name="Side">For or against.</param>
/// <param name="Note">Why.</param>
/// <param name="Quotation">The quotation, or null.</param>
/// <param name="Statistic">The statistic, or null.</param>
/// <param name="Site">Name of the site it comes from; null where it belongs to no single one.</param>
/// <param name="Phase">Name of the phase it comes from; null where it belongs to no single one.</param>
public sealed record EvidenceLine(Side Side, string Note, QuotationLine? Quotation, StatisticLine? Statistic, string? Site, string? Phase);

/// <summary>The quotations that were chosen as evidence.</summary>
[Question("quotations", Permission.ReadMaterial)]
public sealed record QuotationList : Question<IReadOnlyList<QuotationLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<QuotationLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        // What is kept in memory is the same for all; who may not read the originals sees their words covered.
        var originals = await Fieldwork.Pseudonyms.Originals.OfAsync(asking);
        return [.. (await LinesAsync(asking)).Select(q => originals.Hides(q.Revision) ? q with { Words = originals.Cover(q.Revision, q.Words) } : q)];
    }

    private static Task<IReadOnlyList<QuotationLine>> LinesAsync(Asking asking)
    {
        // Consent is as it is now, while what is read of a cut is kept for good: so this is not kept of a cut.
        return asking.Context.View.Known is null ? asking.Cache.GetAsync("quotations", asking.Context.View, asking.Head, () => ReadAsync(asking)) : ReadAsync(asking);
    }

    private static async Task<IReadOnlyList<QuotationLine>> ReadAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var attribution = await Attributions.OfAsync(asking.Context, asking.Services, asking.Cancel);
        var at = facts.Sources.Select((id, i) => (id, i)).ToDictionary(s => s.id, s => s.i);
        var sourceOf = await asking.Context.All<Revision>().Select(r => new { r.Id, r.SourceId }).ToDictionaryAsync(r => r.Id, r => r.SourceId, asking.Cancel);
        var claims = await asking.Context.All<Claim>().ToDictionaryAsync(c => c.Id, c => c.Key, asking.Cancel);
        var used = (await asking.Context.All<ClaimEvidence>().Where(e => e.QuotationId != null).ToListAsync(asking.Cancel)).ToLookup(e => e.QuotationId!.Value, e => claims[e.ClaimId]);
        var rows = (await asking.Context.All<Quotation>().ToListAsync(asking.Cancel)).Where(q => at.ContainsKey(sourceOf[q.RevisionId])).OrderBy(q => q.Key, NaturalOrder.Instance);
        var phaseOf = facts.Study.Encounters.ToDictionary(e => e.Name, e => e.Phase, StringComparer.Ordinal);
        return rows.Select(q =>
        {
            var source = sourceOf[q.RevisionId];
            var label = attribution.Of(q.RevisionId, new TextSpan(q.Start, q.End));
            var phase = facts.Study.Sources[at[source]].Encounter is { } encounter ? phaseOf[encounter] : null;
            return new QuotationLine(q.Id, q.Key, source, facts.Study.Sources[at[source]].Name, label.Attribution, Core.Findings.QuoteConsents.MayPrint(label.Consent), q.Start, q.End, q.Exact, q.Note, used[q.Id].Order(NaturalOrder.Instance).ToList(), label.Site, phase, label.Consent) { Revision = q.RevisionId };
        }).ToList();
    }
}

/// <summary>A quotation.</summary>
/// <param name="Id">The quotation.</param>
/// <param name="Key">Key, as <c>q12</c>.</param>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Attribution">How readers see who spoke.</param>
/// <param name="MayBePrinted">True where there is consent to quote, or the source is a public record.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">The words.</param>
/// <param name="Note">Why it was chosen.</param>
/// <param name="Claims">Keys of the claims that stand on it.</param>
/// <param name="Site">Name of the site it comes from, or null.</param>
/// <param name="Phase">Name of the phase it was said in, or null.</param>
/// <param name="Consent">How consent to quote it stands now.</param>
public sealed record QuotationLine(
    Guid Id, string Key, Guid Source, string SourceName, string Attribution, bool MayBePrinted, int Start, int End, string Words, string Note, IReadOnlyList<string> Claims, string? Site = null, string? Phase = null, Core.Findings.QuoteConsent Consent = Core.Findings.QuoteConsent.NoRecord)
{
    /// <summary>The revision of the source that it stands on.</summary>
    public Guid Revision { get; init; }
}

/// <summary>Quotations for tables of the analysis.</summary>
internal sealed class ChosenQuotations : IChosenQuotations
{
    public async Task<IReadOnlyList<ChosenQuotation>> PrintableAsync(Asking asking) =>
        [.. (await new QuotationList().AskAsync(asking)).Where(q => q.MayBePrinted).Select(q => new ChosenQuotation(q.Key, q.Source, q.Start, q.End, q.Words, q.Attribution))];
}
