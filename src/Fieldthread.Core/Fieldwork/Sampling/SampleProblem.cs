namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>What makes one choice of sites better than another.</summary>
public enum SampleObjective
{
    /// <summary>Maximum variety: the sum of the distances between all pairs of the chosen is greatest.</summary>
    MaxSum,

    /// <summary>No two alike: the least distance between two of the chosen is greatest; among such choices, the sum.</summary>
    MaxMin,

    /// <summary>Broadly representative: everybody has one of the chosen near; the sum of the distances of all candidates from the nearest of them is least (medoids; Kaufman and Rousseeuw 1990, chapter 2).</summary>
    Representative,
}

/// <summary>A rule that a choice has to keep: how many of some of the candidates are in it.</summary>
/// <param name="Words">The rule in words: “at least 2 with region London”.</param>
/// <param name="Holds">For each candidate, whether they count.</param>
/// <param name="Least">At least so many of them.</param>
/// <param name="Most">At most so many of them.</param>
public sealed record SampleRule(string Words, IReadOnlyList<bool> Holds, int Least, int Most)
{
    /// <summary>A rule on the value of an attribute. Candidates of whom it is not known do not count.</summary>
    /// <exception cref="SamplingException">There is no such attribute, or none of the candidates has the value.</exception>
    public static SampleRule Of(CandidateTable table, string attribute, string value, int? least, int? most)
    {
        ArgumentNullException.ThrowIfNull(table);
        var n = table.Find(attribute);
        var holds = table.Candidates.Select(c => c.Values[n]?.Equals(value, StringComparison.OrdinalIgnoreCase) == true).ToList();
        if (!holds.Contains(true))
        {
            throw new SamplingException($"No candidate has {table.Attributes[n].Name} “{value}”.", $"There are {string.Join(", ", table.Candidates.Select(c => c.Values[n]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(12))}.");
        }

        var words = (least, most) switch
        {
            ({ } a, { } b) when a == b => $"exactly {a}",
            ({ } a, { } b) => $"{a} to {b}",
            ({ } a, null) => $"at least {a}",
            (null, 0) => "none",
            (null, { } b) => $"at most {b}",
            _ => "any number",
        };
        return new SampleRule($"{words} with {table.Attributes[n].Name} {value}", holds, least ?? 0, most ?? int.MaxValue);
    }
}

/// <summary>A choice of sites as it is asked for.</summary>
/// <param name="Distances">How far apart the candidates are.</param>
/// <param name="Size">How many are to be chosen.</param>
/// <param name="Objective">What makes one choice better than another.</param>
/// <param name="Rules">Rules that it has to keep.</param>
/// <param name="With">Candidates who are in it whatever comes, by index: those who agreed already.</param>
/// <param name="Without">Candidates who cannot be in it, by index: those who declined.</param>
public sealed record SampleProblem(Distances Distances, int Size, SampleObjective Objective, IReadOnlyList<SampleRule> Rules, IReadOnlyCollection<int> With, IReadOnlyCollection<int> Without)
{
    /// <summary>How many rules’ places are missing or too many in a choice; 0 where it keeps all rules.</summary>
    public int Broken(IReadOnlyList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var broken = 0;
        foreach (var rule in Rules)
        {
            var count = chosen.Count(c => rule.Holds[c]);
            broken += Math.Max(0, rule.Least - count) + Math.Max(0, count - rule.Most);
        }

        return broken;
    }

    /// <summary>What a choice is worth: greater is better under every objective, the second number where the first is the same.</summary>
    public (double First, double Second) Worth(IReadOnlyList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        if (Objective == SampleObjective.Representative)
        {
            var far = 0d;
            for (var n = 0; n < Distances.Count; n++)
            {
                var nearest = double.PositiveInfinity;
                foreach (var c in chosen)
                {
                    nearest = Math.Min(nearest, Distances[n, c]);
                }

                far += nearest;
            }

            return (-far, 0);
        }

        var (sum, least) = (0d, double.PositiveInfinity);
        for (var a = 0; a < chosen.Count; a++)
        {
            for (var b = a + 1; b < chosen.Count; b++)
            {
                var distance = Distances[chosen[a], chosen[b]];
                sum += distance;
                least = Math.Min(least, distance);
            }
        }

        return Objective == SampleObjective.MaxSum ? (sum, 0) : (least, sum);
    }

    /// <summary>Refuses what no choice can satisfy, with the reason.</summary>
    /// <exception cref="SamplingException">The size does not fit the candidates, or rules leave too few.</exception>
    public void RefuseImpossible()
    {
        var free = Distances.Count - Without.Count;
        if (Size < 2 || Size > free)
        {
            throw new SamplingException($"{Size} cannot be chosen among {free}{(Without.Count > 0 ? $" ({Without.Count} of {Distances.Count} cannot be in it)" : "")}.", "Ask for two or more, and for no more than there are.");
        }

        if (With.FirstOrDefault(Without.Contains, -1) is var both and >= 0)
        {
            throw new SamplingException($"{Distances.Names[both]} is asked to be in the choice and not to be in it.", "Take one of the two away.");
        }

        if (With.Count > Size)
        {
            throw new SamplingException($"{With.Count} are in the choice whatever comes, and {Size} are asked for.", "Ask for more, or keep fewer.");
        }

        foreach (var rule in Rules)
        {
            var (there, kept) = (Enumerable.Range(0, Distances.Count).Count(n => rule.Holds[n] && !Without.Contains(n)), With.Count(n => rule.Holds[n]));
            if (rule.Least > rule.Most || there < rule.Least || kept > rule.Most || rule.Least > Size)
            {
                throw new SamplingException($"No choice keeps the rule “{rule.Words}”: {there} such candidates may be in it{(kept > 0 ? $", {kept} are in it whatever comes" : "")}.", "Loosen the rule.");
            }

            var others = Enumerable.Range(0, Distances.Count).Count(n => !rule.Holds[n] && !Without.Contains(n));
            if (rule.Most < Size && others < Size - rule.Most)
            {
                throw new SamplingException($"No choice keeps the rule “{rule.Words}”: {Size} are asked for, and there are {others} others.", "Loosen the rule, or ask for fewer.");
            }
        }
    }
}
