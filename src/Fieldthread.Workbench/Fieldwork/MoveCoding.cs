using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Moves the ends of a coding: the same coding, with its code, coder, memos and what stands on it, on other words of the same text. Only its author or a lead may.</summary>
/// <param name="Coding">Which coding.</param>
/// <param name="Start">First UTF-16 code unit from now on.</param>
/// <param name="End">One past the last.</param>
[Act("move-coding", Permission.Code, Tells = "codings")]
[Refuses("unknown", "there is no such coding")]
[Refuses("not-yours", "somebody else coded it and the actor is no lead")]
[Refuses("range-outside", "the stretch is empty, lies outside the text or cuts a character in two")]
[Refuses("superseded", "it stands on a former revision and waits to be placed")]
[Refuses("same", "the coding lies there already")]
[Refuses("coded-already", "the same person has put the same code on that stretch")]
public sealed record MoveCoding(Guid Coding, int Start, int End) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var coding = await SeenCoding.FindOwnAsync(acting, Coding);
        await Stretch.RequireAsync(acting, coding.RevisionId, Start, End);
        await Stretch.RequireNewestAsync(acting, coding.RevisionId);
        if ((coding.Start, coding.End) == (Start, End))
        {
            Acting.Refuse("same", "The coding lies on these words already.", "Select other words.");
        }

        if (await acting.Context.Set<Coding>().AnyAsync(c => c.RevisionId == coding.RevisionId && c.Start == Start && c.End == End && c.CodeId == coding.CodeId && c.CoderId == coding.CoderId, acting.Cancel))
        {
            var code = await acting.FindAsync<Code>(coding.CodeId);
            Acting.Refuse("coded-already", $"The same person has put “{code.Name}” on this stretch by another coding.", "Take one of the two away.");
        }

        (coding.Start, coding.End) = (Start, End);
        return new Added(coding.Id);
    }
}
