using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>Confirms codings that came of a run: somebody has read them, and they are meant. Each keeps where it came from.</summary>
/// <param name="Codings">Which.</param>
[Act("confirm-auto-codings", Permission.Code, Tells = "codings")]
[Refuses("empty", "none was chosen")]
[Refuses("unknown", "one of them is not there, or came of no run")]
[Refuses("not-yours", "somebody else’s run made one, and the actor is no lead")]
[Refuses("same", "all of them are confirmed already")]
public sealed record ConfirmAutoCodings(IReadOnlyList<Guid> Codings) : Act<AutoJudged>
{
    /// <inheritdoc/>
    public override async Task<AutoJudged> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var chosen = (await OwnAutoCodings.FindAsync(acting, Codings)).FindAll(o => o.Origin.ConfirmedBy is null && o.Origin.ConfirmedAt is null);
        if (chosen.Count == 0)
        {
            Acting.Refuse("same", "All of them are confirmed already.");
        }

        chosen.ForEach(o => (o.Origin.ConfirmedBy, o.Origin.ConfirmedAt) = (acting.Me, acting.Now));
        return new AutoJudged(chosen.Count);
    }
}

/// <summary>Drops codings that came of a run, with their memos: some of them, or all of a run that nobody has confirmed. History keeps them.</summary>
/// <param name="Codings">Which; none where a run is named.</param>
/// <param name="Run">The run whose codings are dropped, except those confirmed.</param>
[Act("drop-auto-codings", Permission.Code, Tells = "codings")]
[Refuses("empty", "neither codings nor a run were chosen, or nothing of the run is left that is not confirmed")]
[Refuses("unknown", "one of them is not there, or came of no run; or there is no such run")]
[Refuses("not-yours", "somebody else’s run made one, and the actor is no lead")]
public sealed record DropAutoCodings(IReadOnlyList<Guid>? Codings = null, Guid? Run = null) : Act<AutoJudged>
{
    /// <inheritdoc/>
    public override async Task<AutoJudged> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        IReadOnlyList<Guid> chosen = Codings ?? [];
        if (chosen.Count == 0 && Run is { } id)
        {
            var run = await acting.FindAsync<AutoRun>(id);
            var there = acting.Context.Set<Coding>();
            chosen = await acting.Context.Set<AutoCoding>().Where(a => a.RunId == run.Id && a.ConfirmedAt == null && there.Any(c => c.Id == a.CodingId)).Select(a => a.CodingId).ToListAsync(acting.Cancel);
        }

        var found = await OwnAutoCodings.FindAsync(acting, chosen);
        var ids = found.ConvertAll(o => o.Coding.Id);
        foreach (var part in ids.Chunk(500))
        {
            (await acting.Context.Set<Memo>().AsTracking().Where(m => part.Contains(m.TargetId)).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        }

        found.ForEach(o => acting.Remove(o.Coding));
        return new AutoJudged(found.Count);
    }
}

/// <summary>How many codings were confirmed or dropped.</summary>
/// <param name="Codings">Codings.</param>
public sealed record AutoJudged(int Codings);

/// <summary>Codings that came of runs, as far as the actor may judge them.</summary>
internal static class OwnAutoCodings
{
    /// <summary>Those of the ids, with where they came from.</summary>
    /// <exception cref="RefusedException">None was named (<c>empty</c>), one is not to be seen or came of no run (<c>unknown</c>), or is somebody else’s (<c>not-yours</c>).</exception>
    public static async Task<List<(Coding Coding, AutoCoding Origin)>> FindAsync(Acting acting, IReadOnlyList<Guid>? ids)
    {
        var wanted = (ids ?? []).Distinct().ToList();
        if (wanted.Count == 0)
        {
            Acting.Refuse("empty", "None was chosen that could be.", "Tick some, or choose a run that has some which nobody has confirmed.");
        }

        var found = new List<(Coding, AutoCoding)>();
        var (blind, lead) = (await SeenCoding.IsBlindAsync(acting), acting.Me is null || await acting.Context.Set<Person>().AnyAsync(p => p.Id == acting.Me && p.Role == Role.Lead, acting.Cancel));
        foreach (var part in wanted.Chunk(500))
        {
            var codings = await acting.Context.Set<Coding>().AsTracking().Where(c => part.Contains(c.Id)).ToDictionaryAsync(c => c.Id, acting.Cancel);
            var origins = (await acting.Context.Set<AutoCoding>().AsTracking().Where(a => part.Contains(a.CodingId)).ToListAsync(acting.Cancel)).ToLookup(a => a.CodingId);
            foreach (var id in part)
            {
                if (!codings.TryGetValue(id, out var coding) || origins[id].FirstOrDefault() is not { } origin || (blind && coding.CoderId != acting.Me))
                {
                    Acting.Refuse("unknown", $"There is no coding with the id {id} that came of a rule.", "It may have been removed; read the page again.");
                    return null!;
                }

                if (coding.CoderId != acting.Me && !lead)
                {
                    Acting.Refuse("not-yours", "Somebody else’s run made this.", "Ask them, or the study’s lead.");
                }

                found.Add((coding, origin));
            }
        }

        return found;
    }
}
