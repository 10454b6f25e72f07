using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class PassageTests
{
    [Fact]
    public void Passages_are_in_order_apart_and_hold_every_character_that_is_not_white_space() => Properties.Hold(Properties.Texts, text =>
    {
        var passages = PassageSplitter.Split(text);
        AssertCovers(text, new TextSpan(0, text.Length), [.. passages.Select(passage => passage.Span)]);
        for (var k = 0; k < passages.Count; k++)
        {
            Assert.Equal(k, passages[k].Ordinal);
            Assert.True(passages[k].Span.Contains(passages[k].Words));
            Assert.True(passages[k].Span.FitsIn(text) && passages[k].Words.FitsIn(text));
            AssertCovers(text, passages[k].Words, [.. Sentences.Split(text, passages[k].Words)]);
        }
    });

    [Fact]
    public void A_transcript_is_split_into_turns_with_speaker_words_and_time()
    {
        const string Text = "Interview at Site 3\n12 May 2013\n\nINT: So how did it begin?\nGP03: Slowly. We met\nonce a month.\n\nAnd then more often.\n[00:18:02] INT: And the budget?\nGP03 [0:18:40]: That came later.\n";
        var passages = PassageSplitter.Split(Text);
        Assert.Equal(
            ["Paragraph||Interview at Site 3\n12 May 2013|", "Turn|INT|So how did it begin?|", "Turn|GP03|Slowly. We met\nonce a month.\n\nAnd then more often.|", "Turn|INT|And the budget?|00:18:02", "Turn|GP03|That came later.|00:18:40"],
            passages.Select(passage => $"{passage.Kind}|{passage.Speaker}|{passage.Words.Of(Text)}|{passage.Time}"));
    }

    [Theory]
    [InlineData("Anna Smith: Hello there.\nBen Jones: Hello.\nAnna Smith: Shall we?\nBen Jones: Yes.\n", "Anna Smith,Ben Jones,Anna Smith,Ben Jones")]
    [InlineData("Chair of the Board: Welcome.\nDr A. Patel: Thanks.\nChair of the Board: Item one.\nDr A. Patel: Agreed.", "Chair of the Board,Dr A. Patel,Chair of the Board,Dr A. Patel")]
    [InlineData("Speaker 1  0:03\nHello.\nSpeaker 2  0:09\nHi.\nSpeaker 1  1:12:05\nSo.", "Speaker 1,Speaker 2,Speaker 1")]
    [InlineData("Q: Why?\nA: Because.\nQ: Really?\n", "Q,A,Q")]
    [InlineData("[00:01] Link officer, Site 6: Shall we?\n[00:04] Manager, Site 2: Yes.\n[00:07] Link officer, Site 6: Then.\n[00:09] Manager, Site 2: Go on.\n", "Link officer, Site 6|Manager, Site 2|Link officer, Site 6|Manager, Site 2")]
    [InlineData("INT: Why?\nP1: Because.\n[00:01] So the question is: this.\nINT: Go on.\nOf course everybody: yes.\nOf course everybody: no.\n", "INT|P1|INT")]
    public void Labels_are_learnt(string text, string speakers) =>
        Assert.Equal(speakers.Split(speakers.Contains('|', StringComparison.Ordinal) ? '|' : ','), PassageSplitter.Split(text).Select(passage => passage.Speaker));

    [Theory]
    [InlineData("Aims: to learn.\n\nMethods: we asked.\n\nResults: none.\n", 3)]
    [InlineData("We said: it is time: so it was.\nThey said: no.\n\nAnd so on.", 2)]
    [InlineData("First line of a paragraph\nwrapped by hand.\n\nSecond paragraph.\n", 2)]
    public void What_is_no_transcript_is_split_into_paragraphs(string text, int count)
    {
        var passages = PassageSplitter.Split(text);
        Assert.Equal(count, passages.Count);
        Assert.All(passages, passage => Assert.Equal((PassageKind.Paragraph, null), (passage.Kind, passage.Speaker)));
    }

    [Fact]
    public void A_text_without_blank_lines_is_split_into_lines() =>
        Assert.Equal([PassageKind.Line, PassageKind.Line], PassageSplitter.Split("One line.\nAnother line.\n").Select(passage => passage.Kind));

    [Fact]
    public void An_endless_turn_is_cut_between_sentences_and_keeps_its_speaker()
    {
        var text = "INT: Go on.\nGP01: " + string.Concat(Enumerable.Repeat("We went on and on about it. ", 2000)) + "\nINT: Thanks.\n";
        var passages = PassageSplitter.Split(text);
        Assert.True(passages.Count > 4);
        Assert.All(passages, passage => Assert.InRange(passage.Span.Length, 1, PassageSplitter.Longest));
        Assert.All(passages.Skip(1).SkipLast(1), passage => Assert.Equal("GP01", passage.Speaker));
        Assert.All(passages, passage => Assert.Equal('.', text[passage.Span.End - 1]));
        AssertCovers(text, new TextSpan(0, text.Length), [.. passages.Select(passage => passage.Span)]);
    }

    [Theory]
    [InlineData("We met Dr. Smith at St. Mary’s. “It went well.” He left! Did she? Yes… maybe.", "We met Dr. Smith at St. Mary’s.|“It went well.”|He left!|Did she?|Yes… maybe.")]
    [InlineData("J. B. Jones spoke, e.g. Of money. It cost £1.5m overall.", "J. B. Jones spoke, e.g. Of money.|It cost £1.5m overall.")]
    [InlineData("A heading\n\nThen a sentence\nover two lines.", "A heading|Then a sentence\nover two lines.")]
    [InlineData("中文。再来。", "中文。|再来。")]
    public void Sentences_end_where_a_reader_would_end_them(string text, string sentences) =>
        Assert.Equal(sentences.Split('|'), Sentences.Split(text, new TextSpan(0, text.Length)).Select(sentence => sentence.Of(text)));

    private static void AssertCovers(string text, TextSpan within, IReadOnlyList<TextSpan> spans)
    {
        var at = within.Start;
        foreach (var span in spans.Append(new TextSpan(within.End, within.End)))
        {
            Assert.True(span.Start >= at, $"{span} begins before {at}");
            Assert.True(string.IsNullOrWhiteSpace(text[at..span.Start]), $"“{text[at..span.Start]}” is in no span");
            at = span.End;
        }

        Assert.All(spans, span => Assert.False(char.IsWhiteSpace(text[span.Start]) || char.IsWhiteSpace(text[span.End - 1])));
    }
}
