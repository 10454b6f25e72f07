using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Core.Tests.Register;

/// <summary>Each policy worked by hand on one small register.</summary>
/// <remarks>
/// Groups: A and B became C on 1 April 2016. D became E and F on that day. G closed on 31 March 2016 and nobody succeeded it. H goes on. Members: p1 in A then C; p2 in B then C; p3 to p5 in D, of
/// whom p3 and p4 went to E and p5 to F; p6 in G; p7 in H, from 2017 in C without any succession; p8 in H until it closed on 30 June 2015, taken in by p9 of H; p0 in A and H at once.
/// </remarks>
public sealed class RollUpTests
{
    private const string T = "2018-04-01";
    private static readonly Membership[] Memberships =
    [
        M("p1", "A", null, "2016-04-01"), M("p1", "C", "2016-04-01", null), M("p2", "B", null, "2016-04-01"), M("p2", "C", "2016-04-01", null),
        M("p3", "D", null, "2016-04-01"), M("p3", "E", "2016-04-01", null), M("p4", "D", null, "2016-04-01"), M("p4", "E", "2016-04-01", null), M("p5", "D", null, "2016-04-01"), M("p5", "F", "2016-04-01", null),
        M("p6", "G", null, "2016-04-01"), M("p7", "H", null, "2017-04-01"), M("p7", "C", "2017-04-01", null), M("p8", "H", null, "2015-07-01"), M("p9", "H", null, null), M("p0", "A", null, null), M("p0", "H", null, null),
    ];

    private static readonly Lineage Changes = Lineage.Of(
    [
        E(1, "2016-04-01", ChangeKind.Merged, ("A", PartRole.Before), ("B", PartRole.Before), ("C", PartRole.After)), E(2, "2016-04-01", ChangeKind.Split, ("D", PartRole.Before), ("E", PartRole.After), ("F", PartRole.After)),
        E(3, "2015-07-01", ChangeKind.Absorbed, ("p8", PartRole.Before), ("p9", PartRole.Continues)),
    ]);

    private static readonly PeriodFigures[] Figures =
    [
        new(P("2014-15"), [F("p1", 100, "A"), F("p2", 10, "B"), F("p3", 7, "D"), F("p6", 5, "G"), F("p7", 40, "H"), F("p8", 3, "H"), F("p9", 1, "H"), F("p0", 1000, "A"), F("x", 9, "H")]),
        new(P("2017-18"), [F("p1", 200, "C"), F("p3", 8, "E"), F("p7", 50, "C"), F("p9", 4, "H")]),
    ];

