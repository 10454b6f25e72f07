using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

/// <summary>Attributes, times on tracks and terms of relations, as several lists together say.</summary>
public sealed class FurtherFactTests
{
    [Fact]
    public void A_later_list_ends_an_attribute_and_a_list_without_dates_dates_it_by_the_lists_on_which_it_stood()
    {
        var merged = VintageMerge.Of(
        [
            List("list", 2015, Status("shadow", "2013", null)), List("list", 2018, Status("shadow", "2013", "2014"), Status("whole", "2015", null)),
            List("rings", 2012, Undated("Monday")), List("rings", 2014, Undated("Monday")), List("rings", 2016, Undated("Friday")), List("rings", 2019, Undated("Friday"), Undated("Sunday")),
        ]);
        Assert.Equal(
            ["status shadow, 2013 to 2014", "status whole, 2015 to now", "day Monday, an unknown date to 2014-01-01", "day Friday, 2016-01-01 to now", "day Sunday, 2019-01-01 to now"],
            merged.Register.Facts.OrderByDescending(f => f.About).Select(f => $"{f.What} {f.InWords}"));
        Assert.Empty(merged.Conflicts);
    }

    [Fact]
    public void A_value_that_comes_back_after_another_is_two_times_of_it()
    {
        var merged = VintageMerge.Of([List("l", 2010, Undated("A")), List("l", 2011, Undated("B")), List("l", 2012, Undated("A"))]);
        Assert.Equal(["A, an unknown date to 2010-01-01", "B, 2011-01-01 to 2011-01-01", "A, 2012-01-01 to now"], merged.Register.Facts.Select(f => f.InWords));
    }

    [Fact]
    public void Sources_that_say_otherwise_over_one_time_both_stand_until_one_is_preferred_and_are_told_either_way()
    {
        var (north, south) = (List("one", 2015, Area("north", "2013", null)), List("two", 2014, Area("south", "2014", "2014")));
        var both = VintageMerge.Of([north, south]);
        Assert.Equal(["north, 2013 to now", "south, 2014 to 2014"], both.Register.Facts.Select(f => f.InWords));
        var told = Assert.Single(both.Conflicts);
        Assert.Equal((ConflictKind.Disagrees, "a", "area", "two 2014-01-01: south, 2014 to 2014", "one 2015-01-01: north, 2013 to now", "both"), (told.Kind, told.Organisation, told.What, told.One, told.Other, told.Stands));

        // The preferred one stands, and the other wherever it says nothing.
        var preferred = VintageMerge.Of([north, south with { Preferred = 1 }]);
        Assert.Equal(["north, 2013 to 2013-12-31", "south, 2014 to 2014", "north, 2015-01-01 to now"], preferred.Register.Facts.Select(f => f.InWords));
        Assert.Equal("south, 2014 to 2014", Assert.Single(preferred.Conflicts).Stands);

        // Two values of one source stand side by side, and tell of no conflict.
        Assert.Empty(VintageMerge.Of([List("one", 2015, Area("north", "2013", null), Area("coast", "2013", null))]).Conflicts);
    }

    [Fact]
    public void Two_sources_that_end_the_same_terms_on_two_days_are_told_and_other_terms_take_nothing_away()
    {
        GivenTerms Votes(decimal weight, string from, string? last) => new("a", "member-of", "b", RelationTerms.None with { Weight = weight, Basis = "votes" }, When(from, last));
        var merged = VintageMerge.Of([Terms("one", 2015, Votes(2, "2013", "2014")), Terms("two", 2016, Votes(2, "2013", "2013-06"), Votes(3, "2013-07", null))]);
        Assert.Equal(["2 votes, 2013 to 2013-06", "3 votes, 2013-07 to now"], merged.Register.Terms.Select(t => $"{t.Terms.InWords}, {t.When.InWords}"));
        Assert.Equal("terms: member of b: one 2015-01-01: 2013 to 2014; two 2016-01-01: 2013 to 2013-06; 2013 to 2013-06", string.Join("; ", merged.Conflicts.Select(c => $"{c.What}: {c.One}; {c.Other}; {c.Stands}")));
    }

