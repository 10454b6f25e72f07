namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>
/// How near a representative choice could bring everybody at best: the Lagrangian bound of the p-median problem, its multipliers moved by subgradients. Source: Cornuejols, G., Fisher, M. L. and
/// Nemhauser, G. L. (1977), Location of bank accounts to optimize float, Management Science 23, 789–810. Rules other than who is in and who is not are not looked at, so it holds with them too.
/// </summary>
internal static class MedianBound
{
    private const int Steps = 300;

    /// <summary>No choice has a lesser sum of distances from the nearest of the chosen.</summary>
    /// <param name="problem">The choice that is asked for.</param>
    /// <param name="known">The sum of a choice that is known.</param>
    public static double Of(SampleProblem problem, double known)
    {
        var (distances, count) = (problem.Distances, problem.Distances.Count);
        var can = Enumerable.Range(0, count).Where(n => !problem.Without.Contains(n)).ToArray();
        var prices = new double[count];
        for (var n = 0; n < count; n++)
        {
            prices[n] = can.Select(c => distances[n, c]).Order().ElementAtOrDefault(Math.Min(1, can.Length - 1));
        }

        var (best, scale) = (0d, 2d);
        var stale = 0;
        for (var step = 0; step < Steps && scale > 0.001; step++)
        {
            var gains = can.Select(c =>
            {
                var gain = 0d;
                for (var n = 0; n < count; n++)
                {
                    gain += Math.Min(0, distances[n, c] - prices[n]);
                }

                return (Candidate: c, Gain: gain);
            }).OrderByDescending(g => problem.With.Contains(g.Candidate)).ThenBy(g => g.Gain).ThenBy(g => g.Candidate).Take(problem.Size).ToList();
            var value = prices.Sum() + gains.Sum(g => g.Gain);
            (best, stale) = value > best + 1e-12 ? (value, 0) : (best, stale + 1);
            if (stale > 12)
            {
                (scale, stale) = (scale / 2, 0);
            }

            var slack = new double[count];
            for (var n = 0; n < count; n++)
            {
                slack[n] = 1 - gains.Count(g => distances[n, g.Candidate] < prices[n]);
            }

            var norm = slack.Sum(s => s * s);
            if (norm == 0 || known - value < 1e-12)
            {
                break;
            }

            for (var n = 0; n < count; n++)
            {
                prices[n] += scale * (known - value) / norm * slack[n];
            }
        }

        return best;
    }
}
