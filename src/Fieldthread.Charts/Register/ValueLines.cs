using System.Globalization;

namespace Fieldthread.Charts.Register;

/// <summary>A series of values over periods.</summary>
/// <param name="Name">Its name, which stands at its end.</param>
/// <param name="Values">A value for each period; null where there is none, which parts the line.</param>
public sealed record ValueSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A value measured.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Down.</param>
/// <param name="Joined">True where a line leads to it from the period before.</param>
public readonly record struct ValuePoint(double X, double Y, bool Joined);

/// <summary>A series measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">Its values.</param>
/// <param name="LabelY">Base line of its name at the right edge; labels do not overlap.</param>
/// <param name="Style">Which dash and marker, 0 to 5, so that series are told apart without colour.</param>
public sealed record ValueLine(string Name, IReadOnlyList<ValuePoint> Points, double LabelY, int Style);

/// <summary>Series of values over periods, measured on a scale that holds nought and every value. Drawing is <see cref="ValueLinesSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Ticks">Marks of the scale with their place down.</param>
/// <param name="Moments">Names of the periods that are written, with their place across.</param>
/// <param name="Lines">The series that have a value.</param>
public sealed record ValueLines(
    string Title, string Description, double Width, double Height, IReadOnlyList<(double Y, string Text)> Ticks, IReadOnlyList<(double X, string Name)> Moments, IReadOnlyList<ValueLine> Lines)
{
    internal const double Left = 84;
    internal const double Right = 540;
    private const double Top = 12;
    private const double Plot = 220;
    private const double LabelStep = 16;
    private const int Styles = 6;
    private const int MostNames = 9;

    /// <summary>Measures series.</summary>
    /// <param name="title">One line.</param>
    /// <param name="periods">Names of the periods, in time.</param>
    /// <param name="series">The series, each with as many values as there are periods. One without any is left out.</param>
    /// <exception cref="ArgumentException">A series has more or fewer values, or one that is no number.</exception>
    public static ValueLines Measure(string title, IReadOnlyList<string> periods, IReadOnlyList<ValueSeries> series)
    {
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Any(s => s.Values.Count != periods.Count || s.Values.Any(v => v is { } n && !double.IsFinite(n))))
        {
            throw new ArgumentException("A series needs a number or nothing for each period.", nameof(series));
        }

        var values = series.SelectMany(s => s.Values).OfType<double>().DefaultIfEmpty(0).ToList();
        var (low, high, step) = Scale(Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        double X(int at) => periods.Count == 1 ? (Left + Right) / 2 : Left + 16 + (at * (Right - Left - 32) / (periods.Count - 1));
        double Y(double value) => Top + (Plot * (high - value) / (high - low));
        var lines = new List<ValueLine>();
        foreach (var s in series.Where(s => s.Values.Any(v => v is not null)))
        {
            var points = Enumerable.Range(0, periods.Count).Where(i => s.Values[i] is not null).Select(i => new ValuePoint(X(i), Y(s.Values[i]!.Value), i > 0 && s.Values[i - 1] is not null)).ToList();
            lines.Add(new ValueLine(s.Name, points, points[^1].Y + 4, lines.Count % Styles));
        }

        var rows = LabelColumn.Spread(lines.ConvertAll(l => l.LabelY), LabelStep, Top, Plot);
        var placed = lines.Select((l, i) => l with { LabelY = rows[i] }).ToList();
        var every = Math.Max(1, (int)Math.Ceiling(periods.Count / (double)MostNames));
        var ticks = Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(i => low + (i * step)).Select(v => (Y(v), Number(v)));
        return new(
            title, string.Join(' ', series.Where(s => s.Values.Any(v => v is not null)).Select(s => Sentence(s, periods))), Right + 250, Math.Max(Top + Plot + 34, placed.Select(p => p.LabelY + 10).DefaultIfEmpty(0).Max()),
            [.. ticks], [.. periods.Select((p, i) => (X(i), p)).Where((_, i) => i % every == 0)], placed);
    }

    /// <summary>Bounds and steps of 1, 2 or 5 times a power of ten that hold both values, in about five steps.</summary>
    private static (double Low, double High, double Step) Scale(double least, double most)
    {
        var rough = Math.Max(most - least, 1e-9) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power is <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        return (Math.Floor(least / step) * step, Math.Max(Math.Ceiling(most / step) * step, step), step);
    }

    internal static string Number(double value) => Math.Round(value, 6).ToString(Math.Abs(value) >= 1000 ? "#,##0" : "0.######", CultureInfo.InvariantCulture);

    private static string Sentence(ValueSeries series, IReadOnlyList<string> periods) =>
        $"{series.Name}: {string.Join(", ", periods.Select((p, i) => (Period: p, Value: series.Values[i])).Where(v => v.Value is not null).Select(v => $"{v.Period} {Number(v.Value!.Value)}"))}.";
}