    [Fact]
    public void What_the_study_states_stands_before_lists_on_the_track_that_it_names()
    {
        var legal = new GivenFact("a", FactOf.Name, "", "Ash Ltd", Track.Legal, When("2013", null));
        var list = List("one", 2015, legal, Area("north", "2013", null));
        var stated = legal with { When = When("2013", "2014") };
        var correction = new Correction(0, 1, "the study", RegisterData.None with { Facts = [legal] }, RegisterData.None with { Facts = [stated] });
        var merged = VintageMerge.Of([list], [correction]);
        Assert.Equal(["name, legally Ash Ltd, 2013 to 2014", "area north, 2013 to now"], merged.Register.Facts.OrderByDescending(f => f.What).Select(f => $"{f.What} {f.InWords}"));
        Assert.Equal(ConflictKind.Corrected, Assert.Single(merged.Conflicts).Kind);

        // On another track nothing of it is denied.
        Assert.Equal(3, VintageMerge.Of([list], [correction with { Denies = RegisterData.None with { Facts = [legal with { Track = Track.Announced }] } , States = RegisterData.None with { Facts = [stated with { Track = Track.Announced }] } }]).Register.Facts.Count);
    }

    [Fact]
    public void What_any_lists_say_does_not_depend_on_their_order_and_what_differs_done_to_the_one_gives_the_other() => Prop.ForAll(Lists().ToArbitrary(), lists =>
    {
        var (merged, turned) = (VintageMerge.Of(lists), VintageMerge.Of(Enumerable.Reverse(lists)));
        Assert.Equal(merged.Register.Facts, turned.Register.Facts);
        Assert.Equal(merged.Register.Terms, turned.Register.Terms);
        Assert.Equal(merged.Conflicts, turned.Conflicts);

        // No word of a list is lost: each value that was said stands, or a conflict names it.
        foreach (var fact in lists.SelectMany(l => l.Data.Facts))
        {
            Assert.True(merged.Register.Facts.Any(f => f.Key == fact.Key) || merged.Conflicts.Any(c => c.One.Contains(fact.Value, StringComparison.Ordinal) || c.Other.Contains(fact.Value, StringComparison.Ordinal)));
        }

        var one = VintageMerge.Of(lists.Take(1)).Register;
        var diff = VintageDiff.Of(one, merged.Register);
        Assert.Equal(
            merged.Register.Facts.Select(Words).Order(StringComparer.Ordinal),
            one.Facts.Where(f => !diff.Further.Any(p => ReferenceEquals(p.Before, f))).Concat(diff.Further.Select(p => p.After).OfType<GivenFact>()).Select(Words).Order(StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    private static Gen<Vintage[]> Lists()
    {
        var fact = from value in Gen.Elements("north", "south", "coast") from track in Gen.Elements(Track.InForce, Track.Legal) from begins in Gen.Choose(1999, 2005) from lasts in Gen.Choose(0, 6)
                   select new GivenFact("a", FactOf.Attribute, "area", value, track, begins == 1999 ? default : When($"{begins}", lasts == 0 ? null : $"{begins + lasts}"));
        var list = from source in Gen.Elements("one", "two") from year in Gen.Choose(2006, 2012) from prefer in Gen.Elements(0, 0, 1) from facts in fact.ListOf(3)
                   select (source, year, prefer, facts: facts.DistinctBy(f => (f.Key, f.When.From)).ToArray());
        return from count in Gen.Choose(1, 4) from all in list.ListOf(count)
               select all.Select((l, i) => List(l.source, l.year, l.facts) with { Order = i, Preferred = l.source == "one" ? all[0].prefer : 0 }).ToArray();
    }

    private static string Words(GivenFact f) => $"{f.What} {f.InWords}";

    private static GivenFact Status(string value, string from, string? last) => new("a", FactOf.Attribute, "status", value, Track.InForce, When(from, last));

    private static GivenFact Area(string value, string from, string? last) => new("a", FactOf.Attribute, "area", value, Track.InForce, When(from, last));

    private static GivenFact Undated(string value) => new("a", FactOf.Attribute, "day", value, Track.InForce, default);

    private static Vintage List(string source, int year, params GivenFact[] facts) => Of(source, year, RegisterData.None with { Facts = facts });

    private static Vintage Terms(string source, int year, params GivenTerms[] terms) => Of(source, year, RegisterData.None with { Terms = terms });

    private static Vintage Of(string source, int year, RegisterData data) =>
        new(source, new DateOnly(year, 1, 1).DayNumber, year, false, data with { Organisations = [new GivenOrganisation("a", "group", When("2000", null)), new GivenOrganisation("b", "group", When("2000", null))] });

    private static WrittenPeriod When(string? from, string? last) => new(from is null ? null : PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last));
}
