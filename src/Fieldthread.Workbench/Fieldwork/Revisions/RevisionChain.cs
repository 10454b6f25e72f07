using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>The revisions of every source, which is the newest, and the map from any to any.</summary>
internal sealed class RevisionChain
{
    private readonly Dictionary<Guid, Link> revisions = [];
    private readonly Dictionary<Guid, Link> newest = [];
    private readonly Dictionary<Guid, RevisionStep> stepTo;
    private readonly Dictionary<(Guid, Guid), RevisionMap> maps = [];

    private RevisionChain(Dictionary<Guid, RevisionStep> stepTo) => this.stepTo = stepTo;

    /// <summary>A revision without its text.</summary>
    public sealed record Link(Guid Id, Guid Source, int Number, int Length);

    /// <summary>Reads it through any view.</summary>
    public static async Task<RevisionChain> OfAsync(StudyContext context, CancellationToken cancel)
    {
        var chain = new RevisionChain(await context.Set<RevisionStep>().AsNoTracking().ToDictionaryAsync(s => s.RevisionId, cancel));
        foreach (var r in await context.Set<Revision>().AsNoTracking().Select(r => new Link(r.Id, r.SourceId, r.Number, r.Length)).ToListAsync(cancel))
        {
            chain.revisions[r.Id] = r;
            chain.newest[r.Source] = chain.newest.TryGetValue(r.Source, out var before) && before.Number > r.Number ? before : r;
        }

        return chain;
    }

    /// <summary>Every revision.</summary>
    public IEnumerable<Link> All => revisions.Values;

    /// <summary>The revision of that id; null where the view does not hold it.</summary>
    public Link? this[Guid revision] => revisions.GetValueOrDefault(revision);

    /// <summary>The newest revision of a source; null where the view holds none.</summary>
    public Link? NewestOf(Guid source) => newest.GetValueOrDefault(source);

    /// <summary>True where a revision is not the newest of its source.</summary>
    public bool IsFormer(Guid revision) => revisions.TryGetValue(revision, out var r) && newest[r.Source].Id != revision;

    /// <summary>The step that made a revision; null for the text as it came.</summary>
    public RevisionStep? StepTo(Guid revision) => stepTo.GetValueOrDefault(revision);

    /// <summary>The step that was made from a revision; null for the newest.</summary>
    public RevisionStep? StepFrom(Guid revision) => stepTo.Values.FirstOrDefault(s => s.BaseId == revision);

    /// <summary>The first revision of a source that is pseudonymised; null where none is.</summary>
    public Link? FirstPseudonymised(Guid source) => stepTo.Values.Where(s => s.Kind == RevisionKind.Pseudonymised).Select(s => revisions.GetValueOrDefault(s.RevisionId)).OfType<Link>().Where(r => r.Source == source).MinBy(r => r.Number);

    /// <summary>The map from one revision of a source to another, forward or back.</summary>
    /// <exception cref="InvalidOperationException">They are not of one chain.</exception>
    public RevisionMap Map(Guid from, Guid to)
    {
        if (maps.TryGetValue((from, to), out var known))
        {
            return known;
        }

        var (a, b) = (revisions[from], revisions[to]);
        if (a.Number > b.Number)
        {
            return maps[(from, to)] = Map(to, from).Inverse();
        }

        var map = RevisionMap.Identity(b.Length);
        for (var at = b; at.Id != a.Id;)
        {
            var step = stepTo.GetValueOrDefault(at.Id) ?? throw new InvalidOperationException($"The revisions {from} and {to} are not of one chain.");
            map = RevisionMap.Parse(step.Map).Then(map);
            at = revisions[step.BaseId];
        }

        return maps[(from, to)] = map;
    }
}
