using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class EventMovesTests
{
    private const int Day = 100;

    [Fact]
    public void Who_is_named_and_went_agrees_and_each_other_case_is_told()
    {
        // 1 and 2 are the groups; 10 is named and went, 11 went unnamed, 12 is named and stayed, 13 stayed.
        Membership[] memberships = [M(10, 1, null, Day), M(10, 2, Day, null), M(11, 1, 0, Day), M(11, 2, Day, 200), M(12, 1, null, null), M(13, 1, null, null), M(14, 3, null, Day), M(14, 2, Day, null)];
        var moves = EventMoves.Of(Event(ChangeKind.Transferred, (1, PartRole.From), (2, PartRole.To), (10, PartRole.Moved), (12, PartRole.Moved)), memberships);
        Assert.Equal(["10 1 2 True True", "11 1 2 False True", "12 1 1 True False"], moves.Members.OrderBy(m => m.Member).Select(m => $"{Number(m.Member)} {Number(m.From)} {Number(m.To)} {m.Said} {m.Shown}"));
        Assert.True(moves.Names);
        Assert.False(moves.Agree);
        Assert.Equal([new PartMoves(Id(1), 4, 2, 0, 2), new PartMoves(Id(2), 0, 0, 2, 3)], moves.Parts.OrderBy(p => p.Organisation));
        Assert.True(EventMoves.Of(Event(ChangeKind.Transferred, (1, PartRole.From), (2, PartRole.To), (10, PartRole.Moved), (11, PartRole.Moved)), memberships).Agree);
        Assert.False(EventMoves.Of(Event(ChangeKind.Merged, (1, PartRole.Before), (2, PartRole.After)), memberships).Names);
    }

    /// <summary>Planted faults: a day too early, and a membership of no day, must not count.</summary>
    [Fact]
    public void Another_day_and_a_membership_of_no_day_are_passed_over()
    {
        var change = Event(ChangeKind.Absorbed, (1, PartRole.Before), (2, PartRole.Continues));
        Assert.Empty(EventMoves.Of(change, [M(10, 1, null, Day - 1), M(10, 2, Day - 1, null)]).Members);
        Assert.Empty(EventMoves.Of(change, [M(10, 1, null, Day), M(10, 2, Day, Day)]).Members);
    }

    [Fact]
    public void An_extent_under_the_same_code_moves_to_and_from_who_goes_on_and_makes_no_successor()
    {
        var change = Event(ChangeKind.Extent, (1, PartRole.Continues), (2, PartRole.From), (3, PartRole.To));
        var lineage = Lineage.Of([change]);
        Assert.Empty(lineage.Successions);
        Assert.Equal([(2, 1), (1, 3)], lineage.Transfers.OrderByDescending(t => t.From).Select(t => (Number(t.From), Number(t.To))));
        Assert.Equal([Id(1)], lineage.LeadsTo(Id(1), int.MaxValue));
    }

    [Fact]
    public void Went_and_came_balance() => Prop.ForAll(
        (from member in Gen.Choose(10, 14) from of in Gen.Choose(1, 3) from first in Gen.Choose(97, 103) from end in Gen.Choose(97, 103) select M(member, of, first, end)).ListOf().ToArbitrary(), held =>
        {
            var change = Event(ChangeKind.Transferred, (1, PartRole.From), (2, PartRole.To), (3, PartRole.To), (10, PartRole.Moved));
            var moves = EventMoves.Of(change, held);
            Assert.All(moves.Parts, p => Assert.True(p.Went <= p.Had && p.Came <= p.Has && p.Has - p.Had <= p.Came + 5));
            Assert.All(moves.Members.Where(m => m.Shown), m => Assert.True(m.From is not null && m.To is not null && m.From != m.To));
            Assert.Equal(moves.Members.Where(m => m.Shown).Select(m => (m.Member, m.From)).Distinct().Count(), moves.Parts.Sum(p => p.Went));
            Assert.Equal(moves.Members.Where(m => m.Shown).Select(m => (m.Member, m.To)).Distinct().Count(), moves.Parts.Sum(p => p.Came));
            Assert.Contains(moves.Members, m => m.Said && Number(m.Member) == 10);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("3", "3")]
    [InlineData(" 12.50 ", "12.5")]
    [InlineData("6/16", "3/8")]
    [InlineData("37.5%", "3/8")]
    [InlineData("100 %", "1/1")]
    [InlineData("0/7", "0/1")]
    [InlineData("33.333333%", "33333333/100000000")]
    public void A_share_is_exact_and_reads_again(string written, string canonical)
    {
        var share = MovedShare.Parse(written);
        Assert.Equal(canonical, share.ToString());
        Assert.Equal(share, MovedShare.Parse(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("3/2")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("101%")]
    [InlineData("1e3")]
    [InlineData("most")]
    [InlineData("0.00000000000001%")]
    [InlineData("1/99999999999")]
    public void Other_words_are_no_share(string written)
    {
        Assert.False(MovedShare.TryParse(written, out _));
        Assert.Throws<FormatException>(() => MovedShare.Parse(written));
    }

    [Fact]
    public void A_share_is_met_exactly_or_not()
    {
        Assert.True(MovedShare.Parse("2/5").Is(4, 10));
        Assert.False(MovedShare.Parse("1/3").Is(33, 100));
        Assert.False(MovedShare.Parse("0/1").Is(0, 0));
        Assert.True(MovedShare.Parse("2").Is(2, 0));
    }

    private static ChangeEvent Event(ChangeKind kind, params (int Organisation, PartRole Role)[] parts) => new(Guid.Empty, Day, kind, [.. parts.Select(p => new EventPart(Id(p.Organisation), p.Role))]);

    private static Membership M(int member, int group, int? from, int? end) => new(Id(member), Id(group), new Period(from, end));

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static int Number(Guid? id) => id is { } i ? BitConverter.ToInt32(i.ToByteArray()) : 0;
}
