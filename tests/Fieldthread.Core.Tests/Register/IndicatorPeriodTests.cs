using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class IndicatorPeriodTests
{
    [Theory]
    [InlineData("2014", PeriodSpan.Year, "2014", "2014-01-01", "2014-12-31")]
    [InlineData("2014-15", PeriodSpan.FinancialYear, "2014-15", "2014-04-01", "2015-03-31")]
    [InlineData("1999/2000", PeriodSpan.FinancialYear, "1999-00", "1999-04-01", "2000-03-31")]
    [InlineData("2014-04-01", PeriodSpan.FinancialYear, "2014-15", "2014-04-01", "2015-03-31")]
    [InlineData("2014-Q2", PeriodSpan.Quarter, "2014-Q2", "2014-04-01", "2014-06-30")]
    [InlineData("2014q4", PeriodSpan.Quarter, "2014-Q4", "2014-10-01", "2014-12-31")]
    [InlineData("2016-02", PeriodSpan.Month, "2016-02", "2016-02-01", "2016-02-29")]
    [InlineData(" 2016-02-29 ", PeriodSpan.Day, "2016-02-29", "2016-02-29", "2016-02-29")]
    public void It_is_read_from_how_it_is_written(string text, PeriodSpan span, string name, string first, string last)
    {
        Assert.True(IndicatorPeriod.TryParse(text, span, out var period));
        Assert.Equal((name, first, last), (period.Name, period.First.ToString("O"), period.Last.ToString("O")));
        Assert.Contains(span, text.Length > 9 && span != PeriodSpan.Day ? [span] : IndicatorPeriod.SpansOf(text));
    }

    [Theory]
    [InlineData("2014-16", PeriodSpan.FinancialYear)]
    [InlineData("2014-13", PeriodSpan.Month)]
    [InlineData("2014-Q5", PeriodSpan.Quarter)]
    [InlineData("2014-04-02", PeriodSpan.FinancialYear)]
    [InlineData("2014-02-01", PeriodSpan.Quarter)]
    [InlineData("2014-02-30", PeriodSpan.Day)]
    [InlineData("9999", PeriodSpan.Year)]
    [InlineData("0000-01", PeriodSpan.FinancialYear)]
    [InlineData("", PeriodSpan.Day)]
    public void What_is_none_is_not_read(string text, PeriodSpan span) => Assert.False(IndicatorPeriod.TryParse(text, span, out _));

    [Fact]
    public void Some_texts_could_be_two_things()
    {
        Assert.Equal([PeriodSpan.Month, PeriodSpan.FinancialYear], IndicatorPeriod.SpansOf("2008-09"));
        Assert.Equal([PeriodSpan.Day], IndicatorPeriod.SpansOf("2014-04-01"));
        Assert.Empty(IndicatorPeriod.SpansOf("total"));
    }

    [Fact]
    public void Its_name_is_read_back_and_periods_of_one_length_do_not_overlap() => Properties.Hold(
        from span in Gen.Elements(Enum.GetValues<PeriodSpan>())
        from day in Gen.Choose(1, new DateOnly(9998, 12, 31).DayNumber)
        select (span, Day: DateOnly.FromDayNumber(day)), given =>
    {
        var first = given.span switch
        {
            PeriodSpan.Day => given.Day,
            PeriodSpan.Month => new DateOnly(given.Day.Year, given.Day.Month, 1),
            PeriodSpan.Quarter => new DateOnly(given.Day.Year, (((given.Day.Month - 1) / 3) * 3) + 1, 1),
            PeriodSpan.Year => new DateOnly(given.Day.Year, 1, 1),
            _ => new DateOnly(given.Day.Year, 4, 1),
        };
        var period = new IndicatorPeriod(given.span, first);
        Assert.True(IndicatorPeriod.TryParse(period.Name, given.span, out var again));
        Assert.Equal(period, again);
        Assert.False(period.Days.Holds(period.First.DayNumber - 1) || period.Days.Holds(period.Last.DayNumber + 1));
        Assert.True(period < new IndicatorPeriod(given.span, period.Last.AddDays(1)));
    });
}
