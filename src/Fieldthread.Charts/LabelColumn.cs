namespace Fieldthread.Charts;

/// <summary>Labels at the ends of lines, one under another.</summary>
internal static class LabelColumn
{
    /// <summary>Moves labels down until none lies on another, then up again where the lowest fell out of the figure.</summary>
    /// <param name="wanted">Where each label would stand, in units of the figure, from the top.</param>
    /// <param name="step">Least distance between two.</param>
    /// <param name="top">Top of the plot.</param>
    /// <param name="plot">Its height.</param>
    /// <returns>Where each stands, in the order given.</returns>
    public static double[] Spread(IReadOnlyList<double> wanted, double step, double top, double plot)
    {
        var placed = wanted.ToArray();
        var order = Enumerable.Range(0, placed.Length).OrderBy(i => placed[i]).ToList();
        var last = double.NegativeInfinity;
        foreach (var i in order)
        {
            last = placed[i] = Math.Max(placed[i], last + step);
        }

        var limit = Math.Max(top + plot + 8, top + 8 + (step * (placed.Length - 1)));
        foreach (var i in Enumerable.Reverse(order))
        {
            placed[i] = Math.Min(placed[i], limit);
            limit = placed[i] - step;
        }

        return placed;
    }
}
