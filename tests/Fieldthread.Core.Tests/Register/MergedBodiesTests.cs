using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class MergedBodiesTests
{
    [Fact]
    public void The_list_that_was_known_last_stands_and_silence_takes_nothing_away()
    {
        var merged = MergedBodies.Of([List(9, 0, [Body("a", "new")]), List(3, 1, [Body("a", "old"), Body("b", "only here")])]);
        Assert.Equal(["a new 0", "b only here 1"], merged.Bodies.Values.Select(b => $"{b.Value.Id} {b.Value.Name} {b.List}").Order(StringComparer.Ordinal));
        Assert.Equal("later", MergedBodies.Of([List(3, 0, [Body("a", "earlier")]), List(3, 1, [Body("a", "later")])]).Bodies["a"].Value.Name);
    }

    [Fact]
    public void A_source_that_the_study_goes_by_stands_before_what_was_known_last_and_names_nobody()
    {
        BodyList[] lists =
        [
            List(3, 0, [Body("a", "handbook"), Body("b", "handbook")]) with { Source = "handbook", Preferred = 1 },
            List(9, 1, [Body("a", "return")]) with { Source = "return" },
            List(5, 2, [Body("b", "second handbook")]) with { Source = "handbook", Preferred = 1 },
        ];
        Assert.Equal(["a handbook 0", "b second handbook 2"], MergedBodies.Of(lists).Bodies.Values.Select(b => $"{b.Value.Id} {b.Value.Name} {b.List}").Order(StringComparer.Ordinal));
        Assert.Equal(["a return 1", "b second handbook 2"], MergedBodies.Of(lists.Select(l => l with { Preferred = 0 })).Bodies.Values.Select(b => $"{b.Value.Id} {b.Value.Name} {b.List}").Order(StringComparer.Ordinal));

        // Who may be named is as it was known last, whoever is gone by.
        static BodyList Told(int known, int order, bool named, int preferred) => new(known, order, new BodyData([], [], [], [new GivenPerson("h", "", named, "")], [])) { Source = "s" + preferred, Preferred = preferred };
        Assert.False(MergedBodies.Of([Told(3, 0, true, 5), Told(9, 1, false, 0)]).Persons["h"].Value.PublicOffice);
    }

    [Fact]
    public void Two_sources_that_differ_are_a_conflict_and_two_lists_of_one_source_are_none()
    {
        var old = List(3, 0, [Body("a", "Table"), Body("b", "Ring")]) with { Source = "handbook" };
        var later = List(9, 1, [Body("a", "Board"), Body("c", "Circle")]) with { Source = "return" };
        Assert.Equal(["o: body a, name: handbook: Table | return: Board | Board"], BodyConflicts.Of([old, later]).Select(c => $"{c.Organisation}: {c.What}: {c.One} | {c.Other} | {c.Stands}"));
        Assert.Equal(["Table"], BodyConflicts.Of([old with { Preferred = 1 }, later]).Select(c => c.Stands));
        Assert.Empty(BodyConflicts.Of([old, later with { Source = "handbook" }]));
        Assert.Equal(["lists without a source: Table"], BodyConflicts.Of([old with { Source = "" }, later]).Select(c => c.One));
        Assert.Empty(BodyConflicts.Of([]));
    }

    [Fact]
    public void A_circle_a_foreign_body_above_and_two_holders_are_found_and_what_is_named_must_be_there_only_in_the_whole()
    {
        string? Code(bool whole, GivenBody[] bodies, GivenPost[]? posts = null, GivenHolding[]? holdings = null) => MergedBodies.Of([List(1, 0, bodies, posts, holdings)]).Fault(whole)?.Code;
        Assert.Equal("cyclic", Code(false, [Body("a", "", "b"), Body("b", "", "c"), Body("c", "", "a")]));
        Assert.Equal("cyclic", Code(false, [Body("a", "", "a")]));
        Assert.Null(Code(true, [Body("a", ""), Body("b", "", "a"), Body("c", "", "a")]));
        Assert.Equal("other-organisation", Code(false, [Body("a", ""), Body("b", "", "a") with { Organisation = "elsewhere" }]));
        Assert.Equal("unknown", Code(true, [Body("a", "", "z")]));
        Assert.Null(Code(false, [Body("a", "", "z")]));
        GivenPost post = new("p", "a", "chair", Voting.Yes, true, default, "");
        Assert.Equal("two-holders", Code(true, [Body("a", "")], [post], [Held("h", "2013", "2015"), Held("k", "2015", null)]));
        Assert.Null(Code(true, [Body("a", "")], [post], [Held("h", "2013", "2014"), Held("k", "2015", null)]));
        Assert.Null(Code(true, [Body("a", "")], [post with { Sole = false }], [Held("h", "2013", "2015"), Held("k", "2015", null)]));
        Assert.Equal("unknown", Code(true, [Body("a", "")], [], [Held("h", "2013", null)]));
    }

    [Fact]
    public void In_whatever_order_lists_are_given_the_same_stands_and_nothing_differs_from_itself() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 4), Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 9))).ListOf().ToArbitrary(), given =>
        {
            var lists = given.Select((g, i) => List(g.Item1, i, [Body("b" + g.Item2.Item1, "n" + g.Item2.Item2)]) with { Source = $"s{g.Item2.Item2 % 3}", Preferred = g.Item2.Item2 % 3 }).ToList();
            var (one, other) = (MergedBodies.Of(lists), MergedBodies.Of(lists.AsEnumerable().Reverse()));
            Assert.Empty(BodyDifferences.Of(one, other));
            Assert.All(one.Bodies, b => Assert.Equal(lists.Where(l => l.Data.Bodies[0].Id == b.Key).Max(BodyList.ByStanding)!.Order, b.Value.List));
            var none = MergedBodies.Of([]);
            Assert.Equal(one.Bodies.Count, BodyDifferences.Of(none, one).Count);
            Assert.All(BodyDifferences.Of(one, none), d => Assert.Equal(("body", ""), (d.What, d.After)));
        }).QuickCheckThrowOnFailure();

    private static GivenBody Body(string id, string name, string parent = "") => new(id, "o", "board", name, parent, default, "", "");

    private static GivenHolding Held(string person, string from, string? last) => new("p", person, new WrittenPeriod(PartialDate.Parse(from), last is null ? null : PartialDate.Parse(last)), "", "");

    private static BodyList List(int known, int order, GivenBody[] bodies, GivenPost[]? posts = null, GivenHolding[]? holdings = null) => new(known, order, new BodyData(bodies, posts ?? [], holdings ?? [], [], []));
}
