using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class StructureTests
{
    [Fact]
    public void Layers_depth_vacancies_overlaps_and_votes_are_counted()
    {
        // 1 at the top, 2 and 3 below it, 4 below 3; 5 stands below a body that was not there.
        var s = Structure.Of(
            [new(Id(1), null, "members"), new(Id(2), Id(1), "governing"), new(Id(3), Id(1), "governing"), new(Id(4), Id(3), "locality"), new(Id(5), Id(99), "locality")],
            [new(Id(11), Id(1), Voting.Yes), new(Id(12), Id(2), Voting.Yes), new(Id(13), Id(2), Voting.No), new(Id(14), Id(4), Voting.NotSaid), new(Id(15), Id(77), Voting.Yes)],
            [new(Id(11), Id(21)), new(Id(12), Id(21)), new(Id(12), Id(22)), new(Id(14), Id(22)), new(Id(15), Id(23))]);
        Assert.Equal((5, 3, 4, 0.8), (s.Bodies, s.Layers, s.DepthSum, s.Depth));
        Assert.Equal((4, 1, 2, 2), (s.Posts, s.Vacant, s.Persons, s.Overlapping));
        Assert.Equal([new BodyPair(Id(1), Id(2), 1, 2), new BodyPair(Id(2), Id(4), 1, 2)], s.Pairs);
        Assert.Equal([new VotingOfKind("governing", 2, 1, 1, 0), new VotingOfKind("locality", 2, 0, 0, 1), new VotingOfKind("members", 1, 1, 0, 0)], s.Voting);
        Assert.Equal([0, 1, 1, 2, 0], new[] { 1, 2, 3, 4, 5 }.Select(n => s.Depths[Id(n)]));
    }

    [Fact]
    public void Nothing_has_no_depth_and_a_body_under_itself_is_no_structure()
    {
        var none = Structure.Of([], [], []);
        Assert.Equal((0, 0, null, 0), (none.Bodies, none.Layers, none.Depth, none.Persons));
        Assert.Throws<ArgumentException>(() => Structure.Of([new(Id(1), Id(2), ""), new(Id(2), Id(1), "")], [], []));
        Assert.Throws<ArgumentException>(() => Structure.Of([new(Id(1), Id(1), "")], [], []));
    }

    [Fact]
    public void Whatever_the_tree_measures_hold_together() => Prop.ForAll(
        (from size in Gen.Choose(0, 9)
         from parents in Gen.Choose(-1, 8).ListOf(size)
         from posts in Gen.Choose(0, 9).ListOf()
         from held in Gen.Zip(Gen.Choose(0, 12), Gen.Choose(30, 34)).ListOf()
         select (parents, posts, held)).ToArbitrary(), given =>
        {
            // A parent has a smaller number than its child, so that no circle can be.
            var bodies = given.parents.Select((p, i) => new BodyThen(Id(100 + i), p >= 0 && p < i ? Id(100 + p) : null, "k" + (i % 2))).ToList();
            var posts = given.posts.Select((b, i) => new PostThen(Id(200 + i), Id(100 + b), (Voting)(i % 3))).ToList();
            var holders = given.held.Select(h => new HolderThen(Id(200 + h.Item1), Id(h.Item2))).ToList();
            var s = Structure.Of(bodies, posts, holders);
            Assert.True(s.Layers <= s.Bodies && (s.Bodies == 0) == (s.Layers == 0) && s.Vacant <= s.Posts && s.Overlapping <= s.Persons);
            Assert.Equal(s.Posts, s.Voting.Sum(v => v.Votes + v.Attends + v.NotSaid));
            Assert.Equal(s.Bodies, s.Voting.Sum(v => v.Bodies));
            Assert.All(s.Pairs, p => Assert.True(p.Shared >= 1 && p.Shared <= p.Either && p.Either <= s.Persons));
            Assert.Equal(s.Overlapping > 0, s.Pairs.Count > 0);
            var reversed = Structure.Of([.. bodies.AsEnumerable().Reverse()], posts.AsEnumerable().Reverse(), holders.AsEnumerable().Reverse());
            Assert.Equal((s.Layers, s.DepthSum, s.Vacant, s.Persons), (reversed.Layers, reversed.DepthSum, reversed.Vacant, reversed.Persons));
            Assert.Equal(s.Pairs, reversed.Pairs);
        }).QuickCheckThrowOnFailure();

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
