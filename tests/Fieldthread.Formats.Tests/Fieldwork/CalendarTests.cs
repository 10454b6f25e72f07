using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Fieldwork.Calendars;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>Calendar files (RFC 5545), as calendars of several makers write them.</summary>
public sealed class CalendarTests
{
    /// <summary>One file with what different programs write: zones of Outlook, of Mozilla and of the IANA, UTC, folded lines, alarms, a length instead of an end, what repeats.</summary>
    public static string Diary => string.Join(
        "\r\n",
        "BEGIN:VCALENDAR", "PRODID:-//Somebody//EN", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:GMT Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:040000008200E00074C5B7101A82E008", "DTSTAMP:20210501T080000Z", "DTSTART;TZID=\"GMT Standard Time\":20210614T103000", "DTEND;TZID=GMT Standard Time:20210614T114500", "SUMMARY;LANGUAGE=en-gb:Interview\\, Manager\\; Site 1", "LOCATION:Room 4\\nupstairs",
        "ATTENDEE;CN=\"Ann: Elm\":mailto:ann@example.org", "DESCRIPTION:Ask her", "BEGIN:VALARM", "SUMMARY:An alarm", "DTSTART:20000101T000000Z", "TRIGGER:-PT15M", "END:VALARM", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a1", "DTSTART:20211205T140000Z", "DURATION:PT1H30M", "SUMMARY:A long name that goes over the edge of the line and is fol", " ded there", "CATEGORIES:WORK,Meeting", "STATUS:CANCELLED", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a2", "DTSTART;VALUE=DATE:20210703", "DTEND;VALUE=DATE:20210704", "SUMMARY:Document visit", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a3", "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20210614T090000", "SUMMARY:Board", "RRULE:FREQ=MONTHLY", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a3", "RECURRENCE-ID:20210714T070000Z", "DTSTART:20210715T070000Z", "SUMMARY:Board", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a4", "DTSTART;TZID=Middle Earth:20210614T090000", "DTEND:20210612T090000Z", "SUMMARY:Nowhere", "END:VEVENT",
        "BEGIN:VEVENT", "DTSTART:20210614T090000", "SUMMARY:Without a mark", "END:VEVENT", "BEGIN:VEVENT", "UID:a5", "DTSTART:20210231", "END:VEVENT", "BEGIN:VTODO", "UID:t1", "DTSTART:20210614", "END:VTODO", "END:VCALENDAR", "");

