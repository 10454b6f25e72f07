using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Transcription;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class WorkBoardTests
{
    private static readonly DateTimeOffset Monday = new(2021, 6, 14, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_said_stands_over_what_is_seen_and_is_doubted_by_what_came_since()
    {
        var coded = new KnownWork(WorkState.UnderWay, Monday, "3 codings");
        Assert.Equal(new StandingWork(WorkState.UnderWay, false, Monday, ""), WorkBoard.Of(coded, null));
        Assert.Equal(new StandingWork(WorkState.UnderWay, false, Monday, ""), WorkBoard.Of(coded, new SaidWork(null, Monday.AddDays(-1))));
        Assert.Equal(new StandingWork(WorkState.Done, true, Monday.AddDays(2), ""), WorkBoard.Of(coded, new SaidWork(WorkState.Done, Monday.AddDays(2))));
        Assert.Equal(new StandingWork(WorkState.Done, true, Monday, "said done, and moved since: 3 codings"), WorkBoard.Of(coded, new SaidWork(WorkState.Done, Monday.AddDays(-2))));
        Assert.Equal("said not begun, yet 3 codings", WorkBoard.Of(coded, new SaidWork(WorkState.NotBegun, Monday.AddDays(2))).Doubt);
        Assert.Equal("said not needed, yet 3 codings", WorkBoard.Of(coded, new SaidWork(WorkState.NotNeeded, Monday.AddDays(2))).Doubt);
        Assert.Equal(WorkState.Done, WorkBoard.Of(new KnownWork(WorkState.Done, null, "a text is there", IsCertain: true), new SaidWork(WorkState.NotBegun, Monday)).State);
    }

    [Fact]
    public void Work_stalls_where_it_is_somebodys_and_stands_still()
    {
        Assert.Equal((3, 0, (int?)null), (WorkBoard.Age(Monday, Monday.AddDays(3.9)), WorkBoard.Age(Monday, Monday.AddHours(-2)), WorkBoard.Age(null, Monday)));
        Assert.True(WorkBoard.IsStalled(WorkState.UnderWay, false, 15, 14));
        Assert.False(WorkBoard.IsStalled(WorkState.UnderWay, false, 14, 14));
        Assert.True(WorkBoard.IsStalled(WorkState.NotBegun, true, 15, 14));
        Assert.False(WorkBoard.IsStalled(WorkState.NotBegun, false, 15, 14));
        Assert.False(WorkBoard.IsStalled(WorkState.Done, true, 99, 14));
        Assert.False(WorkBoard.IsStalled(WorkState.NotBegun, true, null, 14));
        var day = new DateOnly(2021, 6, 14);
        Assert.True(WorkBoard.IsOverdue(WorkState.NotBegun, day, day.AddDays(1)));
        Assert.False(WorkBoard.IsOverdue(WorkState.NotBegun, day, day));
        Assert.False(WorkBoard.IsOverdue(WorkState.Done, day, day.AddDays(9)));
        Assert.False(WorkBoard.IsOverdue(WorkState.NotBegun, null, day));
    }

    [Theory]
    [InlineData("1:15", 4500)]
    [InlineData("1.25", 4500)]
    [InlineData(" 0:07:30 ", 450)]
    [InlineData("24:00", 86_400)]
    [InlineData(".5", 1800)]
    public void Lengths_are_read_as_people_write_them(string text, int seconds)
    {
        Assert.True(RecordingLength.TryParse(text, out var length));
        Assert.Equal(seconds, length.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0:00")]
    [InlineData("1:75")]
    [InlineData("1:2:3:4")]
    [InlineData("24:01")]
    [InlineData("25")]
    [InlineData("-1")]
    [InlineData("an hour")]
    [InlineData("1e9")]
    [InlineData("001:00")]
    public void What_is_no_length_is_none(string text) => Assert.False(RecordingLength.TryParse(text, out _));

    [Fact]
    public void A_transcript_is_overdue_the_day_after_and_a_check_may_send_it_back()
    {
        var day = new DateOnly(2021, 6, 14);
        Assert.True(Transcribing.IsOverdue(TranscriptionState.BeingTranscribed, day, day.AddDays(1)));
        Assert.False(Transcribing.IsOverdue(TranscriptionState.BeingTranscribed, day, day));
        Assert.False(Transcribing.IsOverdue(TranscriptionState.Transcribed, day, day.AddDays(1)));
        Assert.Equal([TranscriptionState.Checked, TranscriptionState.Checked, TranscriptionState.BeingTranscribed], Enum.GetValues<CheckOutcome>().Select(Transcribing.After));
        Assert.Equal(("1:01:05", 1.02m), (RecordingLength.InWords(new TimeSpan(1, 1, 5)), RecordingLength.Hours(new TimeSpan(1, 1, 5))));
    }
}
