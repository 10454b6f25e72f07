using Fieldthread.Core.Basics;

namespace Fieldthread.Charts.Register;

/// <summary>A dated fact to be drawn as a bar.</summary>
/// <param name="Row">What kind of fact: the row that it stands in.</param>
/// <param name="Text">The fact.</param>
/// <param name="From">First day, or null where not known.</param>
/// <param name="End">First day on which it no longer held, or null while it does.</param>
public sealed record TimelineFact(string Row, string Text, int? From, int? End);

/// <summary>A year on the axis.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">The year.</param>
public sealed record TimelineTick(double X, string Label);

/// <summary>The name of a row.</summary>
/// <param name="Y">Its base line.</param>
/// <param name="Label">The name.</param>
public sealed record TimelineLabel(double Y, string Label);

/// <summary>A fact measured.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width; at least 3.</param>
/// <param name="Text">As much of the text as fits.</param>
/// <param name="Alternate">True for every second bar of a row, so that neighbours are told apart.</param>
public sealed record TimelineBar(TimelineFact Fact, double X, double Y, double Width, string Text, bool Alternate);

/// <summary>Facts through time measured: a row for each kind, a bar for each fact; facts of one row that hold at once stand below each other. Drawing is <see cref="TimelineSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Ticks">Years.</param>
/// <param name="Labels">Names of the rows.</param>
/// <param name="Bars">Facts, row by row; also the rows of its data table.</param>
public sealed record Timeline(string Title, string Description, int Width, int Height, IReadOnlyList<TimelineTick> Ticks, IReadOnlyList<TimelineLabel> Labels, IReadOnlyList<TimelineBar> Bars)
{
    private const int Left = 150;
    private const int Right = 1160;
    private const int Top = 27;
    private const int Step = 28;

    /// <summary>Measures facts.</summary>
    /// <param name="title">One line.</param>
    /// <param name="facts">Facts; rows stand in the order in which they first come.</param>
    /// <param name="today">Where bars of facts that still hold end, at the least.</param>
    public static Timeline Measure(string title, IReadOnlyList<TimelineFact> facts, int today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var known = facts.SelectMany(f => new[] { f.From, f.End }).OfType<int>().DefaultIfEmpty(today).ToList();
        var first = facts.Any(f => f.From is null) ? known.Min() - 365 : known.Min();
        var last = Math.Max(facts.Any(f => f.End is null) ? Math.Max(today, known.Max()) : known.Max(), first + 365);
        double X(int day) => Left + ((Right - Left) * (double)(Math.Clamp(day, first, last) - first) / (last - first));

        var (labels, bars, y) = (new List<TimelineLabel>(), new List<TimelineBar>(), (double)Top);
        foreach (var row in facts.GroupBy(f => f.Row, StringComparer.Ordinal))
        {
            labels.Add(new TimelineLabel(y + 15, row.Key));
            var lanes = new List<TimelineFact>();
            foreach (var (fact, index) in row.OrderBy(f => f.From ?? int.MinValue).ThenBy(f => f.End ?? int.MaxValue).Select((f, i) => (f, i)))
            {
                var lane = lanes.FindIndex(before => !new Period(before.From, before.End).Overlaps(new(fact.From, fact.End)));
                if (lane < 0)
                {
                    lane = lanes.Count;
                    lanes.Add(fact);
                }

                lanes[lane] = fact;
                var (x, end) = (X(fact.From ?? first), X(fact.End ?? last));
                var width = Math.Max(3, end - x - 2);
                bars.Add(new TimelineBar(fact, x, y + (lane * Step), width, FigureText.Fit(fact.Text, width - 10), index % 2 == 1));
            }

            y += Math.Max(1, lanes.Count) * Step;
        }

        return new(title, Describe(facts), Right + 10, (int)y + 10, Years(first, last, X), labels, bars);
    }

    private static List<TimelineTick> Years(int first, int last, Func<int, double> at)
    {
        var (from, to) = (DateOnly.FromDayNumber(Math.Clamp(first, 0, DateOnly.MaxValue.DayNumber)).Year, DateOnly.FromDayNumber(Math.Clamp(last, 0, DateOnly.MaxValue.DayNumber)).Year);
        var every = new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000 }.First(e => (to - from) / e <= 14);
        return [.. Enumerable.Range(from, to - from + 1).Where(y => y % every == 0).Select(y => (Year: y, Day: new DateOnly(y, 1, 1).DayNumber)).Where(t => t.Day >= first && t.Day <= last)
            .Select(t => new TimelineTick(at(t.Day), t.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private static string Describe(IReadOnlyList<TimelineFact> facts) => facts.Count == 0 ? "No fact has a date." :
        string.Join(' ', facts.GroupBy(f => f.Row, StringComparer.Ordinal).Select(g => $"{g.Key}: {g.Count()}.")) + " Bars are the time over which each held; the table holds the same.";
}
