namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>A choice of sites, and how far it is known to be the best.</summary>
/// <param name="Chosen">Indexes of the chosen, in the order of candidates.</param>
/// <param name="Value">Sum of distances, least distance, or sum of the distances from the nearest of the chosen, as the objective has it.</param>
/// <param name="Bound">No choice that keeps the rules does better than this.</param>
/// <param name="Proven">Whether it is known to be the best.</param>
/// <param name="Alike">How many choices are exactly as good, itself included; null where it is not proven. Among them the one is taken whose members come first by name.</param>
public sealed record SampleChoice(IReadOnlyList<int> Chosen, double Value, double Bound, bool Proven, long? Alike)
{
    /// <summary>By what share of the bound it may fall short of the best at most; 0 where it is proven.</summary>
    public double Gap => Proven || Bound == 0 ? 0 : Math.Abs(Bound - Value) / Math.Max(Math.Abs(Bound), Math.Abs(Value));
}

/// <summary>
/// Chooses sites for variety, or to be broadly representative. Maximum variation: Patton, M. Q. (2015), Qualitative Research and Evaluation Methods, 4th edition, module 40; as a problem of dispersion: Kuby, M. J. (1987),
/// Programming models for facility dispersion, Geographical Analysis 19, 315–329.
/// </summary>
public static class SiteSampler
{
    /// <summary>How many distances are looked at before the search ends without proof.</summary>
    public const long Work = 25_000_000;

    /// <summary>The best choice where it can be proven in reasonable time, and otherwise a good one with its bound. The same question has the same answer.</summary>
    /// <param name="problem">What is asked.</param>
    /// <param name="work">How many distances may be looked at before it ends without proof; the answer depends on it and on nothing else but the problem.</param>
    /// <exception cref="SamplingException">No choice keeps the rules.</exception>
    public static SampleChoice Choose(SampleProblem problem, long work = Work)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.RefuseImpossible();
        var first = new SwapSearch(problem).Run();
        var search = new BranchSearch(problem, first, work);
        search.Run();
        if (double.IsNegativeInfinity(search.Worth.First))
        {
            var rules = string.Join("; ", problem.Rules.Select(r => r.Words));
            throw new SamplingException(search.Proven ? $"No choice of {problem.Size} keeps these rules together: {rules}." : $"No choice of {problem.Size} was found that keeps these rules together: {rules}.", "Loosen one of them.");
        }

        if (problem.Objective != SampleObjective.Representative)
        {
            return new SampleChoice(search.Best, search.Worth.First, search.Bound, search.Proven, search.Proven ? search.Alike : null);
        }

        var value = -search.Worth.First;
        var bound = search.Proven ? value : Math.Min(value, Math.Max(-search.Bound, MedianBound.Of(problem, value)));
        var proven = search.Proven || SwapSearch.Same(value, bound);
        return new SampleChoice(search.Best, value, proven ? value : bound, proven, search.Proven ? search.Alike : null);
    }
}
