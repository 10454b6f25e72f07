using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>Topic guides and lines of inquiry, for people: whoever uses the material again has to know what was asked.</summary>
internal sealed class ReadableGuides : IReadablePart
{
    public IReadOnlyList<string> Contents =>
    [
        "guides/*.md      the topic guides, a file a version, with the encounters that used it",
        "lines-of-inquiry.csv  what the study wanted to find out; guides name it in brackets",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var lines = await context.Set<LineOfInquiry>().AsNoTracking().OrderBy(l => l.Ordinal).ToListAsync(cancel);
        if (lines.Count == 0 && !await context.Set<TopicGuide>().AnyAsync(cancel))
        {
            return;
        }

        await archive.WriteTextAsync("lines-of-inquiry.csv", async text =>
        {
            await Csv.LineAsync(text, "line", "sought");
            foreach (var line in lines)
            {
                await Csv.LineAsync(text, line.Label, line.Sought);
            }
        });

        var labels = lines.ToDictionary(l => l.Id, l => l.Label);
        var tied = (await context.Set<QuestionLine>().AsNoTracking().ToListAsync(cancel)).ToLookup(l => l.QuestionId, l => labels[l.LineId]);
        var questions = (await context.Set<GuideQuestion>().AsNoTracking().ToListAsync(cancel)).ToLookup(q => q.VersionId);
        var encounters = await context.Set<Encounter>().AsNoTracking().ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
        var used = (await context.Set<EncounterDetail>().AsNoTracking().Where(d => d.GuideVersionId != null).ToListAsync(cancel)).ToLookup(d => d.GuideVersionId!.Value, d => encounters.GetValueOrDefault(d.EncounterId));
        var versions = (await context.Set<GuideVersion>().AsNoTracking().ToListAsync(cancel)).ToLookup(v => v.GuideId);
        var guides = (await context.Set<TopicGuide>().AsNoTracking().ToListAsync(cancel)).OrderBy(g => g.Title, NaturalOrder.Instance).ToList();
        foreach (var (guide, at) in guides.Select((g, i) => (g, i + 1)))
        {
            foreach (var version in versions[guide.Id].OrderBy(v => v.Number))
            {
                var asked = GuideText.Write(questions[version.Id].OrderBy(q => q.Ordinal).Select(q => new GuideItem(q.Section, q.Asks, GuidePrompts.Of(q), [.. tied[q.Id].Order(StringComparer.Ordinal)])), withLines: true);
                var by = used[version.Id].OfType<string>().Order(NaturalOrder.Instance).ToList();
                await archive.WriteTextAsync($"guides/{at:00} version {version.Number}.md", text => text.WriteAsync(
                    $"{guide.Title}, version {version.Number}, from {version.Day}\n{(version.Note.Length > 0 ? version.Note + "\n" : "")}Used in: {(by.Count > 0 ? string.Join("; ", by) : "no encounter")}\n\n{asked}"));
            }
        }
    }
}
