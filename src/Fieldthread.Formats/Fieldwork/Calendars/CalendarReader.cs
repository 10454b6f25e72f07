using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Calendars;

/// <summary>Reads the events of a calendar file (iCalendar, RFC 5545), as calendars of all makers write them. Who is invited, what is noted and who is called are not read.</summary>
public static partial class CalendarReader
{
    /// <summary>The largest file, in bytes: 4 MiB.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The most events: 5,000.</summary>
    public const int MostEvents = 5_000;

    private const int MostNested = 12;
    private const int LongestText = 300;

    /// <summary>Reads one.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for remarks.</param>
    /// <exception cref="ReadException">It is no calendar, is damaged or too large.</exception>
    public static (IReadOnlyList<DiaryEvent> Events, IReadOnlyList<Remark> Remarks) Read(ReadOnlyMemory<byte> bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (bytes.Length > MostBytes)
        {
            throw new ReadException(file, $"The calendar has {bytes.Length >> 20} MiB; {MostBytes >> 20} are the most that are read.");
        }

        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        var text = TextDecoder.Decode(bytes.Span, file, PlainBytes.Utf8, remarks).Text;
        var (events, open, current, any) = (new List<DiaryEvent>(), new Stack<string>(), (Draft?)null, false);
        foreach (var (number, name, parameters, value) in CalendarLines.Of(text, file))
        {
            switch (name)
            {
                case "BEGIN":
                    any |= value.Equals("VCALENDAR", StringComparison.OrdinalIgnoreCase);
                    if (open.Count == MostNested)
                    {
                        throw new ReadException($"{file}, line {number}", $"More than {MostNested} parts stand inside each other.");
                    }

                    open.Push(value.ToUpperInvariant());
                    current = open.Count == 2 && open.Peek() == "VEVENT" ? new Draft(number) : current;
                    break;
                case "END":
                    if (open.Count == 0 || open.Pop() != value.ToUpperInvariant())
                    {
                        throw new ReadException($"{file}, line {number}", $"“END:{Short(value)}” closes nothing that is open.");
                    }

                    if (current is not null && open.Count == 1)
                    {
                        Add(events, current, file, remarks);
                        current = null;
                    }

                    break;
                default:
                    // What stands inside an event in parts of its own, as an alarm, is none of it.
                    if (current is not null && open.Count == 2)
                    {
                        current.Take(name, parameters, value);
                    }

                    break;
            }
        }

        return !any ? throw new ReadException(file, "This is no calendar file: nothing in it begins with “BEGIN:VCALENDAR”.")
            : open.Count > 0 ? throw new ReadException(file, $"The file ends inside “{open.Peek()}”: it was cut short.") : (events, remarks.ToList());
    }

