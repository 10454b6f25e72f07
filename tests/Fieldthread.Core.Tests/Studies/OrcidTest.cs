using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Studies;

public sealed class OrcidTest
{
    // The examples of ORCID’s own pages on the structure of the identifier, and their sandbox’s with an X.
    [Theory]
    [InlineData("0000-0002-1825-0097")]
    [InlineData("0000-0001-5109-3700")]
    [InlineData("0000-0002-1694-233X")]
    public void A_known_iD_is_read_however_it_is_written(string known)
    {
        foreach (var written in new[] { known, " " + known.ToLowerInvariant() + " ", known.Replace("-", "", StringComparison.Ordinal), "https://orcid.org/" + known, "http://orcid.org/" + known + "/" })
        {
            Assert.True(Orcid.TryRead(written, out var id, out var fault), written + fault);
            Assert.Equal(known, id);
        }
    }

    [Fact]
    public void A_changed_digit_and_a_swapped_pair_are_found() => Properties.Hold(
        Gen.Zip(Gen.Choose(0, 9).ArrayOf(15), Gen.Zip(Gen.Choose(0, 14), Gen.Choose(1, 9))),
        drawn =>
        {
            var (digits, (at, by)) = drawn;
            var body = string.Concat(digits);
            var id = body + Orcid.CheckDigit(body);
            Assert.True(Orcid.TryRead(id, out _, out _));
            var changed = id.ToCharArray();
            changed[at] = (char)('0' + ((changed[at] - '0' + by) % 10));
            Assert.False(Orcid.TryRead(new string(changed), out _, out var fault));
            Assert.Contains("does not fit", fault, StringComparison.Ordinal);
            if (at > 0 && id[at] != id[at - 1])
            {
                var swapped = id.ToCharArray();
                (swapped[at], swapped[at - 1]) = (swapped[at - 1], swapped[at]);
                Assert.False(Orcid.TryRead(new string(swapped), out _, out _));
            }
        });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0000-0002-1825")]
    [InlineData("X000-0002-1825-0097")]
    [InlineData("0000-0002-1825-00977")]
    [InlineData("٠٠٠٠-0002-1825-0097")]
    public void What_is_no_iD_is_told_in_words(string? written)
    {
        Assert.False(Orcid.TryRead(written, out var id, out var fault));
        Assert.Equal("", id);
        Assert.EndsWith(".", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_the_fourteen_roles_of_the_taxonomy()
    {
        Assert.Equal(
            [
                "Conceptualization", "Data curation", "Formal analysis", "Funding acquisition", "Investigation", "Methodology", "Project administration", "Resources", "Software", "Supervision",
                "Validation", "Visualization", "Writing – original draft", "Writing – review & editing",
            ],
            CreditRoles.All.Select(r => r.InWords()));
        Assert.All(CreditRoles.All, r => Assert.True(CreditRoles.TryRead(r.InWords(), out var read) && read == r));
        Assert.True(CreditRoles.TryRead("writing - review and editing", out var review));
        Assert.Equal(CreditRole.WritingReviewEditing, review);
        Assert.True(CreditRoles.TryRead("Conceptualisation", out _));
        Assert.False(CreditRoles.TryRead("Tea making", out _));
    }
}
