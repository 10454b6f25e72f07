using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Reports that cite quotations for which nobody’s consent is recorded, or for which it is withheld.</summary>
internal sealed partial class FindingAttention : IAttention
{
    public int Place => 50;

    // Passages of every quoted text are read for it, so it is kept until the next act.
    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking) =>
        await asking.Cache.GetAsync("consent in reports", asking.Context.View, asking.Head, () => ReadAsync(asking));

    private static async Task<List<AttentionLine>> ReadAsync(Asking asking)
    {
        var reports = await asking.Context.All<Report>().OrderBy(r => r.Slug).Select(r => new { r.Slug, r.Title, r.Text }).ToListAsync(asking.Cancel);
        if (reports.Count == 0)
        {
            return [];
        }

        var quotations = (await asking.Context.All<Quotation>().Select(q => new { q.Key, q.RevisionId, q.Start, q.End }).ToListAsync(asking.Cancel)).ToDictionary(q => q.Key, StringComparer.Ordinal);
        var attributions = await Attributions.OfAsync(asking.Context, asking.Services, asking.Cancel);
        var lines = new List<AttentionLine>();
        foreach (var report in reports)
        {
            var consents = Keys().Matches(report.Text).Select(m => m.Value).Distinct().Where(quotations.ContainsKey)
                .Select(key => attributions.Of(quotations[key].RevisionId, new TextSpan(quotations[key].Start, quotations[key].End)).Consent).ToList();
            var special = consents.Count(c => c == QuoteConsent.Special);
            var (missing, refused, withdrawn) = (consents.Count(c => c is QuoteConsent.NotAsked or QuoteConsent.NoRecord), consents.Count(c => c == QuoteConsent.Refused), consents.Count(c => c == QuoteConsent.Withdrawn));
            if (missing + refused + withdrawn + special > 0)
            {
                var says = string.Join(" and ", new[] { Of(missing, "for which no consent is recorded"), Of(refused, "for which it is withheld"), Of(withdrawn, "for which it was withdrawn"), Of(special, "of a special category without explicit consent") }.Where(s => s.Length > 0));
                lines.Add(new(AttentionKind.Missing, $"“{report.Title}” cites {says}.", "The report is refused when it is published. Record the consent, or take the words out.", "reports/" + report.Slug, "Report"));
            }
        }

        return lines;
    }

    private static string Of(int count, string which) => count == 0 ? "" : $"{count} quotation{(count == 1 ? "" : "s")} {which}";

    /// <summary>Keys of quotations inside the braces of a report.</summary>
    [GeneratedRegex("(?<=\\{[^{}]*[=\" ])q[0-9]+(?=[\" }][^{}]*\\}|\\})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Keys();
}
