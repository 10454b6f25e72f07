using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Appointments, as files and in words.</summary>
public static class AppointmentTables
{
    /// <summary>Tables that go out.</summary>
    public static IReadOnlyList<TableExport> All { get; } = [TableExport.Of<AppointmentsOfStudy, AppointmentList>("appointments", "What is planned in the field, as it can be brought in again", Table)];

    /// <summary>An appointment a row.</summary>
    public static PlainTable Table(AppointmentList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return PlainTable.Of(
            "appointments", list.Lines, ("appointment", a => a.Name), ("kind", a => Facts.KindInWords(a.Kind)), ("begins", a => a.Starts), ("minutes", a => a.Minutes), ("time zone", a => a.Zone), ("site", a => a.Site), ("phase", a => a.Phase),
            ("participants", a => string.Join("; ", a.Participants)), ("team", a => string.Join("; ", a.Team)), ("place", a => a.Place), ("note", a => a.Note), ("state", a => AppointmentLine.InWords(a.State)), ("encounter", a => a.Encounter), ("uid", a => a.Uid), ("look at", a => a.Warning));
    }

    /// <summary>The shape by which a state is shown.</summary>
    public static string Kind(AppointmentLine line) => line.IsPast || line.Warning is not null ? "warn" : line.State switch { AppointmentState.Held => "ok", _ => "idle" };
}
