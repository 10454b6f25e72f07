using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Calendars;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Appointments;

/// <summary>What is planned in the field, in time.</summary>
[Question("appointments", Permission.ReadStudy)]
public sealed record AppointmentsOfStudy : Question<AppointmentList>
{
    /// <inheritdoc/>
    public override async Task<AppointmentList> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var rows = await context.All<Appointment>().AsNoTracking().ToListAsync(cancel);
        var reads = await asking.MayAsync(Permission.ReadMaterial);
        var names = await Sheets.NamesOfField.OfAsync(context, cancel);
        var people = (await context.All<AppointmentParticipant>().AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.AppointmentId, p => p.ParticipantId);
        var team = (await context.All<AppointmentTeam>().AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.AppointmentId, p => p.PersonId);
        var encounters = await context.All<Encounter>().AsNoTracking().Select(e => new { e.Id, e.Name }).ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
        var consents = await Consent.Consents.OfAsync(context, asking.Services, cancel);
        var approvals = (await ApprovalsKept.ReadAsync(context, cancel)).ConvertAll(a => a.Approval);
        var now = asking.Services.Clock.GetUtcNow().UtcDateTime;
        return new AppointmentList(rows.Count > 0 ? rows.MaxBy(r => r.Id)!.Zone : Zones.Usual, [.. rows.Select(r =>
        {
            var (heard, site) = (people[r.Id].Select(p => names.Of(p)).Where(n => n.Length > 0).Order(NaturalOrder.Instance).ToList(), names.Of(r.SiteId));
            var ends = AppointmentTimes.Ends(r);
            var isOpen = r.State == AppointmentState.Planned;
            return new AppointmentLine(
                r.Id, r.Name, r.Uid, r.Kind, r.Starts, r.Zone, r.Minutes, site.Length > 0 ? site : null, names.Of(r.PhaseId) is { Length: > 0 } phase ? phase : null, heard, [.. team[r.Id].Select(p => names.Of(p)).Where(n => n.Length > 0).Order(NaturalOrder.Instance)],
                reads ? r.Place : "", reads ? r.Note : "", r.State, r.EncounterId, r.EncounterId is { } e ? encounters.GetValueOrDefault(e) : null, isOpen && ends <= now, isOpen ? Warning(r, people[r.Id], names, consents, approvals, site, heard) : null) { Sequence = r.Sequence, ChangedAt = r.ChangedAt };
        }).OrderBy(l => l.Starts, StringComparer.Ordinal).ThenBy(l => l.Name, NaturalOrder.Instance)]);
    }

    private static string? Warning(Appointment row, IEnumerable<Guid> people, Sheets.NamesOfField names, Consent.Consents consents, IReadOnlyCollection<Approval> approvals, string site, IReadOnlyCollection<string> heard)
    {
        var no = people.Where(p => !consents[p].MayContact).Select(p => names.Of(p)).Order(NaturalOrder.Instance).ToList();
        return no.Count > 0 ? $"{string.Join(", ", no)} withdrew from further contact." : ApprovalRules.Blocks(approvals, Dates.Kept(row.Starts[..10]), site.Length > 0 ? site : null, heard);
    }
}

/// <summary>What is planned in the field.</summary>
/// <param name="Zone">The time zone of the newest appointment, for the next.</param>
/// <param name="Lines">Appointments, in time.</param>
public sealed record AppointmentList(string Zone, IReadOnlyList<AppointmentLine> Lines)
{
    /// <summary>The sentence at the head of the page.</summary>
    public string InWords => Lines.Count == 0 ? "Nothing is planned yet."
        : $"{Count(AppointmentState.Planned)} planned, {Count(AppointmentState.Held)} held, {Count(AppointmentState.Cancelled)} called off.{(Lines.Count(l => l.IsPast) is > 0 and var past ? $" Of {(past == 1 ? "one" : past.ToString(CultureInfo.InvariantCulture))} the time is past, and nobody said whether it was held." : "")}";

    private int Count(AppointmentState state) => Lines.Count(l => l.State == state);
}

