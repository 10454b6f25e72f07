using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Formats.Fieldwork.Calendars;

namespace Fieldthread.Workbench.Fieldwork.Appointments;

/// <summary>What a calendar file would bring, made without the study being touched.</summary>
/// <param name="New">Appointments that would be added.</param>
/// <param name="Changed">Appointments that would change.</param>
/// <param name="Same">Events that stand already as the file has them.</param>
/// <param name="Unknown">Names of events that are none of the study and would not be added.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record CalendarPlan(IReadOnlyList<PlannedAppointment> New, IReadOnlyList<AppointmentChange> Changed, int Same, IReadOnlyList<string> Unknown, IReadOnlyList<Remark> Remarks)
{
    /// <summary>True where nothing would be added or changed.</summary>
    public bool IsNothing => New.Count + Changed.Count == 0;

    internal static CalendarPlan Of(IReadOnlyList<DiaryEvent> events, IReadOnlyList<Remark> read, CalendarGround ground, bool add)
    {
        var (added, changed, same, unknown, remarks) = (new List<PlannedAppointment>(), new List<AppointmentChange>(), 0, new List<string>(), read.ToList());
        var byUid = ground.Appointments.GroupBy(a => a.Uid, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var names = ground.Appointments.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            if (!seen.Add(e.Uid))
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, e.Place, $"“{e.Summary}” stands above under the same UID; this one was left out."));
            }
            else if (e.Uid.StartsWith(AppointmentTimes.DueMark, StringComparison.Ordinal))
            {
                remarks.Add(new Remark(RemarkWeight.Note, e.Place, $"“{e.Summary}” is a day on which something is due; it is kept elsewhere and was not read."));
            }
            else if (byUid.TryGetValue(e.Uid, out var there))
            {
                if (there.State == AppointmentState.Held)
                {
                    same++;
                }
                else if (Change(there, e, names, remarks) is { } change)
                {
                    changed.Add(change);
                    names.Add(change.Becomes.Name);
                }
                else
                {
                    same++;
                }
            }
            else if (!add)
            {
                unknown.Add(e.Summary.Length > 0 ? e.Summary : e.Uid);
            }
            else if (e.Cancelled)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, e.Place, $"“{e.Summary}” was called off and the study never had it; it was left out."));
            }
            else
            {
                var planned = Planned(e, ground, names, remarks);
                names.Add(planned.Name);
                added.Add(planned);
            }
        }

        return new CalendarPlan(added, changed, same, unknown, remarks);
    }

    private static AppointmentChange? Change(Appointment there, DiaryEvent e, HashSet<string> names, List<Remark> remarks)
    {
        var name = e.Summary.Length == 0 ? there.Name : e.Summary;
        if (name != there.Name && names.Contains(name))
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, e.Place, $"There is already an appointment “{name}”, so “{there.Name}” keeps its name."));
            name = there.Name;
        }

        // The calendar says the time of its own clock; the study keeps that of the place.
        var starts = e.Starts.IsDay || e.Starts.Zone is null ? e.Starts.Written : new EventTime(Zones.ToLocal(Zones.ToUtc(e.Starts.Local, e.Starts.Zone), there.Zone), there.Zone, false).Written;
        var state = e.Cancelled ? AppointmentState.Cancelled : AppointmentState.Planned;
        var minutes = e.Starts.IsDay ? there.Minutes : e.Minutes;
        var changes = new (string Column, string Was, string Becomes)[]
        {
            ("name", there.Name, name), ("begins", there.Starts, starts), ("minutes", Number(there.Minutes), Number(minutes)), ("state", AppointmentLine.InWords(there.State), AppointmentLine.InWords(state)),
        }.Where(c => c.Was != c.Becomes).Select(c => new CellChange(c.Column, c.Was, c.Becomes)).ToList();
        return changes.Count == 0 ? null : new AppointmentChange(there.Id, there.Name, new PlannedAppointment(there.Uid, name, there.Kind, starts, there.Zone, minutes, state, there.Place, there.SiteId, []), changes);
    }

    private static PlannedAppointment Planned(DiaryEvent e, CalendarGround ground, HashSet<string> names, List<Remark> remarks)
    {
        var kind = Enum.GetValues<EncounterKind>().Select(k => (EncounterKind?)k).FirstOrDefault(k => e.Categories.Contains(Facts.KindInWords(k!.Value), StringComparer.OrdinalIgnoreCase))
            ?? Enum.GetValues<EncounterKind>().Select(k => (EncounterKind?)k).FirstOrDefault(k => Holds(e.Summary, Facts.KindInWords(k!.Value), StringComparison.OrdinalIgnoreCase));
        var name = e.Summary.Length > 0 ? e.Summary : $"Appointment, {e.Starts.Written}";
        if (names.Contains(name))
        {
            var own = $"{name}, {e.Starts.Written}";
            name = Enumerable.Range(1, names.Count + 2).Select(i => i == 1 ? own : $"{own} ({i})").First(n => !names.Contains(n));
            remarks.Add(new Remark(RemarkWeight.Guessed, e.Place, $"There is already an appointment “{e.Summary}”; this one would be called “{name}”."));
        }

        if (kind is null)
        {
            remarks.Add(new Remark(RemarkWeight.Guessed, e.Place, $"What kind of encounter “{name}” is to be is not said; it was taken as an interview."));
        }

        var site = ground.Sites.Where(s => e.Location == s.Key || Holds(e.Summary, s.Key)).OrderByDescending(s => s.Key.Length).Select(s => (Guid?)s.Value).FirstOrDefault();
        var isSite = ground.Sites.ContainsKey(e.Location);
        return new PlannedAppointment(
            e.Uid, name, kind ?? EncounterKind.Interview, e.Starts.Written, e.Starts.Zone is { } zone && zone != "UTC" ? zone : ground.Zone, e.Minutes, AppointmentState.Planned, isSite ? "" : e.Location, site,
            [.. ground.People.Where(p => Holds(e.Summary, p.Key)).OrderBy(p => p.Key, NaturalOrder.Instance).Select(p => p.Value)]) is var planned && e.Starts.Zone == "UTC"
            ? planned with { Starts = new EventTime(Zones.ToLocal(e.Starts.Local, ground.Zone), ground.Zone, false).Written } : planned;
    }

    /// <summary>True where words stand in a text as words of their own.</summary>
    private static bool Holds(string text, string words, StringComparison how = StringComparison.Ordinal)
    {
        for (var at = text.IndexOf(words, how); at >= 0 && words.Length > 0; at = text.IndexOf(words, at + 1, how))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + words.Length == text.Length || !char.IsLetterOrDigit(text[at + words.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Number(int? minutes) => minutes?.ToString(CultureInfo.InvariantCulture) ?? "";
}
