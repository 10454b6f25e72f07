using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Analysis;

/// <summary>What was made of joint displays, for people.</summary>
internal sealed class ReadableAnalysis : IReadablePart
{
    public IReadOnlyList<string> Contents => ["joint-displays.csv  what was made of codes beside answers, site by site"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var facts = await FactsReader.ReadAsync(context, cancel);
        var paths = facts.Codes.Select((c, i) => (c.Id, facts.Study.Codes[i].Path)).ToDictionary(c => c.Id, c => c.Path);
        var sites = await context.Set<Site>().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var notes = (await context.Set<JointNote>().ToListAsync(cancel)).ToLookup(n => n.DisplayId);
        await archive.WriteTextAsync("joint-displays.csv", async text =>
        {
            await Csv.LineAsync(text, "display", "codes", "items", "site", "fit", "note");
            foreach (var display in await context.Set<JointDisplay>().OrderBy(d => d.Id).ToListAsync(cancel))
            {
                var codes = string.Join(" | ", Json.Read<List<Guid>>(display.Codes).Select(c => paths.GetValueOrDefault(c)).OfType<string>());
                foreach (var note in notes[display.Id].OrderBy(n => sites[n.SiteId], Core.Basics.NaturalOrder.Instance).DefaultIfEmpty())
                {
                    await Csv.LineAsync(text, display.Name, codes, string.Join(" | ", Json.Read<List<string>>(display.Items)), note is null ? null : sites[note.SiteId], note?.Fit.ToString().ToLowerInvariant(), note?.Note);
                }
            }
        });
    }
}
