using System.Text.Json.Serialization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Takes back what an act did, as a new act. Whoever may do an act may undo it.</summary>
/// <param name="Act">Number of the act to undo.</param>
[Act("undo-act", Permission.ReadStudy, Tells = "everything")]
[Refuses("unknown", "there is no such act")]
[Refuses("cannot-be-undone", "the act reached outside or fixed something for good: publishing, freezing, erasing, starting a study")]
[Refuses("changed-since", "a row that the act wrote was changed by a later act, or something recorded later stands on it")]
[Refuses("would-break", "two things would bear one name, or a code would stand below itself")]
[Refuses("last-lead", "the study would be left without a lead")]
[Refuses("not-allowed", "the actor’s role would not allow the act itself")]
public sealed record UndoAct(long Act) : Act<Undone>, IUndoes
{
    /// <inheritdoc/>
    [JsonIgnore]
    public long Undoes => Act;

    /// <inheritdoc/>
    public override async Task<Undone> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var entry = await acting.Context.Set<ActEntry>().SingleOrDefaultAsync(e => e.StudyId == acting.Context.Study && e.Seq == Act, acting.Cancel);
        if (entry is null)
        {
            Acting.Refuse("unknown", $"There is no act {Act} in this study.");
        }

        // An act that this program does not know was done by another version of it.
        if (!Catalogue.Acts.TryGetValue(entry.Name, out var act) || !act.Act!.CanBeUndone)
        {
            Acting.Refuse("cannot-be-undone", $"Act {Act} ({entry.Name}) cannot be undone: what it fixed or sent is relied on elsewhere.");
        }

        await Authority.RequireAsync(acting.Context, acting.Actor, act.Needs, $"undo “{entry.Name}”", acting.Cancel);
        var led = await Leads.AnyAsync(acting);
        var rows = await Undoing.UndoAsync(acting, Act);
        await StandingRules.RefuseBrokenAsync(acting, Act);
        if (led)
        {
            await Leads.RefuseNoneAsync(acting);
        }

        return new Undone(entry.Name, rows);
    }
}

/// <summary>An act was undone.</summary>
/// <param name="Act">Name of the act that was undone.</param>
/// <param name="Rows">Rows put back, removed or restored.</param>
public sealed record Undone(string Act, int Rows);
