using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Tracker;

/// <summary>Dates as people write them into sheets.</summary>
public static class TrackerDates
{
    private static readonly string[] Days = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "yyyy/M/d", "d/M/yy", "d MMM yy"];
    private static readonly string[] Months = ["MMM yyyy", "MMMM yyyy", "M/yyyy"];

    /// <summary>Reads a date: ISO, day before month, or with the month’s name; a month or a year alone.</summary>
    /// <param name="text">What the cell holds.</param>
    /// <param name="date">The date.</param>
    /// <param name="guessed">True where day and month might be meant the other way round.</param>
    public static bool TryRead(string? text, out PartialDate date, out bool guessed)
    {
        guessed = false;
        var given = (text ?? "").Trim();
        if (PartialDate.TryParse(given, out date))
        {
            return true;
        }

        if (DateOnly.TryParseExact(given, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            date = PartialDate.Parse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            guessed = !given.Any(char.IsLetter) && !given.StartsWith(day.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal) && day.Day <= 12 && day.Day != day.Month;
            return true;
        }

        if (DateOnly.TryParseExact(given, Months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            date = PartialDate.Parse(month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            return true;
        }

        return false;
    }
}
