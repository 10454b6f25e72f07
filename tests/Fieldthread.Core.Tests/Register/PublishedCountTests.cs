using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Core.Tests.Register;

public sealed class PublishedCountTests
{
    private static PublishedCount C(string row, string category, long count, string source = "one", string within = "", decimal? percent = null, string date = "2013-03", string type = "") =>
        new("f, line 2", "topic", PartialDate.Parse(date), row, category, within, count, percent is { } p ? new PrintedShare(p, p.Scale) : null, source, null, type, "");

    private static string[] Check(params PublishedCount[] counts) => [.. CountChecks.Of(counts, (type, day) => type == "group" ? 11 : null).Select(c => $"{c.Kind} {c.State}: {c.Says}")];

    [Theory]
    [InlineData(24, "35.3", "68")]
    [InlineData(26, "42.6", "61")]
    [InlineData(6, "18.8", "32")]
    [InlineData(8, "16", "49 50 51")]
    [InlineData(77, "37", "206 207 208 209 210")]
    [InlineData(5, "90", "")]
    [InlineData(0, "0", "")]
    public void A_base_is_found_again_from_a_percentage(long count, string percent, string bases)
    {
        var p = decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture);
        var found = new PrintedShare(p, p.Scale).Bases(count, 1000);
        Assert.Equal(bases, string.Join(' ', found));
        Assert.All(found, n => Assert.True(new PrintedShare(p, p.Scale).IsOf(count, n)));
    }

    [Fact]
    public void Every_share_that_prints_so_finds_its_own_base_again()
    {
        foreach (var n in Enumerable.Range(1, 120))
        {
            foreach (var k in Enumerable.Range(1, n))
            {
                foreach (var decimals in new[] { 0, 1, 2 })
                {
                    var printed = new PrintedShare(Math.Round(100m * k / n, decimals, MidpointRounding.AwayFromZero), decimals);
                    Assert.True(printed.Percent == 0 || printed.Bases(k, 100_000).Contains(n), $"{k} of {n}, {decimals}");
                }
            }
        }
    }

    [Fact]
    public void Bases_are_certain_only_where_one_set_fits()
    {
        (long, PrintedShare)[] rows = [(24, new(35.3m, 1)), (26, new(42.6m, 1)), (8, new(16m, 0)), (6, new(18.8m, 1))];
        Assert.Equal([68L, 61, 50, 32], RecoveredBases.Of(rows, 211)!);
        Assert.Null(RecoveredBases.Of(rows, null));
        Assert.Null(RecoveredBases.Of(rows, 213));
        Assert.Equal([68L, 61], RecoveredBases.Of(rows[..2], null)!);
        Assert.Null(RecoveredBases.Of([(8, new(16m, 0)), (8, new(16m, 0))], 100));
        Assert.Equal([49L, 49], RecoveredBases.Of([(8, new(16m, 0)), (8, new(16m, 0))], 98)!);
    }

    [Fact]
    public void Sums_that_hold_fall_short_or_are_too_great_are_told_apart()
    {
        Assert.Equal(
            ["Parts Holds: 8 in full + 26 with conditions = 34."],
            Check(C("w", "", 34), C("w", "in full", 8), C("w", "with conditions", 26)));
        Assert.Equal(["Parts Look: 19 in full + 45 with conditions = 64 of 67: 3 left over."], Check(C("w", "", 67), C("w", "in full", 19), C("w", "with conditions", 45)));
        Assert.Equal(["Parts Fails: 19 in full + 50 with conditions = 69 of 67: 2 too many."], Check(C("w", "", 67), C("w", "in full", 19), C("w", "with conditions", 50)));
        Assert.Equal(["Parts Holds: 5 directed = 5."], Check(C("w", "conditions", 5), C("w", "directed", 5, within: "Conditions")));
        // A source’s parts are set against its own whole, and against another’s where it gives none.
        Assert.Equal(["Disagree Fails: 10 by one; 11 by two.", "Parts Holds: 4 a + 6 b = 10."], Check(C("", "", 10), C("", "", 11, "two"), C("", "a", 4), C("", "b", 6)));
        Assert.Equal(["Parts Holds: 4 a + 7 b = 11."], Check(C("", "", 11, "two"), C("", "a", 4), C("", "b", 7)));
    }

    [Fact]
    public void Groups_are_added_up_by_their_last_date_and_a_disputed_one_gives_a_span()
    {
        Assert.Equal(["Rows Holds: 34 (wave 1) + 67 (wave 2) = 101."], Check(C("wave 1", "", 30, date: "2012-11"), C("wave 1", "", 34, date: "2012-12"), C("wave 2", "", 67, date: "2013-01"), C("wave 3", "", 62, date: "2013-04"), C("", "", 101)));
        Assert.Equal(
            ["Disagree Fails: 34 by one; 35 by two.", "Rows Look: 34 or 35 (wave 1) + 67 (wave 2) = 101 to 102, and one says 102."],
            Check(C("wave 1", "", 34), C("wave 1", "", 35, "two"), C("wave 2", "", 67), C("", "", 102)));
        Assert.Equal(["Rows Fails: 52 (first) + 89 (second) + 40 (third) = 181 of 177: 4 too many."], Check(C("first", "", 52), C("second", "", 89), C("third", "", 40), C("", "", 177)));
    }

    [Fact]
    public void Percentages_are_made_again_and_the_register_is_asked()
    {
        Assert.Equal(["Share Holds: 43 of 211 is 20%."], Check(C("", "", 211), C("", "in full", 43, percent: 20m)));
        Assert.Equal(["Share Fails: 77 of 198 is 39%, and 37% is printed; it would be of 206 or 207 or 208 or 209 or 210."], Check(C("", "", 198), C("", "a", 77, percent: 37m)));
        Assert.Equal(["Share Look: 24 as 35.3%, of a number that is not given; it would be of 68."], Check(C("North", "delegated", 24, percent: 35.3m)));
        Assert.Equal(["Share Fails: 5 as 90%, of a number that is not given; no number has them so."], Check(C("North", "delegated", 5, percent: 90m)));
        Assert.Equal(["Register Holds: 11 by one; 11 in the register."], Check(C("", "", 11, type: "group")));
        Assert.Equal(["Register Fails: 12 by one; 11 in the register."], Check(C("", "", 12, type: "group")));
        Assert.Equal(["Register Look: The register has no organisation of the type “trust”."], Check(C("", "", 12, type: "trust")));
    }

    [Fact]
    public void A_table_is_made_of_what_is_certain_and_otherwise_refused()
    {
        PublishedCount[] counts = [C("a", "", 10), C("a", "yes", 4), C("b", "", 20), C("b", "yes", 5), C("b", "no", 15), C("b", "yes", 6, "two")];
        Assert.Contains("sources count “yes” differently: 5 by one; 6 by two", Assert.Throws<CountTableException>(() => CountTable.Of(counts, ["yes", "the rest"])).Message, StringComparison.Ordinal);
        Assert.Equal("4 6|6 14", Cells(CountTable.Of(counts, ["yes", "the rest"], source: "two")));
        Assert.Equal("4 6|5 15", Cells(CountTable.Of(counts, ["YES", "The rest"], source: "one")));
        Assert.Contains("Nobody says how many of “a” are “no”", Assert.Throws<CountTableException>(() => CountTable.Of(counts, ["yes", "no"])).Message, StringComparison.Ordinal);
        Assert.Contains("“yes”, “no”", Assert.Throws<CountTableException>(() => CountTable.Of(counts, ["yes", "perhaps"])).Message, StringComparison.Ordinal);
        Assert.Contains("two rows or more", Assert.Throws<CountTableException>(() => CountTable.Of([C("a", "yes", 4), C("a", "no", 4)], ["yes", "no"])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be found again with certainty", Assert.Throws<CountTableException>(() => CountTable.Of([C("a", "yes", 4), C("b", "yes", 4)], ["yes", "the rest"])).Message, StringComparison.Ordinal);
        Assert.Contains("more than the 3", Assert.Throws<CountTableException>(() => CountTable.Of([C("a", "", 3), C("a", "yes", 4), C("b", "", 9), C("b", "yes", 4)], ["yes", "the rest"])).Message, StringComparison.Ordinal);
        Assert.Contains("all nought", Assert.Throws<CountTableException>(() => CountTable.Of([C("a", "yes", 0), C("a", "no", 4), C("b", "yes", 0), C("b", "no", 3)], ["yes", "no"])).Message, StringComparison.Ordinal);
    }

    private static string Cells(CountTable table) => string.Join('|', table.Cells.Select(r => string.Join(' ', r)));
}
