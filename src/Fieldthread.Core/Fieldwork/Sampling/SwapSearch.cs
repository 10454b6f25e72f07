namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>
/// Looks for a good choice by exchanging one chosen for one who is not, again and again, without going back at once (tabu search; Glover, F. 1989, ORSA Journal on Computing 1,
/// 190–206), from several beginnings. Nothing in it is left to chance: the same question has the same answer.
/// </summary>
internal sealed class SwapSearch
{
    private const int Beginnings = 8;
    private const long Work = 10_000_000; // distances looked at, over all beginnings

    private readonly SampleProblem problem;
    private readonly int[] free;
    private readonly int count;
    private long left = Work;

    public SwapSearch(SampleProblem problem)
    {
        this.problem = problem;
        count = problem.Distances.Count;
        free = [.. Enumerable.Range(0, count).Where(n => !problem.Without.Contains(n) && !problem.With.Contains(n))];
    }

    /// <summary>The best choice that it met, in the order of candidates; it may break rules where none was met that keeps them.</summary>
    public int[] Run()
    {
        int[]? best = null;
        var order = free.OrderByDescending(n => Enumerable.Range(0, count).Sum(o => problem.Distances[n, o])).ThenBy(n => n).ToList();
        var beginnings = problem.Size == problem.With.Count || order.Count == 0 ? [-1] : order.Where((_, n) => n % Math.Max(1, order.Count / Beginnings) == 0).Take(Beginnings).ToList();
        foreach (var first in beginnings)
        {
            var found = Improve(Begin(first));
            if (best is null || Better(found, best))
            {
                best = found;
            }

            if (left <= 0)
            {
                break;
            }
        }

        Array.Sort(best!);
        return best!;
    }

    public bool Better(int[] one, int[] other)
    {
        var (a, b) = (problem.Broken(one), problem.Broken(other));
        return a != b ? a < b : Compare(problem.Worth(one), problem.Worth(other)) > 0;
    }

    /// <summary>Compares worths; what differs by less than rounding is the same.</summary>
    public static int Compare((double First, double Second) a, (double First, double Second) b) => Same(a.First, b.First) ? Same(a.Second, b.Second) ? 0 : a.Second.CompareTo(b.Second) : a.First.CompareTo(b.First);

    public static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private int[] Begin(int first)
    {
        var chosen = new List<int>(problem.With.Order());
        if (first >= 0 && chosen.Count < problem.Size)
        {
            chosen.Add(first);
        }

        while (chosen.Count < problem.Size)
        {
            var (best, gain, broken) = (-1, (First: double.NegativeInfinity, Second: double.NegativeInfinity), int.MaxValue);
            var gains = new SwapGains(problem, chosen);
            left -= gains.Cost;
            foreach (var n in free.Except(chosen).ToList())
            {
                var worth = gains.With(n);
                chosen.Add(n);
                var breaks = problem.Broken(chosen);
                chosen.RemoveAt(chosen.Count - 1);
                left -= problem.Objective == SampleObjective.Representative ? count : chosen.Count;
                if (best < 0 || breaks < broken || (breaks == broken && Compare(worth, gain) > 0))
                {
                    (best, gain, broken) = (n, worth, breaks);
                }
            }

            chosen.Add(best);
        }

        return [.. chosen];
    }

    private int[] Improve(int[] chosen)
    {
        var (best, until) = ((int[])chosen.Clone(), new Dictionary<int, int>());
        var stale = 0;
        for (var step = 1; left > 0 && stale < 30 + (2 * problem.Size); step++)
        {
            var move = Move(chosen, best, until, step);
            if (move is not { } swap)
            {
                break;
            }

            (until[chosen[swap.Out]], until[swap.In]) = (step + 7 + (step % 4), step + 3 + (step % 3));
            chosen[swap.Out] = swap.In;
            if (Better(chosen, best))
            {
                (best, stale) = ((int[])chosen.Clone(), 0);
            }
            else
            {
                stale++;
            }
        }

        return best;
    }

    private (int Out, int In)? Move(int[] chosen, int[] best, Dictionary<int, int> until, int step)
    {
        (int, int)? found = null;
        var (worth, broken) = ((First: double.NegativeInfinity, Second: double.NegativeInfinity), int.MaxValue);
        var (bestWorth, bestBroken) = (problem.Worth(best), problem.Broken(best));
        var trial = (int[])chosen.Clone();
        var inside = chosen.ToHashSet();
        for (var o = 0; o < chosen.Length; o++)
        {
            if (problem.With.Contains(chosen[o]))
            {
                continue;
            }

            var gains = new SwapGains(problem, chosen.Where((_, n) => n != o));
            left -= gains.Cost;
            foreach (var n in free)
            {
                if (inside.Contains(n))
                {
                    continue;
                }

                trial[o] = n;
                var value = gains.With(n);
                left -= problem.Objective == SampleObjective.Representative ? count : chosen.Length;
                var breaks = problem.Rules.Count == 0 ? 0 : problem.Broken(trial);
                var barred = until.GetValueOrDefault(n) >= step || until.GetValueOrDefault(chosen[o]) >= step;
                var record = breaks < bestBroken || (breaks == bestBroken && Compare(value, bestWorth) > 0);
                if ((!barred || record) && (found is null || breaks < broken || (breaks == broken && Compare(value, worth) > 0)))
                {
                    (found, worth, broken) = ((o, n), value, breaks);
                }
            }

            trial[o] = chosen[o];
        }

        return found;
    }
}

/// <summary>What some of a choice are worth with one more, without counting it all again for each who might come in.</summary>
internal sealed class SwapGains
{
    private readonly SampleProblem problem;
    private readonly int[] rest;
    private readonly double sum;
    private readonly double least = double.PositiveInfinity;
    private readonly double[]? nearest;

    public SwapGains(SampleProblem problem, IEnumerable<int> some)
    {
        this.problem = problem;
        rest = [.. some];
        var distances = problem.Distances;
        if (problem.Objective == SampleObjective.Representative)
        {
            nearest = new double[distances.Count];
            for (var n = 0; n < nearest.Length; n++)
            {
                nearest[n] = double.PositiveInfinity;
                foreach (var c in rest)
                {
                    nearest[n] = Math.Min(nearest[n], distances[n, c]);
                }
            }

            return;
        }

        for (var a = 0; a < rest.Length; a++)
        {
            for (var b = a + 1; b < rest.Length; b++)
            {
                var distance = distances[rest[a], rest[b]];
                sum += distance;
                least = Math.Min(least, distance);
            }
        }
    }

    public long Cost => nearest is null ? (long)rest.Length * rest.Length / 2 : (long)rest.Length * nearest.Length;

    public (double First, double Second) With(int candidate)
    {
        var distances = problem.Distances;
        if (nearest is not null)
        {
            var far = 0d;
            for (var n = 0; n < nearest.Length; n++)
            {
                far += Math.Min(nearest[n], distances[n, candidate]);
            }

            return (-far, 0);
        }

        var (all, closest) = (sum, least);
        foreach (var c in rest)
        {
            var distance = distances[candidate, c];
            all += distance;
            closest = Math.Min(closest, distance);
        }

        return problem.Objective == SampleObjective.MaxSum ? (all, 0) : (closest, all);
    }
}
