using System.Globalization;
using System.Text.RegularExpressions;

namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>A choice of sites as a person writes it.</summary>
/// <param name="Size">How many are to be chosen; 2 or more.</param>
/// <param name="Objective">What makes one choice better than another.</param>
/// <param name="Kinds">How attributes are compared, a line each: “wave ordered low, mid, high”, “size logarithm”, “region nominal times 2”. What is not said is taken from the values.</param>
/// <param name="Rules">Rules, a line each: “at least 2 region = London”, “at most 1 type = trust”, “exactly 3 wave = first”, “none answer = declined”.</param>
/// <param name="With">Names of candidates who are in it whatever comes.</param>
/// <param name="Without">Names of candidates who cannot be in it.</param>
/// <param name="LeaveOut">Columns that are kept out of the comparison.</param>
/// <param name="Published">Attributes that will be published of a site under its pseudonym.</param>
public sealed partial record SampleAsk(
    int Size, SampleObjective Objective = SampleObjective.MaxSum, IReadOnlyList<string>? Kinds = null, IReadOnlyList<string>? Rules = null, IReadOnlyList<string>? With = null, IReadOnlyList<string>? Without = null,
    IReadOnlyList<string>? LeaveOut = null, IReadOnlyList<string>? Published = null)
{
    /// <summary>Chooses from a table of candidates.</summary>
    /// <param name="headings">Headings of the columns; the first names the candidates.</param>
    /// <param name="rows">Lines of cells.</param>
    /// <exception cref="SamplingException">Something that was written cannot be read, or no choice keeps the rules.</exception>
    public SampleResult Choose(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        var (table, distances) = Compare(headings, rows);
        var choice = SiteSampler.Choose(new SampleProblem(distances, Size, Objective, [.. (Rules ?? []).Select(line => RuleOf(line, table))], Named(With, distances), Named(Without, distances)));
        return new SampleResult(table, distances, choice, SampleAccount.Of(table, distances, choice.Chosen, Published ?? []));
    }

    /// <summary>The candidates and how far apart they are. A column that is left out of the comparison may still be ruled by, or published.</summary>
    /// <exception cref="SamplingException">Something that was written cannot be read.</exception>
    public (CandidateTable Table, Distances Distances) Compare(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(headings);
        var left = LeaveOut ?? [];
        var table = CandidateTable.Read(headings, rows, [.. (Kinds ?? []).Select(line => KindOf(line, headings))], left.Where(name => !InRule(name) && Published?.Contains(name, StringComparer.OrdinalIgnoreCase) != true).ToList());
        var kept = Enumerable.Range(0, table.Attributes.Count).Where(n => !left.Contains(table.Attributes[n].Name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (kept.Count == 0)
        {
            throw new SamplingException("No attribute is left by which candidates could differ.", "Give the table a column after its first, and leave fewer out.");
        }

        return (table, Distances.Gower(new CandidateTable([.. kept.Select(n => table.Attributes[n])], [.. table.Candidates.Select(c => c with { Values = [.. kept.Select(n => c.Values[n])] })])));
    }

    /// <summary>Chooses from a table of distances; there are no attributes, so no rules.</summary>
    /// <exception cref="SamplingException">The table is none, or no choice can be made.</exception>
    public SampleResult Choose(Distances distances)
    {
        ArgumentNullException.ThrowIfNull(distances);
        if (Kinds is { Count: > 0 } || Rules is { Count: > 0 } || LeaveOut is { Count: > 0 } || Published is { Count: > 0 })
        {
            throw new SamplingException("A table of distances has no attributes, so there is nothing to compare, leave out or rule by.", "Give a table of attributes.");
        }

        var table = new CandidateTable([], [.. distances.Names.Select((name, n) => new Candidate(name, [], n))]);
        var choice = SiteSampler.Choose(new SampleProblem(distances, Size, Objective, [], Named(With, distances), Named(Without, distances)));
        return new SampleResult(table, distances, choice, SampleAccount.Of(table, distances, choice.Chosen, []));
    }

    private bool InRule(string name) => (Rules ?? []).Any(line => RuleLine().Match(line.Trim()) is { Success: true } m && m.Groups["name"].Value.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static List<int> Named(IReadOnlyList<string>? names, Distances distances) => (names ?? []).Select(name =>
    {
        var at = distances.Names.ToList().FindIndex(n => n.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new SamplingException($"There is no candidate “{name.Trim()}”.", "Write the name as the first column has it.");
    }).Distinct().ToList();

    private static CandidateAttribute KindOf(string line, IReadOnlyList<string> headings)
    {
        // A heading may have several words; the longest that the line begins with is meant.
        var name = headings.Skip(1).Where(h => line.TrimStart().StartsWith(h + " ", StringComparison.OrdinalIgnoreCase)).MaxBy(h => h.Length)
            ?? throw new SamplingException($"“{line.Trim()}” begins with no column of the table.", $"Begin with one of {string.Join(", ", headings.Skip(1))}, then nominal, ordered, number, logarithm or presence.");
        var match = KindLine().Match(line.Trim()[name.Length..].Trim());
        if (!match.Success)
        {
            throw new SamplingException($"How “{name}” is compared cannot be read: “{line.Trim()}”.", "Write nominal, ordered (and its steps, with commas), number, logarithm or presence, and perhaps “times 2”.");
        }

        var kind = Enum.Parse<AttributeKind>(match.Groups["kind"].Value, ignoreCase: true);
        var steps = match.Groups["steps"].Value.Split([',', '<'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length > 0 && kind != AttributeKind.Ordered)
        {
            throw new SamplingException($"“{name}” has steps and is not said to be ordered.", "Only an ordered attribute has steps.");
        }

        return new CandidateAttribute(name, kind, match.Groups["weight"] is { Success: true } weight ? double.Parse(weight.Value, CultureInfo.InvariantCulture) : 1, steps.Length > 0 ? steps : null);
    }

    private static SampleRule RuleOf(string line, CandidateTable table)
    {
        var match = RuleLine().Match(line.Trim());
        if (!match.Success)
        {
            throw new SamplingException($"The rule “{line.Trim()}” cannot be read.", "Write “at least 2 region = London”, “at most 1 …”, “exactly 3 …” or “none answer = declined”.");
        }

        var count = match.Groups["count"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;
        var how = match.Groups["how"].Value.ToUpperInvariant();
        return SampleRule.Of(table, match.Groups["name"].Value.Trim(), match.Groups["value"].Value.Trim(), how is "AT LEAST" or "EXACTLY" ? count : null, how == "AT LEAST" ? null : count);
    }

    [GeneratedRegex(@"^(?<kind>nominal|ordered|number|logarithm|presence)(?:\s+times\s+(?<weight>\d{1,4}(?:\.\d{1,4})?))?(?:\s*:?\s+(?<steps>.+))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KindLine();

    [GeneratedRegex(@"^(?:(?<how>at least|at most|exactly)\s+(?<count>\d{1,4})|(?<how>none))\s+(?:with\s+)?(?<name>[^=]+)=(?<value>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RuleLine();
}

/// <summary>What came of a choice.</summary>
/// <param name="Table">The candidates.</param>
/// <param name="Distances">How far apart they are.</param>
/// <param name="Choice">The choice.</param>
/// <param name="Account">Who, how unlike, and what of all is among them.</param>
public sealed record SampleResult(CandidateTable Table, Distances Distances, SampleChoice Choice, SampleAccount Account);
