using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>Published versions that print the words of a participant.</summary>
internal sealed class PublishedOnWords : IStandsOnWords
{
    public int Place => 60;

    public async Task<IReadOnlyList<ReachLine>> ReachAsync(StudyContext context, ParticipantWords words, CancellationToken cancel)
    {
        var keys = (await FindingsOnWords.OfAsync(context, words, cancel)).ConvertAll(q => q.Key);
        var reports = await context.All<Report>().ToDictionaryAsync(r => r.Id, r => r.Slug, cancel);
        var published = (await context.All<Publication>().Select(p => new { p.ReportId, p.Version, p.Text }).ToListAsync(cancel)).Where(p => FindingsOnWords.Cites(p.Text, keys))
            .Select(p => $"{reports.GetValueOrDefault(p.ReportId, "report")} v{p.Version}").Order(StringComparer.Ordinal).ToList();
        return [new("published versions", published.Count, published, "What is published stays published, unless the words are erased: then “[withdrawn]” stands in their place. Publish a version without them.")];
    }
}
