using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Moves a code, with all below it, under another code or to the top.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Parent">The code above from now on; null for the top.</param>
/// <param name="Reason">Why.</param>
[Act("move-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("circle", "the code would come to stand below itself")]
[Refuses("name-taken", "a code there has that name")]
public sealed record MoveCode(Guid Code, Guid? Parent = null, string? Reason = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        for (var above = Parent; above is { } id; above = (await acting.FindAsync<Code>(id)).ParentId)
        {
            if (id == code.Id)
            {
                Acting.Refuse("circle", $"“{code.Name}” cannot stand below itself.", "Choose a code outside its branch.");
            }
        }

        await Codebook.RefuseTakenAsync(acting, code.Name, Parent, code.Id);
        code.Ordinal = await Codebook.NextOrdinalAsync(acting, Parent);
        code.ParentId = Parent;
        Codebook.Note(acting, code.Id, CodeDeed.Moved, Reason);
        return new Added(code.Id);
    }
}

/// <summary>Where a code goes among its siblings.</summary>
public enum SiblingPlace
{
    /// <summary>One place up.</summary>
    Up,

    /// <summary>One place down.</summary>
    Down,

    /// <summary>Before all.</summary>
    First,

    /// <summary>After all.</summary>
    Last,

    /// <summary>Right before another.</summary>
    Before,

    /// <summary>Right after another.</summary>
    After,
}

/// <summary>Gives a code another place among its siblings.</summary>
/// <param name="Code">Which code.</param>
/// <param name="To">Where to.</param>
/// <param name="Beside">The sibling, for before and after.</param>
[Act("order-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("other-branch", "the code beside which it is to stand is no sibling of it, or none was named")]
[Refuses("at-the-end", "it stands there already")]
public sealed record OrderCode(Guid Code, SiblingPlace To, Guid? Beside = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var siblings = (await acting.Context.Set<Code>().AsTracking().Where(c => c.ParentId == code.ParentId).ToListAsync(acting.Cancel)).OrderBy(c => c.Ordinal).ThenBy(c => c.Id).ToList();
        var was = siblings.FindIndex(c => c.Id == code.Id);
        var others = siblings.Where(c => c.Id != code.Id).ToList();
        var at = To switch
        {
            SiblingPlace.Up => was - 1,
            SiblingPlace.Down => was + 1,
            SiblingPlace.First => 0,
            SiblingPlace.Last => others.Count,
            _ => await PlaceBesideAsync(acting, code, others),
        };
        if (at < 0 || at > others.Count || at == was)
        {
            Acting.Refuse("at-the-end", $"“{code.Name}” stands there already.");
        }

        others.Insert(at, siblings[was]);

        // Numbers only rise, and only as far as they must: the fewer rows change, the fewer stand in the way of a later undo.
        var last = int.MinValue;
        foreach (var sibling in others)
        {
            sibling.Ordinal = sibling.Ordinal > last && sibling.Id != code.Id ? sibling.Ordinal : last == int.MinValue ? others.Count > 1 ? others[1].Ordinal - 1 : sibling.Ordinal : last + 1;
            last = sibling.Ordinal;
        }

        return new Added(code.Id);
    }

    private async Task<int> PlaceBesideAsync(Acting acting, Code code, List<Code> others)
    {
        var beside = Beside is { } id ? await acting.FindAsync<Code>(id) : null;
        var at = others.FindIndex(c => c.Id == beside?.Id);
        if (at < 0)
        {
            Acting.Refuse("other-branch", beside is null ? "No code was named beside which it is to stand." : $"“{beside.Name}” is no sibling of “{code.Name}”.", "Name a code of the same branch, or move the code first.");
        }

        return To == SiblingPlace.Before ? at : at + 1;
    }
}
