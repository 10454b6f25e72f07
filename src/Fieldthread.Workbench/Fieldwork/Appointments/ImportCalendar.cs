using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Calendars;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Appointments;

/// <summary>What a calendar file would bring, without bringing it.</summary>
/// <param name="File">The file, .ics.</param>
/// <param name="Add">Whether events that the study does not know become appointments.</param>
[Question("preview-calendar", Permission.ReadMaterial)]
[Refuses("unreadable", "the file is no calendar, is damaged or too large")]
[Refuses("empty", "the calendar holds no event that could be read")]
public sealed record PreviewCalendar(GivenFile File, bool Add = false) : Question<CalendarPlan>
{
    /// <inheritdoc/>
    public override async Task<CalendarPlan> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (events, remarks) = await Task.Run(() => CalendarFiles.Read(File), asking.Cancel);
        return CalendarPlan.Of(events, remarks, await CalendarFiles.GroundAsync(asking.Context, asking.Cancel), Add);
    }
}

/// <summary>Brings in a calendar file: times that were moved, appointments that were called off, and, where asked, new ones. Events are known by their UID. It lands in one act or leaves no trace.</summary>
/// <param name="File">The file, .ics.</param>
/// <param name="Add">Whether events that the study does not know become appointments, under the names that they have.</param>
[Act("import-calendar", Permission.KeepMaterial, Tells = "appointments")]
[Refuses("unreadable", "the file is no calendar, is damaged or too large")]
[Refuses("empty", "the calendar holds no event that could be read")]
[Refuses("nothing-new", "the calendar says nothing that the study has not")]
public sealed record ImportCalendar(GivenFile File, bool Add = false) : Act<CalendarImported>
{
    private (IReadOnlyList<DiaryEvent> Events, IReadOnlyList<Remark> Remarks) read = ([], []);

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        read = await Task.Run(() => CalendarFiles.Read(File), cancel);
    }

    /// <inheritdoc/>
    public override async Task<CalendarImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var ground = await CalendarFiles.GroundAsync(acting.Context, acting.Cancel);
        var plan = CalendarPlan.Of(read.Events, read.Remarks, ground, Add);
        if (plan.IsNothing)
        {
            Acting.Refuse("nothing-new", $"{File.Name} says nothing that the study has not.", plan.Unknown.Count > 0 ? $"{plan.Unknown.Count} of its events are none of this study; say that they are to be added, if they are." : "Nothing was changed.");
        }

        foreach (var planned in plan.New)
        {
            var row = acting.Add(new Appointment { Name = planned.Name, Uid = planned.Uid, Kind = planned.Kind, Starts = planned.Starts, Zone = planned.Zone, Minutes = planned.Minutes, Place = planned.Place, SiteId = planned.Site, State = planned.State, ChangedAt = acting.Now });
            foreach (var who in planned.Participants)
            {
                acting.Add(new AppointmentParticipant { AppointmentId = row.Id, ParticipantId = who });
            }
        }

        foreach (var change in plan.Changed)
        {
            var row = await acting.FindAsync<Appointment>(change.Appointment);
            (row.Name, row.Starts, row.Minutes, row.State, row.Sequence, row.ChangedAt) = (change.Becomes.Name, change.Becomes.Starts, change.Becomes.Minutes, change.Becomes.State, row.Sequence + 1, acting.Now);
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "calendar", Remarks = Json.Write(plan.Remarks) });
        return new CalendarImported(import.Id, plan.New.Count, plan.Changed.Count, plan.Same, plan.Unknown.Count, plan.Remarks.Count(r => r.Weight != RemarkWeight.Note));
    }
}

/// <summary>What a calendar brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Added">Appointments added.</param>
/// <param name="Changed">Appointments moved, renamed, called off or put back.</param>
/// <param name="Same">Events that stood already.</param>
/// <param name="Unknown">Events that are none of the study and were left out.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record CalendarImported(Guid Import, int Added, int Changed, int Same, int Unknown, int Remarks);

/// <summary>An appointment as a calendar has it.</summary>
/// <param name="Uid">The name by which calendars know it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What kind of encounter it is to be.</param>
/// <param name="Starts">A day, or a day and a time.</param>
/// <param name="Zone">Time zone.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="State">Planned or called off.</param>
/// <param name="Place">Where, as the calendar says; empty for a site.</param>
/// <param name="Site">The site, where its name stands in the event.</param>
/// <param name="Participants">Participants whose pseudonyms stand in its name.</param>
public sealed record PlannedAppointment(string Uid, string Name, EncounterKind Kind, string Starts, string Zone, int? Minutes, AppointmentState State, string Place, Guid? Site, IReadOnlyList<Guid> Participants);

/// <summary>An appointment that a calendar would change.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Becomes">What it would be.</param>
/// <param name="Changes">What of it.</param>
public sealed record AppointmentChange(Guid Appointment, string Name, PlannedAppointment Becomes, IReadOnlyList<CellChange> Changes);

/// <summary>What the study has, for a calendar.</summary>
internal sealed record CalendarGround(IReadOnlyList<Appointment> Appointments, IReadOnlyDictionary<string, Guid> Sites, IReadOnlyDictionary<string, Guid> People, string Zone);

internal static class CalendarFiles
{
    public static (IReadOnlyList<DiaryEvent> Events, IReadOnlyList<Remark> Remarks) Read(GivenFile file)
    {
        try
        {
            var read = CalendarReader.Read(file.Bytes, file.Name);
            if (read.Events.Count == 0)
            {
                Acting.Refuse("empty", "The calendar holds no event that could be read.", read.Remarks.Count > 0 ? $"{read.Remarks[0].Place}: {read.Remarks[0].Message}" : "Choose a calendar with events in it.");
            }

            return read;
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"The calendar could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was."));
        }
    }

    public static async Task<CalendarGround> GroundAsync(StudyContext context, CancellationToken cancel)
    {
        var names = await Sheets.NamesOfField.OfAsync(context, cancel);
        return new CalendarGround(await context.All<Appointment>().AsNoTracking().ToListAsync(cancel), names.Sites, names.People, await AppointmentFields.ZoneAsync(context, cancel));
    }
}
