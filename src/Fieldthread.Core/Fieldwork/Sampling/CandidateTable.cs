using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Sampling;

/// <summary>How two values of an attribute are compared.</summary>
public enum AttributeKind
{
    /// <summary>Alike or not.</summary>
    Nominal,

    /// <summary>Steps in an order, apart by how many steps lie between.</summary>
    Ordered,

    /// <summary>A number, apart by the share of the range.</summary>
    Number,

    /// <summary>A number above 0 of which the logarithm counts: sizes, where twice is twice at any size.</summary>
    Logarithm,

    /// <summary>Something that is there or not, where two that both lack it are not thereby alike.</summary>
    Presence,
}

/// <summary>An attribute by which candidates differ.</summary>
/// <param name="Name">Name, unique in the table.</param>
/// <param name="Kind">How its values are compared.</param>
/// <param name="Weight">What it counts for beside the others; above 0.</param>
/// <param name="Order">Of an ordered one, its values from least to most; where null they are in the order of their numbers or names.</param>
public sealed record CandidateAttribute(string Name, AttributeKind Kind, double Weight = 1, IReadOnlyList<string>? Order = null);

/// <summary>An organisation that may become a site.</summary>
/// <param name="Name">Name or code, unique in the table.</param>
/// <param name="Values">A value for each attribute; null where it is not known.</param>
/// <param name="Place">Where it stands in the table that was given, from 0.</param>
public sealed record Candidate(string Name, IReadOnlyList<string?> Values, int Place = 0);

/// <summary>Who may become a site, and what is known of each.</summary>
/// <param name="Attributes">The attributes.</param>
/// <param name="Candidates">The candidates, in the order of their names, numbers in names as numbers: so the order of a file changes no choice.</param>
public sealed record CandidateTable(IReadOnlyList<CandidateAttribute> Attributes, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>The most candidates that are compared each with each.</summary>
    public const int Most = 2_000;

    /// <summary>Words that stand for a value that is not known.</summary>
    private static readonly HashSet<string> Missing = new(["", "na", "n/a", "-", "–", "?", "unknown", "not known", "missing"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> TwoWords = new(["yes", "no", "true", "false", "0", "1", "y", "n"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a table whose first column names the candidates. What is not said of an attribute is taken from its values: numbers, or names.</summary>
    /// <param name="headings">Headings of the columns.</param>
    /// <param name="rows">Lines of cells; shorter ones lack their last values.</param>
    /// <param name="said">Attributes of which the kind is said, by name; others are guessed.</param>
    /// <param name="leftOut">Columns that are kept out of the comparison, by name: addresses, notes.</param>
    /// <exception cref="SamplingException">A name is missing or stands twice, an attribute that was said is not there, or there are too few or too many.</exception>
    public static CandidateTable Read(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string?>> rows, IReadOnlyList<CandidateAttribute> said, IReadOnlyCollection<string> leftOut)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(leftOut);
        foreach (var name in said.Select(a => a.Name).Concat(leftOut))
        {
            if (!headings.Skip(1).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new SamplingException($"The table has no column “{name}” after its first.", $"It has {string.Join(", ", headings.Skip(1))}.");
            }
        }

        if (headings.Skip(1).GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SamplingException($"Two columns are named “{twice.Key}”.", "Give each a name of its own.");
        }

        var columns = Enumerable.Range(1, Math.Max(0, headings.Count - 1)).Where(c => !leftOut.Contains(headings[c], StringComparer.OrdinalIgnoreCase)).ToList();
        var (candidates, seen) = (new List<Candidate>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var r = 0; r < rows.Count; r++)
        {
            var name = (rows[r].Count > 0 ? rows[r][0] : null)?.Trim() ?? "";
            if (name.Length == 0 && rows[r].All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (name.Length == 0 || !seen.Add(name))
            {
                throw new SamplingException(name.Length == 0 ? $"Line {r + 2} has no name in its first column." : $"“{name}” stands twice, the second time in line {r + 2}.", "Each line is a candidate with a name or code of its own.");
            }

            candidates.Add(new Candidate(name, [.. columns.Select(c => c < rows[r].Count && rows[r][c]?.Trim() is { } value && !Missing.Contains(value) ? value : null)], candidates.Count));
        }

        if (candidates.Count is < 2 or > Most)
        {
            throw new SamplingException(candidates.Count < 2 ? "A choice needs two candidates or more." : $"There are {candidates.Count} candidates; up to {Most} are compared each with each.", "Narrow the table to those who may be chosen.");
        }

        return new CandidateTable(
            [.. columns.Select((c, n) => said.FirstOrDefault(a => a.Name.Equals(headings[c], StringComparison.OrdinalIgnoreCase)) is { } one ? one with { Name = headings[c] } : new CandidateAttribute(headings[c], Guess(candidates.Select(k => k.Values[n]))))],
            [.. candidates.OrderBy(c => c.Name, NaturalOrder.Instance)]);
    }

    /// <summary>Which attribute it is.</summary>
    /// <exception cref="SamplingException">There is none of that name.</exception>
    public int Find(string attribute)
    {
        var found = Attributes.ToList().FindIndex(a => a.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? found : throw new SamplingException($"There is no attribute “{attribute}”.", $"There are {string.Join(", ", Attributes.Select(a => a.Name))}.");
    }

    private static AttributeKind Guess(IEnumerable<string?> values)
    {
        var known = values.OfType<string>().ToList();
        return known.Count > 0 && known.TrueForAll(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) && !known.TrueForAll(TwoWords.Contains) ? AttributeKind.Number : AttributeKind.Nominal;
    }
}

/// <summary>A choice of sites that cannot be made as it was asked for.</summary>
/// <param name="message">What is wrong, in words.</param>
/// <param name="whatToDo">What helps.</param>
public sealed class SamplingException(string message, string whatToDo) : Exception(message)
{
    /// <summary>What helps.</summary>
    public string WhatToDo { get; } = whatToDo;
}
