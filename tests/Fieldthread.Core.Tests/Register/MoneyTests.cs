using Fieldthread.Core.Register;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class MoneyTests
{
    private static readonly AmountAbout Costs = new(new(1, 0, 0, new byte[8]), "running costs per head", "GBP", new(PeriodSpan.FinancialYear, new DateOnly(2014, 4, 1)), AmountKind.Allocated);

    /// <summary>England’s allowance for 2014-15 was published as GBP 24.73 a head, and given as 24.78 in an answer of the same body (NHS England, 2014).</summary>
    [Fact]
    public void Two_sources_that_differ_both_stand_and_the_answer_says_whom_it_goes_by()
    {
        AmountStatement[] said = [Says(247_300, "allowances", 100, 1), Says(247_800, "answer", 200, 2)];
        var standing = AmountAccounts.Of(said)[Costs];
        Assert.Equal((247_800, "answer", true), (standing.By.Amount, standing.By.Source, standing.Disputed));
        Assert.Equal("allowances", AmountAccounts.Of(said, "allowances")[Costs].By.Source);
        Assert.False(AmountAccounts.Of([said[0], said[1] with { Amount = 247_300 }])[Costs].Disputed);
        // The same source later: its earlier word is no other source’s.
        var corrected = AmountAccounts.Of([said[0], said[0] with { Amount = 247_800, Known = 300, Order = 3 }])[Costs];
        Assert.Equal((247_800, false), (corrected.By.Amount, corrected.Disputed));
    }

    [Theory]
    [InlineData("24.73", 247_300)]
    [InlineData(" -1.5000 ", -15_000)]
    [InlineData("60000000000", 600_000_000_000_000)]
    [InlineData("0.00010", 1)]
    public void Amounts_are_read_exactly(string text, long amount)
    {
        Assert.True(Amounts.TryParse(text, out var read));
        Assert.Equal(amount, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,000")]
    [InlineData("0.00001")]
    [InlineData("100000000000000")]
    [InlineData("1e3")]
    [InlineData("£5")]
    public void Other_texts_are_no_amounts(string text) => Assert.False(Amounts.TryParse(text, out _));

    [Fact]
    public void Units_are_currencies_by_three_letters_or_staff() => Assert.Equal([true, true, false, false, false], new[] { "GBP", "fte", "gbp", "POUND", "" }.Select(Amounts.IsUnit));

    [Fact]
    public void Real_terms_are_nominal_times_the_index_of_the_base_over_that_of_the_period()
    {
        Assert.Equal(250m, AmountAccounts.Real(2_200_000, 110, 125));
        Assert.Equal(33.3333m, AmountAccounts.Real(1_000_000, 300, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => AmountAccounts.Real(1, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => AmountAccounts.Real(1, 100, -1));
    }

    [Fact]
    public void An_amount_comes_back_as_it_was_written_and_in_its_own_prices_is_itself() => Properties.Hold(Gen.Choose(-2_000_000_000, 2_000_000_000), units =>
    {
        Assert.True(Amounts.TryParse(Amounts.Of(units).ToString(System.Globalization.CultureInfo.InvariantCulture), out var read));
        Assert.Equal(units, read);
        Assert.Equal(Amounts.Of(units), AmountAccounts.Real(units, 113.2m, 113.2m));
    });

    private static AmountStatement Says(long amount, string source, int known, long order) => new(Costs, amount, false, source, known, order);
}
