namespace Fieldthread.Core.Register;

/// <summary>A figure of a member broken down, as given or summed.</summary>
/// <param name="Numerator">The value, or the numerator of a ratio.</param>
/// <param name="Denominator">The denominator; null for a count.</param>
/// <param name="Parts">Over how many given parts it was summed; 0 where it was given itself.</param>
public readonly record struct PartFigure(decimal Numerator, decimal? Denominator, int Parts);

/// <summary>A figure that was given beside parts that do not make it.</summary>
/// <param name="Part">The figure: empty for the total.</param>
/// <param name="By">Breakdowns by which the parts are given.</param>
/// <param name="Given">The figure as given.</param>
/// <param name="Sum">Sum of its parts.</param>
public sealed record PartsDiffer(string Part, IReadOnlyList<int> By, PartFigure Given, PartFigure Sum);

/// <summary>The figures of one member in one period by one or several breakdowns, as sex and age. A part names a value of some breakdowns, and is summed over the others.</summary>
/// <remarks>
/// A figure that is given stands. One that is not is the sum of its finest parts, those that name every breakdown, provided that no coarser part lies beside them
/// undivided; else the sum over one breakdown of which every value is given over the others; else there is none. Which parts a breakdown has is not declared: a part
/// that a file leaves out is missing from the sum, and where a total is given the difference shows it.
/// </remarks>
public sealed class PartFigures
{
    /// <summary>Parts the values of a part; no code or value holds it.</summary>
    public const char Between = '\u001F';

    private readonly int breakdowns;
    private readonly List<(string[] Values, PartFigure Figure)> given = [];
    private readonly Dictionary<string, PartFigure> exact = new(StringComparer.Ordinal);

    /// <summary>Takes what is given.</summary>
    /// <param name="breakdowns">How many breakdowns there are; 1 to 4.</param>
    /// <param name="figures">Parts as <see cref="Of"/> writes them, each once, with their figures.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none, or too many breakdowns.</exception>
    /// <exception cref="ArgumentException">A part is given twice, or names other breakdowns.</exception>
    public PartFigures(int breakdowns, IEnumerable<(string Part, decimal Numerator, decimal? Denominator)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentOutOfRangeException.ThrowIfLessThan(breakdowns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(breakdowns, Most);
        this.breakdowns = breakdowns;
        foreach (var (part, numerator, denominator) in figures)
        {
            var figure = new PartFigure(numerator, denominator, 0);
            if (!exact.TryAdd(part, figure))
            {
                throw new ArgumentException("A part is given twice.", nameof(figures));
            }

            given.Add((Values(part, breakdowns), figure));
        }
    }

    /// <summary>How many breakdowns a measure may have.</summary>
    public static int Most => 4;

    /// <summary>A part by its values, in the order of the breakdowns; an empty one is summed over.</summary>
    /// <returns>Empty where all are summed over: the total.</returns>
    public static string Of(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.All(v => v.Length == 0) ? "" : string.Join(Between, values);
    }

    /// <summary>The values of a part, one for each breakdown.</summary>
    /// <exception cref="ArgumentException">It names other breakdowns.</exception>
    public static string[] Values(string part, int breakdowns)
    {
        ArgumentNullException.ThrowIfNull(part);
        var values = part.Length == 0 ? [.. Enumerable.Repeat("", breakdowns)] : part.Split(Between);
        return values.Length == breakdowns ? values : throw new ArgumentException("The part names other breakdowns.", nameof(part));
    }

    /// <summary>A part in words: “sex f, age 0-4”; “total”.</summary>
    public static string InWords(IReadOnlyList<string> names, string part)
    {
        ArgumentNullException.ThrowIfNull(names);
        return part is { Length: > 0 } ? string.Join(", ", names.Zip(Values(part, names.Count)).Where(p => p.Second.Length > 0).Select(p => $"{p.First} {p.Second}")) : "total";
    }

    /// <summary>The figure of a part: as given, or else summed; null where what is given does not make it.</summary>
    /// <exception cref="OverflowException">The sum has more digits than can be held exactly (28).</exception>
    public PartFigure? At(string part)
    {
        if (exact.TryGetValue(part, out var stands))
        {
            return stands;
        }

        var asked = Values(part, breakdowns);
        var finest = Finest(asked);
        return finest.Count > 0 ? Sum(finest) : Margins(asked).Select(m => (PartFigure?)Sum(m.Figures)).FirstOrDefault();
    }

    /// <summary>Figures that are given beside parts that do not make them, the total first.</summary>
    /// <exception cref="OverflowException">A sum has more digits than can be held exactly (28).</exception>
    public IReadOnlyList<PartsDiffer> Differences() =>
    [
        .. from g in given.OrderBy(g => g.Values.Count(v => v.Length > 0)).ThenBy(g => Of(g.Values), StringComparer.Ordinal)
           from sum in Sums(g.Values)
           where (sum.Sum.Numerator, sum.Sum.Denominator) != (g.Figure.Numerator, g.Figure.Denominator)
           select new PartsDiffer(Of(g.Values), sum.By, g.Figure, sum.Sum),
    ];

    private IEnumerable<(IReadOnlyList<int> By, PartFigure Sum)> Sums(string[] part)
    {
        if (Finest(part) is { Count: > 0 } finest)
        {
            yield return ([.. Enumerable.Range(0, breakdowns).Where(i => part[i].Length == 0)], Sum(finest));
        }

        foreach (var (by, figures) in Margins(part))
        {
            yield return ([by], Sum(figures));
        }
    }

    /// <summary>The given parts of a part, itself left out.</summary>
    private List<(string[] Values, PartFigure Figure)> Within(string[] part) =>
        given.FindAll(g => Enumerable.Range(0, breakdowns).All(i => part[i].Length == 0 || part[i] == g.Values[i]) && g.Values.Where((v, i) => part[i].Length == 0 && v.Length > 0).Any());

    /// <summary>The finest parts of a part; none where a coarser one among its parts has no finest of its own, and would be left out of their sum.</summary>
    private List<PartFigure> Finest(string[] part)
    {
        var within = Within(part);
        var finest = within.FindAll(g => g.Values.All(v => v.Length > 0));
        bool Covered(string[] coarser) => finest.Exists(f => Enumerable.Range(0, breakdowns).All(i => coarser[i].Length == 0 || coarser[i] == f.Values[i]));
        return within.TrueForAll(g => Covered(g.Values)) ? finest.ConvertAll(f => f.Figure) : [];
    }

    /// <summary>Breakdowns of which every value that there is within a part is given over the others.</summary>
    private IEnumerable<(int By, List<PartFigure> Figures)> Margins(string[] part)
    {
        var within = Within(part);
        foreach (var by in Enumerable.Range(0, breakdowns).Where(i => part[i].Length == 0 && part.Count(v => v.Length == 0) > 1))
        {
            var figures = within.Select(g => g.Values[by]).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)
                .Select(v => exact.TryGetValue(Of([.. part.Select((p, i) => i == by ? v : p)]), out var margin) ? (PartFigure?)margin : null).ToList();
            if (figures.Count > 0 && figures.TrueForAll(f => f is not null))
            {
                yield return (by, figures.ConvertAll(f => f!.Value));
            }
        }
    }

    private static PartFigure Sum(List<PartFigure> figures) => figures.Aggregate(
        new PartFigure(0, figures[0].Denominator is null ? null : 0, 0),
        (sum, f) => new PartFigure(Exact.Add(sum.Numerator, f.Numerator), sum.Denominator is { } d ? Exact.Add(d, f.Denominator ?? 0) : null, sum.Parts + 1));
}
