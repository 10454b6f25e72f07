using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Quotations, claims and reports that stand on the words of a participant.</summary>
internal sealed class FindingsOnWords : IStandsOnWords
{
    public int Place => 50;

    public async Task<IReadOnlyList<ReachLine>> ReachAsync(StudyContext context, ParticipantWords words, CancellationToken cancel)
    {
        var quotations = await OfAsync(context, words, cancel);
        var ids = quotations.Select(q => q.Id).ToHashSet();
        var standing = (await context.All<ClaimEvidence>().Where(e => e.QuotationId != null).ToListAsync(cancel)).Where(e => ids.Contains(e.QuotationId!.Value)).Select(e => e.ClaimId).ToHashSet();
        var claims = (await context.All<Claim>().ToListAsync(cancel)).Where(c => standing.Contains(c.Id)).Select(c => c.Key).Order(NaturalOrder.Instance).ToList();
        var keys = quotations.ConvertAll(q => q.Key);
        var reports = (await context.All<Report>().Select(r => new { r.Slug, r.Text }).ToListAsync(cancel)).Where(r => Cites(r.Text, keys)).Select(r => r.Slug).Order(StringComparer.Ordinal).ToList();
        return
        [
            new("quotations", keys.Count, [.. keys.Order(NaturalOrder.Instance)], "They are not printed, and a report that prints one is not published."), new("claims that stand on them", claims.Count, claims, "They stay; read whether they still hold."),
            new("reports that cite them", reports.Count, reports, "The check stops at each of them."),
        ];
    }

    public static async Task<List<Quotation>> OfAsync(StudyContext context, ParticipantWords words, CancellationToken cancel) =>
        (await context.All<Quotation>().AsNoTracking().ToListAsync(cancel)).FindAll(q => words.Holds(q.RevisionId, q.Start, q.End));

    /// <summary>True where a text in the report language cites one of the keys.</summary>
    public static bool Cites(string text, IReadOnlyCollection<string> keys) => keys.Any(key => Regex.IsMatch(text, $@"(?<![\w]){Regex.Escape(key)}(?![\w])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2)));
}
