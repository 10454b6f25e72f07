using System.Globalization;

namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>How far apart candidates are, each from each.</summary>
public sealed class Distances
{
    private readonly double[] values;

    private Distances(IReadOnlyList<string> names, double[] values)
    {
        Names = names;
        this.values = values;
    }

    /// <summary>Names of the candidates.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many candidates there are.</summary>
    public int Count => Names.Count;

    /// <summary>How far apart two are; 0 or more.</summary>
    public double this[int a, int b] => values[(a * Names.Count) + b];

    /// <summary>Distances as a table gives them: a line and a column for each.</summary>
    /// <param name="names">Names, as many as lines.</param>
    /// <param name="rows">The distances.</param>
    /// <exception cref="SamplingException">The table is not square, not the same both ways, below 0 or not 0 from each to itself.</exception>
    public static Distances Of(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        var all = new double[names.Count * names.Count];
        for (var a = 0; a < names.Count; a++)
        {
            if (rows.Count != names.Count || rows[a].Count != names.Count)
            {
                throw new SamplingException($"A table of distances has as many lines as columns; line {a + 1} has {(a < rows.Count ? rows[a].Count : 0)} of {names.Count}.", "Write a line and a column for each candidate.");
            }

            for (var b = 0; b < names.Count; b++)
            {
                var value = rows[a][b];
                if (!double.IsFinite(value) || value < 0 || (a == b && value != 0) || (b < a && value != rows[b][a]))
                {
                    throw new SamplingException($"The distance of {names[a]} from {names[b]} is {value.ToString(CultureInfo.InvariantCulture)}{(b < a && value != rows[b][a] ? $", the other way round {rows[b][a].ToString(CultureInfo.InvariantCulture)}" : "")}.", "Distances are 0 or more, the same both ways, and 0 from each to itself.");
                }

                all[(a * names.Count) + b] = value;
            }
        }

        return new Distances(names, all);
    }

    /// <summary>
    /// Gower’s dissimilarity: the weighted mean over the attributes that are known of both, each 0 to 1. Source: Gower, J. C. (1971), A general coefficient of similarity and
    /// some of its properties, Biometrics 27, 857–871; ordered attributes by the rank of their values, logarithms and presence as in Kaufman, L. and Rousseeuw, P. J. (1990),
    /// Finding Groups in Data, section 2.6.
    /// </summary>
    /// <exception cref="SamplingException">A value is no number where one is needed, or of two candidates nothing is known that could be compared.</exception>
    public static Distances Gower(CandidateTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var count = table.Candidates.Count;
        var (sums, weights) = (new double[count * count], new double[count * count]);
        for (var n = 0; n < table.Attributes.Count; n++)
        {
            var attribute = table.Attributes[n];
            if (attribute.Weight is not > 0 || !double.IsFinite(attribute.Weight))
            {
                throw new SamplingException($"The weight of “{attribute.Name}” is not above 0.", "Leave an attribute out that shall not count.");
            }

            Add(attribute, [.. table.Candidates.Select(c => c.Values[n])], table, sums, weights);
        }

        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                var at = (a * count) + b;
                if (a != b && weights[at] == 0)
                {
                    throw new SamplingException($"Nothing is known of both {table.Candidates[a].Name} and {table.Candidates[b].Name} that could be compared.", "Fill in an attribute of one of them, or leave it out of the table.");
                }

                sums[at] = a == b ? 0 : sums[at] / weights[at];
            }
        }

        return new Distances([.. table.Candidates.Select(c => c.Name)], sums);
    }

    private static void Add(CandidateAttribute attribute, string?[] values, CandidateTable table, double[] sums, double[] weights)
    {
        var count = values.Length;
        var places = Places(attribute, values, table);
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                if (a == b || values[a] is null || values[b] is null || (attribute.Kind == AttributeKind.Presence && places![a] == 0 && places[b] == 0))
                {
                    continue;
                }

                sums[(a * count) + b] += attribute.Weight * (places is null ? values[a]!.Equals(values[b], StringComparison.OrdinalIgnoreCase) ? 0 : 1 : Math.Abs(places[a] - places[b]));
                weights[(a * count) + b] += attribute.Weight;
            }
        }
    }

    /// <summary>Where each value stands between 0 and 1; null where values are only alike or not.</summary>
    private static double[]? Places(CandidateAttribute attribute, string?[] values, CandidateTable table)
    {
        if (attribute.Kind == AttributeKind.Nominal)
        {
            return null;
        }

        var places = attribute.Kind switch
        {
            AttributeKind.Ordered => Ranks(attribute, values),
            AttributeKind.Presence => [.. values.Select((v, n) => v is null ? double.NaN : Present(attribute, v, table.Candidates[n].Name) ? 1d : 0)],
            _ => values.Select((v, n) => v is null ? double.NaN : Number(attribute, v, table.Candidates[n].Name)).ToArray(),
        };
        var known = places.Where(p => !double.IsNaN(p)).ToList();
        if (attribute.Kind != AttributeKind.Presence && known.Count > 0)
        {
            var (least, range) = (known.Min(), known.Max() - known.Min());
            places = [.. places.Select(p => range > 0 ? (p - least) / range : p - least)];
        }

        return places;
    }

    private static double[] Ranks(CandidateAttribute attribute, string?[] values)
    {
        var steps = attribute.Order ?? [.. values.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue).ThenBy(v => v, StringComparer.OrdinalIgnoreCase)];
        var rank = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        for (var n = 0; n < steps.Count; n++)
        {
            rank[steps[n]] = n;
        }

        return [.. values.Select(v => v is null ? double.NaN : rank.TryGetValue(v, out var at) ? at : throw new SamplingException($"“{v}” is not among the steps of “{attribute.Name}”.", $"They are {string.Join(" < ", steps)}."))];
    }

    private static double Number(CandidateAttribute attribute, string value, string name)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw new SamplingException($"“{attribute.Name}” of {name} is “{value}”, which is no number.", "Correct it, leave it empty, or compare the attribute by name (nominal).");
        }

        if (attribute.Kind != AttributeKind.Logarithm)
        {
            return number;
        }

        return number > 0 ? Math.Log10(number) : throw new SamplingException($"“{attribute.Name}” of {name} is {value}, which has no logarithm.", "Only numbers above 0 have one; compare it as a number.");
    }

    private static bool Present(CandidateAttribute attribute, string value, string name) => value.ToUpperInvariant() switch
    {
        "1" or "YES" or "Y" or "TRUE" => true,
        "0" or "NO" or "N" or "FALSE" => false,
        _ => throw new SamplingException($"“{attribute.Name}” of {name} is “{value}”; something that is there or not is yes or no, 1 or 0.", "Correct it, or compare the attribute by name (nominal)."),
    };
}
