using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Studies;

public sealed class SlippageTest
{
    [Theory]
    [InlineData("summer 2013", "2013-07-22", PlanState.OnTime, "on time")]
    [InlineData("2013-06-30", "2013-07-22", PlanState.Late, "late by 22 days")]
    [InlineData("2013-06-30", "2013-07-01", PlanState.Late, "late by 1 day")]
    [InlineData("2013-05", "2013-07-22", PlanState.Late, "late by 52 days")]
    [InlineData("2013-05", "2013-11", PlanState.Late, "late by 5 months")]
    [InlineData("2015", "2016-07", PlanState.Late, "late by 6 to 7 months")]
    [InlineData("2015", "2016", PlanState.Late, "late by up to 12 months")]
    [InlineData("2013-07-22", "2013-06-30", PlanState.Early, "early by 22 days")]
    [InlineData("2013-07", "2013", PlanState.CannotTell, "the dates are too rough to tell")]
    [InlineData("2013", "2013-07", PlanState.OnTime, "on time")]
    [InlineData("Q3 2013", "2013-09-30", PlanState.OnTime, "on time")]
    [InlineData("2020-03", null, PlanState.Ahead, "due in 15 to 45 days")]
    [InlineData("2020-02", null, PlanState.Due, "due now")]
    [InlineData("autumn 2019", null, PlanState.Overdue, "overdue by 77 days")]
    [InlineData("2018-02-15", null, PlanState.Overdue, "overdue by 24 months")]
    public void Plan_and_fact_are_compared_as_exactly_as_they_are_known(string planned, string? actual, PlanState state, string says)
    {
        Assert.True(PlannedDate.TryParse(planned, out var plan));
        var slippage = Slippage.Of(plan, actual is null ? null : PartialDate.Parse(actual), new DateOnly(2020, 2, 15));
        Assert.Equal((state, says), (slippage.State, slippage.InWords));
    }

    [Fact]
    public void Late_and_early_count_from_the_ends_of_the_plan() => Properties.Hold(
        Gen.Zip(Gen.Choose(0, 3000), Gen.Zip(Gen.Choose(0, 3000), Gen.Choose(0, 8))),
        drawn =>
        {
            var (a, (b, rough)) = drawn;
            var planned = Rough(new DateOnly(2010, 1, 1).AddDays(a), rough % 3);
            var actual = Rough(new DateOnly(2010, 1, 1).AddDays(b), rough / 3);
            var slippage = Slippage.Of(PlannedDate.Of(planned), actual, new DateOnly(2030, 1, 1));
            var (first, last) = (actual.First.DayNumber, actual.Last.DayNumber);
            switch (slippage.State)
            {
                case PlanState.Late: Assert.Equal((first - planned.Last.DayNumber, last - planned.Last.DayNumber), (slippage.Least, slippage.Most)); Assert.True(slippage.Least > 0); break;
                case PlanState.Early: Assert.Equal((planned.First.DayNumber - last, planned.First.DayNumber - first), (slippage.Least, slippage.Most)); Assert.True(slippage.Least > 0); break;
                default: Assert.True(first <= planned.Last.DayNumber && last >= planned.First.DayNumber); break;
            }
        });

    [Theory]
    [InlineData("Summer  2013", "summer 2013", "2013-06-01", "2013-08-31")]
    [InlineData("q1 2020", "Q1 2020", "2020-01-01", "2020-03-31")]
    [InlineData("autumn 2019", "autumn 2019", "2019-09-01", "2019-11-30")]
    [InlineData("2013-07", "July 2013", "2013-07-01", "2013-07-31")]
    public void A_season_and_a_quarter_are_read(string written, string words, string first, string last)
    {
        Assert.True(PlannedDate.TryParse(written, out var plan));
        Assert.Equal((words, first, last), (plan.InWords, plan.First.ToString("yyyy-MM-dd"), plan.Last.ToString("yyyy-MM-dd")));
        Assert.True(PlannedDate.TryParse(plan.Text, out var again) && again == plan);
    }

    [Theory]
    [InlineData("winter 2013")]
    [InlineData("Q5 2013")]
    [InlineData("summer 0000")]
    [InlineData("soon")]
    [InlineData(null)]
    public void What_is_no_plan_is_not_read(string? written) => Assert.False(PlannedDate.TryParse(written, out _));

    [Theory]
    [InlineData("2021-03", "2021-11", "March to November 2021")]
    [InlineData("2021-03-01", "2021-03-28", "1 March to 28 March 2021")]
    [InlineData("2021-03", "2022-11", "March 2021 to November 2022")]
    [InlineData("2021", "2021", "2021")]
    [InlineData("2021", "2021-06", "2021 to June 2021")]
    [InlineData(null, "2021", "until 2021")]
    [InlineData("2021-02-28", null, "from 28 February 2021")]
    [InlineData(null, null, "")]
    public void A_stretch_is_said_shortly(string? from, string? last, string says) => Assert.Equal(says, DateWords.Stretch(from, last));

    private static PartialDate Rough(DateOnly day, int rough) => PartialDate.Parse(day.ToString(rough switch { 0 => "yyyy", 1 => "yyyy-MM", _ => "yyyy-MM-dd" }));
}
