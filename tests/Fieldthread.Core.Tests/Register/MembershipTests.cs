using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Register;

public sealed class MembershipTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 12).Select(n => new Guid(n, 0, 0, new byte[8]))];

    [Fact]
    public void Flows_name_every_pair_and_add_up()
    {
        var flows = MembershipFlows.Between([M(0, 9, null, 10), M(0, 10, 10, null), M(1, 9, null, 10), M(1, 10, 10, null), M(2, 9, 0, null), M(3, 10, 12, null), M(4, 9, 0, 5), M(5, 9, 8, 8)], 9, 12);
        Assert.Equal([(9, 9, 1), (9, 10, 2), (null, 10, 1)], flows.Flows.OrderBy(f => f.From is null).ThenBy(f => f.To).Select(f => (Number(f.From), Number(f.To), f.Members)));
        Assert.Equal((4, 1, 0, 1, 2), (flows.Members, flows.Stayed, flows.CountedAgain, flows.GroupsBefore, flows.GroupsAfter));
        Assert.Equal([(9, 9, 1.0, 1 / 3.0), (10, 9, 2 / 3.0, 2 / 3.0)], flows.Footprints().Select(f => (Number(f.Group), Number(f.Largest), f.OfGroup, f.OfLargest)));
    }

    [Fact]
    public void A_member_of_two_groups_at_once_is_counted_once_and_its_flows_are_said_to_be_more()
    {
        var flows = MembershipFlows.Between([M(0, 9, 0, 10), M(0, 10, 0, null), M(0, 11, 10, null)], 5, 15);
        Assert.Equal((4, 1, 3), (flows.Flows.Count, flows.Members, flows.CountedAgain));
        Assert.Equal((1, 1), (flows.Before(Ids[9]), flows.After(Ids[11])));
    }

    [Fact]
    public void Flows_of_any_memberships_reconcile() => Prop.ForAll(Memberships().ToArbitrary(), given =>
    {
        var flows = MembershipFlows.Between(given, 10, 20);
        var held = given.Where(m => m.When.Holds(10) || m.When.Holds(20)).ToList();
        Assert.Equal(held.Select(m => m.Member).Distinct().Count(), flows.Members);
        Assert.Equal(flows.Members + flows.CountedAgain, flows.Flows.Sum(f => f.Members));
        Assert.True(flows.CountedAgain >= 0 && flows.Stayed <= flows.Members);
        foreach (var group in Ids[9..])
        {
            Assert.Equal(held.Where(m => m.Group == group && m.When.Holds(20)).Select(m => m.Member).Distinct().Count(), flows.After(group));
        }

        // Weighed: each flow the sum of its members, those without a figure counted apart.
        var weighed = MembershipFlows.Between(given, 10, 20, m => m == Ids[0] ? null : Array.IndexOf(Ids, m) + 0.5m);
        Assert.Equal(flows.Flows.Select(f => (f.From, f.To, f.Members)), weighed.Flows.Select(f => (f.From, f.To, f.Members)));
        foreach (var flow in weighed.Flows)
        {
            var members = held.Select(m => m.Member).Distinct().Where(m => In(m, flow.From, 10) && In(m, flow.To, 20)).ToList();
            Assert.Equal((members.Where(m => m != Ids[0]).Sum(m => Array.IndexOf(Ids, m) + 0.5m), members.Count(m => m == Ids[0])), (flow.Weight, flow.Without));
        }

        bool In(Guid member, Guid? group, int day) => group is { } g ? given.Any(m => m.Member == member && m.Group == g && !m.When.IsEmpty && m.When.Holds(day)) : !given.Any(m => m.Member == member && !m.When.IsEmpty && m.When.Holds(day));

        // Seen from the other day the same members go the other way.
        Assert.Equal(flows.Flows.Select(f => (f.From, f.To, f.Members)).ToHashSet(), MembershipFlows.Between(given, 20, 10).Flows.Select(f => (f.To, f.From, f.Members)).ToHashSet());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arranged_once_memberships_are_listed_as_given_and_counted_on_any_days() => Prop.ForAll(Memberships().ToArbitrary(), given =>
    {
        var arranged = new Memberships(given.Where(_ => true));
        Assert.Equal(given, arranged);
        foreach (var (first, second) in new[] { (10, 20), (0, 31), (20, 10), (5, 5) })
        {
            var flows = MembershipFlows.Between(arranged, first, second);
            HashSet<Guid> On(Guid member, int day) => [.. given.Where(m => m.Member == member && !m.When.IsEmpty && m.When.Holds(day)).Select(m => m.Group)];
            Assert.Equal(given.Select(m => m.Member).Distinct().Count(m => On(m, first).Count + On(m, second).Count > 0 && On(m, first).SetEquals(On(m, second))), flows.Stayed);
            Assert.Equal(flows.Flows.OrderBy(f => f.From).ThenBy(f => f.To), flows.Flows);
            Assert.Equal((Ids.Count(g => flows.Before(g) > 0), Ids.Count(g => flows.After(g) > 0)), (flows.GroupsBefore, flows.GroupsAfter));
            Assert.All(Ids, g => Assert.Equal(given.Where(m => m.Group == g && !m.When.IsEmpty && m.When.Holds(first)).Select(m => m.Member).Distinct().Count(), flows.Before(g)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_group_that_gives_up_nearly_all_has_been_succeeded_and_a_straggler_makes_no_second_succession()
    {
        var memberships = Enumerable.Range(0, 11).SelectMany(m => new[] { M(m, 20, null, m == 0 ? 15 : 10), M(m, m == 10 ? 22 : 21, m == 0 ? 15 : 10, null) });
        Assert.Equal(
            ["10: 20 to 21, 9 of 11, 1 kept, Succession", "10: 20 to 22, 1 of 11, 1 kept, Succession", "15: 20 to 21, 1 of 1, 0 kept, Transfer"],
            FoundChanges.Of(memberships).Select(InWords));
    }

    [Fact]
    public void A_group_that_loses_a_third_and_goes_on_has_not()
    {
        var memberships = Enumerable.Range(0, 9).SelectMany(m => m < 3 ? new[] { M(m, 20, 0, 10), M(m, 21, 10, null) } : [M(m, 20, 0, null)]);
        Assert.Equal("10: 20 to 21, 3 of 9, 6 kept, Transfer", Assert.Single(FoundChanges.Of(memberships).Select(InWords)));
    }

    [Fact]
    public void Who_was_nowhere_for_a_day_or_went_on_in_the_old_group_did_not_move() =>
        Assert.Empty(FoundChanges.Of([M(0, 20, 0, 10), M(0, 21, 11, null), M(1, 20, 0, null), M(1, 21, 10, null), M(2, 20, 0, 10), M(2, 20, 10, null)]));

    [Fact]
    public void A_group_that_is_filled_again_can_be_given_up_again()
    {
        Membership[] memberships = [M(0, 20, 0, 10), M(0, 21, 10, null), M(1, 20, 12, 30), M(1, 22, 30, null)];
        Assert.Equal(["10: 20 to 21, 1 of 1, 0 kept, Succession", "30: 20 to 22, 1 of 1, 0 kept, Succession"], FoundChanges.Of(memberships).Select(InWords));
    }

    [Fact]
    public void What_is_found_does_not_depend_on_the_order() => Prop.ForAll(Memberships().ToArbitrary(), given =>
    {
        var found = FoundChanges.Of(given);
        Assert.Equal(found, FoundChanges.Of(given.Reverse()));
        Assert.All(found, f => Assert.True(f.Members > 0 && f.Members <= f.Had && f.Kept < f.Had && f.From != f.To));
    }).QuickCheckThrowOnFailure();

    private static Gen<Membership[]> Memberships() => Gen.ArrayOf(
        from member in Gen.Choose(0, 8)
        from gr in Gen.Choose(9, 11)
        from start in Gen.Choose(0, 25)
        from length in Gen.Choose(1, 25)
        from open in Gen.Elements(true, false)
        select new Membership(Ids[member], Ids[gr], new Period(start == 0 ? null : start, open ? null : start + length)));

    private static Membership M(int member, int group, int? from, int? end) => new(Id(member), Id(group), new Period(from, end));

    private static Guid Id(int n) => n < Ids.Length ? Ids[n] : new Guid(n + 1, 0, 0, new byte[8]);

    private static int? Number(Guid? id) => id is { } g ? BitConverter.ToInt32(g.ToByteArray()) - 1 : null;

    private static string InWords(FoundChange f) => $"{f.Day}: {Number(f.From)} to {Number(f.To)}, {f.Members} of {f.Had}, {f.Kept} kept, {f.Kind}";
}
