using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Judgements of types, and documents, as tables for people.</summary>
internal sealed class ReadableTypologies : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "register/typologies.csv   who judged which organisation to be of what type, on what evidence",
        "register/documents.csv   documents of organisations and about events, and where they are",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var keys = await context.Set<Organisation>().ToDictionaryAsync(o => o.Id, o => o.Key, cancel);
        var events = await context.Set<RegisteredEvent>().ToDictionaryAsync(e => e.Id, e => e.Key, cancel);
        await archive.WriteTextAsync("register/typologies.csv", async text =>
        {
            await Csv.LineAsync(text, ["organisation", "typology", "type", "from", "to", "analyst", "judged", "evidence"]);
            foreach (var j in await context.Set<TypeJudgement>().AsNoTracking().OrderBy(j => j.Id).ToListAsync(cancel))
            {
                await Csv.LineAsync(text, [keys[j.OrganisationId], j.Typology, j.TypeName, j.FromDate, j.LastDate, j.Analyst, j.Judged, j.Evidence]);
            }
        });
        await archive.WriteTextAsync("register/documents.csv", async text =>
        {
            await Csv.LineAsync(text, ["organisation", "event", "title", "kind", "date", "reference"]);
            foreach (var d in await context.Set<RegisterDocument>().AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancel))
            {
                await Csv.LineAsync(text, [d.OrganisationId is { } o ? keys[o] : "", d.EventId is { } e ? events[e] : "", d.Title, d.Kind, d.Date, d.Reference]);
            }
        });
    }
}
