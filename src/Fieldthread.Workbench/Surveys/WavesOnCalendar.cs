using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>Waves on the study’s calendar: from opening to closing, or the day as at which the register says who is asked.</summary>
internal sealed class WavesOnCalendar : IOnTheCalendar
{
    public async Task<IReadOnlyList<OnTheCalendar>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var waves = await context.All<Wave>().AsNoTracking().ToListAsync(cancel);
        return [.. waves.OrderBy(w => w.Reference, StringComparer.Ordinal).ThenBy(w => w.Key, NaturalOrder.Instance).Select(w =>
        {
            var (opens, closes, day) = (Read(w.Opens), Read(w.Closes), Read(w.Reference));
            return (opens ?? closes ?? day) is { } from ? new OnTheCalendar("Survey waves", 30, w.Name, from, opens is null ? null : closes, "surveys") : null;
        }).OfType<OnTheCalendar>()];
    }

    private static PartialDate? Read(string? text) => PartialDate.TryParse(text, out var date) ? date : null;
}
