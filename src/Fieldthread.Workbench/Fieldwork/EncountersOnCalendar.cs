using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Encounters on the study’s calendar, a row for each kind.</summary>
internal sealed class EncountersOnCalendar : IOnTheCalendar
{
    public async Task<IReadOnlyList<OnTheCalendar>> ReadAsync(StudyContext context, CancellationToken cancel)
    {
        var encounters = await context.All<Encounter>().AsNoTracking().Where(e => e.Date != null).ToListAsync(cancel);
        return [.. encounters.OrderBy(e => e.Date, StringComparer.Ordinal).ThenBy(e => e.Name, NaturalOrder.Instance).Where(e => PartialDate.TryParse(e.Date, out _))
            .Select(e => new OnTheCalendar(RowOf(e.Kind), 20 + (int)e.Kind, e.Name, PartialDate.Parse(e.Date!), null, "sites", InTheField: true, e.PhaseId))];
    }

    private static string RowOf(EncounterKind kind) => kind switch
    {
        EncounterKind.Interview => "Interviews",
        EncounterKind.Meeting => "Meetings",
        EncounterKind.FocusGroup => "Focus groups",
        _ => "Document visits",
    };
}
