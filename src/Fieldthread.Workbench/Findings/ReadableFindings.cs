using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Claims with their evidence, and reports, for people.</summary>
internal sealed class ReadableFindings : IReadablePart
{
    public IReadOnlyList<string> Contents => ["claims.csv       the claims, with what speaks for and against each", "verdicts.csv     what each phase says of each claim, and why", "reports/*.md     the reports as written"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var evidence = (await context.Set<ClaimEvidence>().OrderBy(e => e.Id).ToListAsync(cancel)).ToLookup(e => e.ClaimId);
        var quotations = await context.Set<Quotation>().ToDictionaryAsync(q => q.Id, cancel);
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
                    await Csv.LineAsync(text, claim.Key, claim.Statement, e?.Side, quotation?.Key ?? statistic?.Key, quotation?.Exact ?? statistic?.Label, e?.Note);
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
            await archive.WriteTextAsync($"reports/{Core.Basics.Slug.Of(report.Slug)}.md", text => text.WriteAsync($"# {report.Title}\n\n{report.Text}\n"));
        }
    }
}
