using System.Globalization;

namespace Fieldthread.Charts.Studies;

/// <summary>Days to places: even where something is dated, short where for a long time nothing is.</summary>
internal sealed class StudyAxis
{
    public const int Left = 150;
    private const int Right = 1160;
    private const int GapWidth = 56;

    /// <summary>A shorter stretch without dates is part of the picture.</summary>
    private const int LongestEmpty = 400;

    private readonly List<(int From, int End, double X, double Width)> pieces = [];

    private StudyAxis(int first, int last, List<(int From, int End)> empty)
    {
        (First, Last) = (first, last);
        var busy = Math.Max(1, last - first - empty.Sum(e => e.End - e.From));
        var scale = (Right - Left - (empty.Count * GapWidth)) / (double)busy;
        var (day, x) = (first, (double)Left);
        foreach (var (from, end) in empty.Append((last, last)))
        {
            pieces.Add((day, from, x, (from - day) * scale));
            x += (from - day) * scale;
            if (end > from)
            {
                pieces.Add((from, end, x, GapWidth));
                Gaps.Add(new StudyGap(x, GapWidth, from, end));
                x += GapWidth;
            }

            day = end;
        }
    }

    public int First { get; }

    public int Last { get; }

    public List<StudyGap> Gaps { get; } = [];

    public static StudyAxis Of(IReadOnlyList<StudyFact> facts, int today)
    {
        var known = facts.SelectMany(f => new[] { f.From, f.End }).OfType<int>().DefaultIfEmpty(today).ToList();
        var first = facts.Any(f => f.From is null && !f.Point) ? known.Min() - 365 : known.Min();
        var last = facts.Any(f => f.End is null && !f.Point) ? Math.Max(today + 1, known.Max()) : known.Max();
        last = Math.Max(last, first + 365);
        var empty = new List<(int, int)>();
        var reached = first;
        foreach (var (from, end) in facts.Select(f => (From: f.From ?? (f.Point ? f.End!.Value - 1 : first), End: f.End ?? (f.Point ? f.From!.Value + 1 : last))).OrderBy(s => s.From))
        {
            // A month is left on either side, so that nothing sticks to the break.
            if (from - reached > LongestEmpty)
            {
                empty.Add((reached + 31, from - 31));
            }

            reached = Math.Max(reached, end);
        }

        return new(first, last, facts.Count == 0 ? [] : empty);
    }

    public double X(int day)
    {
        var at = Math.Clamp(day, First, Last);
        var (from, end, x, width) = pieces.FindLast(p => p.From <= at);
        return end > from ? x + (width * Math.Min(1, (at - from) / (double)(end - from))) : x;
    }

    /// <summary>New years with their year, quarters between them; a month where a piece of the axis begins without a new year in it.</summary>
    public List<StudyTick> Ticks()
    {
        var ticks = new List<StudyTick>();
        foreach (var (from, end, x, width) in pieces.Where(p => p.End > p.From && !Gaps.Exists(g => g.From == p.From)))
        {
            var perYear = width * 365 / (end - from);
            var every = new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000 }.First(e => perYear * e >= 44);
            var (firstYear, lastYear) = (DateOf(from).Year, DateOf(end - 1).Year);
            var years = Enumerable.Range(firstYear, lastYear - firstYear + 1).Select(y => new DateOnly(y, 1, 1)).ToList();
            var labelled = years.Where(y => y.Year % every == 0 && y.DayNumber >= from && y.DayNumber < end).ToList();
            if (labelled.Count == 0 || X(labelled[0].DayNumber) - x > 90)
            {
                ticks.Add(new StudyTick(x, DateOf(from).ToString("MMM yyyy", CultureInfo.InvariantCulture)));
            }

            ticks.AddRange(labelled.Select(y => new StudyTick(X(y.DayNumber), y.Year.ToString(CultureInfo.InvariantCulture))));
            if (perYear >= 120)
            {
                ticks.AddRange(years.SelectMany(y => new[] { y.AddMonths(3), y.AddMonths(6), y.AddMonths(9) }).Where(q => q.DayNumber > from && q.DayNumber < end).Select(q => new StudyTick(X(q.DayNumber), "")));
            }
        }

        return [.. ticks.OrderBy(t => t.X)];
    }

    private static DateOnly DateOf(int day) => DateOnly.FromDayNumber(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber));
}
