using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class PeriodTests
{
    private static Gen<int?> Day { get; } = Gen.Frequency((1, Gen.Constant((int?)null)), (4, Gen.Choose(1, 40).Select(d => (int?)d)));

    private static Gen<Period> Periods { get; } = Gen.Zip(Day, Day).Select(p => new Period(p.Item1, p.Item2));

    [Fact]
    public void The_last_day_is_held_and_the_one_after_is_not()
    {
        var period = new WrittenPeriod(PartialDate.Parse("2013-04-01"), PartialDate.Parse("2015-03-31")).Period;
        Assert.True(period.Holds(new DateOnly(2013, 4, 1).DayNumber));
        Assert.True(period.Holds(new DateOnly(2015, 3, 31).DayNumber));
        Assert.False(period.Holds(new DateOnly(2015, 4, 1).DayNumber));
        Assert.False(period.Holds(new DateOnly(2013, 3, 31).DayNumber));
    }

    [Fact]
    public void A_year_means_all_of_it_and_the_calendar_has_a_last_day()
    {
        Assert.Equal(365, new WrittenPeriod(PartialDate.Parse("2013"), PartialDate.Parse("2013")).Period is { From: { } from, End: { } end } ? end - from : 0);
        Assert.True(new WrittenPeriod(null, PartialDate.Parse("9999-12-31")).Period.Holds(DateOnly.MaxValue.DayNumber));
    }

    [Fact]
    public void Two_overlap_where_they_share_a_day() => Properties.Hold(Gen.Zip(Periods, Periods), pair =>
        Assert.Equal(Enumerable.Range(0, 42).Any(day => pair.Item1.Holds(day) && pair.Item2.Holds(day)), pair.Item1.Overlaps(pair.Item2)));

    [Fact]
    public void The_live_count_is_what_began_less_what_ended() => Properties.Hold(Periods.ListOf(), periods =>
    {
        var population = Population.Of(periods);
        foreach (var day in Enumerable.Range(-1, 44))
        {
            Assert.Equal(periods.Count(p => p.Holds(day)), population.On(day));
            Assert.Equal(population.BegunBy(day) - population.EndedBy(day), population.On(day));
        }
    });
}
