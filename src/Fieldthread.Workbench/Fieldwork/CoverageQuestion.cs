using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What was done in the field, by site, kind and phase, with the numbers that a methods section needs; of a cut, what the cut holds.</summary>
[Question("coverage", Permission.ReadStudy)]
public sealed record CoverageOfStudy : Question<Coverage>
{
    /// <inheritdoc/>
    public override async Task<Coverage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var field = await new Field().AskAsync(asking);
        var phases = await new PhaseList().AskAsync(asking);
        return Coverage.Of([.. field.Encounters.Select(e => new CountedEncounter(e.Kind, e.Site, e.Phase, e.Date, e.Minutes, e.Participants) { Name = e.Name })], [.. field.Sites.Select(s => s.Name)], [.. phases.Select(p => p.Name)]);
    }
}
