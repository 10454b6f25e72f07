using Fieldthread.Core.Basics;

namespace Fieldthread.Charts.Register;

/// <summary>A stretch over which an activity was held at a level.</summary>
/// <param name="Activity">The activity: its row.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="Rank">Rank of the level, from 0.</param>
/// <param name="From">First day; null where not known.</param>
/// <param name="End">First day after it; null while it goes on.</param>
/// <param name="Disputed">True where another source says otherwise.</param>
public sealed record TakeOverStretch(string Activity, string Level, int Rank, int? From, int? End, bool Disputed);

/// <summary>A stretch measured.</summary>
/// <param name="Stretch">The stretch.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge; a higher level stands higher in its row.</param>
/// <param name="Width">Width, at least 3.</param>
/// <param name="Height">Height: the more, the higher the level.</param>
/// <param name="Text">As much of the level’s name as fits.</param>
public sealed record TakeOverBar(TakeOverStretch Stretch, double X, double Y, double Width, double Height, string Text);

/// <summary>What one organisation took over and when: a row an activity, a bar a stretch, taller and darker with the level. Drawing is <see cref="TakeOverSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Ticks">Days on which something began or ended, with their place across; those too near another are left out.</param>
/// <param name="Rows">Activities with the base line of their names.</param>
/// <param name="Bars">The stretches; also the rows of the data table.</param>
public sealed record TakeOver(string Title, string Description, double Width, double Height, IReadOnlyList<(double X, string Text)> Ticks, IReadOnlyList<(double Y, string Name)> Rows, IReadOnlyList<TakeOverBar> Bars)
{
    internal const double Plot = 460;
    internal const double Top = 26;
    private const double Row = 34;
    private const double WidestLabel = 230;
    private const double TickWidth = 78;

    /// <summary>Where the bars begin.</summary>
    internal double Left { get; private init; }

    /// <summary>Measures stretches.</summary>
    /// <param name="title">One line.</param>
    /// <param name="activities">Activities, in the order of their rows.</param>
    /// <param name="levels">How many levels there are.</param>
    /// <param name="stretches">Stretches, each of one of the activities; of one activity they do not overlap.</param>
    /// <param name="first">First day of the organisation; null where not known.</param>
    /// <param name="last">First day after the organisation, or the day on which it is looked at; stretches that go on are drawn to it.</param>
    /// <exception cref="ArgumentException">A stretch is of no activity or of no level.</exception>
    public static TakeOver Measure(string title, IReadOnlyList<string> activities, int levels, IReadOnlyList<TakeOverStretch> stretches, int? first, int last)
    {
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(stretches);
        if (stretches.Any(s => !activities.Contains(s.Activity) || s.Rank < 0 || s.Rank >= levels))
        {
            throw new ArgumentException("A stretch is of no activity or of no level of the figure.", nameof(stretches));
        }

        var days = stretches.SelectMany(s => new[] { s.From, s.End }).OfType<int>().ToList();
        var begins = days.Append(first ?? last).Min();
        begins = stretches.Any(s => s.From is null) && first is null ? begins - 90 : begins;
        var ends = Math.Max(days.Append(last).Max(), begins + 30);
        var left = FigureText.Labels(activities, WidestLabel);
        double X(int day) => left + (Plot * (double)(Math.Clamp(day, begins, ends) - begins) / (ends - begins));
        var bars = stretches.Select(s =>
        {
            var (x, end) = (X(s.From ?? begins), X(s.End ?? ends));
            var height = Math.Max(8, 24.0 * (s.Rank + 1) / levels);
            var (width, bottom) = (Math.Max(3, end - x - 1), Top + 30 + (Row * activities.ToList().IndexOf(s.Activity)));
            return new TakeOverBar(s, x, bottom - height, width, height, height >= 14 ? FigureText.Fit(s.Level, width - 8) : "");
        }).ToList();
        return new(
            title, stretches.Count == 0 ? "No source says that it took anything over." : string.Join(' ', stretches.Select(Sentence)), left + Plot + 50, Top + (Row * activities.Count) + 12, TicksOf(days, X),
            [.. activities.Select((a, i) => (Top + 24 + (Row * i), a))], bars) { Left = left };
    }

    private static List<(double, string)> TicksOf(List<int> days, Func<int, double> at)
    {
        var (ticks, last) = (new List<(double, string)>(), double.NegativeInfinity);
        foreach (var day in days.Distinct().Order())
        {
            if (at(day) - last >= TickWidth)
            {
                ticks.Add((last = at(day), FigureText.Day(day)));
            }
        }

        return ticks;
    }

    /// <summary>“Budget, joint: 1 Apr 2015 to 31 Mar 2016.”</summary>
    internal static string Sentence(TakeOverStretch s) =>
        $"{s.Activity}, {s.Level}: {(s.From is { } from ? FigureText.Day(from) : "from an unknown day")} {(s.End is { } end ? "to " + FigureText.Day(end - 1) : "on")}{(s.Disputed ? ", disputed" : "")}.";
}
