using System.Globalization;

namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>One of the chosen, and what sets them apart.</summary>
/// <param name="Name">Who.</param>
/// <param name="Nearest">Who of the chosen is most like them.</param>
/// <param name="Distance">How far they are from that one; 0 to 1 by Gower.</param>
/// <param name="Alone">Values that nobody else of the chosen has, as “attribute: value”.</param>
/// <param name="Alike">How many of all candidates, themselves included, have the same values of the attributes that are to be published; null where none are. One means that they can be told.</param>
public sealed record ChosenLine(string Name, string Nearest, double Distance, IReadOnlyList<string> Alone, int? Alike);

/// <summary>How a value, or the span of a number, stands among the chosen and among all.</summary>
/// <param name="Attribute">Which attribute.</param>
/// <param name="Value">Which value; for numbers “least to most” of all candidates.</param>
/// <param name="Chosen">How many of the chosen have it; for numbers, their own least and most.</param>
/// <param name="All">How many candidates have it; for numbers, how many are known.</param>
public sealed record BalanceLine(string Attribute, string Value, string Chosen, int All);

/// <summary>A choice accounted for: who, how unlike, and what of the population is in it and what is not.</summary>
/// <param name="Lines">The chosen.</param>
/// <param name="Balance">Attribute by attribute, chosen beside all.</param>
/// <param name="Unknown">Attributes of which values are missing, as “attribute: n of m candidates”.</param>
public sealed record SampleAccount(IReadOnlyList<ChosenLine> Lines, IReadOnlyList<BalanceLine> Balance, IReadOnlyList<string> Unknown)
{
    /// <summary>Accounts for a choice.</summary>
    /// <param name="table">The candidates.</param>
    /// <param name="distances">How far apart they are.</param>
    /// <param name="chosen">Indexes of the chosen.</param>
    /// <param name="published">Names of the attributes that will be published of a site under its pseudonym.</param>
    /// <exception cref="SamplingException">An attribute to be published is not there.</exception>
    public static SampleAccount Of(CandidateTable table, Distances distances, IReadOnlyList<int> chosen, IReadOnlyCollection<string> published)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(published);
        var told = published.Select(table.Find).ToList();
        return new SampleAccount(
            [.. chosen.Select(c => Line(table, distances, chosen, c, told))],
            [.. Enumerable.Range(0, table.Attributes.Count).SelectMany(n => Balanced(table, chosen, n))],
            [.. table.Attributes.Select((a, n) => (a.Name, Missing: table.Candidates.Count(c => c.Values[n] is null))).Where(a => a.Missing > 0).Select(a => $"{a.Name}: {a.Missing} of {table.Candidates.Count}")]);
    }

    private static ChosenLine Line(CandidateTable table, Distances distances, IReadOnlyList<int> chosen, int one, List<int> told)
    {
        var nearest = chosen.Where(c => c != one).OrderBy(c => distances[one, c]).ThenBy(c => c).First();
        bool Same(int a, int b, int n) => string.Equals(table.Candidates[a].Values[n], table.Candidates[b].Values[n], StringComparison.OrdinalIgnoreCase);
        var alone = Enumerable.Range(0, table.Attributes.Count)
            .Where(n => !IsNumber(table.Attributes[n]) && table.Candidates[one].Values[n] is not null && chosen.All(c => c == one || !Same(c, one, n)))
            .Select(n => $"{table.Attributes[n].Name}: {table.Candidates[one].Values[n]}");
        return new ChosenLine(
            table.Candidates[one].Name, table.Candidates[nearest].Name, distances[one, nearest], [.. alone],
            told.Count == 0 ? null : Enumerable.Range(0, table.Candidates.Count).Count(c => told.TrueForAll(n => Same(c, one, n))));
    }

    private static IEnumerable<BalanceLine> Balanced(CandidateTable table, IReadOnlyList<int> chosen, int n)
    {
        var attribute = table.Attributes[n];
        if (IsNumber(attribute))
        {
            var all = Numbers(table.Candidates.Select(c => c.Values[n]));
            var own = Numbers(chosen.Select(c => table.Candidates[c].Values[n]));
            return all.Count == 0 ? [] : [new BalanceLine(attribute.Name, Span(all), own.Count == 0 ? "not known" : Span(own), all.Count)];
        }

        return table.Candidates.Select(c => c.Values[n]).OfType<string>().GroupBy(v => v, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new BalanceLine(attribute.Name, g.Key, chosen.Count(c => g.Key.Equals(table.Candidates[c].Values[n], StringComparison.OrdinalIgnoreCase)).ToString(CultureInfo.InvariantCulture), g.Count()));
    }

    private static bool IsNumber(CandidateAttribute attribute) => attribute.Kind is AttributeKind.Number or AttributeKind.Logarithm;

    private static List<double> Numbers(IEnumerable<string?> values) =>
        [.. values.Select(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite)]; // a column that is left out of the comparison may hold anything

    private static string Span(List<double> numbers) => string.Create(CultureInfo.InvariantCulture, $"{numbers.Min():0.######} to {numbers.Max():0.######}");
}