    private static void Add(List<DiaryEvent> events, Draft draft, string file, RemarkList remarks)
    {
        var place = $"{file}, line {draft.Line}";
        var called = draft.Summary.Length > 0 ? $" “{draft.Summary}”" : "";
        if (draft.Uid.Length == 0 || draft.Start is null)
        {
            remarks.Add(RemarkWeight.NotTaken, place, draft.Uid.Length == 0 ? $"The event{called} has no UID, so it could not be known again; it was left out." : $"The event{called} has no beginning; it was left out.");
            return;
        }

        if (draft.IsOneOfMany)
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"The event{called} is one date of several that repeat; it was left out.");
            return;
        }

        if (Time(draft.Start.Value.Value, draft.Start.Value.Zone, place, remarks) is not { } starts)
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"The event{called} begins at “{Short(draft.Start.Value.Value)}”, which is no date; it was left out.");
            return;
        }

        if (draft.Repeats)
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"The event{called} repeats; its first date alone was read.");
        }

        if (events.Count == MostEvents)
        {
            throw new ReadException(place, $"The calendar has more than {MostEvents:N0} events. Take a shorter time out of it.");
        }

        events.Add(new DiaryEvent(place, draft.Uid, draft.Summary, starts, Minutes(draft, starts, place, remarks), draft.Cancelled, draft.Location, draft.Categories));
    }

    private static int? Minutes(Draft draft, EventTime starts, string place, RemarkList remarks)
    {
        if (starts.IsDay)
        {
            return null;
        }

        double? length = null;
        if (draft.End is { } end && Time(end.Value, end.Zone, place, remarks) is { IsDay: false } ends)
        {
            length = (Moment(ends) - Moment(starts)).TotalMinutes;
        }
        else if (draft.Duration.Length > 0)
        {
            length = Length(draft.Duration);
        }

        if (length is null && draft.Duration.Length == 0 && draft.End is null)
        {
            return null;
        }

        if (length is >= 1 and <= 1440)
        {
            return (int)Math.Round(length.Value);
        }

        remarks.Add(RemarkWeight.Guessed, place, "How long it lasts could not be read as something between a minute and a day; it was left open.");
        return null;
    }

    private static DateTime Moment(EventTime time) => time.Zone is { } zone ? Zones.ToUtc(time.Local, zone) : time.Local;

    /// <summary>A length (section 3.3.6).</summary>
    private static double? Length(string duration) => Lasting().Match(duration) is { Success: true } m && m.Length > 1
        ? (Number(m, "w") * 7 * 1440) + (Number(m, "d") * 1440) + (Number(m, "h") * 60) + Number(m, "m") + (Number(m, "s") / 60) : null;

    private static double Number(Match match, string group) => match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static EventTime? Time(string value, string? zone, string place, RemarkList remarks)
    {
        if (DateTime.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.Year is >= 1900 and <= 2200 ? new EventTime(day, null, true) : null;
        }

        var utc = value.EndsWith('Z');
        if (!DateTime.TryParseExact(utc ? value[..^1] : value, ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) || at.Year is < 1900 or > 2200)
        {
            return null;
        }

        if (utc)
        {
            return new EventTime(at, "UTC", false);
        }

        var known = zone is null ? null : Zones.Name(zone);
        if (zone is not null && known is null)
        {
            remarks.Add(RemarkWeight.Guessed, place, $"“{Short(zone)}” is no time zone that is known here; the time was taken as one of the zone that the study uses.");
        }

        return new EventTime(at, known, false);
    }

    internal static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    [GeneratedRegex(@"^\+?P(?:(?<w>\d{1,4})W)?(?:(?<d>\d{1,5})D)?(?:T(?:(?<h>\d{1,5})H)?(?:(?<m>\d{1,6})M)?(?:(?<s>\d{1,6})S)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lasting();

    /// <summary>An event while it is read.</summary>
    private sealed class Draft(int line)
    {
        public int Line => line;

        public string Uid { get; private set; } = "";

        public string Summary { get; private set; } = "";

        public string Location { get; private set; } = "";

        public string Duration { get; private set; } = "";

        public IReadOnlyList<string> Categories { get; private set; } = [];

        public (string Value, string? Zone)? Start { get; private set; }

        public (string Value, string? Zone)? End { get; private set; }

        public bool Cancelled { get; private set; }

        public bool Repeats { get; private set; }

        public bool IsOneOfMany { get; private set; }

        public void Take(string name, IReadOnlyDictionary<string, string> parameters, string value)
        {
            switch (name)
            {
                case "UID":
                    Uid = Plain(value);
                    break;
                case "SUMMARY":
                    Summary = Plain(value);
                    break;
                case "LOCATION":
                    Location = Plain(value);
                    break;
                case "CATEGORIES":
                    Categories = [.. Categories, .. value.Split(',').Select(Plain)];
                    break;
                case "DTSTART":
                    Start = (value.Trim(), parameters.GetValueOrDefault("TZID"));
                    break;
                case "DTEND":
                    End = (value.Trim(), parameters.GetValueOrDefault("TZID"));
                    break;
                case "DURATION":
                    Duration = value.Trim();
                    break;
                case "STATUS":
                    Cancelled = value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase);
                    break;
                case "RRULE" or "RDATE":
                    Repeats = true;
                    break;
                case "RECURRENCE-ID":
                    IsOneOfMany = true;
                    break;
            }
        }

        /// <summary>Text without its escapes, on one line, at most 300 signs.</summary>
        private static string Plain(string value)
        {
            var plain = Escaped().Replace(value, m => m.Value[1] is 'n' or 'N' ? " " : m.Value[1..]);
            plain = WellFormedText.Repair(string.Concat(plain.Where(c => !char.IsControl(c))).Trim(), out _);
            return plain.Length <= LongestText ? plain : WellFormedText.Repair(plain[..LongestText], out _);
        }
    }

    [GeneratedRegex(@"\\.", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Escaped();
}
