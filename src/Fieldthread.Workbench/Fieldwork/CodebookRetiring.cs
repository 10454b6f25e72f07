using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Retires a code: its codings stay, nothing more is coded with it, and it says why and what to use instead.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Reason">Why; must be given.</param>
/// <param name="Successor">The code that takes its place, where one does.</param>
[Act("retire-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("empty", "no reason was given")]
[Refuses("retired", "the code is retired already")]
[Refuses("bad-successor", "the successor is the code itself, is retired, or is a heading")]
public sealed record RetireCode(Guid Code, string Reason, Guid? Successor = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var reason = Acting.Given(Reason, "The reason");
        var guide = await Codebook.GuideAsync(acting, code.Id);
        if (guide.Standing == CodeStanding.Retired)
        {
            Acting.Refuse("retired", $"“{code.Name}” is retired already.");
        }

        if (Successor is { } id)
        {
            var next = await acting.FindAsync<Code>(id);
            var nextIsRetired = await acting.Context.Set<CodeGuide>().AnyAsync(g => g.CodeId == id && g.Standing == CodeStanding.Retired, acting.Cancel);
            if (next.Id == code.Id || nextIsRetired || !next.IsCodable)
            {
                Acting.Refuse("bad-successor", $"“{next.Name}” cannot take the place of “{code.Name}”: {(next.Id == code.Id ? "it is the same code" : nextIsRetired ? "it is retired itself" : "it is a heading")}.", "Choose a code that is in use, or none.");
            }
        }

        (guide.Standing, guide.SuccessorId) = (CodeStanding.Retired, Successor);
        acting.Add(new CodeChange { CodeId = code.Id, OtherId = Successor, Deed = CodeDeed.Retired, Reason = reason });
        return new Added(code.Id);
    }
}

/// <summary>Brings a retired code back into use.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Reason">Why.</param>
[Act("bring-back-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("not-retired", "the code is not retired")]
public sealed record BringBackCode(Guid Code, string? Reason = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        if (await Codebook.GuideIfAnyAsync(acting, code.Id) is not { Standing: CodeStanding.Retired } guide)
        {
            Acting.Refuse("not-retired", $"“{code.Name}” is not retired.");
            return null!;
        }

        (guide.Standing, guide.SuccessorId) = (CodeStanding.InUse, null);
        Codebook.Note(acting, code.Id, CodeDeed.BroughtBack, Reason);
        return new Added(code.Id);
    }
}
