using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Frameworks;

/// <summary>Cells of framework matrices that were written from the words of a participant: those of the person and of sources that are theirs whole, and those with a coding on the words.</summary>
internal sealed class CellsOnWords : IStandsOnWords
{
    public int Place => 40;

    public async Task<IReadOnlyList<ReachLine>> ReachAsync(StudyContext context, ParticipantWords words, CancellationToken cancel)
    {
        var written = (await context.All<FrameworkCell>().AsNoTracking().Where(c => c.Summary != "").ToListAsync(cancel)).ToLookup(c => c.FrameworkId);
        var reached = new List<string>();
        foreach (var matrix in (await context.All<Framework>().AsNoTracking().ToListAsync(cancel)).Where(m => written.Contains(m.Id)))
        {
            var ground = await FrameworkGround.ReadAsync(context, matrix, cancel);
            var rows = ground.Rows.ToDictionary(r => r.Id, r => r.Name);
            reached.AddRange(written[matrix.Id].Where(c => rows.ContainsKey(c.RowId) && (words.Who.Contains(c.RowId) || words.Whole.ContainsKey(c.RowId) || ground.Codings[(c.RowId, c.CodeId)].Any(k => words.Holds(k.Revision, k.Start, k.End))))
                .Select(c => $"{matrix.Name}: {rows[c.RowId]}, {ground.Paths.GetValueOrDefault(c.CodeId, "")}"));
        }

        return [new("cells of framework matrices written from them", reached.Count, [.. reached.Order(NaturalOrder.Instance)], "In an erasure cells of the person and of interviews of theirs alone lose their words. Read the others: a summary may repeat what was said.")];
    }
}
