namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>
/// Goes through all choices, leaving out those that cannot be as good as the best so far (branch and bound; Land, A. H. and Doig, A. G. 1960, Econometrica 28, 497–520). It ends with proof, or when it has looked at as many
/// beginnings of choices as it may, and then says how much better an unseen one could be.
/// </summary>
internal sealed class BranchSearch
{
    private readonly SampleProblem problem;
    private readonly int[] order;
    private readonly double[][] top; // of each candidate: sums of its greatest distances, none to all that a choice has place for
    private readonly int[][] after; // of each rule: how many that hold stand from a place on
    private readonly List<int> chosen = [];
    private readonly double[][] sums; // by how many are chosen: of each candidate, the sum of their distances from the chosen
    private readonly double[][] leasts; // and the least of them
    private long left;
    private double open = double.NegativeInfinity;

    public BranchSearch(SampleProblem problem, int[] first, long most)
    {
        this.problem = problem;
        (Best, left) = (first, most);
        var (distances, count) = (problem.Distances, problem.Distances.Count);
        double Spread(int n) => Enumerable.Range(0, count).Sum(o => distances[n, o]);
        order = [.. Enumerable.Range(0, count).Where(n => !problem.With.Contains(n) && !problem.Without.Contains(n)).OrderByDescending(Spread).ThenBy(n => n)];
        var can = order.Concat(problem.With).ToArray();
        top = new double[count][];
        foreach (var n in can)
        {
            var greatest = can.Where(o => o != n).Select(o => distances[n, o]).OrderDescending().Take(problem.Size).ToList();
            top[n] = new double[problem.Size + 1];
            for (var k = 0; k < problem.Size; k++)
            {
                top[n][k + 1] = top[n][k] + (k < greatest.Count ? greatest[k] : 0);
            }
        }

        after = [.. problem.Rules.Select(rule =>
        {
            var from = new int[order.Length + 1];
            for (var n = order.Length - 1; n >= 0; n--)
            {
                from[n] = from[n + 1] + (rule.Holds[order[n]] ? 1 : 0);
            }

            return from;
        })];
        sums = [.. Enumerable.Range(0, problem.Size + 1).Select(_ => new double[count])];
        leasts = [.. Enumerable.Range(0, problem.Size + 1).Select(_ => new double[count])];
        Array.Fill(leasts[0], double.PositiveInfinity);
        Worth = problem.Broken(first) == 0 ? problem.Worth(first) : (double.NegativeInfinity, double.NegativeInfinity);
    }

    /// <summary>The best choice, in the order of candidates; among equals the one that comes first.</summary>
    public int[] Best { get; private set; }

    /// <summary>What it is worth.</summary>
    public (double First, double Second) Worth { get; private set; }

    /// <summary>How many choices are worth exactly as much; only where it ended with proof.</summary>
    public long Alike { get; private set; }

    /// <summary>Whether all choices were gone through or left out with reason.</summary>
    public bool Proven { get; private set; }

    /// <summary>No choice is worth more than this.</summary>
    public double Bound => Proven ? Worth.First : Math.Max(Worth.First, open);

    public void Run()
    {
        foreach (var n in problem.With.Order())
        {
            Take(n);
        }

        Go(0);
        Proven = double.IsNegativeInfinity(open);
    }

    private void Go(int from)
    {
        var missing = problem.Size - chosen.Count;
        if (missing == 0)
        {
            Meet();
            return;
        }

        if (order.Length - from < missing || !Keepable(from, missing))
        {
            return;
        }

        var bound = BoundOf(from, missing);
        if (SwapSearch.Compare(bound, Worth) < 0)
        {
            return;
        }

        if (left <= 0)
        {
            open = Math.Max(open, bound.First);
            return;
        }

        for (var n = from; n <= order.Length - missing; n++)
        {
            Take(order[n]);
            Go(n + 1);
            chosen.RemoveAt(chosen.Count - 1);
            if (left <= 0)
            {
                // What would have been looked at from here on is bounded as a whole.
                if (n + 1 <= order.Length - missing && Keepable(n + 1, missing))
                {
                    var rest = BoundOf(n + 1, missing);
                    if (SwapSearch.Compare(rest, Worth) >= 0)
                    {
                        open = Math.Max(open, rest.First);
                    }
                }

                return;
            }
        }
    }