    [Theory]
    [InlineData(RollUpKind.AsPublished, "2014-15: A 1100, B 10, D 7, G 5, H 53; in 1175 out 1175 left 0 again 0 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(RollUpKind.MemberThen, "2014-15: A 1100, B 10, D 7, G 5, H 1044; in 1175 out 2166 left 9 again 1000, MemberUnknown 9 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(RollUpKind.Carried, "2014-15: C 1110, H 1044; in 1175 out 2154 left 21 again 1000, MemberUnknown 9, Split 7, GroupEnded 5 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(RollUpKind.Apportioned, "2014-15: C 610, E 5, F 2, H 544; in 1175 out 1161 left 14 again 0, MemberUnknown 9, GroupEnded 5 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    public void Policies_that_ask_the_register_in_each_period(RollUpKind kind, string expected) => Assert.Equal(expected, Told(new RollUpPolicy(kind, To: Day(T))));

    [Theory]
    [InlineData(OrphanRule.Drop, "2014-15: C 1150, E 7, H 1001; in 1175 out 2158 left 17 again 1000, MemberUnknown 9, Orphan 8 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(OrphanRule.LastKnown, "2014-15: C 1150, E 7, H 1004; in 1175 out 2161 left 14 again 1000, MemberUnknown 9, GroupEnded 5 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(OrphanRule.ViaSuccessor, "2014-15: C 1150, E 7, H 1004; in 1175 out 2161 left 14 again 1000, MemberUnknown 9, NoSuccessor 5 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    public void A_frozen_membership_by_each_rule_for_orphans(OrphanRule rule, string expected) => Assert.Equal(expected, Told(new RollUpPolicy(RollUpKind.Frozen, To: Day(T), Orphans: rule)));

    [Theory]
    [InlineData(OrphanRule.Drop, "2014-15: C 140, E 7, H 1; in 1175 out 148 left 1027 again 0, Orphan 1027 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(OrphanRule.LastKnown, "2014-15: C 1150, E 7, H 13; in 1175 out 1170 left 5 again 0, GroupEnded 5 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    [InlineData(OrphanRule.ViaSuccessor, "2014-15: C 140, E 7, H 4; in 1175 out 151 left 1024 again 0, MemberUnknown 9, NoSuccessor 1015 | 2017-18: C 250, E 8, H 4; in 262 out 262 left 0 again 0")]
    public void Frozen_as_the_file_itself_has_it(OrphanRule rule, string expected)
    {
        Assert.Equal(expected, Told(new RollUpPolicy(RollUpKind.Frozen, RollUpBasis.Published, Day(T), rule)));
        Assert.Equal("2017-18", RollUp.Of(Figures, Register(), new RollUpPolicy(RollUpKind.Frozen, RollUpBasis.Published, Day(T), rule)).FrozenAt?.Name);
    }

    [Fact]
    public void Published_groups_are_carried_and_what_the_register_does_not_know_is_said()
    {
        Assert.Equal("2014-15: C 1110, H 53; in 1175 out 1163 left 12 again 0, Split 7, GroupEnded 5", Told(new RollUpPolicy(RollUpKind.Carried, RollUpBasis.Published, Day(T)), Figures[0]));
        PeriodFigures odd = new(P("2014-15"), [F("p1", 1, "Z") with { PublishedGroup = null }, F("p2", 2, "") with { PublishedGroup = null }]);
        Assert.Equal("2014-15: ; in 3 out 0 left 3 again 0, NoGroup 2, GroupUnknown 1", Told(new RollUpPolicy(RollUpKind.Carried, RollUpBasis.Published, Day(T)), odd));
        Assert.Equal("2014-15: Z 1; in 3 out 1 left 2 again 0, NoGroup 2", Told(new RollUpPolicy(RollUpKind.AsPublished), odd));
    }

    [Fact]
    public void Figures_are_carried_back_to_an_earlier_day_and_stop_where_several_came_together()
    {
        Assert.Equal("2017-18: D 8, H 4; in 262 out 12 left 250 again 0, CameOfSeveral 250", Told(new RollUpPolicy(RollUpKind.Carried, To: Day("2015-01-01")), Figures[1]));
        // Of C’s members in March 2018, p1 stood under A in 2015 and p2 under B; p7 stood under H, out of which C did not come.
        Assert.Equal("2017-18: A 125, B 125, D 8, H 4; in 262 out 262 left 0 again 0", Told(new RollUpPolicy(RollUpKind.Apportioned, To: Day("2015-01-01")), Figures[1]));
    }

    [Fact]
    public void Shares_go_by_members_or_equally_and_nothing_is_shared_where_no_member_shows_how()
    {
        PeriodFigures one = new(P("2014-15"), [F("p3", 7, "D")]);
        Assert.Equal("2014-15: E 5, F 2; in 7 out 7 left 0 again 0", Told(new RollUpPolicy(RollUpKind.Apportioned, To: Day(T)), one));
        Assert.Equal("2014-15: E 4, F 3; in 7 out 7 left 0 again 0", Told(new RollUpPolicy(RollUpKind.Apportioned, To: Day(T), ShareBy: ShareBy.Equal), one));
        var nobody = new RollUpRegister([M("p3", "D", null, "2016-04-01")], Changes, new Dictionary<Guid, Period>());
        Assert.Equal(Unplaced.NothingToShareBy, Assert.Single(RollUp.Of([one], nobody, new RollUpPolicy(RollUpKind.Apportioned, To: Day(T))).Unassigned).Why);
    }

    [Fact]
    public void A_group_that_has_ended_is_carried_though_members_are_still_written_under_it()
    {
        var stale = new RollUpRegister([M("p1", "A", null, null)], Changes, new Dictionary<Guid, Period>());
        foreach (var kind in new[] { RollUpKind.Carried, RollUpKind.Frozen })
        {
            Assert.Equal("C", Code(Assert.Single(RollUp.Of([Figures[1] with { Figures = [F("p1", 1, "")] }], stale, new RollUpPolicy(kind, To: Day(T))).Cells).Group));
        }
    }

    [Fact]
    public void The_day_of_the_period_decides_where_a_member_moved_within_it()
    {
        PeriodFigures year = new(new IndicatorPeriod(PeriodSpan.Year, new DateOnly(2017, 1, 1)), [F("p7", 5, "")]);
        Assert.Equal(["H", "C", "C"], new[] { DayOfPeriod.First, DayOfPeriod.Middle, DayOfPeriod.Last }.Select(d => Code(RollUp.Of([year], Register(), new RollUpPolicy(RollUpKind.MemberThen, Day: d)).Cells[0].Group)));
    }

    [Fact]
    public void Both_parts_of_a_ratio_add_up_and_the_ratio_is_made_anew()
    {
        PeriodFigures ratios = new(P("2014-15"), [F("p1", 1, "") with { Denominator = 10 }, F("p2", 8, "") with { Denominator = 20 }]);
        var result = RollUp.Of([ratios], Register(), new RollUpPolicy(RollUpKind.Carried, To: Day(T)));
        Assert.Equal(new Amount(9, 30, 2), Assert.Single(result.Cells).Amount);
        Assert.Equal(0.3m, result.Cells[0].Amount.Ratio);
        Assert.Null(new Amount(1, 0, 1).Ratio);
        Assert.True(result.Lines[0].Holds);
    }

    [Fact]
    public void A_policy_that_needs_a_day_asks_for_it() => Assert.Throws<ArgumentException>(() => RollUp.Of(Figures, Register(), new RollUpPolicy(RollUpKind.Carried)));

    internal static string Told(RollUpPolicy policy, params PeriodFigures[] figures)
    {
        var result = RollUp.Of(figures.Length > 0 ? figures : Figures, Register(), policy);
        Assert.All(result.Lines, l => Assert.True(l.Holds));
        return string.Join(" | ", result.Lines.Select((l, i) => FormattableString.Invariant(
            $"{l.Period.Name}: {string.Join(", ", result.Cells.Where(c => c.Period == i).Select(c => $"{Code(c.Group)} {c.Amount.Numerator.ToString(CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal))}; in {l.In.Numerator} out {l.Out.Numerator} left {l.Unassigned.Numerator} again {l.CountedAgain.Numerator}{string.Concat(l.Why.Select(w => FormattableString.Invariant($", {w.Why} {w.Amount.Numerator}")))}")));
    }

    private static RollUpRegister Register() => new(Memberships, Changes, new Dictionary<Guid, Period> { [Id("G")] = new(null, Day("2016-04-01")) });

    private static Figure F(string member, decimal value, string group) => new(member, member == "x" ? null : Id(member), group, group.Length == 0 ? null : Id(group), value, null);

    private static Guid Id(string name) => new(name[0], (short)(name.Length > 1 ? name[1] : 0), 0, new byte[8]);

    private static string Code(RollUpGroup group) => group.Organisation is { } id ? ((char)BitConverter.ToInt32(id.ToByteArray())).ToString() : group.Code;

    private static Membership M(string member, string group, string? from, string? end) => new(Id(member), Id(group), new Period(from is null ? null : Day(from), end is null ? null : Day(end)));

    private static ChangeEvent E(int n, string day, ChangeKind kind, params (string Organisation, PartRole Role)[] parts) => new(new Guid(9000 + n, 0, 0, new byte[8]), Day(day), kind, [.. parts.Select(p => new EventPart(Id(p.Organisation), p.Role))]);

    private static int Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber;

    private static IndicatorPeriod P(string text) => IndicatorPeriod.TryParse(text, PeriodSpan.FinancialYear, out var period) ? period : throw new FormatException(text);
}
