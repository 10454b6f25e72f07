using Fieldthread.Core.Fieldwork.Tracker;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class TrackerTest
{
    [Theory]
    [InlineData("2021-06-14", "2021-06-14", false)]
    [InlineData("14/06/2021", "2021-06-14", false)]
    [InlineData("3/2/2021", "2021-02-03", true)]
    [InlineData("2/2/2021", "2021-02-02", false)]
    [InlineData("3.2.2021", "2021-02-03", true)]
    [InlineData("14 June 2021", "2021-06-14", false)]
    [InlineData("3-Feb-2021", "2021-02-03", false)]
    [InlineData("2021/2/3", "2021-02-03", false)]
    [InlineData("Jun 2021", "2021-06", false)]
    [InlineData("6/2021", "2021-06", false)]
    [InlineData(" 2021 ", "2021", false)]
    public void Dates_are_read_as_people_write_them(string written, string date, bool guessed)
    {
        Assert.True(TrackerDates.TryRead(written, out var read, out var doubtful));
        Assert.Equal((date, guessed), (read.ToString(), doubtful));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("06/14/2021")]
    [InlineData("31/02/2021")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_date_is_not_read(string? written) => Assert.False(TrackerDates.TryRead(written, out _, out _));

    [Fact]
    public void Headings_are_guessed_at_by_their_words()
    {
        var map = TrackerMap.Guess(["", "Site name", "Participants", "Provider", "Job title", "Date of interview", "Second date", "Type", "Round", "Length (min)"]);
        Assert.Equal(("Site name", "Participants", "Job title", "Type", "Round", "Length (min)"), (map.Site, map.Participant, map.Role, map.Kind, map.Phase, map.Minutes));
        Assert.Equal(["Date of interview", "Second date"], map.Dates);
        Assert.True(TrackerMap.Guess(["x"]).IsEmpty);
    }

    [Fact]
    public void A_mapping_is_written_as_pairs()
    {
        var map = TrackerMap.Read([("Site", " A "), ("date", "B"), ("date", "C"), ("role", "")]);
        Assert.Equal(("A", "", 2), (map.Site, map.Role, map.Dates!.Count));
        Assert.Contains("“colour”", Assert.Throws<FormatException>(() => TrackerMap.Read([("colour", "A")])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<FormatException>(() => TrackerMap.Read([("site", "A"), ("site", "B")])).Message, StringComparison.Ordinal);
    }
}
