using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Testing;

namespace Fieldthread.Core.Tests.Findings;

public sealed class QuoteMatcherTest
{
    private const string Interview =
        "INT: So how is it going? \U0001F600 GP: I would not say it works. We’ve got our little patch – you know, our own prac\u00ADtices – not the big organisation. " +
        "They were unable to come… Now the figures come to our own Thursday meeting, and it’s one of us asking another why. " +
        "I was never asked if I wanted to be in a league table with strangers. INT: Right. GP: It helps a lot. It helps a lot, really. I can’t see it lasting.";

    [Theory]
    // Faults first: each of these must not pass.
    [InlineData("I would say it works", "I would not say it works", QuoteState.Altered, false, "dropped not")]
    [InlineData("I was asked if I wanted to be in a league table", "I was never asked if I wanted to be in a league table with strangers", QuoteState.Altered, false, "dropped never")]
    [InlineData("one of us asking anothor why", "one of us asking another why", QuoteState.Altered, false, "one letter")]
    [InlineData("I can", "I can’t see it lasting", QuoteState.Altered, false, "n't cut off")]
    [InlineData("I would [...] say it works", "I would not say it works", QuoteState.Verified, true, "omission swallows a negation")]
    [InlineData("I [would] say it works", "I would not say it works", QuoteState.Verified, true, "insertion swallows a negation")]
    [InlineData("It [never] helps a lot", "It helps a lot, really", QuoteState.Verified, true, "insertion adds a negation")]
    [InlineData("They were [a]ble to come", "They were unable to come", QuoteState.Verified, true, "un- replaced")]
    [InlineData("[A]ble to come", "They were unable to come", QuoteState.Verified, true, "un- cut off")]
    [InlineData("our own [patients] not", "our own prac\u00ADtices – not the big", QuoteState.Verified, false, "a replaced word takes the dash beside it along")]
    [InlineData("We have elephants in the car park on Fridays", "I would not say it works", QuoteState.Missing, false, "invented")]
    [InlineData("[...]", "I would not say it works", QuoteState.Missing, false, "nothing quoted")]
    [InlineData("It helps a lot", "I would not say it works", QuoteState.Ambiguous, false, "twice, elsewhere")]
    [InlineData("one of us asking another why", "I would not say it works", QuoteState.Moved, false, "elsewhere")]
    [InlineData("works. We've got", "I would not say it works", QuoteState.Moved, false, "beyond the evidence")]
    // And these must.
    [InlineData("“I would not say it works”", "I would not say it works", QuoteState.Verified, false, "outer marks")]
    [InlineData("We've got our little patch - you know", "We’ve got our little patch – you know, our own", QuoteState.Verified, false, "straight quote, hyphen for dash")]
    [InlineData("our own practices", "our own prac\u00ADtices – not", QuoteState.Verified, false, "soft hyphen")]
    [InlineData("our little patch, [...] not the big organisation", "our little patch – you know, our own prac\u00ADtices – not the big organisation", QuoteState.Altered, false, "a comma that is not there")]
    [InlineData("our little patch [...] not the big organisation", "our little patch – you know, our own prac\u00ADtices – not the big organisation", QuoteState.Verified, false, "honest omission")]
    [InlineData("our little patch […] organisation", "our little patch – you know, our own prac\u00ADtices – not the big organisation", QuoteState.Verified, true, "omission takes the not")]
    [InlineData("[t]hey were unable to come...", "They were unable to come…", QuoteState.Verified, false, "case in brackets, ellipsis")]
    [InlineData("Now the [numbers] come to our own Thursday meeting", "Now the figures come to our own Thursday meeting", QuoteState.Verified, false, "replacement")]
    [InlineData("Now the figures [of prescribing] come", "Now the figures come to our own", QuoteState.Verified, false, "insertion")]
    [InlineData("figures com[ing] to our own Thursday meeting", "Now the figures come to our own Thursday meeting", QuoteState.Verified, false, "ending replaced")]
    [InlineData("\U0001F600 GP: I would", "? \U0001F600 GP: I would not", QuoteState.Verified, false, "emoji")]
    public void A_printed_quotation_against_its_evidence(string printed, string captured, QuoteState state, bool secondPerson, string why)
    {
        var verdict = new QuoteMatcher().Verify(printed, Evidence(Interview, captured));
        Assert.True(verdict.State == state && verdict.NeedsSecondPerson == secondPerson, $"{why}: {verdict}");
        if (verdict is { State: QuoteState.Verified, Found: { } place } && !printed.Contains('[', StringComparison.Ordinal))
        {
            Assert.Equal(ComparableText.Plain(printed).Trim('"'), ComparableText.Plain(place.Of(Interview)));
        }
    }

    [Fact]
    public void What_is_shown_instead_begins_and_ends_where_the_printed_words_do()
    {
        const string Text = "And she says ‘They don’t want it said in there, they want it said by the bins.’ Which I’ve thought about.";
        var exact = "They don’t want it said in there, they want it said by the bins.";
        var at = Text.IndexOf(exact, StringComparison.Ordinal);
        var evidence = new QuotationEvidence("Interview", "A manager", Text, new TextSpan(at, at + exact.Length), exact, "", "", QuoteConsent.Granted, Excerpt: null);
        var verdict = new QuoteMatcher().Verify("They want it said in there, they want it said by the bins.", evidence);
        Assert.Equal((QuoteState.Altered, exact), (verdict.State, verdict.Suggestion));
        Assert.Equal("The source says “don't want”. The text says “want”. A negation is missing.", verdict.Message);
    }

