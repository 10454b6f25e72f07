using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies.Minutes;

/// <summary>Adds a decision to minutes, with what it touches.</summary>
/// <param name="Minutes">Which minutes.</param>
/// <param name="Words">What was decided, and why.</param>
/// <param name="On">What it touches, as <c>codes:ID</c> or <c>claims:C4</c>; may be empty.</param>
[Act("add-decision", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there are no such minutes, or what it touches is not there")]
[Refuses("empty", "nothing was written")]
[Refuses("too-long", "it has more than 2,000 characters")]
[Refuses("bad-place", "decisions do not touch such a thing")]
public sealed record AddDecision(Guid Minutes, string Words, IReadOnlyList<string>? On = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var minutes = await acting.FindAsync<MeetingMinutes>(Minutes);
        var ordinal = (await acting.Context.Set<Decision>().Where(d => d.MinutesId == minutes.Id).MaxAsync(d => (int?)d.Ordinal, acting.Cancel) ?? 0) + 1;
        var row = acting.Add(new Decision { MinutesId = minutes.Id, Ordinal = ordinal, Words = MinutesFields.Line(Acting.Given(Words, "The decision"), "The decision") });
        var touched = new HashSet<Guid>();
        foreach (var on in (On ?? []).Where(o => !string.IsNullOrWhiteSpace(o)))
        {
            var (place, thing) = await MemoPlaces.FindAsync(acting, on);
            if (touched.Add(thing.Id))
            {
                acting.Add(new DecisionLink { DecisionId = row.Id, TargetKind = place.Kind, TargetId = thing.Id });
            }
        }

        return new Added(row.Id);
    }
}

/// <summary>Changes the words of a decision; what it said before stays in history.</summary>
/// <param name="Decision">Which decision.</param>
/// <param name="Words">What was decided, and why.</param>
[Act("change-decision", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there is no such decision")]
[Refuses("empty", "nothing was written")]
[Refuses("too-long", "it has more than 2,000 characters")]
public sealed record ChangeDecision(Guid Decision, string Words) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Decision>(Decision);
        row.Words = MinutesFields.Line(Acting.Given(Words, "The decision"), "The decision");
        return new Added(row.Id);
    }
}

/// <summary>Takes a decision out of its minutes; history keeps it.</summary>
/// <param name="Decision">Which decision.</param>
[Act("remove-decision", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there is no such decision")]
public sealed record RemoveDecision(Guid Decision) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Decision>(Decision);
        await MinutesFields.RemoveAsync(acting, row);
        return new Added(row.Id);
    }
}

/// <summary>Says of a decision that it touches something of the study.</summary>
/// <param name="Decision">Which decision.</param>
/// <param name="To">What it touches, as <c>codes:ID</c> or <c>claims:C4</c>.</param>
[Act("link-decision", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there is no such decision, or what it touches is not there")]
[Refuses("bad-place", "decisions do not touch such a thing")]
[Refuses("same", "it is linked to it already")]
public sealed record LinkDecision(Guid Decision, string To) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Decision>(Decision);
        var (place, thing) = await MemoPlaces.FindAsync(acting, To);
        if (await acting.Context.Set<DecisionLink>().AnyAsync(l => l.DecisionId == row.Id && l.TargetId == thing.Id, acting.Cancel))
        {
            Acting.Refuse("same", $"The decision touches {thing.Name} already.");
        }

        return new Added(acting.Add(new DecisionLink { DecisionId = row.Id, TargetKind = place.Kind, TargetId = thing.Id }).Id);
    }
}

/// <summary>Takes a link of a decision away.</summary>
/// <param name="Link">Which link.</param>
[Act("unlink-decision", Permission.Code, Tells = "minutes")]
[Refuses("unknown", "there is no such link")]
public sealed record UnlinkDecision(Guid Link) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var link = await acting.FindAsync<DecisionLink>(Link);
        acting.Remove(link);
        return new Added(link.Id);
    }
}
