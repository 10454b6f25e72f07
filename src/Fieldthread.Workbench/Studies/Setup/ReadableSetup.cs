using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>How the study is set up, for people.</summary>
internal sealed class ReadableSetup : IReadablePart
{
    public bool Deposited => true;

    public IReadOnlyList<string> Contents =>
    [
        "study/about.md   why and how the study is done, funders, partners, disclaimer",
        "study/*.csv      contributors with roles and affiliations, phases with their times in the field and what texts say of them, the plan",
    ];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        // The day of the export decides nothing here but where people are said to be now, which is not written.
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var setup = await StudySetup.ReadAsync(context, today, cancel);
        await archive.WriteTextAsync("study/about.md", async text =>
        {
            foreach (var (heading, words) in new[]
            {
                ("Why", setup.Purpose), ("What, and how", setup.Approach), ("Disclaimer", setup.Disclaimer), ("Whom to ask", setup.Contact), ("Funders", string.Join("\n", setup.Funders.Select(f => "- " + f.InWords))),
                ("Partners", string.Join("\n", setup.Partners.Select(p => $"- {p.Name}{(p.Owner ? ", owner" : "")}{(p.Does.Length > 0 ? ": " + p.Does : "")}"))),
            })
            {
                if (words.Length > 0)
                {
                    await text.WriteLineAsync($"## {heading}\n\n{words}\n");
                }
            }
        });
        await archive.WriteTextAsync("study/contributors.csv", async text =>
        {
            await Csv.LineAsync(text, "place", "name", "orcid", "roles", "institution", "from", "to");
            foreach (var (c, place) in setup.Contributors.Select((c, i) => (c, i + 1)))
            {
                foreach (var a in c.Affiliations.Cast<AffiliationLine?>().DefaultIfEmpty())
                {
                    await Csv.LineAsync(text, place, c.Name, c.Orcid, string.Join("; ", c.Roles.Select(r => r.InWords())), a?.Institution, a?.From, a?.To);
                }
            }
        });
        var phases = Phases.InOrder(await context.Set<Phase>().ToListAsync(cancel));
        var windows = (await context.Set<FieldworkWindow>().OrderBy(w => w.Id).ToListAsync(cancel)).ToLookup(w => w.PhaseId);
        var sayings = (await context.Set<PhaseSaying>().OrderBy(s => s.Id).ToListAsync(cancel)).ToLookup(s => s.PhaseId);
        await archive.WriteTextAsync("study/phases.csv", async text =>
        {
            await Csv.LineAsync(text, "phase", "what", "name", "starts", "ends");
            foreach (var p in phases)
            {
                await Csv.LineAsync(text, p.Name, "phase", "", p.Starts, p.Ends);
                foreach (var w in windows[p.Id])
                {
                    await Csv.LineAsync(text, p.Name, "fieldwork, planned", w.Name, w.PlannedStarts, w.PlannedEnds);
                    await Csv.LineAsync(text, p.Name, "fieldwork", w.Name, w.Starts, w.Ends);
                }

                foreach (var s in sayings[p.Id])
                {
                    await Csv.LineAsync(text, p.Name, "by a text", s.Text, s.Starts, s.Ends);
                }
            }
        });
        await archive.WriteTextAsync("study/plan.csv", async text =>
        {
            await Csv.LineAsync(text, "what", "due", "done", "note");
            foreach (var m in await MilestoneList.ReadAsync(context, today, cancel))
            {
                await Csv.LineAsync(text, m.Name, m.Planned, m.Actual, m.Note);
            }
        });
    }
}
