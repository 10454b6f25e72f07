using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Formats.Fieldwork.Calendars;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Appointments. What was held is said of its encounter, so a row of one does not change.</summary>
internal sealed class AppointmentSheet(IReadOnlyList<Appointment> appointments, NamesOfField names) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var names = await NamesOfField.OfAsync(context, cancel);
        var rows = await context.All<Appointment>().AsNoTracking().OrderBy(a => a.Id).ToListAsync(cancel);
        var people = (await context.All<AppointmentParticipant>().AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.AppointmentId, p => p.ParticipantId);
        var team = (await context.All<AppointmentTeam>().AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.AppointmentId, p => p.PersonId);
        string Names(IEnumerable<Guid> ids) => string.Join("; ", ids.Select(p => names.Of(p)).Order(NaturalOrder.Instance));
        return new AppointmentSheet(rows, names)
        {
            Ground = new SheetGround(
                [
                    SheetColumn.Text("appointment") with { IsKey = true }, SheetColumn.OneOf("kind", Words<EncounterKind>(Facts.KindInWords)) with { IsNeeded = true },
                    new SheetColumn("begins", cell => EventTime.TryRead(cell, null, out var time) ? new SheetCell(time.Written) : new SheetCell("", $"“{cell}” is no beginning. Write a day, or a day and a time: 2021-06-14 10:30.")) { IsNeeded = true },
                    SheetColumn.Number("minutes", 1, 1440),
                    new SheetColumn("time zone", cell => Zones.Name(cell) is { } zone ? new SheetCell(zone) : new SheetCell("", $"“{cell}” is no time zone that is known. Write it as Europe/London.")) { LeavesWhenEmpty = true },
                    SheetColumn.Known("site", "site", NamesOfField.Known(names.Sites)), SheetColumn.Known("phase", "phase", NamesOfField.Known(names.Phases)), SheetColumn.Several("participants", "participant", NamesOfField.Known(names.People)),
                    SheetColumn.Several("team", "person of the team", NamesOfField.Known(names.Team)), SheetColumn.Text("place"), SheetColumn.Text("note"),
                    SheetColumn.OneOf("state", Words<AppointmentState>(AppointmentLine.InWords)) with { LeavesWhenEmpty = true, Against = (was, becomes) => was == "held" || becomes == "held" ? "That it was held is said on the page of appointments, for its encounter comes into being by it." : null },
                ],
                [.. rows.Select(a => (IReadOnlyList<string>)
                [
                    a.Name, Facts.KindInWords(a.Kind), a.Starts, a.Minutes?.ToString(CultureInfo.InvariantCulture) ?? "", a.Zone, names.Of(a.SiteId), names.Of(a.PhaseId), Names(people[a.Id]), Names(team[a.Id]), a.Place, a.Note, AppointmentLine.InWords(a.State),
                ])], Derive("encounter", "uid", "look at")),
        };
    }

    public override async Task LandAsync(Acting acting, SheetRowPlan row)
    {
        var c = row.Cells;
        var (kind, minutes) = (Word<EncounterKind>(c[1], Facts.KindInWords), c[3].Length > 0 ? int.Parse(c[3], CultureInfo.InvariantCulture) : (int?)null);
        var (site, phase, people, team) = (NamesOfField.One(names.Sites, c[5]), NamesOfField.One(names.Phases, c[6]), NamesOfField.Many(names.People, c[7]), NamesOfField.Many(names.Team, c[8]));
        var id = row.Standing is { } at
            ? (await new ChangeAppointment(appointments[at].Id, c[0], kind, c[2], minutes, c[4], site, phase, people, team, c[9], c[10]).DoAsync(acting)).Id
            : (await new PlanAppointment(c[0], kind, c[2], minutes, c[4], site, phase, people, team, c[9], c[10]).DoAsync(acting)).Id;
        if (row.Changes.FirstOrDefault(x => x.Column == "state") is { } state && (row.Standing is not null || state.Becomes != AppointmentLine.InWords(AppointmentState.Planned)))
        {
            await new CallOffAppointment(id, state.Becomes == AppointmentLine.InWords(AppointmentState.Planned)).DoAsync(acting);
        }
    }
}
