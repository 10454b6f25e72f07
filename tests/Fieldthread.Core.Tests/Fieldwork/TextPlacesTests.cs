using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class TextPlacesTests
{
    private static readonly TextPlaces Paged = new([new TextPlace(100, Page: 8), new TextPlace(0, Page: 7)]);

    private static readonly TextPlaces Timed = new([new TextPlace(10, From: new TimeSpan(0, 12, 4), To: new TimeSpan(0, 12, 6)), new TextPlace(20, From: new TimeSpan(1, 2, 6)), new TextPlace(30)]);

    [Theory]
    [InlineData(0, 5, "p. 7")]
    [InlineData(90, 100, "p. 7")]
    [InlineData(90, 101, "pp. 7–8")]
    [InlineData(100, 100, "p. 8")]
    [InlineData(500, 600, "p. 8")]
    public void A_stretch_stands_on_the_pages_that_it_touches(int start, int end, string words) => Assert.Equal(words, Paged.Of(new TextSpan(start, end)).InWords);

    [Theory]
    [InlineData(0, 5, "")]
    [InlineData(10, 15, "12:04")]
    [InlineData(19, 25, "12:04")]
    [InlineData(25, 29, "1:02:06")]
    [InlineData(30, 40, "")]
    public void A_stretch_was_said_when_its_first_words_were(int start, int end, string words) => Assert.Equal(words, Timed.Of(new TextSpan(start, end)).InWords);

    [Fact]
    public void An_end_is_known_only_where_something_tells()
    {
        Assert.Equal(new TimeSpan(0, 12, 6), Timed.Of(new TextSpan(12, 18)).To);
        Assert.Null(Timed.Of(new TextSpan(12, 25)).To);
        Assert.Same(WhereSaid.Unknown, new TextPlaces([]).Of(new TextSpan(0, 1)));
    }
}
