using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Published counts in the table in which they can be brought in again, for people.</summary>
internal sealed class ReadableCounts : IReadablePart
{
    public IReadOnlyList<string> Contents => ["register/published-counts.csv   how many organisations others printed, as “counts import” reads them"];

    public Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel) => archive.WriteTextAsync("register/published-counts.csv", async text =>
    {
        await Csv.LineAsync(text, ["topic", "date", "row", "category", "within", "count", "percent", "source", "known", "type", "words"]);
        foreach (var c in await context.Set<CountRow>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel))
        {
            await Csv.LineAsync(text, [c.Topic, c.Date, c.RowName, c.Category, c.Within, c.Count, c.Percent, c.Source, c.Known, c.Type, c.Words]);
        }
    });
}
