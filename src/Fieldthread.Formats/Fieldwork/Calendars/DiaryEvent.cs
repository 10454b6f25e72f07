using System.Globalization;

namespace Fieldthread.Formats.Fieldwork.Calendars;

/// <summary>When something in a calendar is: a day, or a clock’s time in a zone.</summary>
/// <param name="Local">What the clock there shows; midnight for a day.</param>
/// <param name="Zone">IANA name of the zone; null for a day, or where none is said.</param>
/// <param name="IsDay">True for a whole day.</param>
public sealed record EventTime(DateTime Local, string? Zone, bool IsDay)
{
    /// <summary>As the study writes it: <c>2021-06-14</c>, or <c>2021-06-14 10:30</c>.</summary>
    public string Written => Local.ToString(IsDay ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads what the study writes.</summary>
    /// <param name="written">A day, or a day and a time with a space or a T between.</param>
    /// <param name="zone">Zone of the time.</param>
    /// <param name="time">The time.</param>
    public static bool TryRead(string written, string? zone, out EventTime time)
    {
        ArgumentNullException.ThrowIfNull(written);
        time = new EventTime(default, null, true);
        var text = written.Trim();
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            time = new EventTime(day, null, true);
        }
        else if (DateTime.TryParseExact(text.Replace('T', ' '), ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            time = new EventTime(at, zone, false);
        }
        else
        {
            return false;
        }

        return time.Local.Year is >= 1900 and <= 2200;
    }
}

/// <summary>An event of a calendar file.</summary>
/// <param name="Place">Where it stands: “diary.ics, line 12”.</param>
/// <param name="Uid">The name by which it is the same in every calendar.</param>
/// <param name="Summary">What it is called.</param>
/// <param name="Starts">When it begins.</param>
/// <param name="Minutes">How long it lasts; null for a whole day or where it is not said.</param>
/// <param name="Cancelled">True where it was called off.</param>
/// <param name="Location">Where it is; may be empty.</param>
/// <param name="Categories">What it is said to be; may be empty.</param>
public sealed record DiaryEvent(string Place, string Uid, string Summary, EventTime Starts, int? Minutes, bool Cancelled, string Location, IReadOnlyList<string> Categories);

/// <summary>An event that is written into a calendar file.</summary>
/// <param name="Uid">The name by which it is the same in every calendar.</param>
/// <param name="Summary">What it is called.</param>
/// <param name="Starts">When it begins.</param>
/// <param name="Minutes">How long it lasts; null where it is not said.</param>
/// <param name="ChangedAt">When it was last changed, UTC.</param>
public sealed record OutgoingEvent(string Uid, string Summary, EventTime Starts, int? Minutes, DateTimeOffset ChangedAt)
{
    /// <summary>How often its time or state changed.</summary>
    public int Sequence { get; init; }

    /// <summary>True where it was called off.</summary>
    public bool Cancelled { get; init; }

    /// <summary>True where it does not take time away from the day: something that is due.</summary>
    public bool IsDue { get; init; }

    /// <summary>Where it is; empty for what is not told.</summary>
    public string Location { get; init; } = "";

    /// <summary>What is said of it.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is.</summary>
    public string Category { get; init; } = "";
}
