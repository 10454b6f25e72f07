using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>Sets published counts against one another, against their own sums and percentages, and against the register. What disagrees is told; nothing is put right.</summary>
public static class CountChecks
{
    /// <summary>Every check that the counts allow, in the order of topics and dates.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="population">How many organisations of a type the register has on a day, by the day’s number; null where it has none of that type at all.</param>
    public static IReadOnlyList<CountCheck> Of(IReadOnlyList<PublishedCount> counts, Func<string, int, int?> population)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(population);
        return
        [
            .. counts.GroupBy(c => c.Topic, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase).SelectMany(topic =>
            {
                var all = topic.OrderBy(c => c.Date).ThenBy(c => c.Row, NaturalOrder.Instance).ToList();
                return Disagree(all).Concat(Parts(all)).Concat(Rows(all)).Concat(Shares(all)).Concat(Register(all, population));
            }),
        ];
    }

    private static IEnumerable<CountCheck> Disagree(List<PublishedCount> topic) => topic.GroupBy(Cell).Where(cell => cell.Select(c => c.Count).Distinct().Count() > 1).Select(cell => new CountCheck(
        CountCheckKind.Disagree, CountState.Fails, cell.First().Topic, cell.First().Date.ToString(), cell.First().Of, Sources(cell),
        string.Join("; ", cell.GroupBy(c => c.Count).OrderBy(n => n.Key).Select(n => $"{n.Key} by {string.Join(" and ", n.Select(Said).Distinct())}")) + "."));

    /// <summary>Parts of one source against the number of which they are parts: its own where it gives one, otherwise any other’s.</summary>
    private static IEnumerable<CountCheck> Parts(List<PublishedCount> topic)
    {
        foreach (var group in topic.Where(c => c.Category.Length > 0).GroupBy(c => (c.Date, Row: Fold(c.Row), Within: Fold(c.Within), Source: Fold(c.Source))))
        {
            var parts = group.ToList();
            var wholes = topic.Where(c => c.Date == parts[0].Date && Fold(c.Row) == group.Key.Row && Fold(c.Category) == group.Key.Within).ToList();
            var own = wholes.Where(w => Fold(w.Source) == group.Key.Source).ToList();
            foreach (var whole in (own.Count > 0 ? own : wholes).GroupBy(w => w.Count).Select(w => w.First()))
            {
                // One part that is less than its whole says nothing.
                if (parts.Count == 1 && parts[0].Count < whole.Count)
                {
                    continue;
                }

                yield return Added(CountCheckKind.Parts, parts, whole, parts.Sum(p => p.Count), string.Join(" + ", parts.Select(p => $"{p.Count} {p.Category}")));
            }
        }
    }

    /// <summary>Groups of organisations against all of them: of each group what was said last up to the date of the whole; where sources disagree of one, the least and the most that it can be.</summary>
    private static IEnumerable<CountCheck> Rows(List<PublishedCount> topic)
    {
        foreach (var whole in topic.Where(c => c.Row.Length == 0))
        {
            var rows = topic.Where(c => c.Row.Length > 0 && Fold(c.Category) == Fold(whole.Category) && Fold(c.Within) == Fold(whole.Within) && c.Date.First <= whole.Date.Last)
                .GroupBy(c => Fold(c.Row)).Select(r => r.Where(c => c.Date == r.Max(x => x.Date)).ToList()).ToList();
            if (rows.Count < 2)
            {
                continue;
            }

            var (least, most) = (rows.Sum(r => r.Min(c => c.Count)), rows.Sum(r => r.Max(c => c.Count)));
            var words = string.Join(" + ", rows.Select(r => r.Select(c => c.Count).Distinct().Count() > 1 ? $"{r.Min(c => c.Count)} or {r.Max(c => c.Count)} ({r[0].Row})" : $"{r[0].Count} ({r[0].Row})"));
            if (least == most)
            {
                yield return Added(CountCheckKind.Rows, [.. rows.SelectMany(r => r)], whole, least, words);
            }
            else
            {
                yield return new CountCheck(
                    CountCheckKind.Rows, least <= whole.Count && whole.Count <= most ? CountState.Look : CountState.Fails, whole.Topic, whole.Date.ToString(), whole.Of, Sources(rows.SelectMany(r => r).Append(whole)),
                    $"{words} = {least} to {most}, and {Said(whole)} says {whole.Count}.");
            }
        }
    }

    private static CountCheck Added(CountCheckKind kind, List<PublishedCount> parts, PublishedCount whole, long sum, string words)
    {
        var (state, ends) = sum == whole.Count ? (CountState.Holds, ".") : sum < whole.Count ? (CountState.Look, $": {whole.Count - sum} left over.") : (CountState.Fails, $": {sum - whole.Count} too many.");
        return new CountCheck(kind, state, whole.Topic, whole.Date.ToString(), whole.Of, Sources(parts.Append(whole)), sum == whole.Count ? $"{words} = {sum}{ends}" : $"{words} = {sum} of {whole.Count}{ends}");
    }

    private static IEnumerable<CountCheck> Shares(List<PublishedCount> topic)
    {
        foreach (var c in topic.Where(c => c.Share is not null))
        {
            var share = c.Share!.Value;
            CountCheck Answer(CountState state, string says) => new(CountCheckKind.Share, state, c.Topic, c.Date.ToString(), c.Of, c.Source, says);
            var printed = $"{share.Percent.ToString($"F{share.Decimals}", CultureInfo.InvariantCulture)}%";
            var bases = Wholes(topic, c).Select(w => w.Count).Distinct().Where(n => n > 0).ToList();
            var fits = bases.Where(n => share.IsOf(c.Count, n)).ToList();
            if (fits.Count > 0)
            {
                yield return Answer(CountState.Holds, $"{c.Count} of {fits[0]} is {printed}.");
                continue;
            }

            var found = share.Bases(c.Count, 100_000);
            var would = found.Count == 0 ? "no number has them so" : found.Count > 6 ? $"it would be of {found[0]} to {found[^1]}" : $"it would be of {string.Join(" or ", found)}";
            yield return bases.Count > 0
                ? Answer(CountState.Fails, $"{c.Count} of {bases[0]} is {(100m * c.Count / bases[0]).ToString($"F{share.Decimals}", CultureInfo.InvariantCulture)}%, and {printed} is printed; {would}.")
                : Answer(found.Count == 0 ? CountState.Fails : CountState.Look, $"{c.Count} as {printed}, of a number that is not given; {would}.");
        }
    }

    private static IEnumerable<CountCheck> Register(List<PublishedCount> topic, Func<string, int, int?> population)
    {
        foreach (var c in topic.Where(c => c.Type.Length > 0))
        {
            var (first, last) = (population(c.Type, c.Date.First.DayNumber), population(c.Type, c.Date.Last.DayNumber));
            var (state, says) = (first, last) switch
            {
                (null, _) or (_, null) => (CountState.Look, $"The register has no organisation of the type “{c.Type}”."),
                ({ } a, { } b) when a == b => (a == c.Count ? CountState.Holds : CountState.Fails, $"{c.Count} by {Said(c)}; {a} in the register."),
                ({ } a, { } b) => (Math.Min(a, b) <= c.Count && c.Count <= Math.Max(a, b) ? CountState.Look : CountState.Fails, $"{c.Count} by {Said(c)}; in the register {a} on {c.Date.First:yyyy-MM-dd} and {b} on {c.Date.Last:yyyy-MM-dd}."),
            };
            yield return new CountCheck(CountCheckKind.Register, state, c.Topic, c.Date.ToString(), c.Of, c.Source, says);
        }
    }

    /// <summary>The numbers of which a count is a part: of its own source where that gives them, otherwise of any.</summary>
    internal static IReadOnlyList<PublishedCount> Wholes(IReadOnlyList<PublishedCount> counts, PublishedCount part)
    {
        if (part.Category.Length == 0)
        {
            return [.. counts.Where(c => c.Date == part.Date && c.Row.Length == 0 && c.Category.Length == 0 && part.Row.Length > 0)];
        }

        var wholes = counts.Where(c => c.Date == part.Date && Fold(c.Row) == Fold(part.Row) && Fold(c.Category) == Fold(part.Within)).ToList();
        var own = wholes.Where(w => Fold(w.Source) == Fold(part.Source)).ToList();
        return own.Count > 0 ? own : wholes;
    }

    /// <summary>Words as they are compared.</summary>
    internal static string Fold(string words) => words.Trim().ToUpperInvariant();

    private static (PartialDate, string, string, string) Cell(PublishedCount c) => (c.Date, Fold(c.Row), Fold(c.Category), Fold(c.Within));

    private static string Said(PublishedCount c) => c.Known is { } known ? $"{c.Source} ({known})" : c.Source;

    private static string Sources(IEnumerable<PublishedCount> counts) => string.Join("; ", counts.Select(c => c.Source).Distinct(StringComparer.OrdinalIgnoreCase));
}
