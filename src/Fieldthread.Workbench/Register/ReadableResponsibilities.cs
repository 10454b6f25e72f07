using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Responsibilities in the tables in which they can be brought in again, for people.</summary>
internal sealed class ReadableResponsibilities : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "responsibilities/*.csv   what organisations were responsible for, the levels in their order, and what sources say of activities, as “responsibility import” reads them",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var index = await ResponsibilityIndex.ReadAsync(context, cancel);
        if (index.Imports.Count == 0)
        {
            return;
        }

        var keys = await context.Set<Organisation>().AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        await archive.WriteTextAsync("responsibilities/responsibilities.csv", async text =>
        {
            await Csv.LineAsync(text, ["organisation", "activity", "level", "from", "to", "source", "track", "known", "note"]);
            foreach (var s in index.Statements)
            {
                await Csv.LineAsync(text, [keys[s.OrganisationId], s.Activity, s.Level, s.FromDate, s.LastDate, s.Source, s.Track.ToString().ToLowerInvariant(), s.Known, s.Note]);
            }
        });
        await archive.WriteTextAsync("responsibilities/levels.csv", async text =>
        {
            await Csv.LineAsync(text, ["level"]);
            foreach (var level in index.Levels)
            {
                await Csv.LineAsync(text, [level]);
            }
        });
        await archive.WriteTextAsync("responsibilities/activities.csv", async text =>
        {
            await Csv.LineAsync(text, ["activity", "source", "from", "to", "known", "note"]);
            foreach (var s in index.Scope)
            {
                await Csv.LineAsync(text, [s.Activity, s.Source, s.FromDate, s.LastDate, s.Known, s.Note]);
            }
        });
    }
}