    [Fact]
    public void Events_of_several_makers_are_read_and_what_is_left_out_is_said()
    {
        var (events, remarks) = CalendarReader.Read(Encoding.UTF8.GetBytes(Diary), "diary.ics");
        Assert.Equal(
            [
                ("040000008200E00074C5B7101A82E008", "Interview, Manager; Site 1", "2021-06-14 10:30", "Europe/London", 75, false, "Room 4 upstairs"),
                ("a1", "A long name that goes over the edge of the line and is folded there", "2021-12-05 14:00", "UTC", 90, true, ""),
                ("a2", "Document visit", "2021-07-03", null, null, false, ""),
                ("a3", "Board", "2021-06-14 09:00", "Europe/Berlin", null, false, ""),
                ("a4", "Nowhere", "2021-06-14 09:00", null, null, false, ""),
            ],
            events.Select(e => (e.Uid, e.Summary, e.Starts.Written, e.Starts.Zone, e.Minutes, e.Cancelled, e.Location)));
        Assert.Equal(["WORK", "Meeting"], events[1].Categories);
        Assert.Collection(
            remarks.Where(r => r.Weight != RemarkWeight.Note).Select(r => r.Place + ": " + r.Message),
            r => Assert.Equal("diary.ics, line 43: The event “Board” repeats; its first date alone was read.", r),
            r => Assert.Contains("one date of several that repeat", r, StringComparison.Ordinal),
            r => Assert.Contains("“Middle Earth” is no time zone", r, StringComparison.Ordinal),
            r => Assert.Contains("How long it lasts", r, StringComparison.Ordinal),
            r => Assert.Contains("“Without a mark” has no UID", r, StringComparison.Ordinal),
            r => Assert.Contains("begins at “20210231”", r, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Something else", "no calendar file")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", "cut short")]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "closes nothing")]
    [InlineData("BEGIN:VCALENDAR\r\nno colon here\r\nEND:VCALENDAR", "no colon")]
    [InlineData("", "no calendar file")]
    public void What_is_no_calendar_is_refused_with_its_place(string text, string says)
    {
        var no = Assert.Throws<ReadException>(() => CalendarReader.Read(Encoding.UTF8.GetBytes(text.Replace("Something else", "Something: else", StringComparison.Ordinal)), "a.ics"));
        Assert.Contains(says, no.Message, StringComparison.Ordinal);
        Assert.StartsWith("a.ics", no.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_has_bounds()
    {
        var nested = string.Concat(Enumerable.Repeat("BEGIN:VCALENDAR\r\n", 20));
        Assert.Contains("stand inside each other", Assert.Throws<ReadException>(() => CalendarReader.Read(Encoding.UTF8.GetBytes(nested), "a.ics")).Message, StringComparison.Ordinal);
        Assert.Contains("MiB", Assert.Throws<ReadException>(() => CalendarReader.Read(new byte[CalendarReader.MostBytes + 1], "a.ics")).Message, StringComparison.Ordinal);
        var many = "BEGIN:VCALENDAR\r\n" + string.Concat(Enumerable.Range(0, CalendarReader.MostEvents + 1).Select(i => $"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20210614\r\nEND:VEVENT\r\n")) + "END:VCALENDAR\r\n";
        Assert.Contains("5,000 events", Assert.Throws<ReadException>(() => CalendarReader.Read(Encoding.UTF8.GetBytes(many), "a.ics")).Message, StringComparison.Ordinal);
    }

    /// <summary>The hour that London’s clocks leave out on 28 March 2021, and the one that comes twice on 31 October.</summary>
    [Theory]
    [InlineData("2021-06-14 10:30", "2021-06-14 09:30")]
    [InlineData("2021-01-14 10:30", "2021-01-14 10:30")]
    [InlineData("2021-03-28 01:30", "2021-03-28 01:30")]
    [InlineData("2021-10-31 01:30", "2021-10-31 00:30")]
    public void A_time_of_the_clock_is_one_moment(string local, string utc)
    {
        Assert.True(EventTime.TryRead(local, "Europe/London", out var time));
        Assert.Equal(utc, new EventTime(Zones.ToUtc(time.Local, "Europe/London"), "UTC", false).Written);
    }

    /// <summary>What is written is read again, whatever the words are; no line is longer than 75 octets (RFC 5545, section 3.1), and the same events make the same bytes.</summary>
    [Fact]
    public void What_goes_out_comes_back()
    {
        var random = new Random(5545);
        string[] signs = ["a", "é", "中", "𝛼", ",", ";", "\\", "n", ":", "\"", " ", "ß", "Site 1", "👩‍🔬", "…", "\\n"];
        for (var round = 0; round < 300; round++)
        {
            string Words(int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => signs[random.Next(signs.Length)])).Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, 280)].TrimEnd('\ud83d', '\ud835', '\u200d', ' ') : "x";
            var events = Enumerable.Range(0, random.Next(0, 6)).Select(i => new OutgoingEvent(
                $"u{i}", "x" + Words(90), new EventTime(new DateTime(2021, 1, 1).AddMinutes(random.Next(500_000)) is var at && i % 3 == 0 ? at.Date : at, i % 3 == 0 ? null : "Europe/London", i % 3 == 0), i % 2 == 0 ? null : random.Next(1, 1441), DateTimeOffset.UnixEpoch)
            { Cancelled = i % 4 == 1, Location = "y" + Words(20), Description = Words(120), Category = "interview" }).ToList();
            var name = Words(40);
            var bytes = CalendarWriter.Write(name, events);
            Assert.Equal(bytes, CalendarWriter.Write(name, events));
            Assert.All(Encoding.UTF8.GetString(bytes).Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
            var (read, remarks) = CalendarReader.Read(bytes, "out.ics");
            Assert.Empty(remarks);
            Assert.Equal(
                events.Select(e => (e.Uid, e.Summary, e.Starts.IsDay ? e.Starts.Local : Zones.ToUtc(e.Starts.Local, "Europe/London"), e.Starts.IsDay ? null : e.Minutes, e.Cancelled, e.Location)),
                read.Select(e => (e.Uid, e.Summary, DateTime.SpecifyKind(e.Starts.Local, e.Starts.IsDay ? DateTimeKind.Unspecified : DateTimeKind.Utc), e.Minutes, e.Cancelled, e.Location)));
        }
    }
}
