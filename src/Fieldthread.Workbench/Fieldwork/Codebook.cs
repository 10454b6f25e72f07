using System.Text.RegularExpressions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Adds a code to the codebook.</summary>
/// <param name="Name">Name; unique among its siblings.</param>
/// <param name="Parent">The code above; null for the top.</param>
/// <param name="Colour">As <c>#RRGGBB</c>; null for none.</param>
/// <param name="Definition">When to use it and when not.</param>
[Act("add-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "a sibling has that name")]
[Refuses("bad-colour", "the colour is not six hexadecimal digits after a #")]
[Refuses("unknown", "there is no such code above")]
public sealed record AddCode(string Name, Guid? Parent = null, string? Colour = null, string Definition = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the code");
        var parent = Parent is { } above ? (await acting.FindAsync<Code>(above)).Id : (Guid?)null;
        await Codebook.RefuseTakenAsync(acting, name, parent, null);
        var ordinal = await Codebook.NextOrdinalAsync(acting, parent);
        return new Added(acting.Add(new Code { Name = name, ParentId = parent, Colour = Codebook.Colour(Colour), Definition = Acting.Clean(Definition), Ordinal = ordinal }).Id);
    }
}

/// <summary>Changes a code's name, colour, definition, or whether it can be used at all. Its codings follow.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Name">Name; unique among its siblings.</param>
/// <param name="Colour">As <c>#RRGGBB</c>; null for none.</param>
/// <param name="Definition">When to use it and when not.</param>
/// <param name="IsCodable">False for a heading.</param>
[Act("edit-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "a sibling has that name")]
[Refuses("bad-colour", "the colour is not six hexadecimal digits after a #")]
[Refuses("unknown", "there is no such code")]
public sealed record EditCode(Guid Code, string Name, string? Colour = null, string Definition = "", bool IsCodable = true) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var name = Acting.Given(Name, "The name of the code");
        await Codebook.RefuseTakenAsync(acting, name, code.ParentId, code.Id);
        (code.Name, code.Colour, code.Definition, code.IsCodable) = (name, Codebook.Colour(Colour), Acting.Clean(Definition), IsCodable);
        return new Added(code.Id);
    }
}

/// <summary>Moves a code, with all below it, under another code or to the top.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Parent">The code above from now on; null for the top.</param>
[Act("move-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("circle", "the code would come to stand below itself")]
[Refuses("name-taken", "a code there has that name")]
public sealed record MoveCode(Guid Code, Guid? Parent = null) : Act<Added>
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
        return new Added(code.Id);
    }
}

/// <summary>Merges a code into another: its codings become the other's, the codes below it move there, and it goes. Undo brings all back.</summary>
/// <param name="Code">The code that goes.</param>
/// <param name="Into">The code that stays.</param>
[Act("merge-codes", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("circle", "a code cannot be merged into itself or into one below it")]
[Refuses("name-taken", "a code below the one would stand beside another of its name below the other")]
[Refuses("heading", "the code that stays is a heading, and the one that goes has codings")]
public sealed record MergeCodes(Guid Code, Guid Into) : Act<CodesMerged>
{
    /// <inheritdoc/>
    public override async Task<CodesMerged> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (from, into) = (await acting.FindAsync<Code>(Code), await acting.FindAsync<Code>(Into));
        for (Guid? above = into.Id; above is { } id; above = (await acting.FindAsync<Code>(id)).ParentId)
        {
            if (id == from.Id)
            {
                Acting.Refuse("circle", $"“{from.Name}” cannot be merged into itself or into a code below it.", "Choose another code, or move that one first.");
            }
        }

        var codings = await acting.Context.Set<Coding>().AsTracking().Where(c => c.CodeId == from.Id).ToListAsync(acting.Cancel);
        if (codings.Count > 0 && !into.IsCodable)
        {
            Acting.Refuse("heading", $"“{into.Name}” is a heading and cannot take over codings.", "Make it usable in the codebook first.");
        }

        await TakeOverAsync(acting, codings, into.Id);
        var ordinal = await Codebook.NextOrdinalAsync(acting, into.Id);
        foreach (var child in await acting.Context.Set<Code>().AsTracking().Where(c => c.ParentId == from.Id).OrderBy(c => c.Ordinal).ToListAsync(acting.Cancel))
        {
            // The code that goes may itself stand there, under the name of a child of its own; it is no obstacle.
            await Codebook.RefuseTakenAsync(acting, child.Name, into.Id, child.Id, from.Id);
            (child.ParentId, child.Ordinal) = (into.Id, ordinal++);
        }

        foreach (var memo in await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == from.Id).ToListAsync(acting.Cancel))
        {
            memo.TargetId = into.Id;
        }

        acting.Remove(from);
        return new CodesMerged(into.Id, codings.Count);
    }

    /// <summary>The codings become the other code's. Where the same person had put both on the same stretch one stays, with the memos of the two.</summary>
    private static async Task TakeOverAsync(Acting acting, List<Coding> codings, Guid into)
    {
        var there = (await acting.Context.Set<Coding>().Where(c => c.CodeId == into).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CoderId }).ToListAsync(acting.Cancel))
            .ToLookup(c => (c.RevisionId, c.Start, c.End, c.CoderId), c => c.Id);
        foreach (var coding in codings)
        {
            if (there[(coding.RevisionId, coding.Start, coding.End, coding.CoderId)].Cast<Guid?>().FirstOrDefault() is not { } stays)
            {
                coding.CodeId = into;
                continue;
            }

            foreach (var memo in await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == coding.Id).ToListAsync(acting.Cancel))
            {
                memo.TargetId = stays;
            }

            acting.Remove(coding);
        }
    }
}