    private void Take(int candidate)
    {
        var (oldSums, oldLeasts) = (sums[chosen.Count], leasts[chosen.Count]);
        chosen.Add(candidate);
        var (newSums, newLeasts) = (sums[chosen.Count], leasts[chosen.Count]);
        for (var n = 0; n < newSums.Length; n++)
        {
            var distance = problem.Distances[candidate, n];
            newSums[n] = oldSums[n] + distance;
            newLeasts[n] = candidate == n ? oldLeasts[n] : Math.Min(oldLeasts[n], distance);
        }

        left -= newSums.Length;
    }

    private void Meet()
    {
        if (problem.Broken(chosen) > 0)
        {
            return;
        }

        var worth = problem.Worth(chosen);
        var compared = SwapSearch.Compare(worth, Worth);
        if (compared < 0)
        {
            return;
        }

        var sorted = chosen.Order().ToArray();
        Alike = compared > 0 ? 1 : Alike + 1;
        if (compared > 0 || problem.Broken(Best) > 0 || Earlier(sorted, Best))
        {
            (Best, Worth) = (sorted, compared > 0 ? worth : Worth);
        }
    }

    private static bool Earlier(int[] one, int[] other)
    {
        for (var n = 0; n < one.Length; n++)
        {
            if (one[n] != other[n])
            {
                return one[n] < other[n];
            }
        }

        return false;
    }

    private bool Keepable(int from, int missing)
    {
        for (var r = 0; r < problem.Rules.Count; r++)
        {
            var rule = problem.Rules[r];
            var count = chosen.Count(c => rule.Holds[c]);
            var (holding, others) = (after[r][from], order.Length - from - after[r][from]);
            if (count + Math.Min(missing, holding) < rule.Least || count + Math.Max(0, missing - others) > rule.Most)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No choice that goes on from here is worth more.</summary>
    private (double First, double Second) BoundOf(int from, int missing)
    {
        var (inner, least) = (0d, double.PositiveInfinity);
        var (total, near) = (sums[chosen.Count], leasts[chosen.Count]);
        foreach (var c in chosen)
        {
            inner += total[c] / 2;
            least = Math.Min(least, near[c]);
        }

        if (problem.Objective == SampleObjective.Representative)
        {
            return (RepresentativeBound(from), 0);
        }

        Span<double> gains = stackalloc double[missing];
        Span<double> closest = stackalloc double[missing];
        gains.Fill(double.NegativeInfinity);
        closest.Fill(double.NegativeInfinity);
        for (var n = from; n < order.Length; n++)
        {
            var candidate = order[n];
            Keep(gains, total[candidate] + (top[candidate][missing - 1] / 2));
            Keep(closest, Math.Min(near[candidate], top[candidate][problem.Size - 1] - top[candidate][problem.Size - 2]));
        }

        left -= 2 * (order.Length - from);
        var sum = inner;
        foreach (var gain in gains)
        {
            sum += gain;
        }

        return problem.Objective == SampleObjective.MaxSum ? (sum, 0) : (Math.Min(least, closest[^1]), sum);
    }

    /// <summary>Everybody as near as the chosen and all that may still come would be.</summary>
    private double RepresentativeBound(int from)
    {
        var far = 0d;
        for (var n = 0; n < problem.Distances.Count; n++)
        {
            var nearest = chosen.Contains(n) ? 0 : leasts[chosen.Count][n];
            for (var o = from; o < order.Length && nearest > 0; o++)
            {
                nearest = Math.Min(nearest, problem.Distances[n, order[o]]);
            }

            far += nearest;
        }

        left -= (long)problem.Distances.Count * (order.Length - from);
        return -far;
    }

    /// <summary>Keeps the greatest in order, the least of them last.</summary>
    private static void Keep(Span<double> greatest, double value)
    {
        if (value <= greatest[^1])
        {
            return;
        }

        var n = greatest.Length - 1;
        for (; n > 0 && greatest[n - 1] < value; n--)
        {
            greatest[n] = greatest[n - 1];
        }

        greatest[n] = value;
    }
}
