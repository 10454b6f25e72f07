using System.Globalization;

namespace Fieldthread.Charts;

/// <summary>Words and days in figures.</summary>
internal static class FigureText
{
    /// <summary>A generous width of a character of 12 units in height; a figure is measured without the reader’s fonts.</summary>
    private const double Character = 6.6;

    /// <summary>As much of a text as fits into a width; empty where less than three characters would.</summary>
    public static string Fit(string text, double width)
    {
        var most = (int)(width / Character);
        if (text.Length <= most)
        {
            return text;
        }

        var cut = most - 1;
        return cut < 3 ? "" : text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)].TrimEnd() + "…";
    }

    /// <summary>A generous width of a text.</summary>
    public static double Measure(string text) => text.Length * Character;

    /// <summary>Room for the labels at the left of a figure: as much as the longest needs, between 60 and the most there is.</summary>
    public static double Labels(IEnumerable<string> labels, double most) => Math.Clamp(labels.Select(Measure).DefaultIfEmpty(0).Max() + 16, 60, most);

    /// <summary>A day as people read it: “1 Apr 2015”.</summary>
    public static string Day(int day) => DateOnly.FromDayNumber(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber)).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A number of the drawing.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
