using System.Globalization;

namespace Fieldthread.Charts.Register;

/// <summary>How many organisations had each level on a day.</summary>
/// <param name="Label">The day.</param>
/// <param name="Counts">A number for each level, in their order, and last that of those without one.</param>
public sealed record UptakeDay(string Label, IReadOnlyList<int> Counts);

/// <summary>A part of a bar measured.</summary>
/// <param name="Level">Which level; the number of levels for none.</param>
/// <param name="Count">How many organisations.</param>
/// <param name="X">Where it begins.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Inside">The number, where there is room for it.</param>
public sealed record UptakeSegment(int Level, int Count, double X, double Width, string Inside);

/// <summary>A day measured.</summary>
/// <param name="Day">The day.</param>
/// <param name="Y">Top of its bar.</param>
/// <param name="Total">How many organisations there were.</param>
/// <param name="Segments">Its levels that anybody had.</param>
public sealed record UptakeRow(UptakeDay Day, double Y, int Total, IReadOnlyList<UptakeSegment> Segments);

/// <summary>A key of the figure: which shade is which level.</summary>
/// <param name="Level">The level, as in the segments.</param>
/// <param name="Label">Its name.</param>
/// <param name="X">Left edge of its mark.</param>
/// <param name="Y">Top of its mark.</param>
public sealed record UptakeKey(int Level, string Label, double X, double Y);

/// <summary>Uptake by level over days: a bar a day, as long as there were organisations, so that a shrinking population shows. Drawing is <see cref="UptakeBarsSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Keys">The levels, from the first to none.</param>
/// <param name="Rows">The days, in the order given; also the rows of the data table.</param>
public sealed record UptakeBars(string Title, string Description, double Width, double Height, IReadOnlyList<UptakeKey> Keys, IReadOnlyList<UptakeRow> Rows)
{
    internal const double Left = 96;
    internal const double Bar = 18;
    private const double Plot = 420;
    private const double Step = 24;
    private const double KeyStep = 20;

    /// <summary>Names of the levels, last the words for none.</summary>
    internal IReadOnlyList<string> Levels { get; private init; } = [];

    /// <summary>Measures days.</summary>
    /// <param name="title">One line.</param>
    /// <param name="levels">Names of the levels, the one that is drawn first at first.</param>
    /// <param name="none">What to call none.</param>
    /// <param name="days">The days.</param>
    /// <exception cref="ArgumentException">A day has not just a number for each level and one for none, or one below 0.</exception>
    public static UptakeBars Measure(string title, IReadOnlyList<string> levels, string none, IReadOnlyList<UptakeDay> days)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(days);
        if (days.Any(d => d.Counts.Count != levels.Count + 1 || d.Counts.Any(c => c < 0)))
        {
            throw new ArgumentException("A day needs a number, 0 or more, for each level and for none.", nameof(days));
        }

        IReadOnlyList<string> all = [.. levels, none];
        var (keys, x, line) = (new List<UptakeKey>(), Left, 0);
        for (var i = 0; i < all.Count; i++)
        {
            var width = FigureText.Measure(all[i]) + 30;
            if (x > Left && x + width > Left + Plot)
            {
                (x, line) = (Left, line + 1);
            }

            keys.Add(new UptakeKey(i, all[i], x, 4 + (line * KeyStep)));
            x += width;
        }

        var top = 12 + ((line + 1) * KeyStep);
        var most = Math.Max(1, days.Select(d => d.Counts.Sum()).DefaultIfEmpty(0).Max());
        var rows = new List<UptakeRow>();
        foreach (var day in days)
        {
            var (segments, at) = (new List<UptakeSegment>(), Left);
            for (var i = 0; i < day.Counts.Count; i++)
            {
                var width = Plot * day.Counts[i] / most;
                if (day.Counts[i] > 0)
                {
                    var number = day.Counts[i].ToString(CultureInfo.InvariantCulture);
                    segments.Add(new UptakeSegment(i, day.Counts[i], at, width, FigureText.Measure(number) + 6 <= width ? number : ""));
                }

                at += width;
            }

            rows.Add(new UptakeRow(day, top + (rows.Count * Step), day.Counts.Sum(), segments));
        }

        return new(title, string.Join(' ', rows.Select(r => Sentence(r, all))), Left + Plot + 70, top + (rows.Count * Step) + 4, keys, rows) { Levels = all };
    }

    private static string Sentence(UptakeRow row, IReadOnlyList<string> levels) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Day.Label}, of {row.Total}: {(row.Segments.Count == 0 ? "none" : string.Join(", ", row.Segments.Select(s => $"{s.Count} {levels[s.Level]}")))}.");
}
