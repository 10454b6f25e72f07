using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Fixes this moment of the study under a name, with a filter, so that every number can be made again from it for ever.</summary>
/// <param name="Name">Name, unique in the study.</param>
/// <param name="Filter">Names to narrow it to; null lets everything pass.</param>
[Act("freeze-cut", Permission.FreezeCut, CanBeUndone = false, Tells = "cuts")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has a cut of that name")]
[Refuses("unknown-name", "the filter names a site, phase or coder that the study does not have, or that two share")]
public sealed record FreezeCut(string Name, CutFilter? Filter = null) : Act<CutFrozen>
{
    /// <inheritdoc/>
    public override async Task<CutFrozen> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the cut");
        if (await acting.Context.Set<Cut>().AnyAsync(c => c.Name == name, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a cut “{name}”.", "A frozen cut stays as it is; choose another name.");
        }

        var filter = await CutNames.FreezeAsync(acting, Filter ?? new CutFilter());
        var head = await acting.Context.Set<StudyHead>().Where(h => h.Id == acting.Context.Study).Select(h => h.HeadHash).SingleAsync(acting.Cancel);
        var cut = acting.Add(new Cut
        {
            Name = name,
            Act = acting.Number,
            HeadHash = head,
            Filter = Json.Write(filter),
            Results = await PrintAsync(acting, filter),
            FrozenAt = acting.Now,
        });
        return new CutFrozen(cut.Id, name, cut.Act);
    }

    private static async Task<string> PrintAsync(Acting acting, FrozenFilter filter)
    {
        if (Contributions.To<ICutPrinter>() is not [var printer, ..])
        {
            return "[]";
        }

        var view = new View(acting.Context.Study, Sites: filter.Sites, Phases: filter.Phases, Coders: filter.Coders);
        await using var narrowed = Transactions.Share(acting.Services.Database, acting.Context, acting.Context.Database.CurrentTransaction!, view);
        return await printer.PrintAsync(narrowed, acting.Cancel);
    }
}

/// <summary>A cut was frozen.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Act">Number of the last act that it holds.</param>
public sealed record CutFrozen(Guid Id, string Name, long Act);

/// <summary>Turns the names of a filter into ids, once, so that a later renaming changes nothing.</summary>
internal static class CutNames
{
    public static async Task<FrozenFilter> FreezeAsync(Acting acting, CutFilter filter)
    {
        var phases = await acting.Context.Set<Phase>().Select(p => new { p.Name, p.Id }).ToListAsync(acting.Cancel);
        var coders = await acting.Context.Set<Person>().Select(p => new { p.Name, p.Id }).ToListAsync(acting.Cancel);
        var sites = Enumerable.Empty<(string, Guid)>().ToLookup(p => p.Item1, p => p.Item2);
        if (filter.Sites is { Count: > 0 } && Contributions.To<ICutNames>().FirstOrDefault(n => n.CalledInWords == "site") is { } named)
        {
            sites = await named.ByNameAsync(acting.Context, acting.Cancel);
        }

        return new FrozenFilter(
            Ids(filter.Sites, sites, "site"),
            Ids(filter.Phases, phases.ToLookup(p => p.Name, p => p.Id), "phase"),
            Ids(filter.Coders, coders.ToLookup(p => p.Name, p => p.Id), "coder"),
            filter);
    }

    private static List<Guid>? Ids(IReadOnlyList<string>? names, ILookup<string, Guid> known, string called)
    {
        if (names is not { Count: > 0 })
        {
            return null;
        }

        return names.Select(name => known[name].ToArray() switch
        {
            [var id] => id,
            [] => throw new RefusedException(new Refusal("unknown-name", $"There is no {called} “{name}” in this study.", "Write the name as the study has it.")),
            _ => throw new RefusedException(new Refusal("unknown-name", $"More than one {called} is called “{name}”.", "Give them names that differ, then freeze the cut.")),
        }).ToList();
    }
}
