using System.Globalization;

namespace Fieldthread.Charts;

/// <summary>A value of a series.</summary>
/// <param name="At">Index of the moment: of the wave or phase.</param>
/// <param name="Count">k.</param>
/// <param name="Base">n, 1 or more.</param>
/// <param name="Apart">True where it must not be joined to the value before it, as where a question was reworded.</param>
public sealed record LineValue(int At, int Count, int Base, bool Apart = false);

/// <summary>A series over moments.</summary>
/// <param name="Name">Its name, which stands at its end.</param>
/// <param name="Values">Its values, in order; moments without one are gaps.</param>
public sealed record LineSeries(string Name, IReadOnlyList<LineValue> Values);

/// <summary>A value measured.</summary>
/// <param name="Value">The value.</param>
/// <param name="X">Across.</param>
/// <param name="Y">Down.</param>
/// <param name="Joined">True where a line leads to it from the value before.</param>
public sealed record LinePoint(LineValue Value, double X, double Y, bool Joined);

/// <summary>A series measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">Its values.</param>
/// <param name="LabelY">Base line of its name at the right edge; labels do not overlap.</param>
/// <param name="Style">Which dash and marker, 0 to 5, so that series are told apart without colour.</param>
public sealed record LineDrawn(string Name, IReadOnlyList<LinePoint> Points, double LabelY, int Style);

/// <summary>Series of shares over waves or phases, measured on a scale from 0 to 100 per cent. Drawing is <see cref="LinesSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Moments">Names of the waves or phases with their place across.</param>
/// <param name="Series">The series; their points are the rows of the data table.</param>
public sealed record Lines(string Title, string Description, double Width, double Height, IReadOnlyList<(double X, string Name)> Moments, IReadOnlyList<LineDrawn> Series)
{
    internal const double Left = 44;
    internal const double Top = 12;
    internal const double Plot = 200;
    internal const int Styles = 6;
    private const double LabelWidth = 230;
    private const double LabelStep = 16;

    /// <summary>Measures series.</summary>
    /// <param name="title">One line.</param>
    /// <param name="moments">Names of the waves or phases, in time.</param>
    /// <param name="series">The series. One without any value is left out.</param>
    /// <exception cref="ArgumentException">A value stands at no moment, or has no base.</exception>
    public static Lines Measure(string title, IReadOnlyList<string> moments, IReadOnlyList<LineSeries> series)
    {
        ArgumentNullException.ThrowIfNull(moments);
        ArgumentNullException.ThrowIfNull(series);
        if (series.SelectMany(s => s.Values).Any(v => (uint)v.At >= moments.Count || v.Base < 1 || v.Count < 0 || v.Count > v.Base))
        {
            throw new ArgumentException("A value stands at no moment, or is not k of n.", nameof(series));
        }

        var step = Math.Clamp(420.0 / Math.Max(1, moments.Count - 1), 70, 260);
        var across = step * Math.Max(1, moments.Count - 1);
        double X(int at) => moments.Count == 1 ? Left + (across / 2) : Left + 20 + (at * step);
        var drawn = series.Where(s => s.Values.Count > 0).Select((s, i) =>
        {
            var points = s.Values.OrderBy(v => v.At).Select((v, n) => new LinePoint(v, X(v.At), Top + (Plot * (1 - ((double)v.Count / v.Base))), n > 0 && !v.Apart)).ToList();
            return new LineDrawn(s.Name, points, points[^1].Y + 4, i % Styles);
        }).ToList();
        var rows = LabelColumn.Spread(drawn.ConvertAll(l => l.LabelY), LabelStep, Top, Plot);
        var placed = drawn.Select((l, i) => l with { LabelY = rows[i] }).ToList();
        var height = Math.Max(Top + Plot + 34, placed.Select(p => p.LabelY + 10).DefaultIfEmpty(0).Max());
        return new(title, string.Join(' ', placed.Select(s => Sentence(s, moments))), Left + 40 + across + LabelWidth, height, [.. moments.Select((m, i) => (X(i), m))], placed);
    }

    private static string Sentence(LineDrawn series, IReadOnlyList<string> moments) => string.Create(CultureInfo.InvariantCulture,
        $"{series.Name}: {string.Join(", ", series.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{moments[p.Value.At]} {p.Value.Count} of {p.Value.Base}{(p.Value.Apart ? " (not joined to the one before)" : "")}")))}.");
}
