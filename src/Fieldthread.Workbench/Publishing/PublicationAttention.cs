using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>A published report whose cut is older than the newest evidence, and a public page that is older than the setup.</summary>
internal sealed class PublicationAttention : IAttention
{
    public int Place => 60;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var published = await asking.Context.All<Publication>().Select(p => new { p.ReportId, p.Version, p.Title, p.CutId }).ToListAsync(asking.Cancel);
        var cuts = await asking.Context.All<Cut>().Select(c => new { c.Id, c.Name, c.Act }).ToDictionaryAsync(c => c.Id, asking.Cancel);
        var lines = new List<AttentionLine>();
        foreach (var newest in published.GroupBy(p => p.ReportId).Select(g => g.MaxBy(p => p.Version)!).OrderBy(p => p.Title, StringComparer.Ordinal))
        {
            var cut = cuts[newest.CutId];
            string[] moved =
            [
                await CountAsync<Source>(asking, cut.Act, "source"), await CountAsync<Encounter>(asking, cut.Act, "encounter"), await CountAsync<Coding>(asking, cut.Act, "coding"), await CountAsync<Response>(asking, cut.Act, "response"),
            ];
            var since = moved.Where(m => m.Length > 0).ToList();
            if (since.Count > 0)
            {
                lines.Add(new(AttentionKind.Stale, $"“{newest.Title}”, version {newest.Version}, stands on the cut “{cut.Name}” of act {cut.Act}.", $"New or changed since: {string.Join(", ", since)}. Freeze another cut and publish a version on it, if they belong in.", "published", "Published"));
            }
        }

        if ((await new StudyPageOf().AskAsync(asking)).Older)
        {
            lines.Add(new(AttentionKind.Stale, "The study’s public page is older than its setup.", "Let it out anew, if it should say what the setup says now.", "public-page", "Public page"));
        }

        return lines;
    }

    private static async Task<string> CountAsync<T>(Asking asking, long act, string what)
        where T : Evidence
    {
        var count = await asking.Context.All<T>().CountAsync(row => row.RecordedIn > act, asking.Cancel);
        return count == 0 ? "" : $"{count:N0} {what}{(count == 1 ? "" : "s")}";
    }
}
