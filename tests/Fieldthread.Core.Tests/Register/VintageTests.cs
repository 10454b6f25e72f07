using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class VintageTests
{
    [Fact]
    public void What_was_known_later_stands_whichever_is_given_first()
    {
        var (early, late) = (List("list", 2015, [O("a", "2013", null), O("b", "2013", null)], ["a:Ash", "b:Birch"]), List("list", 2018, [O("a", "2013", "2017-03-31")], ["a:Ash and Elm"]));
        var merged = VintageMerge.Of([late, early]);
        Assert.Equal(["a 2013 to 2017-03-31", "b 2013 to now"], merged.Register.Organisations.Select(Life));
        Assert.Equal(["Ash: start to 2015-01-01", "Ash and Elm: 2018-01-01 to now", "Birch: start to now"], merged.Register.Names.Select(n => $"{n.Name}: {n.When.From?.ToString() ?? "start"} to {n.When.Last?.ToString() ?? "now"}"));
        var missing = Assert.Single(merged.Conflicts);
        Assert.Equal((ConflictKind.Vanished, "b", "open"), (missing.Kind, missing.Organisation, missing.Stands));
    }

    [Fact]
    public void A_succession_ends_who_vanished_and_does_not_end_whom_a_later_list_has_open()
    {
        var lists = new[] { List("list", 2015, [O("a", "2013", null), O("b", "2013", null)]), List("list", 2018, [O("b", "2013", null), O("c", "2016-04-01", null)]) };
        var succession = new Vintage("succ", Day(2019), 2, true, Empty([O("a"), O("b"), O("c")]) with { Successions = [new("a", "c", PartialDate.Parse("2016-04-01")), new("b", "c", PartialDate.Parse("2016-04-01"))] });
        var merged = VintageMerge.Of([.. lists, succession]);
        Assert.Equal(["a 2013 to 2016-03-31", "b 2013 to now", "c 2016-04-01 to now"], merged.Register.Organisations.Select(Life));
        var change = Assert.Single(merged.Register.Events);
        Assert.Equal((ChangeKind.Merged, "a Before, b Continues, c After"), (change.Kind, string.Join(", ", change.Parts.Select(p => $"{p.Organisation} {p.Role}"))));
        Assert.Equal("2016-03-31", merged.Conflicts.Single(c => c.Kind == ConflictKind.Vanished).Stands);
    }

    [Theory]
    [InlineData("a>z b>z", "2020", "Merged: a Before, b Before, z After")]
    [InlineData("a>z", "2000", "Absorbed: a Before, z Continues")]
    [InlineData("a>z", "2020", "Renamed: a Before, z After")]
    [InlineData("a>y a>z", "2020", "Split: a Before, y After, z After")]
    public void Pairs_make_the_event_that_the_lives_of_both_suggest(string pairs, string opened, string expected)
    {
        var list = List("list", 2010, [O("a", "1990", null), O("b", "1990", null), O("y", opened, null), O("z", opened, null)]);
        var succession = new Vintage("succ", Day(2021), 1, true, Empty([]) with { Successions = [.. pairs.Split(' ').Select(p => new GivenSuccession(p[..1], p[2..], PartialDate.Parse("2020")))] });
        var change = Assert.Single(VintageMerge.Of([list, succession]).Register.Events);
        Assert.Equal(expected, $"{change.Kind}: {string.Join(", ", change.Parts.Select(p => $"{p.Organisation} {p.Role}"))}");
    }

    [Fact]
    public void A_preferred_source_stands_before_a_newer_one_but_does_not_undo_an_end_that_came_after_it()
    {
        var (board, press) = (
            List("board", 2015, [O("a", "2013", null), O("b", "2012", "2014-06-30"), O("c", "2013", null)], relations: [R("m", "a", "2013", "2014-03-31"), R("n", "a", "2013", null)]),
            List("press", 2018, [O("a", "2010", "2016-03-31"), O("b", "2012", "2014-12-31"), O("c", "2013", "2014-06-30")], relations: [R("m", "a", "2013", "2014-12-31"), R("n", "a", "2013", "2016-03-31")]));
        Assert.Equal(["a 2010 to 2016-03-31", "b 2012 to 2014-12-31", "c 2013 to 2014-06-30"], VintageMerge.Of([board, press]).Register.Organisations.Select(Life));
        var merged = VintageMerge.Of([press, board with { Preferred = 1 }]);
        // a closed after the board’s list; that b closed in June, and that c was open in 2015, it says itself.
        Assert.Equal(["a 2013 to 2016-03-31", "b 2012 to 2014-06-30", "c 2013 to now"], merged.Register.Organisations.Select(Life));
        Assert.Equal(["m 2014-03-31", "n 2016-03-31"], merged.Register.Relations.Select(r => $"{r.Subject} {r.When.Last}"));
        Assert.Equal(VintageMerge.Of([board, press]).Conflicts.Select(c => (c.Organisation, c.What)).ToHashSet(), merged.Conflicts.Select(c => (c.Organisation, c.What)).ToHashSet());
        // The first place counts before the second.
        Assert.Equal("a 2010 to 2016-03-31", Life(VintageMerge.Of([board with { Preferred = 1 }, press with { Preferred = 2 }]).Register.Organisations[0]));
    }

    [Fact]
    public void A_guess_gives_way_to_a_statement_and_an_event_corrects_it()
    {
        var guessed = List("members", 2020, [O("a", "2014", "2018") with { Guessed = true }, O("b", "2014", null) with { Guessed = true }]);
        var said = List("list", 2016, [O("a", "2013", null)]);
        var change = new Vintage("events", Day(2021), 3, false, Empty([O("b")]) with { Events = [new GivenEvent("e", PartialDate.Parse("2019-04-01"), ChangeKind.Absorbed, [new("b", PartRole.Before, ""), new("a", PartRole.Continues, "")])] });
        Assert.Equal(["a 2013 to now", "b 2014 to 2019-03-31"], VintageMerge.Of([guessed, said, change]).Register.Organisations.Select(Life));
    }

    [Fact]
    public void A_membership_that_the_next_list_does_not_repeat_ends_where_the_next_one_begins()
    {
        var lists = new[] { List("list", 2015, [O("m", "2010", null)], relations: [R("m", "g", "2013", null)]), List("list", 2018, [O("m", "2010", null)], relations: [R("m", "h", "2017-04-01", null)]) };
        Assert.Equal(["m in g 2013 to 2017-03-31", "m in h 2017-04-01 to now"], VintageMerge.Of(lists).Register.Relations.Select(r => $"m in {r.Object} {r.When.From} to {r.When.Last?.ToString() ?? "now"}"));
        var rewritten = VintageMerge.Of([lists[0], List("list", 2018, [O("m", "2010", null)], relations: [R("m", "h", "2013", null)])]);
        Assert.Equal(["h"], rewritten.Register.Relations.Select(r => r.Object));
        Assert.Equal(ConflictKind.Retracted, Assert.Single(rewritten.Conflicts).Kind);
    }

    [Fact]
    public void A_day_that_a_later_list_corrects_is_told_and_news_are_not()
    {
        var lists = new[] { List("list", 2015, [O("a", "2013", "2014-03-31"), O("b", "2013", null), O("c", "2013", null)]), List("list", 2018, [O("a", "2013", "2014-06-30"), O("b", "2013", "2014-12-31"), O("c", "2013", "2017")]), List("other", 2019, [O("c", "2012", "2017")]) };
        Assert.Equal(["a Backdated closed", "b Backdated closed", "c Disagrees opened"], VintageMerge.Of(lists).Conflicts.Select(c => $"{c.Organisation} {c.Kind} {c.What}"));
    }

    [Fact]
    public void Troubles_of_members_and_groups_are_found_each_on_a_planted_fault()
    {
        GivenOrganisation[] all = [O("g", "2010", "2015-03-31"), O("h", "2010", null), O("m", "2010", null), O("n", "2012", null), O("p", "2010", null)];
        GivenRelation[] relations = [R("m", "g", "2010", null), R("n", "h", "2011", "2014"), R("p", "h", "2010", "2012"), R("p", "g", "2012", "2013"), R("p", "h", "2014-06-01", "2014-12-31")];
        var found = RegisterTroubles.Of(Empty(all) with { Relations = relations }, Day(2020)).Select(c => $"{c.Organisation} {c.Kind}").ToList();
        Assert.Equal(["g ClosedWithMembers", "h OpenWithoutMembers", "n OutsideLife", "p Overlap", "p Gap"], found);
        Assert.Empty(RegisterTroubles.Of(Empty([O("g", "2010", "2015-03-31"), O("m", "2010", null)]) with { Relations = [R("m", "g", "2010", "2015-03-31")] }, Day(2020)));
    }

    [Fact]
    public void A_circle_of_one_day_is_found_and_a_long_chain_is_none()
    {
        GivenSuccession S(string pair) => new(pair[..1], pair[2..3], PartialDate.Parse(pair.Length > 3 ? pair[4..] : "2015"));
        Assert.Equal(["b", "c", "b"], VintageMerge.Circle([S("a>b"), S("b>c"), S("c>b"), S("c>d")]));
        Assert.Null(VintageMerge.Circle([S("a>b 2015"), S("b>a 2018"), S("a>c 2015"), S("b>c 2015")]));
        Assert.Null(VintageMerge.Circle(Enumerable.Range(0, 100_000).Select(n => new GivenSuccession($"o{n}", $"o{n + 1}", PartialDate.Parse("2015")))));
    }

    [Fact]
    public void The_register_of_any_lists_does_not_depend_on_their_order_and_one_list_says_what_it_says() => Prop.ForAll(Lists().ToArbitrary(), lists =>
    {
        var merged = VintageMerge.Of(lists);
        var turned = VintageMerge.Of(Enumerable.Reverse(lists));
        Assert.Equal(merged.Register.Organisations, turned.Register.Organisations);
        Assert.Equal(merged.Register.Names, turned.Register.Names);
        Assert.Equal(merged.Register.Relations, turned.Register.Relations);
        Assert.Equal(merged.Conflicts, turned.Conflicts);
        Assert.Equal(lists.SelectMany(l => l.Data.Organisations).Select(o => o.Id).Distinct().Order(StringComparer.Ordinal), merged.Register.Organisations.Select(o => o.Id));

        // The newest list of all is what stands of those that it lists.
        var newest = lists.Order(Vintage.ByKnown).Last();
        foreach (var o in newest.Data.Organisations)
        {
            Assert.Equal(o.When.Last, merged.Register.Organisations.Single(m => m.Id == o.Id).When.Last);
        }

        // What differs between two registers, done to the first, gives the second.
        var (one, other) = (VintageMerge.Of(lists.Take(1)).Register, merged.Register);
        var diff = VintageDiff.Of(one, other);
        Assert.Equal(
            other.Organisations.Select(Life).Order(),
            one.Organisations.Where(o => !diff.Organisations.Any(p => p.Before == o)).Concat(diff.Organisations.Select(p => p.After).OfType<GivenOrganisation>()).Select(Life).Order());
        Assert.Equal(
            other.Relations.Select(Words).Order(),
            one.Relations.Where(r => !diff.Relations.Any(p => p.Before == r)).Concat(diff.Relations.Select(p => p.After).OfType<GivenRelation>()).Select(Words).Order());
        Assert.Empty(VintageDiff.Of(other, other).Organisations);
    }).QuickCheckThrowOnFailure();

    private static Gen<Vintage[]> Lists()
    {
        var organisation = from id in Gen.Elements("a", "b", "c", "d") from opened in Gen.Choose(2000, 2005) from lasts in Gen.Choose(0, 8) select O(id, $"{opened}", lasts == 0 ? null : $"{opened + lasts}");
        var relation = from id in Gen.Elements("a", "b") from of in Gen.Elements("c", "d") from joined in Gen.Choose(2000, 2005) from lasts in Gen.Choose(0, 8) select R(id, of, $"{joined}", lasts == 0 ? null : $"{joined + lasts}");
        var list = from source in Gen.Elements("one", "two") from year in Gen.Choose(2006, 2012) from organisations in organisation.ListOf(4) from relations in relation.ListOf(3)
                   select (source, year, organisations: organisations.DistinctBy(o => o.Id).ToArray(), relations: relations.DistinctBy(r => (r.Subject, r.Object, r.When.From)).ToArray());
        return from count in Gen.Choose(1, 4) from all in list.ListOf(count)
               select all.Select((l, i) => List(l.source, l.year, [.. l.organisations.Concat(new[] { "a", "b", "c", "d" }.Where(id => l.relations.Any(r => r.Subject == id || r.Object == id) && l.organisations.All(o => o.Id != id)).Select(id => O(id, "2000", null)))], relations: l.relations) with { Order = i }).ToArray();
    }

    private static Vintage List(string source, int year, GivenOrganisation[] organisations, string[]? names = null, GivenRelation[]? relations = null) => new(
        source, Day(year), year, true, Empty([.. organisations, .. (relations ?? []).Select(r => r.Object).Distinct().Where(g => organisations.All(o => o.Id != g)).Select(g => O(g))]) with { Names = [.. (names ?? []).Select(n => new GivenName(n[..1], n[2..], default))], Relations = relations ?? [] });

    private static RegisterData Empty(GivenOrganisation[] organisations) => new(organisations, [], [], [], [], []);

    private static GivenOrganisation O(string id) => new(id, "", default, Guessed: true);

    private static GivenOrganisation O(string id, string? from, string? last) => new(id, "group", When(from, last));

    private static GivenRelation R(string member, string group, string? from, string? last) => new(member, "member of", group, When(from, last));

    private static WrittenPeriod When(string? from, string? last) => new(from is null ? null : PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last));

    private static int Day(int year) => new DateOnly(year, 1, 1).DayNumber;

    private static string Life(GivenOrganisation o) => $"{o.Id} {o.When.From} to {o.When.Last?.ToString() ?? "now"}";

    private static string Words(GivenRelation r) => $"{r.Subject} {r.Object} {r.When.From} to {r.When.Last?.ToString() ?? "now"}";
}
