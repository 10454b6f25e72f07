using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Acts;

/// <summary>Decides by role whether somebody may.</summary>
internal static class Authority
{
    /// <summary>The actor's person in the study; null for the program itself.</summary>
    /// <exception cref="RefusedException">They are no member, or their role does not allow it: <c>not-allowed</c>.</exception>
    public static async Task<Person?> RequireAsync(LiveContext context, Actor actor, Permission needs, string what, CancellationToken cancel)
    {
        if (needs == Permission.HoldLink)
        {
            return null;
        }

        if (needs == Permission.KeepOwnAccount)
        {
            return actor.AccountId is not null ? null : throw new RefusedException(new Refusal("not-allowed", "Nobody is signed in.", "Sign in first."));
        }

        // The installation has no roles: what is done to it, stewards do.
        if (needs == Permission.KeepInstallation || context.Study == 0)
        {
            return RequireSteward(actor, what);
        }

        if (actor.AccountId is not { } account)
        {
            return actor.Steward ? null : throw new RefusedException(new Refusal("not-allowed", "Nobody is signed in.", "Sign in first."));
        }

        var me = await context.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.AccountId == account && p.Role != null, cancel)
            ?? throw new RefusedException(new Refusal("not-allowed", $"{actor.Name} has no part in this study, so may not {what}.", "Ask the study’s lead for an invitation."));
        return me.Role!.Value.May(needs) || (needs == Permission.KeepNames && me.Role == Role.Lead && !await context.Set<Person>().AnyAsync(p => p.Role == Role.IdentityCustodian, cancel))
            ? me
            : throw new RefusedException(new Refusal("not-allowed", $"The role {me.Role} does not allow {actor.Name} to {what}.", "Ask the study’s lead."));
    }

    /// <summary>Lets only a steward of the installation pass.</summary>
    /// <exception cref="RefusedException">The actor is none: <c>not-allowed</c>.</exception>
    public static Person? RequireSteward(Actor actor, string what) => actor.Steward
        ? null
        : throw new RefusedException(new Refusal("not-allowed", $"Only a steward of the installation may {what}.", "Ask a steward."));
}

/// <summary>Turns the name of a cut and the asker into what a question sees.</summary>
internal static class Views
{
    public static async Task<View> ResolveAsync(LiveContext context, string? cut, Person? me, CancellationToken cancel)
    {
        var blind = me is { Blind: true } ? me.Id : (Guid?)null;
        if (string.IsNullOrWhiteSpace(cut))
        {
            return new View(context.Study, BlindTo: blind);
        }

        var found = await context.Set<Cut>().AsNoTracking().SingleOrDefaultAsync(c => c.Name == cut, cancel)
            ?? throw new RefusedException(new Refusal("unknown-cut", $"There is no cut called “{cut}” in this study.", "List the cuts with: fieldthread cut list."));
        return Of(context.Study, found, blind);
    }

    /// <summary>The view of a cut: its act, and its filter by ids that were resolved when it was frozen.</summary>
    public static View Of(int study, Cut cut, Guid? blind = null)
    {
        var filter = Json.Read<FrozenFilter>(cut.Filter);
        return new View(study, cut.Act, blind, filter.Sites, filter.Phases, filter.Coders);
    }
}

/// <summary>A cut's filter as frozen: ids, so that a later renaming changes nothing.</summary>
/// <param name="Sites">Sites; null lets all pass.</param>
/// <param name="Phases">Phases; null lets all pass.</param>
/// <param name="Coders">Coders; null lets all pass.</param>
/// <param name="InWords">The filter as a person wrote it.</param>
public sealed record FrozenFilter(IReadOnlyList<Guid>? Sites, IReadOnlyList<Guid>? Phases, IReadOnlyList<Guid>? Coders, CutFilter InWords);
