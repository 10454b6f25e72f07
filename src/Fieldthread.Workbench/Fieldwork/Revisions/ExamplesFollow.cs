using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>Passages that the codebook shows as examples follow a revision as codings do. One that cannot stays on the former text and shows its words.</summary>
internal sealed class ExamplesFollow : IFollowsRevisions
{
    public async Task FollowAsync(Acting acting, RevisionMoved moved)
    {
        foreach (var guide in await acting.Context.Set<CodeGuide>().AsTracking().Where(g => g.ExampleRevisionId == moved.From).ToListAsync(acting.Cancel))
        {
            if (moved.Map.Forward(new TextSpan(guide.ExampleStart!.Value, guide.ExampleEnd!.Value), moved.LeastKept).Span is { } there)
            {
                (guide.ExampleRevisionId, guide.ExampleStart, guide.ExampleEnd) = (moved.To, there.Start, there.End);
            }
        }
    }

    public async Task<IReadOnlyList<FollowLine>> LookAsync(StudyContext context, RevisionMoved moved, CancellationToken cancel)
    {
        var guides = await context.Set<CodeGuide>().AsNoTracking().Where(g => g.ExampleRevisionId == moved.From).ToListAsync(cancel);
        var left = guides.Where(g => moved.Map.Forward(new TextSpan(g.ExampleStart!.Value, g.ExampleEnd!.Value), moved.LeastKept).Span is null).Select(g => g.CodeId).ToList();
        var names = await context.Set<Code>().AsNoTracking().Where(c => left.Contains(c.Id)).Select(c => c.Name).ToListAsync(cancel);
        return [new FollowLine("examples of codes", guides.Count - left.Count, [.. names.Order(NaturalOrder.Instance)], "They show the words of the former text until another example is chosen.")];
    }
}
