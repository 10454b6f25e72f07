using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Claims with their evidence, and reports, for people.</summary>
internal sealed class ReadableFindings : IReadablePart
{
    public bool Deposited => true;

    public IReadOnlyList<string> Contents => ["claims.csv       the claims, with what speaks for and against each", "verdicts.csv     what each phase says of each claim, and why", "reports/*.md     the reports as written"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var evidence = (await context.Set<ClaimEvidence>().OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.ClaimId);
        var quotations = await context.Set<Quotation>().ToDictionaryAsync(q => q.Id, cancel);
        var withheld = await WithheldAsync(context, archive.Deposit, quotations.Values, cancel);
        var statistics = await context.Set<Statistic>().ToDictionaryAsync(s => s.Id, cancel);
        await archive.WriteTextAsync("claims.csv", async text =>
        {
            await Csv.LineAsync(text, "claim", "statement", "side", "evidence", "words", "note");
            foreach (var claim in (await context.Set<Claim>().ToListAsync(cancel)).OrderBy(c => c.Key.Length).ThenBy(c => c.Key, StringComparer.Ordinal))
            {
                foreach (var e in evidence[claim.Id].DefaultIfEmpty())
                {
                    var quotation = e?.QuotationId is { } q ? quotations.GetValueOrDefault(q) : null;
                    var statistic = e?.StatisticId is { } s ? statistics.GetValueOrDefault(s) : null;
                    await Csv.LineAsync(text, claim.Key, claim.Statement, e?.Side, quotation?.Key ?? statistic?.Key, quotation is null ? statistic?.Label : withheld.Contains(quotation.Id) ? Withheld : quotation.Exact, e?.Note);
                }
            }
        });
        await archive.WriteTextAsync("verdicts.csv", async text =>
        {
            await Csv.LineAsync(text, "claim", "phase", "verdict", "reason", "act");
            var keys = await context.Set<Claim>().ToDictionaryAsync(c => c.Id, c => c.Key, cancel);
            var phases = await context.Set<Phase>().ToDictionaryAsync(p => p.Id, cancel);
            foreach (var v in (await context.Set<ClaimVerdict>().ToListAsync(cancel)).OrderBy(v => keys[v.ClaimId].Length).ThenBy(v => keys[v.ClaimId], StringComparer.Ordinal).ThenBy(v => phases[v.PhaseId].StartsDay ?? int.MaxValue).ThenBy(v => v.Id))
            {
                await Csv.LineAsync(text, keys[v.ClaimId], phases[v.PhaseId].Name, VerdictReading.InWords(v.Verdict), v.Reason, v.RecordedIn);
            }
        });
        foreach (var report in (await context.Set<Report>().ToListAsync(cancel)).OrderBy(r => r.Slug, StringComparer.Ordinal))
        {
            await archive.WriteTextAsync($"reports/{Core.Basics.Slug.Of(report.Slug)}.md", text => text.WriteAsync($"# {report.Title}\n\n{quotations.Values.Where(q => withheld.Contains(q.Id) && q.Exact.Length > 0).Aggregate(report.Text, (left, q) => left.Replace(q.Exact, Withheld, StringComparison.Ordinal))}\n"));
        }
    }

    private const string Withheld = "[withheld]";

    /// <summary>Quotations that stay out of the files: of those who refused or withdrew; in a deposit whatever may not be printed.</summary>
    private static async Task<HashSet<Guid>> WithheldAsync(StudyContext context, bool deposit, IReadOnlyCollection<Quotation> quotations, CancellationToken cancel)
    {
        var attributions = await Attributions.OfAsync(context, await Consents.ReadAsync(context, DateOnly.FromDateTime(DateTime.UtcNow), cancel), cancel);
        return [.. quotations.Where(q => attributions.Of(q.RevisionId, new TextSpan(q.Start, q.End)).Consent is var consent && (deposit ? !consent.MayPrint() : consent is QuoteConsent.Refused or QuoteConsent.Withdrawn)).Select(q => q.Id)];
    }
}
