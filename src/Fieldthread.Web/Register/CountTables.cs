using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Published counts, as files.</summary>
public static class CountTables
{
    /// <summary>Every table of published counts.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<PublishedCounts, IReadOnlyList<CountLine>>("published-counts", "How many organisations others printed, of what and when", Counts),
        TableExport.Of<CountChecked, IReadOnlyList<CountCheck>>("count-checks", "Published counts set against one another, their sums and the register", Checks),
        TableExport.Of<CountTest, CountTestAnswer>("count-test", "Published counts of a topic as a table, with its tests", Test),
    ];

    /// <summary>The counts, in the columns in which they can be brought in.</summary>
    public static PlainTable Counts(IReadOnlyList<CountLine> answer) => PlainTable.Of(
        "counts", answer, ("topic", l => l.Topic), ("date", l => l.Date), ("row", l => l.Row), ("category", l => l.Category), ("within", l => l.Within), ("count", l => l.Count), ("percent", l => l.Percent), ("source", l => l.Source),
        ("known", l => l.Known), ("type", l => l.Type), ("words", l => l.Words), ("disputed", l => l.Disputed ? "yes" : "no"));

    /// <summary>The checks.</summary>
    public static PlainTable Checks(IReadOnlyList<CountCheck> answer) => PlainTable.Of(
        "checks", answer, ("topic", l => l.Topic), ("date", l => l.Date), ("of", l => l.Of), ("check", l => CountWords.Of(l.Kind)), ("result", l => CountWords.Of(l.State)), ("says", l => l.Says), ("source", l => l.Source));

    /// <summary>A tested table: its cells, and the tests on every line.</summary>
    public static PlainTable Test(CountTestAnswer answer)
    {
        var t = answer.Table;
        return PlainTable.Of(
            "test", Enumerable.Range(0, t.Rows.Count),
            [
                ("row", r => t.Rows[r]), .. t.Columns.Select((c, i) => (c, (Func<int, object?>)(r => t.Cells[r][i]))), ("chi-squared", _ => t.Chi.Statistic), ("degrees of freedom", _ => t.Chi.Freedom), ("p", _ => t.Chi.P), ("exact p", _ => t.ExactP),
                ("Cramér’s V", _ => t.Chi.CramersV), ("least expected", _ => t.Chi.LeastExpected),
            ]);
    }
}

/// <summary>Words for checks of counts.</summary>
internal static class CountWords
{
    public static string Of(CountCheckKind kind) => kind switch
    {
        CountCheckKind.Disagree => "sources disagree", CountCheckKind.Parts => "parts of a whole", CountCheckKind.Rows => "groups of all", CountCheckKind.Share => "percentage", _ => "the register",
    };

    public static string Of(CountState state) => state switch { CountState.Holds => "holds", CountState.Look => "look", _ => "does not hold" };

    /// <summary>The name of a state’s badge.</summary>
    public static string Badge(CountState state) => state switch { CountState.Holds => "ok", CountState.Look => "warn", _ => "stop" };
}
