using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class WebVttTests
{
    internal const string Meeting = """
        WEBVTT - an invented meeting

        NOTE
        made by nobody

        1
        00:00:01.000 --> 00:00:04.000 align:start
        <v Chair>We begin with the <i>minutes</i>.

        2
        00:04.500 --> 00:06.000
        <v Chair>Are they agreed?</v>

        00:00:06.500 --> 00:00:09.250
        <v.loud Mrs Fenn &amp; son>Not by <00:00:07.000>me,
        and 3 < 4 🙂.

        00:00:10.000 --> soon
        <v Chair>Lost.

        01:02:03.000 --> 01:02:05.000
        Then we stop.

        01:02:06.000 --> 01:02:07.000
        Clerk: Noted.
        """;

    private static DocumentText Read(string text) => DocumentReader.Read("Board 1.vtt", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Cues_of_one_voice_become_a_turn_with_the_time_of_the_first()
    {
        var document = Read(Meeting);
        Assert.Equal("[00:00:01] Chair: We begin with the minutes. Are they agreed?\n[00:00:06] Mrs Fenn & son: Not by me, and 3 < 4 🙂. Then we stop.\n[01:02:06] Clerk: Noted.\n", document.Text);
        var lost = Assert.Single(document.Remarks, r => r.Place.EndsWith("line 18", StringComparison.Ordinal));
        Assert.Equal(RemarkWeight.NotTaken, lost.Weight);
        Assert.Contains(document.Remarks, r => r.Message.StartsWith("1 note, style or region", StringComparison.Ordinal));
        Assert.Contains(document.Remarks, r => r.Message.StartsWith("5 cues", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_turns_know_who_spoke_and_when()
    {
        var text = Read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>One.\n\n00:03.000 --> 00:04.000\n<v Bo Ray>Two.\n\n01:02:06.000 --> 01:02:07.000\n<v Ann Lee>Three.\n\n01:03:00.000 --> 01:03:01.000\n<v Bo Ray>Four.").Text;
        var turns = PassageSplitter.Split(text);
        Assert.Equal(["Ann Lee", "Bo Ray", "Ann Lee", "Bo Ray"], turns.Select(t => t.Speaker));
        Assert.Equal(new TimeSpan(1, 2, 6), turns[2].Time);
        Assert.Equal("Three.", turns[2].Words.Of(text));
    }

    [Theory]
    [InlineData("Not a transcript")]
    [InlineData("WEBVTTS\n\n00:01.000 --> 00:02.000\nx")]
    [InlineData("WEBVTT\n\nNOTE nothing here")]
    [InlineData("WEBVTT")]
    public void What_is_no_transcript_is_refused(string text) => Assert.Throws<ReadException>(() => Read(text));
}
