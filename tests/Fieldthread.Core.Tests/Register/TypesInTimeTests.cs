using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class TypesInTimeTests
{
    [Fact]
    public void A_dated_type_goes_before_the_listed_one_on_its_days()
    {
        var types = Of("board", ("trust", 10, 20), ("partnership", 30, null));
        Assert.Equal(["board", "trust", "trust", "board", "board", "partnership"], new[] { 9, 10, 19, 20, 29, 30 }.Select(d => types.On("a", d)));
        Assert.Equal(["board", "board"], new[] { 10, 30 }.Select(d => types.On("b", d)));
        Assert.Equal([(5, 10, "board"), (10, 20, "trust"), (20, 25, "board")], types.Over("a", new Period(5, 25)).Select(s => (s.When.From!.Value, s.When.End!.Value, s.Type)));
        Assert.Equal(["board"], types.Ever("b", new Period(null, null)));
        Assert.Empty(types.Over("b", new Period(5, 5)));
    }

    [Fact]
    public void Of_two_at_once_the_one_that_began_last_counts()
    {
        var types = Of("board", ("trust", 10, null), ("partnership", 15, 20), ("club", null, null));
        Assert.Equal(["club", "trust", "partnership", "trust"], new[] { 9, 14, 15, 20 }.Select(d => types.On("a", d)));
    }

    [Fact]
    public void Only_the_attribute_of_that_name_in_force_tells_it()
    {
        GivenFact Told(FactOf thing, string about, string value, Track track) => new("a", thing, about, value, track, default);
        var register = RegisterData.None with
        {
            Organisations = [new GivenOrganisation("a", "board", default)],
            Facts = [Told(FactOf.Attribute, "type", "legal", Track.Legal), Told(FactOf.Attribute, "kind", "other", Track.InForce), Told(FactOf.Code, "type", "code", Track.InForce), Told(FactOf.Attribute, "type", "trust", Track.InForce)],
        };
        Assert.Equal("trust", TypesInTime.Of(register).On("a", 1));
        Assert.Equal("board", TypesInTime.Of(register with { Facts = [.. register.Facts.SkipLast(1)] }).On("a", 1));
    }

    [Fact]
    public void Rules_follow_the_type_of_the_day()
    {
        var members = RegisterData.None with
        {
            Organisations = [new GivenOrganisation("g", "group", default), new GivenOrganisation("h", "group", default), new GivenOrganisation("p", "practice", default)],
            Relations = [new GivenRelation("p", "member-of", "g", When("2010", null)), new GivenRelation("p", "member-of", "h", When("2014", null))],
        };
        TypeStatement[] stated = [new("group", TypeSays.Member, "practice", "", default), new("group", TypeSays.Sole, "yes", "", default), new("club", TypeSays.Sole, "no", "", default)];
        string[] Told(params GivenFact[] facts) => [.. RegisterTroubles.Of(members with { Facts = facts }, Day("2016-01-01"), new TypeRules(stated)).Select(c => $"{c.Kind} {c.One}")];
        Assert.Equal(["Overlap g from 2010 to now"], Told());

        // Both are clubs before either membership of two begins: a club lets a member be in another.
        Assert.Empty(Told(Type("g", "club", "2013", null), Type("h", "club", "2013", null)));

        // They become clubs only after the two had stood side by side as groups.
        Assert.Equal(["Overlap g from 2010 to now"], Told(Type("g", "club", "2015", null), Type("h", "club", "2015", null)));

        // A practice that becomes a trust is a member of another type from that day.
        Assert.Equal(["MemberOfOtherType member from 2010 to now, of the type trust, since 2012-07-01", "MemberOfOtherType member from 2014 to now, of the type trust"], Told(Type("p", "trust", "2012-07", null)).Where(t => t.StartsWith("Mem", StringComparison.Ordinal)));
    }

    [Fact]
    public void Stretches_fill_a_period_and_say_what_each_day_says() => Prop.ForAll(
        Gen.Zip(Gen.Zip(Gen.Choose(-1, 12), Gen.Choose(-1, 12)), Gen.Choose(0, 2)).ListOf().ToArbitrary(), given =>
        {
            var told = given.Select(g => ($"t{g.Item2}", g.Item1.Item1 < 0 ? (int?)null : g.Item1.Item1, g.Item1.Item2 < 0 ? (int?)null : g.Item1.Item2)).ToArray();
            var types = Of("listed", told);
            var over = types.Over("a", new Period(0, 14)).ToList();
            Assert.Equal(0, over[0].When.From);
            Assert.Equal(14, over[^1].When.End);
            Assert.All(over.Zip(over.Skip(1)), pair => Assert.True(pair.First.When.End == pair.Second.When.From && pair.First.Type != pair.Second.Type));
            foreach (var day in Enumerable.Range(0, 14))
            {
                var there = told.Where(t => new Period(t.Item2, t.Item3).Holds(day)).ToList();
                var last = there.Count == 0 ? null : there.Max(t => t.Item2 ?? int.MinValue) as int?;
                var may = there.Count == 0 ? ["listed"] : there.Where(t => (t.Item2 ?? int.MinValue) == last).Select(t => t.Item1).ToList();
                Assert.Contains(types.On("a", day), may);
                Assert.Equal(types.On("a", day), Assert.Single(over, s => s.When.Holds(day)).Type);
            }
        }).QuickCheckThrowOnFailure();

    private static TypesInTime<string> Of(string listed, params (string Type, int? From, int? End)[] told) => new(_ => listed, told.Select(t => ("a", t.Type, new Period(t.From, t.End))));

    private static GivenFact Type(string organisation, string type, string from, string? last) => new(organisation, FactOf.Attribute, "type", type, Track.InForce, When(from, last));

    private static WrittenPeriod When(string from, string? last) => new(PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last));

    private static int Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber;
}