/// <summary>Two codes became one.</summary>
/// <param name="Code">The code that stayed.</param>
/// <param name="Codings">How many codings it took over.</param>
public sealed record CodesMerged(Guid Code, int Codings);

/// <summary>Removes a code that nothing stands on, with its memos. History keeps them.</summary>
/// <param name="Code">Which code.</param>
[Act("remove-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("in-use", "there are codings with it or codes below it")]
public sealed record RemoveCode(Guid Code) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var codings = await acting.Context.Set<Coding>().CountAsync(c => c.CodeId == code.Id, acting.Cancel);
        if (codings > 0 || await acting.Context.Set<Code>().AnyAsync(c => c.ParentId == code.Id, acting.Cancel))
        {
            Acting.Refuse("in-use", $"“{code.Name}” carries {codings} codings, or has codes below it.", "Merge it into another code, or move what stands below it.");
        }

        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == code.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(code);
        return new Added(code.Id);
    }
}

/// <summary>What the acts on the codebook share.</summary>
internal static partial class Codebook
{
    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal { get; }

    public static string? Colour(string? colour)
    {
        if (string.IsNullOrWhiteSpace(colour))
        {
            return null;
        }

        if (!Hexadecimal.IsMatch(colour))
        {
            Acting.Refuse("bad-colour", $"“{colour}” is not a colour.", "Write it as #1B6538.");
        }

        return colour.ToUpperInvariant();
    }

    public static async Task RefuseTakenAsync(Acting acting, string name, Guid? parent, Guid? except, Guid? going = null)
    {
        if (await acting.Context.Set<Code>().AnyAsync(c => c.ParentId == parent && c.Name == name && c.Id != except && c.Id != going, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a code “{name}” in that place.", "Choose another name, or merge the two.");
        }
    }

    public static async Task<int> NextOrdinalAsync(Acting acting, Guid? parent) =>
        (await acting.Context.Set<Code>().Where(c => c.ParentId == parent).MaxAsync(c => (int?)c.Ordinal, acting.Cancel) ?? 0) + 1;
}
