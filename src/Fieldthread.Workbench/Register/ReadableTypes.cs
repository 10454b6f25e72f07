using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study states of types, in the table in which it can be brought in again, for people.</summary>
internal sealed class ReadableTypes : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "register/types.csv   what is stated of types of organisations, as “register types import” reads it",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var rows = await context.Set<StatedType>().AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return;
        }

        await archive.WriteTextAsync("register/types.csv", async text =>
        {
            await Csv.LineAsync(text, ["type", "says", "value", "from", "to", "in", "reason", "source"]);
            foreach (var s in rows)
            {
                await Csv.LineAsync(text, [s.TypeName, s.Says.ToString().ToLowerInvariant(), s.Value, s.FromDate, s.LastDate, s.Within, s.Reason, s.Source]);
            }
        });
    }
}
