using Fieldthread.Core.Fieldwork.Pseudonyms;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class TellingWordsTests
{
    [Theory]
    [InlineData("P1: Then the roof went. We were flooded in March, the whole ground floor. It dried.", "We were flooded in March, the whole ground floor.", "flooded")]
    [InlineData("Manager: Our chair resigned the week after.", "Our chair resigned the week after.", "resigned")]
    [InlineData("We were the only practice that said no.\nNext line.", "We were the only practice that said no.", "the only practice")]
    [InlineData("It was in all the papers! Nobody came.", "It was in all the papers!", "in all the papers")]
    public void A_sentence_that_tells_of_a_distinctive_event_is_found_by_its_word(string text, string sentence, string cue) => Assert.Equal([(sentence, cue)], TellingWords.Events(text));

    [Theory]
    [InlineData("We met on Tuesday and the vote was quick.")]
    [InlineData("The first meeting was long; only the doctors spoke.")]
    [InlineData("They fired questions. A striking view. It was firelight.")]
    public void What_every_place_does_is_not(string text) => Assert.Empty(TellingWords.Events(text));

    [Theory]
    [InlineData("I asked our chief executive, and then the deputy chair.", "chief executive,deputy chair")]
    [InlineData("The director of public health wrote to the MP.", "director of public health,MP")]
    [InlineData("The director of nursing said so to the head of finance herself.", "director of nursing,head of finance")]
    [InlineData("A chair stood by the wall, and mayors came.", "chair")] // it reads no furniture; whoever looks does
    [InlineData("We have chief executives everywhere.", "")]
    public void Offices_are_found_without_their_article(string text, string offices) => Assert.Equal(offices, string.Join(',', TellingWords.Offices(text)));

    [Fact]
    public void A_long_sentence_is_cut_behind_a_word_and_keeps_what_told()
    {
        var (sentence, cue) = Assert.Single(TellingWords.Events(string.Concat(Enumerable.Repeat("and so on ", 30)) + "until the inquest came."));
        Assert.Equal("inquest", cue);
        Assert.Contains("inquest", sentence, StringComparison.Ordinal);
        (sentence, _) = Assert.Single(TellingWords.Events("The inquest came " + string.Concat(Enumerable.Repeat("and so on ", 30))));
        Assert.True(sentence.Length <= 200 && sentence.EndsWith("so", StringComparison.Ordinal) | sentence.EndsWith("on", StringComparison.Ordinal) | sentence.EndsWith("and", StringComparison.Ordinal), sentence);
    }

    [Fact]
    public void They_stand_among_the_suggestions_once_each_with_why()
    {
        var all = NameSuggestions.In([("P1: The chief executive resigned.\n\nP1: Yes, the chief executive.", ["P1"])], [], new HashSet<string>(["P1"], StringComparer.Ordinal));
        Assert.Equal([(NamedKind.Role, "chief executive", 2), (NamedKind.Event, "The chief executive resigned.", 1)], all.Select(s => (s.Kind, s.Words, s.Times)));
        Assert.Contains("“resigned”", all[1].Why, StringComparison.Ordinal);
    }
}
