using Fieldthread.Core.Basics;
using Fieldthread.Core.Basics.Statistics;

namespace Fieldthread.Core.Register;

/// <summary>A table of published counts that cannot be made, and why.</summary>
/// <param name="message">Why, in a sentence.</param>
public sealed class CountTableException(string message) : Exception(message);

/// <summary>A column of a table of published counts: a category, or what is left of the whole.</summary>
public static class CountColumns
{
    /// <summary>What is written for all that is in none of the other columns.</summary>
    public const string Rest = "the rest";
}

/// <summary>Published counts of one topic as rows and columns, with the tests of whether they go together by chance.</summary>
/// <param name="Rows">Names of the rows, in natural order.</param>
/// <param name="Columns">Names of the columns, as asked for.</param>
/// <param name="Cells">The counts, row by row.</param>
/// <param name="Chi">Pearson’s test.</param>
/// <param name="ExactP">P of the exact test; null where there are too many tables to be gone through.</param>
/// <param name="Recovered">Whether what the rows are counted out of was found again from percentages, not printed.</param>
public sealed record CountTable(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<long>> Cells, ChiSquared Chi, double? ExactP, bool Recovered)
{
    /// <summary>Makes the table.</summary>
    /// <param name="topic">Counts of one topic.</param>
    /// <param name="columns">Categories, in the order of the columns; the last may be <see cref="CountColumns.Rest"/>.</param>
    /// <param name="until">Only what was said of a date up to this one; null for all. Of each row the last date counts.</param>
    /// <param name="source">Whose number is taken where sources disagree; empty where they must not.</param>
    /// <exception cref="CountTableException">A cell is missing or disputed, the parts are more than the whole, or there are fewer than two rows or columns.</exception>
    public static CountTable Of(IReadOnlyList<PublishedCount> topic, IReadOnlyList<string> columns, PartialDate? until = null, string source = "")
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(columns);
        var rest = columns.Count > 0 && CountChecks.Fold(columns[^1]) == CountChecks.Fold(CountColumns.Rest);
        var categories = rest ? columns.SkipLast(1).ToList() : [.. columns];
        var known = topic.Select(c => c.Category).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (columns.Count < 2 || categories.Find(c => !known.Contains(c, StringComparer.OrdinalIgnoreCase)) is not null)
        {
            throw new CountTableException($"A table needs two columns or more. There {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known.Select(k => $"“{k}”"))}{(known.Count == 0 ? "no category" : "")}, and “{CountColumns.Rest}” for what is in none of the others.");
        }

        var rows = topic.Where(c => c.Row.Length > 0 && (until is not { } last || c.Date.First <= last.Last)).Select(c => c.Row).Distinct(StringComparer.OrdinalIgnoreCase).Order(NaturalOrder.Instance)
            .Select(row => (Row: row, Counts: categories.ConvertAll(category => Cell(topic, row, category, until, source)))).ToList();
        if (rows.Count < 2)
        {
            throw new CountTableException("A table needs two rows or more: counts of this topic with something in the column “row”.");
        }

        var recovered = false;
        var wholes = rest ? Wholes(topic, rows, until, source, out recovered) : [];
        var cells = rows.Select((r, i) => (IReadOnlyList<long>)[.. r.Counts.Select(c => c.Count), .. rest ? [Left(r.Row, r.Counts, wholes[i])] : Array.Empty<long>()]).ToList();
        try
        {
            return new([.. rows.Select(r => r.Row)], columns, cells, ChiSquared.Of(cells), FisherExact.P(cells), recovered);
        }
        catch (ArgumentException)
        {
            throw new CountTableException("A row or a column of the table is all nought, so there is nothing to test.");
        }
    }

    private static long Left(string row, List<PublishedCount> parts, long whole) => whole - parts.Sum(p => p.Count) is >= 0 and var left ? left
        : throw new CountTableException($"In “{row}” the categories add up to {parts.Sum(p => p.Count)}, more than the {whole} of which they are parts.");

    private static PublishedCount Cell(IReadOnlyList<PublishedCount> topic, string row, string category, PartialDate? until, string source)
    {
        var said = Latest(topic.Where(c => CountChecks.Fold(c.Row) == CountChecks.Fold(row) && CountChecks.Fold(c.Category) == CountChecks.Fold(category)), until);
        var chosen = source.Length > 0 && said.Exists(c => CountChecks.Fold(c.Source) == CountChecks.Fold(source)) ? said.FindAll(c => CountChecks.Fold(c.Source) == CountChecks.Fold(source)) : said;
        return chosen.Count == 0 ? throw new CountTableException($"Nobody says how many of “{row}” are “{category}”.")
            : chosen.Select(c => c.Count).Distinct().Count() == 1 ? chosen[0]
            : throw new CountTableException($"Of “{row}” sources count “{category}” differently: {string.Join("; ", chosen.Select(c => $"{c.Count} by {c.Source}"))}. Say whose number is taken.");
    }

    private static List<PublishedCount> Latest(IEnumerable<PublishedCount> counts, PartialDate? until)
    {
        var all = counts.Where(c => until is not { } last || c.Date.First <= last.Last).ToList();
        return all.FindAll(c => c.Date == all.Max(x => x.Date));
    }

    /// <summary>What each row is counted out of: as printed, or found again from percentages.</summary>
    private static IReadOnlyList<long> Wholes(IReadOnlyList<PublishedCount> topic, List<(string Row, List<PublishedCount> Counts)> rows, PartialDate? until, string source, out bool recovered)
    {
        var printed = rows.ConvertAll(r => CountChecks.Wholes(topic, r.Counts[0]).Where(c => source.Length == 0 || CountChecks.Fold(c.Source) == CountChecks.Fold(source)).DefaultIfEmpty(CountChecks.Wholes(topic, r.Counts[0]).FirstOrDefault()).ToList());
        recovered = printed.Exists(p => p[0] is null);
        if (!recovered)
        {
            var disputed = printed.FindIndex(p => p.Select(c => c!.Count).Distinct().Count() > 1);
            return disputed < 0 ? printed.ConvertAll(p => p[0]!.Count) : throw new CountTableException($"Sources disagree on how many “{rows[disputed].Row}” has: {string.Join("; ", printed[disputed].Select(c => $"{c!.Count} by {c.Source}"))}. Say whose number is taken.");
        }

        // The whole of the day of which the rows speak, or the last before it.
        var day = rows.Max(r => r.Counts[0].Date);
        var sums = Latest(topic.Where(c => c.Row.Length == 0 && CountChecks.Fold(c.Category) == CountChecks.Fold(rows[0].Counts[0].Within)), until is { } last && last < day ? last : day).Select(c => c.Count).Distinct().ToList();
        var shares = rows.Select(r => r.Counts.Find(c => c.Share is not null)).ToList();
        return (shares.Contains(null) ? null : RecoveredBases.Of(shares.ConvertAll(c => (c!.Count, c.Share!.Value)), sums.Count == 1 ? sums[0] : null))
            ?? throw new CountTableException("How many each row has is not printed, and cannot be found again with certainty from the percentages. Give the number of each row: a line with its row and no category.");
    }
}
