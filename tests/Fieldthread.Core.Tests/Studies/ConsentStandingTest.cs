using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Tests.Studies;

public sealed class ConsentStandingTest
{
    private static readonly DateOnly Today = new(2022, 6, 15);

    [Fact]
    public void The_last_answer_to_a_scope_holds_and_says_nothing_of_another()
    {
        var standing = Of(Said(ConsentScope.Quotation, ConsentAnswer.Refused), Said(ConsentScope.Quotation, ConsentAnswer.Given), Said(ConsentScope.Archive, ConsentAnswer.NotAsked));
        Assert.Equal([ConsentState.NoRecord, ConsentState.Given, ConsentState.NoRecord, ConsentState.NotAsked], ConsentStanding.Scopes.Select(s => standing[s]));
        Assert.True(standing.MayContact && standing.AnyRecord);
        Assert.False(Of().AnyRecord);
    }

    [Theory]
    [InlineData(WithdrawalLevel.NoContact, 0)]
    [InlineData(WithdrawalLevel.NotQuoted, 1)]
    [InlineData(WithdrawalLevel.NotArchived, 4)]
    [InlineData(WithdrawalLevel.KeptUntil, 4)]
    [InlineData(WithdrawalLevel.Erase, 4)]
    public void A_level_closes_what_it_says_whatever_was_answered(WithdrawalLevel level, int closed)
    {
        var standing = Of([.. ConsentStanding.Scopes.Select(s => Said(s, ConsentAnswer.Given)), Withdrew(level)]);
        Assert.Equal(closed, ConsentStanding.Scopes.Count(s => standing[s] == ConsentState.Withdrawn));
        Assert.False(standing.MayContact);
        Assert.Equal(level, standing.Level);
    }

    [Fact]
    public void New_consent_opens_its_scope_and_ends_the_withdrawal_with_the_last_of_them()
    {
        var steps = new List<ConsentStep> { Said(ConsentScope.Quotation, ConsentAnswer.Given), Withdrew(WithdrawalLevel.NotArchived), Said(ConsentScope.Quotation, ConsentAnswer.Given) };
        var standing = Of([.. steps]);
        Assert.Equal((ConsentState.Given, ConsentState.Withdrawn, WithdrawalLevel.NotArchived, true), (standing[ConsentScope.Quotation], standing[ConsentScope.Archive], standing.Level!.Value, standing.MayContact));
        Assert.Equal(ConsentState.Withdrawn, Of([.. steps, Said(ConsentScope.Archive, ConsentAnswer.Refused)])[ConsentScope.Archive]);
        steps.AddRange(ConsentStanding.Scopes.Select(s => Said(s, ConsentAnswer.Given)));
        Assert.Null(Of([.. steps]).Level);
    }

    [Fact]
    public void A_later_level_takes_the_place_of_an_earlier_one_and_nothing_follows_an_erasure()
    {
        Assert.Equal(ConsentState.NoRecord, Of(Withdrew(WithdrawalLevel.NotQuoted), Withdrew(WithdrawalLevel.NoContact))[ConsentScope.Quotation]);
        var erased = Of(Withdrew(WithdrawalLevel.Erase), Withdrew(WithdrawalLevel.NoContact), Said(ConsentScope.Quotation, ConsentAnswer.Given));
        Assert.Equal((true, ConsentState.Withdrawn, false), (erased.Erased, erased[ConsentScope.Quotation], erased.MayContact));
    }

    [Fact]
    public void Data_are_due_from_the_day_after_the_last()
    {
        ConsentStanding Until(DateOnly last) => Of(new ConsentStep(null, default, WithdrawalLevel.KeptUntil, last));
        Assert.False(Until(Today).Due);
        Assert.True(Until(Today.AddDays(-1)).Due);
        Assert.Equal(Today, Until(Today).CutOff);
    }

    private static ConsentStep Said(ConsentScope scope, ConsentAnswer answer) => new(scope, answer);

    private static ConsentStep Withdrew(WithdrawalLevel level) => new(null, default, level, null);

    private static ConsentStanding Of(params ConsentStep[] steps) => ConsentStanding.Of(steps, Today);
}
