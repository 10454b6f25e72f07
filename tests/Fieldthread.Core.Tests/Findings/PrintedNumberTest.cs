using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Findings;

public sealed class PrintedNumberTest
{
    [Theory]
    [InlineData("62%", 5, 8, NumberState.Differs)] // 62.5 rounds away from zero, to 63
    [InlineData("63%", 5, 8, NumberState.Agrees)]
    [InlineData("62.5 %", 5, 8, NumberState.Agrees)]
    [InlineData("62.50%", 5, 8, NumberState.Agrees)]
    [InlineData("2.5%", 1, 40, NumberState.Agrees)]
    [InlineData("3 per cent", 1, 40, NumberState.Agrees)]
    [InlineData("sixty-three per cent", 5, 8, NumberState.Agrees)]
    [InlineData("63% (5 of 8)", 5, 8, NumberState.Agrees)]
    [InlineData("63% (5 of 9)", 5, 8, NumberState.Differs)]
    [InlineData("5 of 8 (63%)", 5, 8, NumberState.Agrees)]
    [InlineData("five of the eight sites", 5, 8, NumberState.Agrees)]
    [InlineData("five sites of the eight", 5, 8, NumberState.Agrees)]
    [InlineData("6 out of 8", 5, 8, NumberState.Differs)]
    [InlineData("5/9", 5, 8, NumberState.Differs)]
    [InlineData("all eight sites", 8, 8, NumberState.Agrees)]
    [InlineData("all 8 of them", 7, 8, NumberState.Differs)]
    [InlineData("none of the six", 0, 6, NumberState.Agrees)]
    [InlineData("five sites", 5, 8, NumberState.Agrees)]
    [InlineData("most", 5, 8, NumberState.Unreadable)]
    [InlineData("5-8", 5, 8, NumberState.Unreadable)]
    [InlineData("about 60 or 70%", 5, 8, NumberState.Unreadable)]
    [InlineData("63%", 5, 0, NumberState.Differs)]
    [InlineData("41", 41, null, NumberState.Agrees)]
    [InlineData("42", 41, null, NumberState.Differs)]
    [InlineData("41 interviews", 41, null, NumberState.Agrees)]
    [InlineData("twelve", 12, null, NumberState.Agrees)]
    [InlineData("a hundred and four", 104, null, NumberState.Agrees)]
    [InlineData("1,204", 1204, null, NumberState.Agrees)]
    [InlineData("1 204", 1204, null, NumberState.Agrees)]
    [InlineData("1204", 1204, null, NumberState.Agrees)]
    [InlineData("two thousand three hundred and six", 2306, null, NumberState.Agrees)]
    [InlineData("66 interviews with 58 people", 66, null, NumberState.Unreadable)]
    [InlineData("41%", 41, null, NumberState.Differs)]
    [InlineData("5 of 8", 5, null, NumberState.Differs)]
    [InlineData("−3", 3, null, NumberState.Unreadable)]
    [InlineData("", 3, null, NumberState.Unreadable)]
    public void What_is_printed_against_the_statistic(string printed, int value, int? n, NumberState state)
    {
        var check = PrintedNumber.Check(printed, Of(value, n));
        Assert.True(check.State == state, check.ToString());
    }

    [Fact]
    public void A_difference_shows_what_the_cut_gives() => Assert.Equal("“43%” is printed; this cut gives 41% (25 of 61).", PrintedNumber.Check("43%", Of(25, 61)).Message);

    [Theory]
    [InlineData("most", 3, 6, QuantifierState.Broken)]
    [InlineData("Most of the sites", 4, 6, QuantifierState.Holds)]
    [InlineData("half", 3, 6, QuantifierState.Holds)]
    [InlineData("more than half", 3, 6, QuantifierState.Broken)]
    [InlineData("all", 5, 6, QuantifierState.Broken)]
    [InlineData("nearly all", 7, 8, QuantifierState.Holds)]
    [InlineData("nearly all", 8, 8, QuantifierState.Broken)]
    [InlineData("not all", 8, 8, QuantifierState.Broken)]
    [InlineData("some", 0, 8, QuantifierState.Broken)]
    [InlineData("few", 3, 8, QuantifierState.Broken)]
    [InlineData("few", 2, 8, QuantifierState.Holds)]
    [InlineData("none", 0, 8, QuantifierState.Holds)]
    [InlineData("none", 0, 0, QuantifierState.Broken)]
    [InlineData("many", 2, 5, QuantifierState.Broken)]
    [InlineData("many", 4, 8, QuantifierState.Holds)]
    [InlineData("oodles", 4, 8, QuantifierState.Unknown)]
    [InlineData("most", 4, null, QuantifierState.Broken)]
    public void A_word_of_quantity_resolves_to_k_of_n(string printed, int k, int? n, QuantifierState state) =>
        Assert.Equal(state, QuantifierScale.Default.Check(printed, Of(k, n)).State);

    [Fact]
    public void A_broken_word_says_what_it_needs() => Assert.Equal("“most” resolves to 3 of 6; it needs more than half.", QuantifierScale.Default.Check("most", Of(3, 6)).Message);

    private static StatisticValue Of(int value, int? n) => new(value, n, [], [], []);
}
