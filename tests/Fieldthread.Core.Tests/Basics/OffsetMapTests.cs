using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Basics;

public sealed class OffsetMapTests
{
    [Fact]
    public void Every_reading_agrees_with_counting_one_by_one_there_and_back() => Properties.Hold(Properties.Texts, raw =>
    {
        foreach (var withMark in new[] { false, true })
        {
            var text = NormalisedText.From(withMark ? "\uFEFF" + raw.TrimStart('\uFEFF') : raw.TrimStart('\uFEFF'));
            Assert.Equal(withMark, text.HadMark);
            foreach (var reading in OffsetReading.All)
            {
                Check(raw.TrimStart('\uFEFF'), text, reading);
            }
        }
    });

    [Fact]
    public void A_position_inside_a_line_end_or_an_emoji_is_drawn_to_a_whole_character_and_said()
    {
        var text = NormalisedText.From("a\r\n🙂b");
        Assert.Equal("a\n🙂b", text.Text);
        var map = new OffsetMap(text, new OffsetReading(OffsetUnit.Utf16, CountsMark: false, CountsReturns: true));
        Assert.Equal((1, false), (map.FromForeign(2, after: false, out var exact), exact));
        Assert.Equal((2, false), (map.FromForeign(2, after: true, out exact), exact));
        Assert.Equal((2, false), (map.FromForeign(4, after: false, out exact), exact));
        Assert.Equal((4, false), (map.FromForeign(4, after: true, out exact), exact));
        Assert.Equal((5, true), (map.FromForeign(6, after: true, out exact), exact));
        Assert.Equal((5, false), (map.FromForeign(7, after: true, out exact), exact));
        Assert.Equal((0, false), (map.FromForeign(-1, after: true, out exact), exact));
    }

    [Fact]
    public void A_text_keeps_nothing_of_its_file_but_the_words()
    {
        var text = NormalisedText.From("\uFEFFone\r\ntwo\rthree\n");
        Assert.Equal(("one\ntwo\nthree\n", true, 1, 1), (text.Text, text.HadMark, text.ReturnCount, text.LoneReturns));
        Assert.Equal(3, text.WithEveryLineEndAsReturn().ReturnCount);
    }

    // Counts the raw file character by character, as the program would have.
    private static void Check(string raw, NormalisedText text, OffsetReading reading)
    {
        var map = new OffsetMap(text, reading);
        long foreign = reading.CountsMark && text.HadMark ? 1 : 0;
        var index = 0;
        var runes = raw.EnumerateRunes().ToList();
        for (var k = 0; k < runes.Count; k++)
        {
            Assert.Equal(foreign, map.ToForeign(index));
            Assert.Equal(index, map.FromForeign(foreign, after: k % 2 == 0, out var exact));
            Assert.True(exact);
            var isReturn = runes[k].Value == '\r' && k + 1 < runes.Count && runes[k + 1].Value == '\n';
            foreign += isReturn ? (reading.CountsReturns ? 2 : 1) : reading.Unit == OffsetUnit.Utf16 ? runes[k].Utf16SequenceLength : 1;
            index += runes[k].Utf16SequenceLength;
            k += isReturn ? 1 : 0;
        }

        Assert.Equal(foreign, map.End);
        Assert.Equal(text.Text.Length, index);
    }
}
