using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Tests.Basics;

public sealed class RelativeDateTests
{
    [Theory]
    [InlineData("next April", "2012-10-04", "2013-04")]
    [InlineData("next April", "2013-04-01", "2014-04")]
    [InlineData("from next April", "2013-03", "2013-04")]
    [InlineData("last April", "2013-04-30", "2012-04")]
    [InlineData("last March", "2013-04", "2013-03")]
    [InlineData("this April", "2013", "2013-04")]
    [InlineData("next year", "2012", "2013")]
    [InlineData("Last Month", "2013-01-15", "2012-12")]
    [InlineData("two months ago", "2013-01", "2012-11")]
    [InlineData("six weeks later", "2013-01-01", "2013-02-12")]
    [InlineData("a year from now", "2013-01-15", "2014-01")]
    [InlineData("3 years ago", "2013", "2010")]
    [InlineData("yesterday", "2013-01-01", "2012-12-31")]
    public void A_phrase_is_resolved_from_the_day_on_which_it_was_told(string phrase, string told, string meant)
    {
        Assert.True(RelativeDate.TryResolve(phrase, PartialDate.Parse(told), out var date));
        Assert.Equal(meant, date.ToString());
    }

    [Theory]
    [InlineData("next April", "2012")]
    [InlineData("two months ago", "2013")]
    [InlineData("yesterday", "2013-01")]
    [InlineData("soon", "2013-01-01")]
    [InlineData("next spring", "2013-01-01")]
    [InlineData("0 months ago", "2013-01-01")]
    [InlineData("thirteen years ago", "2013-01-01")]
    [InlineData("last year", "0001-01-01")]
    [InlineData("900 years later", "9500-01-01")]
    [InlineData("tomorrow", "9999-12-31")]
    [InlineData("", "2013-01-01")]
    public void What_the_day_does_not_settle_is_not_guessed(string phrase, string told) => Assert.False(RelativeDate.TryResolve(phrase, PartialDate.Parse(told), out _));
}
