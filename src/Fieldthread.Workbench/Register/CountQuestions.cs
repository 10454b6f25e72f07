using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The published counts of the study, by topic, date and row, each with the count of another source where one says otherwise.</summary>
/// <param name="Topic">Only of this topic; empty for all.</param>
/// <param name="KnownOn">Partial date: only what was said by then. A count of which it is not known when it was said is left out. Null for all.</param>
[Question("published-counts", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record PublishedCounts(string Topic = "", string? KnownOn = null) : Question<IReadOnlyList<CountLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CountLine>> AskAsync(Asking asking)
    {
        var counts = await CountsRead.OfAsync(asking, Topic, KnownOn);
        return [.. counts.Select(c => CountLine.Of(c, counts))];
    }
}

/// <summary>A published count.</summary>
/// <param name="Topic">What is counted.</param>
/// <param name="Date">Partial date of which it speaks.</param>
/// <param name="Row">Of which group of organisations; empty for all.</param>
/// <param name="Category">Which of them; empty for all.</param>
/// <param name="Within">Of which category it is a part; empty for all.</param>
/// <param name="Count">How many.</param>
/// <param name="Percent">The percentage, as it was printed, or null.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">Partial date on which it was said, or null.</param>
/// <param name="Words">The words in which it was said.</param>
/// <param name="Place">File and line.</param>
/// <param name="Disputed">Whether another source counts the same differently.</param>
/// <param name="Type">Type of organisation in the register that is counted; empty where none is meant.</param>
public sealed record CountLine(
    string Topic, string Date, string Row, string Category, string Within, long Count, string? Percent, string Source, string? Known, string Words, string Place, bool Disputed, string Type)
{
    internal static CountLine Of(PublishedCount c, IReadOnlyList<PublishedCount> all) => new(
        c.Topic, c.Date.ToString(), c.Row, c.Category, c.Within, c.Count, c.Share?.Percent.ToString(CultureInfo.InvariantCulture), c.Source, c.Known?.ToString(), c.Words, c.Place,
        all.Any(o => o.Count != c.Count && o.Date == c.Date && Same(o.Topic, c.Topic) && Same(o.Row, c.Row) && Same(o.Category, c.Category) && Same(o.Within, c.Within)), c.Type);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Published counts set against one another, against their sums and percentages, and against the register.</summary>
/// <param name="Topic">Only of this topic; empty for all.</param>
/// <param name="KnownOn">Partial date: only what was said by then. Null for all.</param>
[Question("count-checks", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record CountChecked(string Topic = "", string? KnownOn = null) : Question<IReadOnlyList<CountCheck>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CountCheck>> AskAsync(Asking asking)
    {
        var counts = await CountsRead.OfAsync(asking, Topic, KnownOn);
        var register = await RegisterIndex.OfAsync(asking);
        var populations = register.TypeStretches().GroupBy(s => s.Type, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => Population.Of(g.Select(s => s.When)), StringComparer.OrdinalIgnoreCase);
        return CountChecks.Of(counts, (type, day) => populations.TryGetValue(type, out var there) ? there.On(day) : null);
    }
}

/// <summary>Published counts of a topic as a table, with the tests of whether its rows and columns go together by chance.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Columns">Categories, parted by commas; the last may be “the rest”.</param>
/// <param name="Until">Partial date: only counts that speak of a date up to this one; of each row the last counts. Null for all.</param>
/// <param name="Source">Whose number is taken where sources disagree; empty where they must not.</param>
/// <param name="KnownOn">Partial date: only what was said by then. Null for all.</param>
[Question("count-test", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("empty", "no topic was named")]
[Refuses("unknown", "the study has no counts of the topic")]
[Refuses("no-table", "a cell is missing or disputed, what the rows are counted out of cannot be told, or there are fewer than two rows or columns")]
public sealed record CountTest(string Topic, string Columns, string? Until = null, string Source = "", string? KnownOn = null) : Question<CountTestAnswer>
{
    /// <inheritdoc/>
    public override async Task<CountTestAnswer> AskAsync(Asking asking)
    {
        var counts = await CountsRead.OfAsync(asking, Acting.Given(Topic, "The topic"), KnownOn);
        if (counts.Count == 0)
        {
            var topics = (await CountsRead.OfAsync(asking, "", null)).Select(c => c.Topic).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
            Asking.Refuse("unknown", $"There are no counts of “{Topic.Trim()}”.", topics.Count > 0 ? $"There are: {string.Join(", ", topics)}." : "Bring in a file of published counts.");
        }

        try
        {
            var table = CountTable.Of(counts, [.. (Columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], Studies.Dates.Read(Until), Source ?? "");
            return new CountTestAnswer(counts[0].Topic, table);
        }
        catch (CountTableException failure)
        {
            Asking.Refuse("no-table", failure.Message, "Choose other columns, another date or a source.");
            throw;
        }
    }
}

/// <summary>A table of published counts, tested.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Table">The table.</param>
public sealed record CountTestAnswer(string Topic, CountTable Table);

/// <summary>The files of published counts that were brought in, the last first.</summary>
[Question("count-imports", Permission.ReadStudy)]
public sealed record CountImports : Question<IReadOnlyList<CountImportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CountImportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var imports = await asking.Context.All<CountImport>().AsNoTracking().OrderByDescending(i => i.RecordedIn).ToListAsync(asking.Cancel);
        return imports.ConvertAll(i => new CountImportLine(i.Id, i.FileName, i.Counts, i.Fresh, i.RecordedIn, Store.Json.Read<List<Remark>>(i.Remarks)));
    }
}

/// <summary>A file of published counts that was brought in.</summary>
/// <param name="Id">The import.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Counts">How many counts it has.</param>
/// <param name="Fresh">How many of them the study did not have.</param>
/// <param name="Act">Number of the act.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record CountImportLine(Guid Id, string File, int Counts, int Fresh, long Act, IReadOnlyList<Remark> Remarks);

/// <summary>Reads published counts in the order in which people look for them.</summary>
internal static class CountsRead
{
    public static async Task<IReadOnlyList<PublishedCount>> OfAsync(Asking asking, string topic, string? knownOn)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (known, wanted) = (Studies.Dates.Read(knownOn), (topic ?? "").Trim());
        var rows = await asking.Context.All<CountRow>().AsNoTracking().ToListAsync(asking.Cancel);
        return
        [
            .. rows.OrderBy(r => r.Id).Select(r => r.Read()).Where(c => (wanted.Length == 0 || string.Equals(c.Topic, wanted, StringComparison.OrdinalIgnoreCase)) && (known is not { } by || c.Known?.First <= by.Last))
                .OrderBy(c => c.Topic, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.Date).ThenBy(c => c.Row, NaturalOrder.Instance),
        ];
    }
}
