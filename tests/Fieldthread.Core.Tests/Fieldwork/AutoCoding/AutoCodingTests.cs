using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.AutoCoding;

namespace Fieldthread.Core.Tests.Fieldwork.AutoCoding;

/// <summary>What rules find in a text, and how much of it is taken.</summary>
public sealed class AutoCodingTests
{
    [Theory]
    [InlineData("merger", "The Merger came. Mergers came. The merger’s cost.", "Merger")]
    [InlineData("merger*", "The Merger came. Mergers came. The merger’s cost.", "Merger|Mergers|merger’s")]
    [InlineData("take* over", "They took over. They taken over, take-over; take  over it.", "taken over|take-over|take  over")]
    [InlineData("\"the money people\"", "The money, people said. the money\npeople", "The money, people|the money\npeople")]
    [InlineData("naive", "Naïve? naive! native.", "Naïve|naive")]
    [InlineData("m?rger", "merger murger mrger", "merger|murger")]
    [InlineData("long", "longer belong along", "")]
    public void Whole_words_and_phrases_are_found_where_they_stand(string entry, string text, string expected)
    {
        Assert.True(WordEntries.TryParse([entry], out var entries, out _));
        Assert.Equal(expected, string.Join('|', entries.In(text, new TextSpan(0, text.Length)).Select(f => f.Span.Of(text))));
    }

    [Fact]
    public void Of_several_that_begin_together_the_longest_is_taken()
    {
        Assert.True(WordEntries.TryParse(["money", "money people"], out var entries, out _));
        const string Text = "money people, money";
        Assert.Equal([("money people", 1), ("money", 0)], entries.In(Text, new TextSpan(0, Text.Length)).Select(f => (f.Span.Of(Text), f.Entry)));
    }

    [Theory]
    [InlineData("…")]
    [InlineData("*")]
    [InlineData("a*")]
    [InlineData("the ?*")]
    public void What_would_find_everything_or_nothing_is_refused_in_words(string entry)
    {
        Assert.False(WordEntries.TryParse([entry], out _, out var problem));
        Assert.Contains(entry, problem, StringComparison.Ordinal);
        Assert.False(WordEntries.TryParse([.. Enumerable.Range(0, WordEntries.Most + 1).Select(n => "word" + n)], out _, out _));
    }

    [Fact]
    public void What_is_taken_is_the_words_the_sentence_the_paragraph_or_the_turn()
    {
        const string Text = "We met. The money came late. Nothing else.\n\nMoney again. The end.  ";
        var found = new[] { Span(Text, "money came"), Span(Text, "Money") };
        string Taken(AutoTake take) => string.Join('|', TakenStretches.Of(take, Text, new TextSpan(0, Text.Length), found).Select(t => t.Taken.Of(Text)));
        Assert.Equal("money came|Money", Taken(AutoTake.Words));
        Assert.Equal("The money came late.|Money again.", Taken(AutoTake.Sentence));
        Assert.Equal("We met. The money came late. Nothing else.|Money again. The end.", Taken(AutoTake.Paragraph));
        Assert.Equal(Text.TrimEnd(), Taken(AutoTake.Turn));
        Assert.Equal(2, TakenStretches.Of(AutoTake.Turn, Text, new TextSpan(0, Text.Length), found)[0].Found.Count);
    }

    [Fact]
    public void A_line_end_parts_paragraphs_only_where_lines_are_not_wrapped()
    {
        var wrapped = "A line that was\nwrapped by hand.";
        Assert.Single(TakenStretches.Paragraphs(wrapped, new TextSpan(0, wrapped.Length)));
        var apart = new string('a', 130) + "\nshort";
        Assert.Equal(2, TakenStretches.Paragraphs(apart, new TextSpan(0, apart.Length)).Count);
    }

    [Theory]
    [InlineData(false, "It was hard.|It was easy.")]
    [InlineData(true, "It was hard.+Very.|It was easy.")]
    public void What_answers_a_question_is_found_until_the_team_speaks_again_or_the_next_question(bool toQuestion, string expected)
    {
        (string? Speaker, string Words)[] turns =
        [
            ("INT", "So tell me, what changed for you when the groups merged?"), ("GP1", "It was hard."), ("INT", "In which way?"), ("GP1", "Very."),
            ("INT", "And how was the money shared between the groups?"), ("GP1", "Badly."), (null, "What changed for you"), (null, "It was easy."), (null, "Another matter"), (null, "Nothing more was said."),
        ];
        var (text, passages) = ("", new List<AskedPassage>());
        foreach (var (speaker, words) in turns)
        {
            passages.Add(new AskedPassage(new TextSpan(text.Length, text.Length + words.Length), speaker, speaker == "INT"));
            text += words + "\n";
        }

        var found = AnswersFound.In(text, passages, ["What changed for you when groups merged?", "How was the money shared?"], toQuestion);
        var first = found.Where(f => f.Question == 0).ToList();
        // The heading holds two of the four telling words and so is none of the questions as written in full.
        Assert.Equal(expected.Split('|')[0], string.Join('|', first.Select(f => string.Join('+', f.Answers.Select(a => passages[a].Words.Of(text))))));
        Assert.Equal(["Badly."], found.Where(f => f.Question == 1).SelectMany(f => f.Answers).Select(a => passages[a].Words.Of(text)));
        var headed = AnswersFound.In(text, passages, ["what changed for you"], toQuestion);
        Assert.Equal(["It was easy."], headed[^1].Answers.Select(a => passages[a].Words.Of(text)));
        Assert.Empty(AnswersFound.In(text, passages, ["pensions"], toQuestion));
    }

    private static TextSpan Span(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(at, at + words.Length);
    }
}
