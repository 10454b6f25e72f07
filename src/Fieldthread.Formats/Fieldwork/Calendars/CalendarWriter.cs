using System.Globalization;
using System.Text;

namespace Fieldthread.Formats.Fieldwork.Calendars;

/// <summary>Writes a calendar file (iCalendar, RFC 5545). Times are written in UTC, which every calendar turns into its own; the same events make the same bytes.</summary>
public static class CalendarWriter
{
    private const int LineOctets = 75;

    /// <summary>Writes one.</summary>
    /// <param name="name">Name of the calendar.</param>
    /// <param name="events">The events, in their order.</param>
    /// <returns>The file, UTF-8 with CRLF.</returns>
    public static byte[] Write(string name, IEnumerable<OutgoingEvent> events)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(events);
        var text = new StringBuilder();
        void Line(string line) => Fold(text, line);
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Fieldthread//Fieldwork//EN");
        Line("CALSCALE:GREGORIAN");
        Line("X-WR-CALNAME:" + Escape(name));
        foreach (var e in events)
        {
            Line("BEGIN:VEVENT");
            Line("UID:" + Escape(e.Uid));
            Line("DTSTAMP:" + Utc(e.ChangedAt.UtcDateTime));
            Line("SEQUENCE:" + e.Sequence.ToString(CultureInfo.InvariantCulture));
            When(e, Line);
            Line("SUMMARY:" + Escape(e.Summary));
            Line("STATUS:" + (e.Cancelled ? "CANCELLED" : "CONFIRMED"));
            if (e.IsDue)
            {
                Line("TRANSP:TRANSPARENT");
            }

            foreach (var (property, value) in new[] { ("CATEGORIES", e.Category), ("LOCATION", e.Location), ("DESCRIPTION", e.Description) })
            {
                if (value.Length > 0)
                {
                    Line($"{property}:{Escape(value)}");
                }
            }

            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void When(OutgoingEvent e, Action<string> line)
    {
        if (e.Starts.IsDay)
        {
            line("DTSTART;VALUE=DATE:" + e.Starts.Local.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            line("DTEND;VALUE=DATE:" + e.Starts.Local.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            return;
        }

        var starts = Zones.ToUtc(e.Starts.Local, e.Starts.Zone ?? Zones.Usual);
        line("DTSTART:" + Utc(starts));
        if (e.Minutes is { } minutes)
        {
            line("DTEND:" + Utc(starts.AddMinutes(minutes)));
        }
    }

    private static string Utc(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Text as the format writes it (section 3.3.11). What no line may hold is left out.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var sign in text.ReplaceLineEndings("\n"))
        {
            _ = sign switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(sign),
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append(sign),
                _ when char.IsControl(sign) => escaped,
                _ => escaped.Append(sign),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A line is folded at 75 octets (section 3.1), never inside a sign.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