/// <summary>An appointment.</summary>
/// <param name="Id">The appointment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">The name by which calendars know it.</param>
/// <param name="Kind">What kind of encounter it is to be.</param>
/// <param name="Starts">A day, or a day and a time.</param>
/// <param name="Zone">Time zone.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Participants">Pseudonyms of those who are to be heard.</param>
/// <param name="Team">Who of the team goes.</param>
/// <param name="Place">Address or room; empty for those who do not read the material.</param>
/// <param name="Note">What is to be known of it; empty for the same.</param>
/// <param name="State">How it stands.</param>
/// <param name="EncounterId">The encounter that stands for it, or null.</param>
/// <param name="Encounter">Its name.</param>
/// <param name="IsPast">True where its time is past and nobody said whether it was held.</param>
/// <param name="Warning">Why its encounter could not be entered as things stand, or null.</param>
public sealed record AppointmentLine(
    Guid Id, string Name, string Uid, EncounterKind Kind, string Starts, string Zone, int? Minutes, string? Site, string? Phase, IReadOnlyList<string> Participants, IReadOnlyList<string> Team, string Place, string Note,
    AppointmentState State, Guid? EncounterId, string? Encounter, bool IsPast, string? Warning)
{
    /// <summary>How often its time or state changed.</summary>
    public int Sequence { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>A state in words.</summary>
    public static string InWords(AppointmentState state) => state switch { AppointmentState.Planned => "planned", AppointmentState.Held => "held", _ => "called off" };
}

/// <summary>The calendar file of what is planned, under pseudonyms.</summary>
/// <param name="Places">Whether addresses and rooms go with it. They may say which organisation a site is.</param>
/// <param name="Due">Whether days by which something is due go with it: approvals that end, transcripts.</param>
[Question("calendar-file", Permission.ReadStudy)]
[Refuses("not-allowed", "places were asked for by somebody who may not read them")]
public sealed record CalendarFile(bool Places = false, bool Due = false) : Question<CalendarOut>
{
    /// <inheritdoc/>
    public override async Task<CalendarOut> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (Places && !await asking.MayAsync(Permission.ReadMaterial))
        {
            Asking.Refuse("not-allowed", "You may not read where appointments are.", "Take the calendar without places.");
        }

        var name = await asking.Context.All<StudyDetail>().AsNoTracking().Select(s => s.Name).FirstAsync(asking.Cancel);
        var planned = (await new AppointmentsOfStudy().AskAsync(asking)).Lines.Select(l => new OutgoingEvent(l.Uid, l.Name, AppointmentTimes.Of(l.Starts, l.Zone), l.Minutes, l.ChangedAt)
        {
            Sequence = l.Sequence, Cancelled = l.State == AppointmentState.Cancelled, Category = Facts.KindInWords(l.Kind), Location = Places ? l.Place : l.Site ?? "",
            Description = string.Join(", ", new[] { l.Phase ?? "", l.Participants.Count > 0 ? "with " + string.Join("; ", l.Participants) : "" }.Where(p => p.Length > 0)),
        });
        IReadOnlyList<OutgoingEvent> all = [.. planned, .. Due ? await DueAsync(asking) : []];
        return new CalendarOut(all.Count, System.Text.Encoding.UTF8.GetString(CalendarWriter.Write(name, all)));
    }

    /// <summary>Days that something is due: of approvals that end, and of transcripts.</summary>
    private static async Task<IEnumerable<OutgoingEvent>> DueAsync(Asking asking)
    {
        static OutgoingEvent On(string what, Guid id, string text, DateOnly day) => new($"{AppointmentTimes.DueMark}{what}-{id:D}", text, new EventTime(day.ToDateTime(TimeOnly.MinValue), null, true), null, new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)) { IsDue = true };
        var approvals = (await ApprovalsKept.ReadAsync(asking.Context, asking.Cancel)).Where(a => a.Approval.When.Last is not null)
            .Select(a => On("approval", a.Row.Id, $"Ends: {a.Approval.KindInWords}{(a.Approval.Site is { } site ? ", " + site : a.Approval.Participant is not null ? ", a participant" : "")}", a.Approval.When.Last!.Value.Last));
        var transcripts = (await new TranscriptionsOfStudy().AskAsync(asking)).Recordings.Where(r => r.Due is not null && r.State is Core.Fieldwork.Transcription.TranscriptionState.Waiting or Core.Fieldwork.Transcription.TranscriptionState.BeingTranscribed)
            .Where(r => r.Due is not null).Select(r => On("transcript", r.Id, $"Transcript due: {r.Encounter}", PartialDate.Parse(r.Due!).Last));
        return approvals.Concat(transcripts).OrderBy(e => e.Starts.Local).ThenBy(e => e.Summary, StringComparer.Ordinal);
    }
}

/// <summary>A calendar file.</summary>
/// <param name="Events">How many events it holds.</param>
/// <param name="Text">The file.</param>
public sealed record CalendarOut(int Events, string Text);

/// <summary>Appointments whose time is past, and such as could not be entered as things stand.</summary>
internal sealed class AppointmentAttention : IAttention
{
    public int Place => 33;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var all = (await new AppointmentsOfStudy().AskAsync(asking)).Lines;
        var lines = new List<AttentionLine>();
        if (all.Count(l => l.IsPast) is > 0 and var past)
        {
            lines.Add(new(AttentionKind.Late, past == 1 ? "The time of one appointment is past." : $"The times of {past} appointments are past.", "Say whether it was held: then its encounter stands in the study.", "appointments", "Appointments"));
        }

        if (all.Count(l => l.Warning is not null && !l.IsPast) is > 0 and var not)
        {
            lines.Add(new(AttentionKind.Conflict, not == 1 ? "One appointment is planned that could not be entered as things stand." : $"{not} appointments are planned that could not be entered as things stand.", "An approval is missing for the day, or somebody withdrew.", "appointments", "Appointments"));
        }

        return lines;
    }
}

/// <summary>Times of appointments.</summary>
internal static class AppointmentTimes
{
    /// <summary>What stands before the UID of days that something is due, so that they are known when they come back.</summary>
    public const string DueMark = "due-";

    public static EventTime Of(string starts, string zone) => EventTime.TryRead(starts, zone, out var time) ? time : throw new InvalidOperationException($"“{starts}” was kept and is no beginning.");

    /// <summary>When it is over, UTC; of a whole day, when the day is.</summary>
    public static DateTime Ends(Appointment row) => Of(row.Starts, row.Zone) is var time && time.IsDay ? Zones.ToUtc(time.Local.AddDays(1), row.Zone) : Zones.ToUtc(time.Local, row.Zone).AddMinutes(row.Minutes ?? 0);
}
