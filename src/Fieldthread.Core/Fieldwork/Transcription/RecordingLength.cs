using System.Globalization;

namespace Fieldthread.Core.Fieldwork.Transcription;

/// <summary>Lengths of recordings as people write them: “1:15”, “1:15:30”, or hours as “1.25”.</summary>
public static class RecordingLength
{
    /// <summary>The longest that is believed; a day.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <summary>Reads hours and minutes with colons, or hours as a number.</summary>
    /// <param name="text">“1:15” is an hour and a quarter, as is “1.25”; “0:07:30” is seven minutes and a half.</param>
    /// <param name="length">The length, above nothing and at most a day.</param>
    /// <returns>False where it is none of these, or out of range.</returns>
    public static bool TryParse(string? text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length == 1)
        {
            if (!double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours > Longest.TotalHours)
            {
                return false;
            }

            length = TimeSpan.FromSeconds(Math.Round(hours * 3600));
        }
        else
        {
            var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && p.Length <= 2 ? n : -1).ToList();
            if (numbers.Count > 3 || numbers.Contains(-1) || numbers.Skip(1).Any(n => n > 59))
            {
                return false;
            }

            length = new TimeSpan(numbers[0], numbers[1], numbers.Count == 3 ? numbers[2] : 0);
        }

        return length > TimeSpan.Zero && length <= Longest;
    }

    /// <summary>A length as hours, minutes and seconds: “1:15:30”, “0:07:30”.</summary>
    public static string InWords(TimeSpan length) => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours}:{length.Minutes:00}:{length.Seconds:00}");

    /// <summary>Hours with two places, for sums.</summary>
    public static decimal Hours(TimeSpan length) => Math.Round((decimal)length.TotalSeconds / 3600m, 2, MidpointRounding.AwayFromZero);
}
