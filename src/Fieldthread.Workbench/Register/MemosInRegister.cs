using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Memos on organisations. Too many for a list: they are written from the organisation’s page.</summary>
internal sealed class MemosOnOrganisations : IMemoPlace
{
    public int Order => 110;

    public string Kind => "organisations";

    public string InWords => "organisation";

    public IReadOnlyList<Type> Rows => [typeof(Organisation), typeof(OrganisationName)];

    public bool CanBeListed => false;

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var found = await context.All<Organisation>().Chosen(only).Select(o => new { o.Id, o.Key }).ToListAsync(cancel);
        var chosen = found.Count > 500 ? null : found.ConvertAll(o => o.Id);
        var names = (await (chosen is null ? context.All<OrganisationName>() : context.All<OrganisationName>().Where(n => chosen.Contains(n.OrganisationId))).Select(n => new { n.OrganisationId, n.Name, n.FromDay }).ToListAsync(cancel)).ToLookup(n => n.OrganisationId);
        return [.. found.Select(o => new MemoThing(o.Id, names[o.Id].OrderBy(n => n.FromDay ?? int.MinValue).LastOrDefault()?.Name ?? o.Key, "register/" + o.Id))];
    }
}

/// <summary>Memos on events of the register.</summary>
internal sealed class MemosOnEvents : IMemoPlace
{
    public int Order => 120;

    public string Kind => "change_events";

    public string InWords => "event";

    public IReadOnlyList<Type> Rows => [typeof(RegisteredEvent)];

    public bool CanBeListed => false;

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<RegisteredEvent>().Chosen(only).Select(e => new { e.Id, e.Key, e.Date }).ToListAsync(cancel)).Select(e => new MemoThing(e.Id, $"{e.Key}, {e.Date}", "register/events/" + e.Key))];
}