    [Fact]
    public void An_altered_quotation_says_how_and_offers_the_source()
    {
        var verdict = new QuoteMatcher().Verify("I was asked if I wanted to be in a league table with strangers", Evidence(Interview, "I was never asked if I wanted to be in a league table with strangers"));
        Assert.Equal("I was never asked if I wanted to be in a league table with strangers", verdict.Suggestion);
        Assert.Equal("The source says “never asked”. The text says “asked”. A negation is missing.", verdict.Message);
        Assert.InRange(verdict.Similarity, 0.9, 0.95);
    }

    [Fact]
    public void A_lookalike_sentence_is_never_taken()
    {
        const string Text = "We meet every month and it works well for us. We meet every week and it works well for us.";
        var evidence = Evidence(Text, "We meet every week and it works well for us");
        var edited = evidence with { Text = Text.Replace("We meet every week and", "We meet every week, and", StringComparison.Ordinal) };
        Assert.Equal(QuoteState.Missing, new QuoteMatcher().Verify("We meet every week and it works well for us", edited).State);
        Assert.Equal(QuoteState.Altered, new QuoteMatcher().Verify("We meet every year and it works well for us", evidence).State);
    }

    [Fact]
    public void A_negation_just_before_is_mentioned() => Assert.Contains("“not”", new QuoteMatcher().Verify("say it works", Evidence(Interview, "I would not say it works")).Message, StringComparison.Ordinal);

    [Fact]
    public void Erased_words_are_withheld() =>
        Assert.Equal(QuoteState.Withheld, new QuoteMatcher().Verify("I would", Evidence(Interview, "I would not") with { Text = null }).State);

    [Theory]
    [InlineData("Preface. We trust them. Postscript.", "We trust them", "Preface. ", ". Post", QuoteState.Verified)]
    [InlineData("Changed; We trust them. Postscript.", "We trust them", "Preface. ", ". Post", QuoteState.Moved)]
    [InlineData("One. We trust them. Two. We trust them. Three.", "We trust them", "Two. ", ". Thr", QuoteState.Moved)]
    [InlineData("One. We trust them. Two. We trust them. Three.", "We trust them", "Nine. ", ". Ten", QuoteState.Ambiguous)]
    [InlineData("We do not trust them.", "We trust them", "", ".", QuoteState.Missing)]
    [InlineData("", "We trust them", "", "", QuoteState.Missing)]
    public void Captured_words_are_found_again_or_not(string text, string exact, string prefix, string suffix, QuoteState state) =>
        Assert.Equal(state, Recapture.Find(text, exact, prefix, suffix).State);

    [Fact]
    public void Any_passage_verifies_and_any_altered_letter_does_not()
    {
        const int Seed = 31337;
        var random = new Random(Seed);
        var text = Words(random, 3000);
        for (var round = 0; round < (Project.Long ? 5000 : 500); round++)
        {
            var evidence = Any(random, text);
            var verdict = new QuoteMatcher().Verify(evidence.Exact, evidence);
            Assert.True(verdict.State == QuoteState.Verified, $"seed {Seed}, round {round}: “{evidence.Exact}”: {verdict}");
            var letters = evidence.Exact.ToCharArray();
            var at = random.Next(letters.Length);
            letters[at] = letters[at] == ' ' ? 'q' : letters[at] == 'z' ? 'y' : 'z';
            var altered = new QuoteMatcher().Verify(new string(letters), evidence);
            Assert.True(altered.State is not QuoteState.Verified, $"seed {Seed}, round {round}: “{new string(letters)}” for “{evidence.Exact}”: {altered}");
        }
    }

    [Fact]
    public void A_thousand_quotations_at_known_positions_hold_with_one_matcher()
    {
        var random = new Random(5);
        var text = Words(random, 16_000);
        var all = Enumerable.Range(0, 1000).Select(_ => Any(random, text)).ToList();
        var matcher = new QuoteMatcher();
        Assert.All(all, e => Assert.Equal(QuoteState.Verified, matcher.Verify(e.Exact, e).State));
        Assert.NotEqual(QuoteState.Verified, matcher.Verify(all[0].Exact.Replace('a', 'z') + " zzz", all[0]).State);
    }

    internal static QuotationEvidence Evidence(string text, string captured, QuoteConsent consent = QuoteConsent.Granted)
    {
        var at = text.IndexOf(captured, StringComparison.Ordinal);
        Assert.True(at >= 0, captured);
        var end = at + captured.Length;
        return new("Interview 1", "GP lead, Site 3, 2021", text, new TextSpan(at, end), captured, text[Math.Max(0, at - 32)..at], text[end..Math.Min(text.Length, end + 32)], consent);
    }

    private static QuotationEvidence Any(Random random, string text)
    {
        var start = text.IndexOf(' ', random.Next(text.Length - 400)) + 1;
        var end = text.IndexOf(' ', start + random.Next(10, 200));
        return new("S", "A", text, new(start, end), text[start..end], "", "", QuoteConsent.Granted);
    }

    private static string Words(Random random, int count)
    {
        string[] some = ["we", "meet", "not", "every", "month", "figures", "practice", "own", "\U0001F600", "it’s", "trust", "—", "little", "patch,", "asked.", "caf\u00E9"];
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(some[random.Next(some.Length)]).Append(' ');
        }

        return text.ToString();
    }
}
