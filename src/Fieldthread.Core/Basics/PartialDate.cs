using System.Globalization;

namespace Fieldthread.Core.Basics;

/// <summary>A date known to the year, the month or the day: <c>2021</c>, <c>2021-06</c>, <c>2021-06-14</c>.</summary>
/// <remarks>Range: years 1 to 9999. Ordered by first day, then by last day, so a year comes before the months inside it only when it starts no later.</remarks>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    private PartialDate(int year, int? month, int? day)
    {
        Year = year;
        Month = month;
        Day = day;
    }

    /// <summary>1 to 9999.</summary>
    public int Year { get; }

    /// <summary>1 to 12, or null where only the year is known.</summary>
    public int? Month { get; }

    /// <summary>1 to 31, or null where only the month is known.</summary>
    public int? Day { get; }

    /// <summary>The earliest day it can mean.</summary>
    public DateOnly First => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The latest day it can mean, included.</summary>
    public DateOnly Last => Month is not { } month ? new(Year, 12, 31)
        : Day is { } day ? new(Year, month, day) : new(Year, month, DateTime.DaysInMonth(Year, month));

    /// <summary>Reads <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>; surrounding spaces are ignored.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        var parts = (text ?? "").Trim().Split('-');
        if (parts.Length is < 1 or > 3 || parts[0].Length != 4 || !Number(parts[0], 1, 9999, out var year))
        {
            return false;
        }

        int? month = null, day = null;
        if (parts.Length > 1)
        {
            if (parts[1].Length != 2 || !Number(parts[1], 1, 12, out var m))
            {
                return false;
            }

            month = m;
        }

        if (parts.Length > 2)
        {
            if (parts[2].Length != 2 || !Number(parts[2], 1, DateTime.DaysInMonth(year, month!.Value), out var d))
            {
                return false;
            }

            day = d;
        }

        date = new PartialDate(year, month, day);
        return true;
    }

    /// <summary>Reads a partial date.</summary>
    /// <exception cref="FormatException">The text is not a year, a month or a day of the calendar.</exception>
    public static PartialDate Parse(string text) => TryParse(text, out var date)
        ? date
        : throw new FormatException($"“{text}” is not a date. Write 2021, 2021-06 or 2021-06-14.");

    /// <inheritdoc/>
    public int CompareTo(PartialDate other) => First != other.First ? First.CompareTo(other.First) : Last.CompareTo(other.Last);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Month is null ? Year.ToString("0000", CultureInfo.InvariantCulture)
        : Day is null ? $"{Year:0000}-{Month:00}" : $"{Year:0000}-{Month:00}-{Day:00}";

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    private static bool Number(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
}
