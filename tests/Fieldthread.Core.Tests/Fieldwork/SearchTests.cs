using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class SearchTests
{
    private const string Passage = "GP03: The patients’ budget wasn't cut; a well-known, naïve £60bn Plan for Łódź — and Straße 🙂.";

    [Theory]
    [InlineData("don’t DON'T Donʼt", "dont dont dont")]
    [InlineData("patient's patients’ 'quoted'", "patients patients quoted")]
    [InlineData("naïve Café CAFE\u0301 Łódź Straße Ærøskøbing", "naive cafe cafe lodz strasse aeroskobing")]
    [InlineData("£60bn, 3.5% (x2) well-known", "60bn 3 5 x2 well known")]
    [InlineData("🙂 — … ", "")]
    [InlineData("Ελλάδας Йод ﬁn x² ２", "ελλαδασ иод fin x2 2")]
    public void Words_are_folded(string text, string terms) => Assert.Equal(terms, SearchTerms.Line(text));

    [Theory]
    [InlineData("budget patients", true)]
    [InlineData("budget merger", false)]
    [InlineData("budget OR merger", true)]
    [InlineData("budget or plan", false)]
    [InlineData("\"cut a well\"", true)]
    [InlineData("“well-known naive”", true)]
    [InlineData("\"budget cut\"", false)]
    [InlineData("well-known", true)]
    [InlineData("known-well", false)]
    [InlineData("pat*", true)]
    [InlineData("\"budget wasn’t cu*\"", false)]
    [InlineData("\"budget wasn’t cu\"*", true)]
    [InlineData("budget -merger", true)]
    [InlineData("budget -plan", false)]
    [InlineData("budget -\"plan for Leeds\"", true)]
    [InlineData("(merger OR budget) (leeds OR lodz)", true)]
    [InlineData("merger OR budget leeds", false)]
    [InlineData("budget -(plan OR merger)", false)]
    [InlineData("OR budget OR", true)]
    [InlineData("— budget *", true)]
    public void A_query_finds(string query, bool found) => Assert.Equal(found, SearchQuery.Parse(query).Matches(SearchTerms.Of(Passage)));

    [Theory]
    [InlineData("", "Write a word")]
    [InlineData("— 🙂", "Write a word")]
    [InlineData("-merger", "only leaves out")]
    [InlineData("budget OR -merger", "only leaves out")]
    [InlineData("\"budget", "not closed")]
    [InlineData("(budget", "not closed")]
    [InlineData("budget)", "too many")]
    public void What_is_no_query_is_refused_in_words(string query, string words)
    {
        Assert.False(SearchQuery.TryParse(query, out _, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_queries_are_refused()
    {
        Assert.False(SearchQuery.TryParse(new string('(', 100_000) + "a", out _, out _));
        Assert.False(SearchQuery.TryParse(string.Concat(Enumerable.Repeat("a ", 1000)), out _, out _));
    }

    [Fact]
    public void Any_text_is_a_query_or_a_refusal_and_folding_twice_changes_nothing() => Properties.Hold(Properties.Texts, text =>
    {
        Assert.True(SearchQuery.TryParse(text, out var query, out var problem) ? query is not null && problem is null : problem is not null);
        Assert.Equal(SearchTerms.Line(text), SearchTerms.Line(SearchTerms.Line(text)));
        foreach (var term in SearchTerms.Of(text).Take(20))
        {
            Assert.True(SearchQuery.Parse(term).Matches(SearchTerms.Of(text)));
        }
    }, count: 1000);

    [Fact]
    public void The_tree_is_what_the_store_compiles() =>
        Assert.Equal(
            new AnyNode([new AllNode([new WordNode("budget"), new PhraseNode(["well", "known"])], [new PrefixNode("merg")]), new PhraseNode(["a", "plan"])]),
            SearchQuery.Parse("budget well-known -merg* OR \"a plan\"").Root);
}
