using System.Security.Cryptography;
using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork.Pseudonyms;

public sealed class NameReplacingTests
{
    private static readonly Guid One = Guid.NewGuid(), Two = Guid.NewGuid();

    [Theory]
    [InlineData("Wanda Elm came. Wanda said Elm’s chair was Wanda’s.", "GP01 came. GP01 said GP01’s chair was GP01’s.")]
    [InlineData("Wandas and Elmstead stay; wanda too.", "Wandas and Elmstead stay; wanda too.")]
    [InlineData("Wanda Elm: yes. 🙂Elm🙂", "GP01: yes. 🙂GP01🙂")]
    [InlineData("Elm Quay is a place and Elm a person.", "[a quay] is a place and GP01 a person.")]
    [InlineData("", "")]
    public void Whole_words_are_replaced_the_longest_first(string text, string becomes)
    {
        var replaced = NameReplacing.In(text, [new(One, "Elm", "GP01"), new(One, "Wanda", "GP01"), new(One, "Wanda Elm", "GP01"), new(Two, "Elm Quay", "[a quay]")]);
        Assert.Equal(becomes, replaced.Text);
    }

    [Fact]
    public void The_map_leads_from_every_name_to_its_pseudonym_and_the_rest_is_the_same() =>
        Properties.Hold(Properties.Texts, text =>
        {
            var replaced = NameReplacing.In(text, [new(One, "word", "GP01"), new(Two, "NHS", "[an office]"), new(Two, "中文", "[a]"), new(Two, "a", "b")]);
            var (old, next) = (0, 0);
            foreach (var change in replaced.Map.Changes.Append(new TextChange(new(text.Length, text.Length), new(replaced.Text.Length, replaced.Text.Length))))
            {
                Assert.Equal(text[old..change.Old.Start], replaced.Text[next..change.New.Start]);
                (old, next) = (change.Old.End, change.New.End);
            }

            Assert.All(replaced.Map.Changes, c => Assert.Equal(new Carried(CarriedState.Changed, c.New), replaced.Map.Forward(c.Old, leastKept: 0)));
        });

    [Fact]
    public void Suggestions_name_labels_capitals_dates_and_what_the_register_knows_and_leave_pseudonyms_out()
    {
        const string Text = "Wanda Elm: We met at the Old Customs House on 3 March 2021. The chair of North Quay Group was there.\n\nPN01: It was North Quay Group. I said so on Monday.";
        var found = NameSuggestions.In([(Text, ["Wanda Elm", "PN01"])], [("North Quay Group", NamedKind.Organisation, "a name in the register, now or formerly")], new HashSet<string> { "PN01" }).ToDictionary(s => s.Words);
        Assert.Equal((NamedKind.Person, 1), (found["Wanda Elm"].Kind, found["Wanda Elm"].Times));
        Assert.Equal((NamedKind.Organisation, 2), (found["North Quay Group"].Kind, found["North Quay Group"].Times));
        Assert.Equal(NamedKind.Date, found["3 March 2021"].Kind);
        Assert.Contains("Old Customs House", found.Keys);
        Assert.DoesNotContain("PN01", found.Keys);
        Assert.DoesNotContain("Monday", found.Keys);
        Assert.DoesNotContain("We", found.Keys);
        var more = NameSuggestions.In([("Wanda Elm: I’m Mabbin’s man, No less; so Now and then I go to ‘Elm Quay’, now and no more.", ["Wanda Elm"])], [], new HashSet<string>()).Select(s => s.Words).ToList();
        Assert.Equal(["Elm Quay", "Mabbin’s", "Wanda Elm"], more.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_sealed_opens_with_its_key_and_study_alone()
    {
        var (key, study) = (SealedText.NewKey(), Guid.NewGuid());
        var made = SealedText.Seal("Wanda Elm", key, study);
        Assert.Equal("Wanda Elm", SealedText.Open(made, key, study));
        Assert.NotEqual(made, SealedText.Seal("Wanda Elm", key, study));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(made, SealedText.NewKey(), study));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(made, key, Guid.NewGuid()));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(made[..^1], key, study));
        made[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(made, key, study));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open([1, 2], key, study));
    }

    [Fact]
    public void A_recovery_key_is_read_back_and_a_slip_in_it_is_noticed()
    {
        var key = SealedText.NewKey();
        var words = SealedText.InWords(key);
        Assert.Equal(key, SealedText.FromWords(words.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l')));
        var at = words.IndexOf('-', StringComparison.Ordinal) - 1;
        Assert.Throws<FormatException>(() => SealedText.FromWords(words[..at] + (words[at] == 'A' ? 'B' : 'A') + words[(at + 1)..]));
        Assert.Throws<FormatException>(() => SealedText.FromWords(words[..^2]));
        Assert.Throws<FormatException>(() => SealedText.FromWords(words + "?"));
    }
}
