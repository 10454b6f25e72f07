using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Charts.Studies;

/// <summary>Something of a study with its time.</summary>
/// <param name="Row">The row that it stands in.</param>
/// <param name="Text">What it is.</param>
/// <param name="From">First day; null where not known.</param>
/// <param name="End">First day after it; null while it runs.</param>
/// <param name="Planned">True where it is only planned.</param>
/// <param name="Point">True for what happens on one date; a stretch then means that the date is known roughly.</param>
public sealed record StudyFact(string Row, string Text, int? From, int? End, bool Planned, bool Point);

/// <summary>A line of the axis.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">The year, or a month where a stretch has no new year in it; empty for the quarters between.</param>
public sealed record StudyTick(double X, string Label);

/// <summary>A stretch of the axis in which nothing is dated, drawn short.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Width">Width.</param>
/// <param name="From">Its first day.</param>
/// <param name="End">First day after it.</param>
public sealed record StudyGap(double X, double Width, int From, int End);

/// <summary>A fact measured.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width; at least 2.</param>
/// <param name="Label">As much of its text as there is room for.</param>
/// <param name="LabelX">Where the label begins, or ends where it stands to the left.</param>
/// <param name="Side">Where the label stands.</param>
/// <param name="Alternate">True for every second bar of a row, so that neighbours are told apart.</param>
public sealed record StudyMark(StudyFact Fact, double X, double Y, double Width, string Label, double LabelX, LabelSide Side, bool Alternate);

/// <summary>Where a label stands.</summary>
public enum LabelSide
{
    /// <summary>On its bar.</summary>
    On,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>To the left.</summary>
    Left,
}

/// <summary>The timeline of a study measured: a row for each kind of thing, bars for what lasts, strokes for what happens on a date. Drawing is <see cref="StudyTimelineSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Today">Where today is; null outside the drawing.</param>
/// <param name="Ticks">Lines of the axis.</param>
/// <param name="Gaps">Stretches drawn short.</param>
/// <param name="Rows">Names of the rows with their base lines.</param>
/// <param name="Marks">Facts, row by row.</param>
public sealed record StudyTimeline(
    string Title, string Description, int Width, int Height, double? Today, IReadOnlyList<StudyTick> Ticks, IReadOnlyList<StudyGap> Gaps, IReadOnlyList<(double Y, string Name)> Rows, IReadOnlyList<StudyMark> Marks)
{
    /// <summary>Height of a bar or a stroke.</summary>
    public const int BarHeight = 22;

    private const int Right = 1160;
    private const int Top = 27;
    private const int Step = 28;

    /// <summary>Rows of points with more than these are a rhythm to be seen, not a list to be read.</summary>
    private const int MostLabels = 8;

    /// <summary>Measures facts.</summary>
    /// <param name="title">One line.</param>
    /// <param name="facts">Facts; rows stand in the order in which they first come.</param>
    /// <param name="today">Where bars of facts that still run end, at the least.</param>
    public static StudyTimeline Measure(string title, IReadOnlyList<StudyFact> facts, int today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var dated = facts.Where(f => f.From is not null || f.End is not null).ToList();
        var axis = StudyAxis.Of(dated, today);
        var (rows, marks, y) = (new List<(double, string)>(), new List<StudyMark>(), (double)Top);
        foreach (var row in dated.GroupBy(f => f.Row, StringComparer.Ordinal))
        {
            rows.Add((y + 15, row.Key));
            var lanes = new List<Period>();
            var bars = new List<(StudyFact Fact, double X, double Width, int Lane)>();
            foreach (var fact in row.Where(f => !f.Point).OrderBy(f => f.From ?? int.MinValue).ThenBy(f => f.End ?? int.MaxValue))
            {
                var own = new Period(fact.From, fact.End);
                var lane = lanes.FindIndex(before => !before.Overlaps(own));
                if (lane < 0)
                {
                    lane = lanes.Count;
                    lanes.Add(own);
                }

                lanes[lane] = own;
                var (x, end) = (axis.X(fact.From ?? axis.First), axis.X(fact.End ?? axis.Last));
                bars.Add((fact, x, Math.Max(3, end - x - 1), lane));
            }

            marks.AddRange(Bars(bars, y));
            marks.AddRange(Points([.. row.Where(f => f.Point)], axis, y + (lanes.Count * Step)));
            y += (lanes.Count + (row.Any(f => f.Point) ? 1 : 0)) * Step;
        }

        var now = today >= axis.First && today < axis.Last ? axis.X(today) : (double?)null;
        return new(title, Describe(dated, axis), Right + 10, (int)y + 10, now, axis.Ticks(), axis.Gaps, rows, marks);
    }

    /// <summary>A label that does not fit on its bar stands to the right of it, where there is more room before the next.</summary>
    private static IEnumerable<StudyMark> Bars(List<(StudyFact Fact, double X, double Width, int Lane)> bars, double y)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            var (fact, x, width, lane) = bars[i];
            var next = bars.Skip(i + 1).Where(b => b.Lane == lane).Select(b => (double?)b.X).FirstOrDefault() ?? Right;
            var (on, beside) = (FigureText.Fit(fact.Text, width - 10), FigureText.Fit(fact.Text, next - x - width - 10));
            var right = beside.Length > on.Length;
            yield return new StudyMark(fact, x, y + (lane * Step), width, right ? beside : on, right ? x + width + 5 : x + 6, right ? LabelSide.Right : LabelSide.On, i % 2 == 1);
        }
    }

    private static IEnumerable<StudyMark> Points(IReadOnlyList<StudyFact> points, StudyAxis axis, double y)
    {
        var placed = points.Select(f => (Fact: f, X: axis.X(f.From ?? f.End!.Value - 1), Width: Math.Max(2, axis.X(f.End ?? f.From!.Value + 1) - axis.X(f.From ?? f.End!.Value - 1)))).OrderBy(p => p.X).ToList();
        var taken = (double)StudyAxis.Left;
        for (var i = 0; i < placed.Count; i++)
        {
            var (fact, x, width) = placed[i];
            var (label, labelX, left) = ("", x + width + 5, false);
            if (placed.Count <= MostLabels)
            {
                var (after, before) = ((i + 1 < placed.Count ? placed[i + 1].X : Right) - labelX - 5, x - 5 - taken);
                var (fits, fitsLeft) = (FigureText.Fit(fact.Text, after), FigureText.Fit(fact.Text, before));
                left = fitsLeft.Length > fits.Length;
                (label, labelX) = left ? (fitsLeft, x - 5) : (fits, labelX);
                taken = left ? x + width + 5 : labelX + FigureText.Measure(label) + 5;
            }

            yield return new StudyMark(fact, x, y, width, label, labelX, left ? LabelSide.Left : LabelSide.Right, false);
        }
    }

    private static string Describe(IReadOnlyList<StudyFact> facts, StudyAxis axis) => facts.Count == 0 ? "Nothing has a date." :
        string.Join(' ', facts.GroupBy(f => f.Row, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}: {g.Count()}.")))
        + string.Concat(axis.Gaps.Select(g => $" Drawn short, because nothing is dated in it: {FigureText.Day(g.From)} to {FigureText.Day(g.End - 1)}.")) + " The table holds the same dates.";
}
