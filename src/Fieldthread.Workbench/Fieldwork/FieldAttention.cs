using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A phase that has begun and in which nobody was met.</summary>
internal sealed class FieldAttention : IAttention
{
    public int Place => 30;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var today = DateOnly.FromDateTime(asking.Services.Clock.GetUtcNow().UtcDateTime).DayNumber;
        var met = await asking.Context.All<Encounter>().Where(e => e.PhaseId != null).Select(e => e.PhaseId!.Value).Distinct().ToListAsync(asking.Cancel);
        var phases = await asking.Context.All<Phase>().Where(p => p.StartsDay != null && p.StartsDay <= today).OrderBy(p => p.StartsDay).Select(p => new { p.Id, p.Name }).ToListAsync(asking.Cancel);
        return [.. phases.Where(p => !met.Contains(p.Id)).Select(p => new AttentionLine(
            AttentionKind.Missing, $"{p.Name} has begun, and no encounter belongs to it.", "Record interviews, meetings and visits, or say of those that are there to which phase they belong.", "sites", "Encounters"))];
    }
}
