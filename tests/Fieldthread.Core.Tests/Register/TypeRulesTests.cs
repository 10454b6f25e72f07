using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class TypeRulesTests
{
    [Fact]
    public void A_label_holds_from_its_first_day_to_its_last_and_the_word_outside()
    {
        var rules = new TypeRules([Label("shadow", "2012-04", "2013-03"), Label("clinical", "2013-04", null)]);
        Assert.Equal(["group", "shadow", "shadow", "clinical"], new[] { "2012-03-31", "2012-04-01", "2013-03-31", "2013-04-01" }.Select(d => rules.NameOn("group", Day(d))));
        Assert.Equal("panel", rules.NameOn("panel", Day("2013-01-01")));
        Assert.Equal("group", TypeRules.None.NameOn("group", 1));
    }

    [Fact]
    public void Two_groups_exclude_each_other_by_the_rule_of_their_type_over_its_time()
    {
        var rules = new TypeRules([Says("group", TypeSays.Sole, "yes", "2013"), Says("club", TypeSays.Sole, "no", null)]);
        Period Since(string from, string? end = null) => new(Day(from), end is null ? null : Day(end));
        Assert.True(rules.Excludes("group", "group", Since("2013-06-01")));
        Assert.Null(rules.Excludes("group", "group", Since("2010-01-01", "2013-01-01")));
        Assert.False(rules.Excludes("club", "club", Since("2013-06-01")));
        Assert.False(rules.Excludes("group", "club", Since("2013-06-01")));
        Assert.Null(rules.Excludes("group", "panel", Since("2013-06-01")));
        Assert.Null(rules.Excludes("panel", "group", Since("2013-06-01")));
    }

    [Fact]
    public void A_rule_twice_at_once_and_a_circle_of_members_cannot_stand()
    {
        Assert.Equal(("overlap", 1), Fault(Label("a", "2012", "2013"), Label("b", "2013-12-31", null)));
        Assert.Null(Fault(Label("a", "2012", "2013"), Label("b", "2014", null)));
        Assert.Equal(("same", 1), Fault(Label("a", "2012", "2013"), Label("a", "2013", null)));
        Assert.Equal(("overlap", 1), Fault(Says("group", TypeSays.Sole, "yes", null), Says("group", TypeSays.Sole, "no", "2013")));
        Assert.Null(Fault(Says("group", TypeSays.Member, "practice", null), Says("group", TypeSays.Member, "trust", null), Says("group", TypeSays.Lead, "chair", null), Says("group", TypeSays.Lead, "officer", null)));
        Assert.Equal(("cyclic", 0), Fault(Says("a", TypeSays.Member, "a", null)));
        Assert.Equal("A type would be made of itself: a → b → c → a.", TypeRules.Fault([Says("a", TypeSays.Member, "b", null), Says("b", TypeSays.Member, "c", null), Says("c", TypeSays.Member, "a", null)])!.Message);
        Assert.Null(Fault(Says("a", TypeSays.Member, "b", null), Says("a", TypeSays.Member, "c", null), Says("b", TypeSays.Member, "c", null)));
    }

    [Fact]
    public void Members_of_another_type_are_told_and_a_rule_lets_a_member_be_in_both()
    {
        static GivenOrganisation There(string id, string type) => new(id, type, default);
        static GivenRelation In(string member, string group, string from) => new(member, "member-of", group, new WrittenPeriod(PartialDate.Parse(from), null));
        var register = RegisterData.None with { Organisations = [There("g", "group"), There("h", "group"), There("p", "practice"), There("t", "trust")], Relations = [In("p", "g", "2013"), In("p", "h", "2014"), In("t", "g", "2013")] };
        string[] Told(params TypeStatement[] stated) => [.. RegisterTroubles.Of(register, Day("2015-01-01"), new TypeRules(stated)).Select(c => $"{c.Kind} {c.Organisation}")];
        Assert.Equal(["Overlap p"], Told());
        Assert.Equal(["Overlap p", "MemberOfOtherType t"], Told(Says("group", TypeSays.Member, "practice", null)));
        Assert.Equal(["Overlap p"], Told(Says("group", TypeSays.Member, "practice", null), Says("group", TypeSays.Member, "trust", "2012")));
        Assert.Empty(Told(Says("group", TypeSays.Sole, "no", null)));
        Assert.Equal(["Overlap p"], Told(Says("group", TypeSays.Sole, "yes", null)));
    }

    [Fact]
    public void Labels_that_stand_together_are_one_a_day() => Prop.ForAll(
        Gen.Zip(Gen.Choose(2010, 2016), Gen.Choose(0, 3)).ListOf().ToArbitrary(), given =>
        {
            var labels = given.Select((g, i) => Label("label " + i, $"{g.Item1}", $"{g.Item1 + g.Item2}")).ToList();
            if (TypeRules.Fault(labels) is null)
            {
                Assert.All(Enumerable.Range(2009, 12).Select(y => Day($"{y}-06-30")), day => Assert.True(labels.Count(l => l.When.Period.Holds(day)) <= 1));
            }
            else
            {
                Assert.Contains(Enumerable.Range(2009, 12).Select(y => Day($"{y}-06-30")), day => labels.Count(l => l.When.Period.Holds(day)) > 1);
            }
        }).QuickCheckThrowOnFailure();

    private static (string, int)? Fault(params TypeStatement[] all) => TypeRules.Fault(all) is { } fault ? (fault.Code, fault.At) : null;

    private static TypeStatement Label(string label, string from, string? last) => new("group", TypeSays.Label, label, "", new WrittenPeriod(PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last)));

    private static TypeStatement Says(string type, TypeSays says, string value, string? from) => new(type, says, value, "", new WrittenPeriod(from is null ? null : PartialDate.Parse(from), null));

    private static int Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber;
}
